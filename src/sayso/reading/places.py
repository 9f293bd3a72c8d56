"""Place names of a report: found by the entity model and by the gazetteer in context, resolved together."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from sayso.atlas.gazetteer import Entry, Gazetteer, folded, gazetteer
from sayso.model.place import Place
from sayso.reading.lookup import NameLookup
from sayso.reading.resolving import Resolver
from sayso.reading.signs import Candidate, Home

_RUN = re.compile(
    r"(?:St\.|Ft\.|Mt\.|[A-Z][\w’'-]*\.?)(?:[ ](?:of|de|la|el|del|du|the|upon)(?=[ ][A-Z]))?(?:[ ][A-Z][\w’'-]*)*"
)
_BEFORE = re.compile(
    r"\b(?:in|at|near|from|to|of|outside|across|around|between|over|off|through|toward|towards|inside|throughout|into|and|leaving|reached|left)\s+(?:the\s+|(?:central|south|southern|north|northern|east|eastern|west|western|downtown|rural)\s+(?:and\s+\w+\s+)?)?$",
    re.I,
)
# Behind these even what looks like a person's name is where something happened ("in Sandusky").
_SURELY_BEFORE = re.compile(
    r"\b(?:in|near|outside|throughout|(?:parts|city|town|village|outskirts|streets|suburbs|port) of)\s+(?:downtown\s+)?$",
    re.I,
)
_LISTED = re.compile(r"(?:,|,? and|;)\s$")
# "Sandusky, Ohio", "Sandusky (Ohio)": what comes behind may hold the place
_BEHIND = re.compile(r"(?:,\s+(?:in\s+|near\s+)?|\s+\(|\s+in\s+)([A-Z][\w.’'-]*(?:\s[A-Z][\w.’'-]*){0,2})")
_TITLE_CASE = re.compile(r"[A-Z][a-z]+(?:\s[A-Z][a-z]+)?")
# Country codes at the end of a site's name.
_ENDING = re.compile(r"(?<![\w@])(?:[\w-]+\.)+(ca|uk|ie|au|nz|in|za|ng|ke|pk|ph|sg|my|il|jm|tt|gh)\b", re.I)
_SITE = re.compile(r"(?<![\w@.-])(?:[\w-]+\.)+[a-z]{2,}\b", re.I)
_LARGE = frozenset(["country", "state", "province"])
_PLACE_LABELS = frozenset(["GPE", "LOC"])
_NO_PLACE_LABELS = frozenset(["PERSON", "DATE", "LAW", "WORK_OF_ART", "LANGUAGE", "MONEY", "EVENT"])
# A publisher's name that is also a smaller place's says nothing of where it is at home.
_KNOWN_TOWN = 20_000
# Of a town behind a comma ("Soho, London") its best known readings.
_BEHIND_MOST = 3


class PlaceReader:
    """Finds and resolves the places of a report; the words round names come from the language book."""

    def __init__(self, words: Mapping[str, Any], sites: Iterable[str] = ()) -> None:
        # "the Swift plant in Grand Island": whose plant it is, the place comes behind
        self._owned = re.compile(
            rf"\s+(?:\w+\s+)?(?:{'|'.join(sorted(map(re.escape, sites)))})s?\s+(?:in|near|outside)\s+[A-Z]"
        )
        self.towns_first = frozenset(folded(name) for name in words["towns_first"])
        self.words = words
        self.use(gazetteer)

    def use(self, atlas: Callable[[], Gazetteer]) -> None:
        """Read with another gazetteer from here on."""
        self._atlas = atlas
        self._lookup: NameLookup | None = None

    @property
    def lookup(self) -> NameLookup:
        """The look-up of names, made when the first name is met: commands that read nothing load no gazetteer."""
        if self._lookup is None:
            self._lookup = NameLookup(self._atlas(), self.words)
        return self._lookup

    def find(
        self,
        text: str,
        spans: Sequence[tuple[int, int]],
        entities: Sequence[tuple[int, int, str]],
        closed: Sequence[tuple[int, int]] = (),
        *,
        home: str = "",
    ) -> list[Place]:
        """Places in the given stretches of text, in order.

        `entities` are (start, end, label) as the entity model gives them; `closed` spans (dates) hold none;
        `home` is what the source says of itself (publisher, title, address), a hint at the state meant.
        """
        found: dict[tuple[int, int], Candidate] = {}
        own = [at for span in spans for at in self.lookup.atlas.own_names(text, *span)]
        for start, end in own:
            found[start, end] = self._candidate(text, start, end)
        taken = [(s, e) for s, e, label in entities if label in _NO_PLACE_LABELS] + list(closed)
        for start, end, label in entities:
            if label in _PLACE_LABELS and not any(s < end and start < e for s, e in (*closed, *own)):
                named = self._candidate(text, *_trimmed(text, start, end))
                found[named.start, named.end] = named
        for start, end in spans:
            for match in _RUN.finditer(text, start, end):
                if any(s < match.end() and match.start() < e for s, e in (*found, *closed)):
                    continue
                candidate = self._from_run(text, match, taken, {e for _, e in found})
                if candidate is not None:
                    found[candidate.start, candidate.end] = candidate
        kept = [c for c in found.values() if not (self._owned.match(text, c.end) and _is_town(c))]
        return self._resolver(home).resolve(_without_overlap(sorted(kept, key=lambda c: (c.start, -c.end))))

    def resolve_spans(self, text: str, spans: Sequence[tuple[int, int]], *, home: str = "") -> list[Place]:
        """One place for each span that was handed in, whether the gazetteer knows it or not."""
        candidates = [self._candidate(text, s, e) for s, e in spans]
        return self._resolver(home).resolve(candidates)

    def _from_run(
        self, text: str, match: re.Match[str], taken: list[tuple[int, int]], ends: set[int]
    ) -> Candidate | None:
        """The longest part of a capitalised run that is a place in its context; `ends` are those of places found."""
        words = [(m.start() + match.start(), m.end() + match.start()) for m in re.finditer(r"\S+", match.group())]
        if len(words) > 1 and _BEFORE.search(text[words[0][0] : words[1][0]]):
            # "In Sandusky an agent": the preposition opens the sentence
            words = words[1:]
        for size in range(min(4, len(words)), 0, -1):
            for first in range(len(words) - size + 1):
                start, end = words[first][0], words[first + size - 1][1]
                end -= text[start:end].endswith((".", "’s", "'s")) + text[start:end].endswith(("’s", "'s"))
                name = text[start:end]
                entries = self.lookup.narrowly(name)
                if not entries:
                    continue
                listed = _LISTED.search(text[max(0, start - 6) : start])
                state = any(e.kind in ("state", "country") for e in self._behind(text, end))
                sure = state or (
                    size == len(words) == 1
                    and (
                        _SURELY_BEFORE.search(text[max(0, start - 30) : start])
                        or (listed is not None and start - len(listed.group()) in ends)
                    )
                )
                if any(s < end and start < e for s, e in taken) and not sure:
                    continue
                large = any(e.kind in ("country", "state") for e in entries) and len(name) > 2
                placed = _BEFORE.search(text[max(0, start - 30) : start]) and size == len(words)
                if large or placed or state:
                    return self._candidate(text, start, end)
        return None

    def _candidate(self, text: str, start: int, end: int) -> Candidate:
        name, behind = text[start:end], self._behind(text, end)
        whole = self.lookup.atlas.own(name)
        inner = re.fullmatch(r"([A-Z][^,]+),\s+([A-Z][^,]+)", name) if not behind and not whole else None
        if inner:
            # a span handed in with its state: "Paris, Texas"
            name, behind = inner.group(1), self._behind(text, start + inner.end(1))
        entries = tuple(whole) or self.lookup.widely(name)
        parts = entries or self.lookup.within(name)
        return Candidate(start, end, text[start:end], parts, behind, partly=not entries)

    def _behind(self, text: str, end: int) -> tuple[Entry, ...]:
        """The entries of the name that stands behind a comma or in brackets ("Sandusky, Ohio")."""
        match = _BEHIND.match(text, end)
        if match is None:
            return ()
        words = match.group(1).split()
        sure = not match.group().lstrip().startswith("in")
        for size in range(len(words), 0, -1):
            part = " ".join(words[:size])
            entries = self.lookup.narrowly(part) or self.lookup.narrowly(re.sub(r"(?:['’]s?|\.)$", "", part))
            if entries and (sure or any(e.kind in _LARGE for e in entries)):
                return tuple(e for e in entries if e.kind in _LARGE) or entries[:_BEHIND_MOST]
        return ()

    def _resolver(self, home: str) -> Resolver:
        return Resolver(self.towns_first, self._at_home(home))

    def _at_home(self, home: str) -> Home:
        """Regions and countries that a source's own words point to: named, holding the only town of a name, its site."""
        found = Home()
        for site in _SITE.finditer(home):
            if town := self.lookup.atlas.home(site.group()):
                found.towns.append(town)
                found.countries[town.country] += 1
                found.regions[town.country, town.admin1_code] += 1
        for site in _ENDING.finditer(home):
            found.countries[site.group(1).upper().replace("UK", "GB")] += 1
        for match in _TITLE_CASE.finditer(home):
            for name in dict.fromkeys([match.group(), *match.group().split()]):
                entries = self.lookup.atlas.find(name)
                named = [e for e in entries if e.kind in _LARGE]
                if named:
                    found.countries[named[0].country] += 1
                    if named[0].admin1_code:
                        found.regions[named[0].country, named[0].admin1_code] += 2
                elif len({e.admin1_code for e in entries}) == 1 and entries[0].people > _KNOWN_TOWN:
                    found.regions[entries[0].country, entries[0].admin1_code] += 1
        return found


def _is_town(c: Candidate) -> bool:
    return bool(c.entries) and all(e.kind in ("town", "hamlet") for e in c.entries)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """An entity without its article and possessive."""
    name = text[start:end]
    lead = re.match(r"(?:the|The)\s+", name)
    start += len(lead.group()) if lead and len(name) > len(lead.group()) else 0
    tail = re.search(r"(?:['’]s?|[\s,;:]+)$", text[start:end])
    return start, end - (len(tail.group()) if tail else 0)


def _without_overlap(candidates: list[Candidate]) -> list[Candidate]:
    kept: list[Candidate] = []
    for c in candidates:
        if c.end > c.start and (not kept or c.start >= kept[-1].end):
            kept.append(c)
    return kept
