"""Judges the capitalised runs of one report: each must be withheld unless it is known to name no private person."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from sayso.masking.vocabulary import Vocabulary, key, region
from sayso.masking.words import Run, is_given_name, may_open, may_stand, plain, runs

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
_PLURAL = frozenset(["police", "people", "men", "women", "children", "staff", "media"])
_FINITE = frozenset(["is", "was", "has", "had", "wrote", "writes", "posted", "tweeted", "died"])
_COURTESY = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Mx)\.?\s+$")
_DATED = re.compile(
    r"\b(?:[ap]\.m\.|in|on|since|until|by|of|last|this|next|early|late|mid|through|to|and|between|from|during|before|after|\w+ed)[\s-]+$"
)
_DATED_BEHIND = re.compile(r"^\.?\s+\d|^\s+(?:morning|afternoon|evening|night)\b")


class Judge:
    """The names of one report. `places` are (start, end, country, state) of resolved places, `persons` spans of
    people as the entity model sees them, `officials` and `voices` the speakers in and out of office."""

    def __init__(self, vocabulary: Vocabulary, text: str, names: Mapping[str, Any], author: str | None = None) -> None:
        self.v = vocabulary
        self.text = text
        self.places: list[tuple[int, int, str, str]] = [tuple(p) for p in names.get("places", [])]
        self.persons = [(int(s), int(e)) for s, e, label in names.get("entities", []) if label == "PERSON"]
        self.officials = [name for s in names.get("officials", []) if (name := self._spoken_name(s))]
        self.voices: Sequence[str] = names.get("voices", [])
        self.author = author or ""
        self.runs = list(runs(text, vocabulary.abbreviations, vocabulary.closed))

    # --- who is private ------------------------------------------------------------------------------

    @cached_property
    def private(self) -> frozenset[str]:
        """Words of private persons' names anywhere in the report."""
        found: set[str] = set(self._of_author())
        for run in self.runs:
            rest = self._rest(run, strict=True)
            if rest is None:
                continue
            if len(rest.words) > 1 and not _capitals(rest):
                found |= _name_words(rest)
            elif _capitals(rest):
                found |= {w for w in _name_words(rest) if not may_stand(w)}
            elif self._personal(rest):
                found |= _name_words(rest)
        for start, end in self.persons:
            if any(p[0] <= start and end <= p[1] for p in self.places):
                continue
            entity = self._remainder(Run(start, end, self.text[start:end]))
            if entity is not None and not self._official(entity) and region(entity.text) is None:
                found |= _name_words(entity)
        for voice in self.voices:
            found |= self._of_voice(voice)
        return frozenset(found - self.v.never_private)

    @cached_property
    def singles(self) -> frozenset[str]:
        """Single words written large that are withheld: small, beside another word, they may be a name again."""
        found = set()
        for run in self.runs:
            rest = self.failing(run)
            if rest is not None and len(rest.words) == 1:
                found |= _name_words(rest)
        return frozenset(found)

    def _of_author(self) -> Iterator[str]:
        for run in runs(self.author, self.v.abbreviations, self.v.closed):
            rest = self._remainder(run)
            if rest is not None and plain(rest.words[-1]) not in self.v.markers | self.v.press:
                yield from _name_words(rest)

    def _of_voice(self, voice: str) -> set[str]:
        """A speaker out of office: the words of his or her name; all words where it is written small and without article."""
        found: set[str] = set()
        large = list(runs(voice, self.v.abbreviations, self.v.closed))
        for run in large:
            rest = self._remainder(run)
            if rest is not None and not self._body(rest) and not self._official(rest) and region(rest.text) is None:
                found |= _name_words(rest)
        words = [plain(w) for w in voice.split()]
        known = self.v.closed | self.v.titles
        plural = words[-1].endswith("s") or words[-1] in _PLURAL if words else False
        if (
            not large
            and len(words) > 1
            and not plural
            and not any(w in known or w.removesuffix("s") in known for w in words)
        ):
            # "destiny child wrote": a single noun without an article is a name
            found |= set(words)
        return found

    def _spoken_name(self, speaker: str) -> tuple[str, ...]:
        """The words of a speaker's name without office, () where he or she speaks as a relative or witness.

        The office is a word written small, or stands large before the name: "Charity Case" and "Ann Judge" hold none.
        """
        words = speaker.split()
        if {plain(w) for w in words} & self.v.private_roles:
            return ()
        found: list[str] = []
        in_office = any(w[0].islower() and plain(w).removesuffix("s") in self.v.offices for w in words)
        for run in runs(speaker, self.v.abbreviations, self.v.closed):
            rest = self._remainder(run)
            if rest is None:
                continue
            in_office = in_office or rest.start > run.start
            if not self._body(rest):
                found += [w for w in map(plain, rest.words) if w not in self.v.titles]
        return tuple(found) if in_office else ()

    # --- judging --------------------------------------------------------------------------------------

    def failing(self, run: Run) -> Run | None:
        """What of a run must be withheld, None where all of it may leave."""
        if self._place(run) and not any(plain(w) in self.private for w in run.words):
            return None
        rest = self._rest(run)
        return self._failing_capitals(rest) if rest is not None and _capitals(rest) else rest

    def _rest(self, run: Run, *, strict: bool = False) -> Run | None:
        """What of a run is left when all that names nobody is taken away; `strict` as for `_cleared`."""
        rest = self._remainder(run)
        if rest is None or self._cleared(rest, run, strict=strict):
            return None
        for count in range(1, len(rest.pieces)):
            if self._passing_tail(rest.tail(count)) and self._cleared(rest.head(count), run, strict=strict):
                # "Mississippi Wednesday", "Iowa ICE"
                return None
        return rest

    def _remainder(self, run: Run) -> Run | None:
        """A run without the words of the language, offices and registered bodies that it begins with."""
        rest: Run | None = run
        while rest is not None:
            pieces = rest.pieces
            count = self._lead(pieces)
            if count == 0:
                return rest
            rest = rest.tail(count) if count < len(pieces) else None
        return None

    def _lead(self, pieces: Sequence[Run]) -> int:
        """How many words at the head of a run name nobody."""
        for size in range(min(self.v.longest, len(pieces)), 0, -1):
            words = key(" ".join(p.text for p in pieces[:size]))
            if words in self.v.phrases or words in self.v.long_titles:
                return size
        first = plain(pieces[0].text)
        if (
            first in self.v.closed
            or all(p in self.v.closed for p in first.split("-"))
            or (first in self.v.titles and not is_given_name(first))
        ):
            return 1
        # bearings and peoples go with what follows them, never alone
        return 0

    def _cleared(self, run: Run, whole: Run, *, strict: bool = False) -> bool:
        """Whether what is left of a run names no private person; `strict` where privacy itself is being found out."""
        bare = [plain(w) for w in run.words]
        if not bare or key(run.text) in self.v.phrases or self._official(run):
            return True
        if not strict and any(w in self.private for w in bare):
            return False
        if self._place(run, strict=strict):
            return True
        if any(s < run.end and run.start < e for s, e in self.persons):
            return False
        if len(bare) == 1:
            return self._single(run, opened=run.start == whole.start and self._opens(run))
        if bare[0] in self.v.peoples:
            rest = run.tail(1)
            return all(w in self.v.peoples for w in bare) or self._place(rest, strict=strict) or self._body(rest)
        return self._body(run) or self._outlet(run)

    def _passing_tail(self, run: Run) -> bool:
        return all(plain(w) in self.v.calendar for w in run.words) or key(run.text) in self.v.phrases

    def _failing_capitals(self, run: Run) -> Run | None:
        """In capitals all words look like names: what is no word of the codebooks or of grammar is withheld."""
        known = self.v.closed | self.v.markers | self.v.peoples | self.v.titles | self.v.counted
        failing = [
            p
            for p in run.pieces
            if plain(p.text) not in known and key(p.text) not in self.v.phrases and len(plain(p.text)) > 1
        ]
        if not failing or (self._place(run) and not any(plain(w) in self.private for w in run.words)):
            return None
        # what stands between two words of grammar is judged as one
        first, last = failing[0], failing[-1]
        pieces = run.pieces
        i, j = pieces.index(first), pieces.index(last)
        while i and plain(pieces[i - 1].text) not in self.v.closed:
            i -= 1
        while j + 1 < len(pieces) and plain(pieces[j + 1].text) not in self.v.closed:
            j += 1
        start, end = pieces[i].start, pieces[j].end
        return Run(start, end, self.text[start:end])

    def _official(self, run: Run) -> bool:
        """Whether a run is the name, or the family name, of somebody who speaks in office."""
        bare = [w for w in map(plain, run.words) if w not in self.v.titles]
        if not bare:
            return False
        return any(set(bare) <= set(name) and (len(bare) > 1 or bare[0] == name[-1]) for name in self.officials)

    def _place(self, run: Run, *, strict: bool = False) -> bool:
        """Whether a run is read as a place where it stands: resolved, and put there by a word of place."""
        resolved = next((p for p in self.places if p[0] <= run.start and run.end <= p[1]), None)
        if resolved is None or self._personal(run):
            return False
        before, after = self.text[max(0, run.start - 60) : run.start], self.text[run.end : run.end + 40]
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
            return any(self._place(Run(p[0], p[1], self.text[p[0] : p[1]]), strict=strict) for p in earlier)
        return sure

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

    def _personal(self, run: Run) -> bool:
        """Whether the words round a run tell of a person: a courtesy title before it, an age behind it."""
        before, after = self.text[max(0, run.start - 40) : run.start], self.text[run.end : run.end + 60]
        if _COURTESY.search(before) or _AGE.match(after) or re.match(r",\s+(?:who|whose|whom|aged)\b", after):
            return True
        behind = re.match(r"\s+([a-z]+)", after)
        if behind is None or run.text.endswith("s") or len(run.words) > 1 or not self._opens(run):
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

    def _single(self, run: Run, *, opened: bool) -> bool:
        """One capitalised word: common at the head of a sentence, a day or month in a date, an office or a body."""
        bare = plain(run.text)
        if self._personal(run):
            return False
        if bare in self.v.calendar:
            return self._dated(run)
        if bare in self.v.peoples:
            behind = re.match(r"\s+([a-z]+)", self.text[run.end : run.end + 30])
            return not may_stand(bare) or (behind is not None and self._counts(behind[1]))
        return bare in self.v.markers or bare in self.v.titles or (opened and may_open(run.text))

    def _dated(self, run: Run) -> bool:
        """Whether a month or weekday dates something: behind a preposition, a verb of speech, a noun; before a number."""
        before, after = self.text[max(0, run.start - 24) : run.start], self.text[run.end : run.end + 12]
        if _DATED.search(before.lower()) or _DATED_BEHIND.match(after) or re.search(r"\d\s+$", before):
            return True
        last = re.search(r"([a-z]+),?\s+$", before)
        return last is not None and (last[1] in self.v.spoken or self._counts(last[1]))

    def _counts(self, noun: str) -> bool:
        return noun in self.v.counted or noun.removesuffix("s") in self.v.counted or noun in self.v.closed

    def _body(self, run: Run) -> bool:
        """Whether a run names a body: it ends in a word that only bodies have, or begins "Department of"."""
        bare = [plain(p.text) for p in run.pieces]
        if key(run.text) in self.v.phrases:
            return True
        return bare[-1] in self.v.markers or (bare[0] in self.v.markers and len(bare) > 2 and bare[1] == "of")

    def _outlet(self, run: Run) -> bool:
        """Whether a run names a newspaper or broadcaster: "the" before it, a word of the press at its end."""
        before = self.text[max(0, run.start - 6) : run.start]
        return plain(run.words[-1]) in self.v.press and re.search(r"\b[Tt]he\s$", before) is not None

    def _opens(self, run: Run) -> bool:
        return _OPENS.search(self.text[max(0, run.start - 12) : run.start]) is not None


def _name_words(run: Run) -> set[str]:
    return {bare for w in run.words for part in (w, *w.split("-")) if len(bare := plain(part)) > 1}


def _capitals(run: Run) -> bool:
    """Whether a run is printed in capitals, so that nothing tells names from words."""
    letters = [c for c in run.text if c.isalpha()]
    return len(letters) > 3 and all(c.isupper() for c in letters)
