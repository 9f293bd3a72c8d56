"""Place names of a report: found by the entity model and by the gazetteer in context, resolved together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

from sayso.atlas.gazetteer import Entry, Gazetteer, folded, gazetteer
from sayso.model.place import Place
from sayso.reading.resolving import Candidate, Resolver

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
_STATE_BEHIND = re.compile(r",\s+([A-Z][A-Za-z.]*(?:\s[A-Z][a-z]+)?)")
# What a name may have round the one that the gazetteer knows.
_LEAD = re.compile(
    r"^(?:[Tt]he|[Cc]entral|[Nn]orthern|[Ss]outhern|[Ee]astern|[Ww]estern|[Nn]orth|[Ss]outh|[Ee]ast|[Ww]est|[Dd]owntown|[Uu]pper|[Ll]ower|[Gg]reater|[Mm]etro)\s+"
)
_KIND = re.compile(r"\s+(?:County|City|area|region)$")
# Names are met again and again in one report, and in the next.
_KEPT_NAMES = 4_000
_PLACE_LABELS = frozenset(["GPE", "LOC"])
_NO_PLACE_LABELS = frozenset(["PERSON", "DATE", "LAW", "WORK_OF_ART", "LANGUAGE", "MONEY", "EVENT"])
# A publisher's name that is also a smaller place's says nothing of where it is at home.
_KNOWN_TOWN = 20_000


class PlaceReader:
    """Finds and resolves the places of a report; states' abbreviations come from the language book."""

    def __init__(
        self, abbreviations: dict[str, str], towns_first: Iterable[str] = (), sites: Iterable[str] = ()
    ) -> None:
        self.abbreviations = abbreviations
        # "the Swift plant in Grand Island": whose plant it is, the place comes behind
        self._owned = re.compile(
            rf"\s+(?:\w+\s+)?(?:{'|'.join(sorted(map(re.escape, sites)))})s?\s+(?:in|near|outside)\s+[A-Z]"
        )
        self.towns_first = frozenset(folded(name) for name in towns_first)
        self._entries = lru_cache(maxsize=_KEPT_NAMES)(self._entries_of)

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
        atlas = gazetteer()
        found: dict[tuple[int, int], Candidate] = {}
        taken = [(s, e) for s, e, label in entities if label in _NO_PLACE_LABELS] + list(closed)
        for start, end, label in entities:
            if label in _PLACE_LABELS and not any(s < end and start < e for s, e in closed):
                candidate = self._candidate(text, *_trimmed(text, start, end), named=True)
                if candidate is not None:
                    found[candidate.start, candidate.end] = candidate
        for start, end in spans:
            for match in _RUN.finditer(text, start, end):
                if any(s < match.end() and match.start() < e for s, e in (*found, *closed)):
                    continue
                candidate = self._from_run(text, match, taken, {e for _, e in found})
                if candidate is not None:
                    found[candidate.start, candidate.end] = candidate
        kept = [c for c in found.values() if not (self._owned.match(text, c.end) and _is_town(c))]
        return self._resolver(atlas, home).resolve(_without_overlap(sorted(kept, key=lambda c: (c.start, -c.end))))

    def resolve_spans(self, text: str, spans: Sequence[tuple[int, int]], *, home: str = "") -> list[Place]:
        """One place for each span that was handed in, whether the gazetteer knows it or not."""
        atlas = gazetteer()
        candidates = [self._candidate(text, s, e, named=True) or Candidate(s, e, text[s:e], (), None) for s, e in spans]
        return self._resolver(atlas, home).resolve(candidates)

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
                entries = self._entries(name)
                if not entries:
                    continue
                listed = _LISTED.search(text[max(0, start - 6) : start])
                state = self._state_behind(text, end)
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
                    return Candidate(start, end, name, entries, state)
        return None

    def _candidate(self, text: str, start: int, end: int, *, named: bool) -> Candidate | None:
        name = text[start:end]
        entries = self._entries(name)
        if not entries and not named:
            return None
        return Candidate(start, end, name, entries, self._state_behind(text, end))

    def _entries_of(self, name: str) -> tuple[Entry, ...]:
        """Gazetteer entries of a name, its abbreviation, or its core ("Central Texas", "Sandusky County")."""
        atlas = gazetteer()
        full = self.abbreviations.get(name) or self.abbreviations.get(name.rstrip("."))
        if full:
            return tuple(e for e in atlas.find(full) if e.kind in ("state", "country"))
        if len(name) <= 2:
            return tuple(e for e in atlas.find(name) if e.kind in ("state", "country") and name.isupper())
        found = atlas.find(name)
        if not found:
            for around in (_LEAD, _KIND):
                core = around.sub("", name)
                if core != name and (found := atlas.find(core)):
                    break
        return tuple(found)

    def _state_behind(self, text: str, end: int) -> str | None:
        """The state or country named behind a comma ("Sandusky, Ohio"): its code."""
        match = _STATE_BEHIND.match(text, end)
        if match is None:
            return None
        name = match.group(1).rstrip(".")
        for size in (2, 1):
            part = " ".join(name.split()[:size])
            for entry in self._entries(part):
                if entry.kind == "state":
                    return f"US/{entry.admin1_code}"
                if entry.kind == "country":
                    return f"{entry.country}/"
        return None

    def _resolver(self, atlas: Gazetteer, home: str) -> Resolver:
        return Resolver(self.towns_first, self._at_home(atlas, home))

    def _at_home(self, atlas: Gazetteer, home: str) -> Counter[str]:
        """US states that a source's own words point to: named, or holding the only town of a name."""
        found: Counter[str] = Counter()
        for match in re.finditer(r"[A-Z][a-z]+(?:\s[A-Z][a-z]+)?", home):
            for name in dict.fromkeys([match.group(), *match.group().split()]):
                entries = [e for e in atlas.find(name) if e.country == "US"]
                named = [e for e in entries if e.kind == "state"]
                if named:
                    found[named[0].admin1_code] += 2
                elif len({e.admin1_code for e in entries}) == 1 and entries[0].people > _KNOWN_TOWN:
                    found[entries[0].admin1_code] += 1
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
