"""Which place of the gazetteer each name of a report means, weighed by the states and countries that it names."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from sayso.atlas.gazetteer import Entry, distance_km, folded
from sayso.model.place import Place

_COMMA = 2
# ", and " between two members of a list
_LISTING = 6
# What a town is ahead of the state whose name newspapers use for it ("New York").
_TOWN_FIRST = 2.0
_LARGE = {"continent": 6.0, "country": 12.0, "state": 6.5, "county": 4.0}
# A town this close to one that the report names without doubt is likely the one meant.
_NEAR_KM = 120.0


@dataclass(slots=True)
class Candidate:
    """A name that may be a place: its entries, the state or country named behind it, whether it is such a name itself."""

    start: int
    end: int
    text: str
    entries: tuple[Entry, ...]
    hint: str | None
    closes: bool = False


@dataclass(slots=True)
class Resolver:
    """Weighs the entries of a report's names; `towns_first` are names by which newspapers mean the town."""

    towns_first: frozenset[str]
    states: Counter[str] = field(default_factory=Counter)
    countries: Counter[str] = field(default_factory=Counter)
    # what a name says of its own state tells nothing of whether the town or the state of that name is meant
    own: Counter[tuple[str, str]] = field(default_factory=Counter)
    sure: Sequence[Entry] = ()

    def resolve(self, candidates: list[Candidate]) -> list[Place]:
        """Each candidate's best entry; a town told once with its state is that town from there on."""
        self._count(candidates)
        for place in [self._one(c) for c in candidates]:
            if place.precision == "town" and place.country:
                self.countries[place.country] += 1
        self.sure = [
            c.entries[0] for c in candidates if len(c.entries) == 1 and c.entries[0].kind in ("town", "hamlet")
        ]
        told: dict[str, Place] = {}
        result = []
        for c, place in zip(candidates, [self._one(c) for c in candidates], strict=True):
            known = told.get(folded(c.text))
            if c.hint is None and known is not None and known.id is not None:
                place = replace(known, start=c.start, end=c.end, text=c.text)
            elif c.hint is not None:
                told[folded(c.text)] = place
            result.append(place)
        return result

    def _count(self, candidates: list[Candidate]) -> None:
        """Count the states and countries that the names give away."""
        for before, c in pairwise(candidates):
            # "Seattle, Washington": the state
            c.closes = before.hint is not None and 0 < c.start - before.end <= _COMMA
        for k, c in enumerate(candidates):
            if c.hint is not None and _of_a_list(candidates, k):
                # "California, Florida, Missouri": no town called Florida
                c.hint = None
        for c in candidates:
            sure = [e for e in c.entries if e.kind in ("state", "country")]
            if sure and (len(c.entries) == 1 or sure[0] is _largest(c.entries)):
                self.states[sure[0].admin1_code] += sure[0].kind == "state"
                self.own[folded(c.text), sure[0].admin1_code] += sure[0].kind == "state"
                self.countries[sure[0].country] += 1
            if c.hint:
                country, _, state = c.hint.partition("/")
                self.states[state] += 2 * bool(state)
                self.countries[country] += 1

    def _one(self, c: Candidate) -> Place:
        if not c.entries:
            return Place(c.start, c.end, c.text, c.text)
        best = max(c.entries, key=lambda e: (round(self._score(c, e), 6), e.people, e.id))
        return Place(
            c.start,
            c.end,
            c.text,
            best.name,
            best.id,
            best.admin1,
            best.admin1_code or None,
            best.country or None,
            best.lat,
            best.lon,
            best.precision,
        )

    def _score(self, c: Candidate, entry: Entry) -> float:
        """How likely an entry is meant: its size, the hint behind it, and what else the report names."""
        points = max(_LARGE.get(entry.kind, 0.0), math.log10(entry.people + 10))
        name = folded(c.text)
        if c.hint:
            country, _, state = c.hint.partition("/")
            points += 20 * (entry.country == country and (not state or entry.admin1_code == state))
        if entry.kind == "country" and self._is_state_here(c):
            points -= _LARGE["country"]
        if entry.kind == "town" and not c.closes and name in self.towns_first:
            points += _TOWN_FIRST
        if entry.kind not in ("country", "continent"):
            # a state too, so that it holds its own against the town that shares its name
            others = self.states[entry.admin1_code] - self.own[name, entry.admin1_code]
            points += min(3.0, 1.5 * others) if entry.country == "US" else 0.0
            points += min(2.0, 1.0 * self.countries[entry.country])
        if entry.kind not in ("country", "continent", "state"):
            near = any(other is not entry and distance_km(entry, other) < _NEAR_KM for other in self.sure)
            points += 2.5 * near
        return points

    def _is_state_here(self, c: Candidate) -> bool:
        """Whether a country's name is a state's too and the report names other states: Georgia beside Florida."""
        name = folded(c.text)
        return any(e.kind == "state" and e.country == "US" for e in c.entries) and any(
            n > self.own[name, state] for state, n in self.states.items() if state
        )


def _of_a_list(candidates: Sequence[Candidate], k: int) -> bool:
    """Whether a state's name stands in a list of at least three states."""

    def state(i: int) -> bool:
        return 0 <= i < len(candidates) and any(e.kind == "state" for e in candidates[i].entries)

    def joined(i: int) -> bool:
        return state(i) and state(i + 1) and 0 < candidates[i + 1].start - candidates[i].end <= _LISTING

    return joined(k) and (joined(k - 1) or joined(k + 1))


def _largest(entries: Sequence[Entry]) -> Entry:
    return max(entries, key=lambda e: (_LARGE.get(e.kind, 0.0), e.people))
