"""Which place of the gazetteer each name of a report means: signs of each reading, weighed by a readable file."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from importlib import resources

from sayso.atlas.gazetteer import Entry, How, folded
from sayso.model.place import Alternative, Place
from sayso.reading.places.readings import AREAS, NOWHERE, Candidate, Context, Home, Name, signs_of, within

# ", and " between two members of a list
_LISTING = 6
# Readings of a name that are weighed, the largest first.
_MOST = 40
# How often the names of a report are weighed again with what the others are likely to mean.
_ROUNDS = 2
# How often a place that no map knows lies within a day's walk of the town that was named last.
_VICINITY = 0.3
# A name that is on the map is taken for another place of that name only from here on.
_SURELY_NOT = 0.75
# A reading this likely beside the best one is kept with it.
_KEPT, _ALTERNATIVES = 0.1, 3


@lru_cache(maxsize=1)
def weights() -> dict[str, float]:
    """Points of each sign, from `resolving.toml`: ten are a factor of e."""
    text = resources.files("sayso.reading.places").joinpath("resolving.toml").read_text("utf-8")
    return {name: points / 10 for name, points in tomllib.loads(text)["points"].items()}


class Resolver:
    """Weighs the readings of a report's names; `towns_first` are names by which newspapers mean the town."""

    def __init__(self, towns_first: frozenset[str], home: Home | None = None) -> None:
        self.towns_first = towns_first
        self.home = home or Home()
        self.weights = weights()

    def resolve(self, candidates: list[Candidate]) -> list[Place]:
        """Each candidate's best reading, with the next best ones where these are close."""
        for k, c in enumerate(candidates):
            if c.behind and _of_a_list(candidates, k):
                # "California, Florida, Missouri": no town called Florida
                c.behind = ()
        names = self._names(candidates)
        for _ in range(_ROUNDS):
            context = Context(names, self.home)
            for name in names.values():
                points = [
                    fixed + self._worth(context.signs(name.key, e))
                    for e, fixed in zip(name.entries, name.fixed, strict=True)
                ]
                name.shares = shares(points)
        places = [self._place(c, names.get(_key(c))) for c in candidates]
        return [p if p.id else in_vicinity(p, c, places) for c, p in zip(candidates, places, strict=True)]

    def _names(self, candidates: Sequence[Candidate]) -> dict[str, Name]:
        """The distinct names; a name told once with its state is read so everywhere."""
        told: dict[str, list[Candidate]] = {}
        for c in candidates:
            if c.entries:
                told.setdefault(folded(c.text), []).append(c)
        names: dict[str, Name] = {}
        for same in told.values():
            hinted = [c for c in same if c.behind]
            for c in same:
                if not c.behind and hinted:
                    c.behind = hinted[0].behind
                if _key(c) not in names:
                    entries = pruned(c)
                    fixed = [self._worth(signs_of(c, e, self.towns_first)) for e in entries]
                    names[_key(c)] = Name(_key(c), entries, fixed, shares(fixed))
        return names

    def _worth(self, signs: dict[str, float]) -> float:
        weights = self.weights
        return sum(weights[name] * value for name, value in signs.items() if name in weights)

    def _place(self, c: Candidate, name: Name | None) -> Place:
        if name is None:
            return Place(c.start, c.end, c.text, c.text)
        ranked = sorted(
            zip(name.shares, name.entries, strict=True), key=lambda s: (-round(s[0], 6), -s[1].people, s[1].id)
        )
        share, best = ranked[0]
        others = tuple([_other(e, p) for p, e in ranked[1:] if p >= _KEPT and e is not NOWHERE][:_ALTERNATIVES])
        if best is NOWHERE:
            if c.partly or share > _SURELY_NOT:
                return Place(c.start, c.end, c.text, c.text, alternatives=others)
            share, best = ranked[1]
            others = others[1:]
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
            best.sort or best.kind,
            confidence=min(0.99, max(0.01, round(share, 2))),
            alternatives=others,
        )


def in_vicinity(p: Place, c: Candidate, places: Sequence[Place]) -> Place:
    """A place that no map knows ("2200 Canal Street"), put in the state behind it, else at the town most told of."""
    area = next((b for b in c.behind if b.kind in AREAS), None)
    if area is not None:
        return replace(
            p,
            admin1=area.admin1,
            admin1_code=area.admin1_code or None,
            country=area.country,
            lat=area.lat,
            lon=area.lon,
            precision="vicinity",
            confidence=_VICINITY,
        )
    towns = [q for q in places if q.id is not None and q.precision in ("town", "county", "site")]
    if not towns:
        return p
    sure: dict[str, float] = {}
    for q in towns:
        sure[q.id or ""] = sure.get(q.id or "", 0.0) + q.confidence
    told = max(towns, key=lambda q: (sure[q.id or ""], -q.start))
    return replace(p, lat=told.lat, lon=told.lon, precision="vicinity", confidence=_VICINITY)


def _other(e: Entry, share: float) -> Alternative:
    return Alternative(e.name, e.id, e.admin1, e.country or None, e.lat, e.lon, e.precision, round(share, 2))


def shares(points: Sequence[float]) -> list[float]:
    """Points as probabilities that sum to one."""
    top = max(points)
    raw = [math.exp(p - top) for p in points]
    return [r / sum(raw) for r in raw]


def pruned(c: Candidate) -> list[Entry]:
    """The readings that are worth weighing: the largest, and all that the name behind contains."""
    entries: dict[str, Entry] = {}
    for n, e in enumerate(c.entries):
        if n < _MOST or any(within(e, b) for b in c.behind):
            entries.setdefault(e.id, e)
    own = any(e.how is How.USER for e in c.entries)
    return [*entries.values()] if own else [*entries.values(), NOWHERE]


def _key(c: Candidate) -> str:
    """A name with what is behind it: one town called Sandusky is one name, that of another state another."""
    return f"{folded(c.text)}\n{c.behind[0].id if c.behind else ''}"


def _of_a_list(candidates: Sequence[Candidate], k: int) -> bool:
    """Whether a state's name stands in a list of at least three states."""

    def state(i: int) -> bool:
        return 0 <= i < len(candidates) and any(e.kind == "state" for e in candidates[i].entries)

    def joined(i: int) -> bool:
        return state(i) and state(i + 1) and 0 < candidates[i + 1].start - candidates[i].end <= _LISTING

    return joined(k) and (joined(k - 1) or joined(k + 1))
