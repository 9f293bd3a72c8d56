"""Stretches of a report that may be names of places: what the gazetteer knows, peoples, roads, sites, unknown names."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from sayso.atlas.gazetteer import Entry
from sayso.codebook.forms import either
from sayso.reading.places.readings import AREAS
from sayso.reading.places.vocabulary import UPPER, PlaceWords, folded

_UPPER = UPPER
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_WORD_BEHIND = re.compile(r"[ -]([a-z]+)")
# "M.D." is no place that the gazetteer has forgotten
_INITIALS = re.compile(rf"(?:[{_UPPER}]\w?\.){{2,}}[{_UPPER}]?")
# "I'd", "It's" are no names
_CONTRACTED = re.compile(r"\w{1,5}['’](?:d|ll|ve|re|m|s|t)$")
_LONGEST = 5
_PLACED = re.compile(
    r"\b(?:in|at|near|from|to|outside|across|around|throughout|inside|into|(?:parts|city|town|village|district|province|state|region|suburb|outskirts|capital|island|port|villages|towns|cities) of|town called|villages of)\s+(?:the\s+|downtown\s+)?$",
    re.I,
)
PLACE_LABELS = frozenset(["GPE", "LOC", "FAC"])


@dataclass(frozen=True, slots=True)
class Run:
    """Words written large that stand together: the offsets of each."""

    words: tuple[tuple[int, int], ...]
    text: str
    sentence: int

    @property
    def start(self) -> int:
        """Where its first word begins."""
        return self.words[0][0]

    @property
    def end(self) -> int:
        """Where its last word ends."""
        return self.words[-1][1]

    def word(self, k: int) -> str:
        """Its k-th word."""
        start, end = self.words[k]
        return self.text[start - self.start : end - self.start]


@dataclass(slots=True)
class Spot:
    """A stretch that may be a place's name; `first` and `last` are the words of its run, `kind` what it looks like."""

    start: int
    end: int
    text: str
    kind: str
    entries: tuple[Entry, ...] = ()
    inside: bool = False
    run: Run | None = None
    first: int = 0
    last: int = 0
    label: str = ""
    # behind its list stands what all in it are ("Douglas, Sarpy and Lancaster counties")
    kind_behind: bool = False
    score: float = 0.0
    signs: list[str] = field(default_factory=list)

    @property
    def key(self) -> str:
        """By which the same name is known again."""
        return folded(self.text)

    def overlaps(self, start: int, end: int) -> bool:
        """Whether it shares a character with a stretch."""
        return self.start < end and start < self.end


class Entities:
    """The entity model's names, looked up by where they stand."""

    def __init__(self, entities: Sequence[tuple[int, int, str]]) -> None:
        self.rows = sorted(entities)
        self._starts = [e[0] for e in self.rows]

    def at(self, start: int, end: int) -> tuple[int, int, str] | None:
        """The entity that shares most with a stretch."""
        i = bisect_right(self._starts, start) - 1
        best, most = None, 0
        for row in self.rows[max(0, i) : i + 4]:
            shared = min(end, row[1]) - max(start, row[0])
            if shared > most:
                best, most = row, shared
        return best


class Spotter:
    """Finds what may be a place's name."""

    def __init__(self, words: PlaceWords) -> None:
        self.words = words
        shorts = either(words.short)
        doubles = either(words.doubles)
        plain = rf"(?:[dl]['’]|[ae]l-)?[{_UPPER}](?:[\w]|['’](?!s\b|\W|$))*"
        word = rf"(?:(?:{doubles})\b|(?:[{_UPPER}]\.){{2,}}(?:[{_UPPER}]\b)?|(?:{shorts})|[{_UPPER}]\.|{plain})"
        joint = r"(?:[ ]|[-–](?=\w)|-[a-z]{1,4}-|[ ](?:of|de|la|el|del|du|upon|of the)[ ])"
        self._run = re.compile(rf"(?<![\w@#/])(?:\d{{1,3}}(?:st|nd|rd|th)[ ])?{word}(?:{joint}{word})*")
        self._word = re.compile(rf"\d{{1,3}}(?:st|nd|rd|th)|{word}")

    def runs(self, text: str, spans: Sequence[tuple[int, int]]) -> Iterator[Run]:
        """Words written large that stand together, without the small ones that open a sentence."""
        closed = self.words.closed
        for k, (start, end) in enumerate(spans):
            for match in self._run.finditer(text, start, end):
                found = [(m.start(), m.end()) for m in self._word.finditer(text, match.start(), match.end())]
                while len(found) > 1 and text[slice(*found[0])].lower() in closed:
                    found = found[1:]
                if len(found) == 1 and text[slice(*found[0])].lower() in closed and text[slice(*found[0])] != "US":
                    continue
                yield Run(tuple(found), text[found[0][0] : found[-1][1]], k)

    def spots(
        self, text: str, spans: Sequence[tuple[int, int]], entities: Entities, closed: Sequence[tuple[int, int]]
    ) -> list[Spot]:
        """All stretches that may be names of places, in order; they may overlap."""
        runs = list(self.runs(text, spans))
        found = [spot for run in runs for spot in self._in_run(text, run, entities)]
        for start, end in spans:
            found.extend(
                Spot(m.start(), m.end(), m.group(), "road") for m in self.words.numbered.finditer(text, start, end)
            )
        taken = {(s.start, s.end) for s in found}
        for start, end, label in entities.rows:
            if label in PLACE_LABELS:
                start, end = trimmed(text, start, end)
                if (
                    (start, end) not in taken
                    and not _INITIALS.fullmatch(text, start, end)
                    and any(c.isupper() for c in text[start:end])
                ):
                    found.append(Spot(start, end, text[start:end], "unknown"))
        found.extend(self._again(text, runs, found))
        closed = [*closed, *((m.start(), m.end()) for m in _ADDRESS.finditer(text))]
        found = [s for s in found if not self._ill(text, s.end) and not any(s.overlaps(*c) for c in closed)]
        for spot in found:
            if spot.kind in ("known", "unknown"):
                # "Sandusky, Ohio"
                spot.inside = any(e.kind in AREAS for e in self.words.meanings.behind(text, spot.end))
        return sorted(found, key=lambda s: (s.start, -s.end))

    def _again(self, text: str, runs: Sequence[Run], found: list[Spot]) -> Iterator[Spot]:
        """Names that their list or another of their surroundings tells of ("in Ghouta … eastern Ghouta")."""
        listed = [m.span() for m in self.words.listed.finditer(text)]
        for spot in found:
            spot.kind_behind = any(s <= spot.start and spot.end <= e for s, e in listed)
        names = {s.text for s in found if s.kind == "unknown" and len(s.text) > 3 and s.text[0].isupper()}
        taken = {s.run.start for s in found if s.run is not None} | {s.start for s in found}
        for run in runs:
            if run.start in taken:
                continue
            if any(s <= run.start and run.end <= e for s, e in listed):
                yield Spot(
                    run.start, run.end, run.text, "unknown", (), False, run, 0, len(run.words) - 1, kind_behind=True
                )
            elif run.text in names:
                yield Spot(run.start, run.end, run.text, "unknown", (), False, run, 0, len(run.words) - 1)
            else:
                yield from (
                    Spot(*run.words[k], run.word(k), "unknown", (), False, run, k, k)
                    for k in range(len(run.words))
                    if run.word(k) in names
                )

    def _ill(self, text: str, end: int) -> bool:
        """Whether a name is that of an ill ("West Nile virus")."""
        behind = _WORD_BEHIND.match(text, end)
        return behind is not None and behind.group(1) in self.words.ills

    def _in_run(self, text: str, run: Run, entities: Entities) -> Iterator[Spot]:
        """The spots of one run: from the left the longest names that are known, then roads, sites and unknown names."""
        words, n, w = run.words, len(run.words), self.words
        some, at = False, 0
        while at < n:
            spot = next(
                (s for size in range(min(_LONGEST, n - at), 0, -1) if (s := self._known(text, run, at, at + size - 1))),
                None,
            )
            if spot is None:
                at += 1
                continue
            some = True
            yield spot
            at = spot.last + 1
        for k in range(1, n):
            name = text[slice(*words[k])]
            if name not in w.roads and name not in w.grounds and name not in w.areas:
                continue
            kind = "road" if name in w.roads else "ground" if name in w.grounds else "area"
            if kind == "area" and some:
                continue
            yield Spot(words[0][0], words[k][1], text[words[0][0] : words[k][1]], kind, run=run, last=k)
            some = True
        if not some and not _numeral(run.text):
            entity = entities.at(run.start, run.end)
            if (entity is not None and entity[2] in PLACE_LABELS) or _PLACED.search(
                text, max(0, run.start - 30), run.start
            ):
                yield Spot(run.start, run.end, run.text, "unknown", run=run, last=n - 1)

    def _known(self, text: str, run: Run, first: int, last: int) -> Spot | None:
        """A spot where these words of a run are a name that is known."""
        start, end = run.words[first][0], run.words[last][1]
        name, w = text[start:end], self.words
        plain = folded(name)
        if w.people_of(name) is not None:
            return Spot(start, end, name, "people", (), False, run, first, last)
        entries = w.entries(name)
        if not entries and name.endswith("."):
            end -= 1
            name = text[start:end]
            entries = w.entries(name)
        if not entries and name + "." in w.abbreviations and text[max(0, start - 2) : start] == ", ":
            # "EDMONTON, Ky (WBKO)"
            entries = w.entries(name + ".")
        if plain in w.calendar or (not entries and plain not in w.wide):
            return None
        if first == last and (len(plain) < 2 or name in w.no_names or _CONTRACTED.match(name)):
            return None
        start, end, first, last = self._widened(text, run, first, last, end)
        return Spot(start, end, text[start:end], "known", entries, False, run, first, last)

    def _widened(self, text: str, run: Run, first: int, last: int, end: int) -> tuple[int, int, int, int]:
        """A known name with the bearing before it and the kind of area behind it."""
        words, w = run.words, self.words
        while first > 0 and text[slice(*words[first - 1])] in w.bearings:
            first -= 1
        if last + 1 < len(words) and text[slice(*words[last + 1])] in w.areas:
            last += 1
            end = words[last][1]
        return words[first][0], end, first, last


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """An entity without its article and possessive."""
    name = text[start:end]
    lead = re.match(r"(?:the|The)\s+", name)
    start += len(lead.group()) if lead and len(name) > len(lead.group()) else 0
    tail = re.search(r"(?:['’]s?|[\s,;:]+)$", text[start:end])
    return start, end - (len(tail.group()) if tail else 0)


def _numeral(text: str) -> bool:
    return text[:1].isdigit()
