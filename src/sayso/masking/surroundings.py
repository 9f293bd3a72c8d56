"""What the words round a capitalised run tell of it: a place, a person, a date, the head of a sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.atlas.gazetteer import gazetteer
from sayso.masking.vocabulary import Vocabulary, region
from sayso.masking.words import Run, plain

_BEARINGS = r"(?:(?:the|central|south|southern|north|northern|east|eastern|west|western|downtown|rural|nearby)\s+)*"
# Behind one of these a town is a town; behind the wider list a state or country is one.
_TOWN = re.compile(rf"\b(?:in|at|near|outside|across|around|throughout|inside)\s+{_BEARINGS}$", re.I)
_REGION = re.compile(
    rf"\b(?:in|at|near|outside|across|around|throughout|inside|of|from|to|through|between|over|off)\s+{_BEARINGS}$",
    re.I,
)
_REGION_BEHIND = re.compile(r"^,\s+(?P<region>[A-Z][\w.]+(?:\s[A-Z]\w+)?)")
_NOUN_BESIDE = re.compile(r"^\s+[a-z]{3,}")
_LISTED = re.compile(r"(?:,\s+|,?\s+and\s+|;\s+|\s+or\s+)$")
_OPENS = re.compile(r"(?:^|[.!?:;…\"“”'‘(\n—–•-])\s*$")
_AGE = re.compile(r"^(?:,\s+[A-Z][\w’'-]+){0,2},\s+\d{1,3}[,.;)]")
_FINITE = frozenset(["is", "was", "has", "had", "wrote", "writes", "posted", "tweeted", "died"])
_COURTESY = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Mx)\.?\s+$")
_DATED = re.compile(
    r"\b(?:[ap]\.m\.|in|on|since|until|by|of|last|this|next|early|late|mid|through|to|and|between|from|during|before|after|\w+ed)[\s-]+$"
)
# Nobody's name opens a report in capitals, is that of a great city, and has a dash behind it.
_DATELINE_BEHIND = re.compile(r"(?:,\s+[A-Z][\w.]+(?:\s[A-Z]\w+)?)?(?:\s+\([A-Z][A-Za-z ]{1,20}\))?\s+(?:—|–|--|-)\s")
_CITY = 250_000
_DATED_BEHIND = re.compile(r"^\.?\s+\d|^\s+(?:morning|afternoon|evening|night)\b")


class Surroundings:
    """A report's text and its resolved places, (start, end, country, state) each."""

    def __init__(self, vocabulary: Vocabulary, text: str, places: Sequence[tuple[int, int, str, str]]) -> None:
        self.v = vocabulary
        self.text = text
        self.places = places

    def place(self, run: Run, *, strict: bool = False) -> bool:
        """Whether a run is read as a place where it stands: resolved, and put there by a word of place."""
        resolved = next((p for p in self.places if p[0] <= run.start and run.end <= p[1]), None)
        if resolved is None or self.personal(run):
            return False
        before, after = self.text[max(0, run.start - 60) : run.start], self.text[run.end : run.end + 40]
        if self._dateline(run, after):
            return True
        sure = region(run.text) is not None and plain(run.text) not in self.v.also_names
        if sure and not strict:
            return True
        if (_REGION if sure else _TOWN).search(before) or self._inside(resolved, after):
            return True
        if _NOUN_BESIDE.match(after) and re.search(r"\b(?:an?|the|this|that)\s+$", before, re.I):
            # "a Tennessee meatpacking plant": people take no article
            return True
        if _LISTED.search(before):
            earlier = [p for p in self.places if p[1] <= run.start and run.start - p[1] <= 6]
            return any(self.place(Run(p[0], p[1], self.text[p[0] : p[1]]), strict=strict) for p in earlier)
        return sure

    def _dateline(self, run: Run, after: str) -> bool:
        """Whether a run opens the report as the city where it was written ("MILWAUKEE (AP) — ")."""
        return (
            not self.text[: run.start].strip()
            and run.text.isupper()
            and _DATELINE_BEHIND.match(after) is not None
            and any(e.kind == "town" and e.people >= _CITY for e in gazetteer().find(run.text)[:1])
        )

    def _inside(self, place: tuple[int, int, str, str], after: str) -> bool:
        """Whether the state or country that a place lies in follows it ("Morton, Mississippi")."""
        behind = _REGION_BEHIND.match(after)
        if behind is None:
            return False
        words = behind["region"]
        for name in (words, words.split()[0], words.rstrip(".")):
            found = region(name)
            if found is not None:
                return found[0] == place[2] and found[1] in ("", place[3])
        return words.split()[0].endswith(".")

    def personal(self, run: Run) -> bool:
        """Whether the words round a run tell of a person: a courtesy title before it, an age behind it."""
        before, after = self.text[max(0, run.start - 40) : run.start], self.text[run.end : run.end + 60]
        if _COURTESY.search(before) or _AGE.match(after) or re.match(r",\s+(?:who|whose|whom|aged)\b", after):
            return True
        behind = re.match(r"\s+([a-z]+)", after)
        if behind is not None and run.text.endswith("s") and behind[1] in self.v.private_roles:
            # "Bills wife": the apostrophe is easily lost
            return True
        if behind is None or run.text.endswith("s") or len(run.words) > 1 or not self.opens(run):
            return self._inverted(before, after)
        # a noun without an article that speaks or is something: "Winner said"
        acts = behind[1] in self.v.spoken or behind[1] in _FINITE
        if acts and plain(run.text) not in self.v.titles | self.v.markers | self.v.closed:
            return True
        return self._inverted(before, after)

    @staticmethod
    def _inverted(before: str, after: str) -> bool:
        """The given name behind the family name: "Tejada, Marisol, 44,"."""
        return (
            re.search(r"[A-Z][\w’'-]+,\s+$", before) is not None and re.match(r",\s+\d{1,3}[,.;)]", after) is not None
        )

    def dated(self, run: Run) -> bool:
        """Whether a month or weekday dates something: behind a preposition, a verb of speech, a noun; before a number."""
        before, after = self.text[max(0, run.start - 24) : run.start], self.text[run.end : run.end + 12]
        if _DATED.search(before.lower()) or _DATED_BEHIND.match(after) or re.search(r"\d\s+$", before):
            return True
        last = re.search(r"([a-z]+),?\s+$", before)
        return last is not None and (last[1] in self.v.spoken or self.counts(last[1]))

    def counts(self, noun: str) -> bool:
        """Whether a noun is one that is counted, or a word of grammar."""
        return noun in self.v.counted or noun.removesuffix("s") in self.v.counted or noun in self.v.closed

    def outlet(self, run: Run) -> bool:
        """Whether a run names a newspaper or broadcaster: "the" before it, a word of the press at its end."""
        before = self.text[max(0, run.start - 6) : run.start]
        return plain(run.words[-1]) in self.v.press and re.search(r"\b[Tt]he\s$", before) is not None

    def opens(self, run: Run) -> bool:
        """Whether a run stands at the head of a sentence."""
        return _OPENS.search(self.text[max(0, run.start - 12) : run.start]) is not None
