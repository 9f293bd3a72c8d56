"""Which place of the gazetteer each name of a report means: signs of each reading, weighed by a readable file."""

from __future__ import annotations

import math
import re
import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from importlib import resources
from typing import TypeVar

from sayso.atlas.gazetteer import Entry, distance_km, folded
from sayso.model.place import Alternative, Place

_Key = TypeVar("_Key")
# ", and " between two members of a list
_LISTING = 6
_NEAR_KM, _REACH_KM, _BESIDE_KM = 60.0, 250.0, 60.0
_DEGREE_KM = 111.0
# Readings of a name that are weighed, the largest first.
_MOST = 40
# How often the names of a report are weighed again with what the others are likely to mean.
_ROUNDS = 2
_LIKELY = 0.08
# How often a place that no map knows lies within a day's walk of the town that was named last.
_VICINITY = 0.3
# A name that is on the map is taken for another place of that name only from here on.
_SURELY_NOT = 0.75
# A reading this likely beside the best one is kept with it.
_KEPT, _ALTERNATIVES = 0.1, 3
_AREAS = frozenset(["country", "state", "province"])
_NO_PART = frozenset(["country", "continent", "water", "terrain", "region", "nowhere"])
# The reading that the name stands for none of the places that the gazetteer has under it.
NOWHERE = Entry("", "", "nowhere", "", "", None, 0.0, 0.0, 0)
_SAYS = (
    (re.compile(r"\b(?:County|Co\.|Parish|Borough)\b"), "says_county", frozenset(["county", "district"])),
    (
        re.compile(r"\b(?:Province|State|Oblast|Region|Governorate|Prefecture|Territory|province|state|region)\b"),
        "says_state",
        frozenset(["state", "province", "district", "region"]),
    ),
    (re.compile(r"\b(?:City|Town|Village|Township|city|town|village)\b"), "says_town", frozenset(["town", "hamlet"])),
    (re.compile(r"\b(?:River|Lake|Bay|Sea|Ocean|Gulf)\b"), "says_water", frozenset(["water"])),
)
_ENGLISH = frozenset(["GB", "CA", "AU", "IE", "NZ"])


@dataclass(slots=True)
class Candidate:
    """A name that may be a place: its entries, and those of the name behind its comma ("Sandusky, Ohio")."""

    start: int
    end: int
    text: str
    entries: tuple[Entry, ...]
    behind: tuple[Entry, ...] = ()
    # the entries are those of a part of the name ("Cavan Institute")
    partly: bool = False


@dataclass(slots=True)
class Home:
    """Where a source is at home, as far as its own words tell: regions and countries by how often they say so."""

    towns: list[Entry] = field(default_factory=list)
    regions: Counter[tuple[str, str]] = field(default_factory=Counter)
    countries: Counter[str] = field(default_factory=Counter)


@dataclass(slots=True)
class _Name:
    """All places in a report where one name stands: its readings, their static points and present shares."""

    key: str
    entries: list[Entry]
    fixed: list[float]
    shares: list[float]


@lru_cache(maxsize=1)
def weights() -> dict[str, float]:
    """Points of each sign, from `resolving.toml`: ten are a factor of e."""
    text = resources.files("sayso.reading").joinpath("resolving.toml").read_text("utf-8")
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

    def _names(self, candidates: Sequence[Candidate]) -> dict[str, _Name]:
        """The distinct names; a name told once with its state is read so everywhere."""
        told: dict[str, list[Candidate]] = {}
        for c in candidates:
            if c.entries:
                told.setdefault(folded(c.text), []).append(c)
        names: dict[str, _Name] = {}
        for same in told.values():
            hinted = [c for c in same if c.behind]
            for c in same:
                if not c.behind and hinted:
                    c.behind = hinted[0].behind
                if _key(c) not in names:
                    entries = pruned(c)
                    fixed = [self._worth(self.signs(c, e)) for e in entries]
                    names[_key(c)] = _Name(_key(c), entries, fixed, shares(fixed))
        return names

    def _worth(self, signs: dict[str, float]) -> float:
        weights = self.weights
        return sum(weights[name] * value for name, value in signs.items() if name in weights)

    def signs(self, c: Candidate, e: Entry) -> dict[str, float]:
        """What a name and the words at it tell of a reading."""
        if e is NOWHERE:
            return {"nowhere": 1.0, "nowhere_partly": float(c.partly)}
        size = math.log10(e.people + 1)
        found = {
            f"kind_{e.kind}": 1.0,
            f"by_{e.how.name.lower()}": 1.0,
            "size_area" if e.kind in _AREAS else "size": size,
        }
        if e.country == "US":
            found["in_us"] = 1.0
        elif e.country in _ENGLISH:
            found["in_english"] = 1.0
        for words, sign, kinds in _SAYS:
            if words.search(c.text):
                found[sign] = 1.0 if e.kind in kinds else -1.0
        if (
            e.kind == "town"
            and folded(c.text) in self.towns_first
            and e is next(t for t in c.entries if t.kind == "town")
        ):
            found["town_first"] = 1.0
        if c.behind:
            areas = [b for b in c.behind if b.kind in _AREAS]
            if areas:
                found["inside"] = 1.0 if any(within(e, b) for b in areas) else -1.0
            if any(near(e, b, _BESIDE_KM) for b in c.behind if b.kind not in _AREAS and b.kind not in _NO_PART):
                found["beside"] = 1.0
        return found

    def _place(self, c: Candidate, name: _Name | None) -> Place:
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
            confidence=min(0.99, max(0.01, round(share, 2))),
            alternatives=others,
        )


class Context:
    """What the other names of a report are likely to mean, counted up once for all readings."""

    def __init__(self, names: dict[str, _Name], home: Home) -> None:
        self.home = home
        self.by_region: dict[tuple[str, str], dict[str, float]] = {}
        self.by_country: dict[str, dict[str, float]] = {}
        self.named: dict[tuple[str, str], dict[str, float]] = {}
        self.likely: list[tuple[str, float, Entry]] = []
        for name in names.values():
            base = folded(name.key.partition("\n")[0])
            for share, e in zip(name.shares, name.entries, strict=True):
                if share < _LIKELY:
                    continue
                if e.country:
                    _add(self.by_country, e.country, base, share)
                if e.kind in _AREAS:
                    _add(self.named, (e.country, e.admin1_code), base, share)
                elif e.admin1_code:
                    _add(self.by_region, (e.country, e.admin1_code), base, share)
                if e.kind not in _NO_PART and e.kind not in _AREAS:
                    self.likely.append((base, share, e))
        self.total = sum(sum(c.values()) for c in self.by_country.values())

    def signs(self, key: str, e: Entry) -> dict[str, float]:
        """What the rest of the report tells of a reading; a name tells nothing of itself."""
        base = folded(key.partition("\n")[0])
        found: dict[str, float] = {}
        if not e.country:
            return found
        in_country = _others(self.by_country.get(e.country), base)
        own = sum(c.get(base, 0.0) for c in self.by_country.values())
        if in_country:
            found["country_told"] = math.log1p(in_country)
            found["country_share"] = in_country / max(1.0, self.total - own)
        region = (e.country, e.admin1_code)
        if e.kind != "country":
            if e.admin1_code:
                found["region_told"] = math.log1p(_others(self.by_region.get(region), base))
                found["region_named"] = min(1.0, _others(self.named.get(region), base))
                found["home_region"] = float(self.home.regions[region] > 0)
            found["country_named"] = min(1.0, _others(self.named.get((e.country, "")), base))
            found["home_country"] = float(self.home.countries[e.country] > 0)
        if e.kind not in _NO_PART and e.kind not in _AREAS:
            close = reach = 0.0
            for other, share, place in self.likely:
                if other != base and abs(place.lat - e.lat) * _DEGREE_KM < _REACH_KM:
                    km = distance_km(e, place)
                    close += share * (km < _NEAR_KM)
                    reach += share * (km < _REACH_KM)
            if any(town.id == e.id or near(e, town, _NEAR_KM) for town in self.home.towns):
                found["home_near"] = 1.0
            found["near"], found["reach"] = math.log1p(close), math.log1p(reach)
        return found


def in_vicinity(p: Place, c: Candidate, places: Sequence[Place]) -> Place:
    """A place that no map knows ("2200 Canal Street"), put in the state behind it, else at the town most told of."""
    area = next((b for b in c.behind if b.kind in _AREAS), None)
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
    return [*entries.values(), NOWHERE]


def within(e: Entry, area: Entry) -> bool:
    """Whether an entry lies in a country, state or province."""
    return (
        e.id != area.id
        and area.country == e.country
        and (
            e.kind != "country"
            if area.kind == "country"
            else (e.admin1_code == area.admin1_code and e.kind not in _AREAS)
        )
    )


def near(a: Entry, b: Entry, km: float) -> bool:
    """Whether two other places are at most that far apart."""
    return a.id != b.id and abs(a.lat - b.lat) * _DEGREE_KM < km and distance_km(a, b) < km


def _key(c: Candidate) -> str:
    """A name with what is behind it: one town called Sandusky is one name, that of another state another."""
    return f"{folded(c.text)}\n{c.behind[0].id if c.behind else ''}"


def _add(told: dict[_Key, dict[str, float]], of: _Key, base: str, share: float) -> None:
    by_name = told.setdefault(of, {})
    by_name[base] = by_name.get(base, 0.0) + share


def _others(told: Mapping[str, float] | None, base: str) -> float:
    return sum(told.values()) - told.get(base, 0.0) if told else 0.0


def _of_a_list(candidates: Sequence[Candidate], k: int) -> bool:
    """Whether a state's name stands in a list of at least three states."""

    def state(i: int) -> bool:
        return 0 <= i < len(candidates) and any(e.kind == "state" for e in candidates[i].entries)

    def joined(i: int) -> bool:
        return state(i) and state(i + 1) and 0 < candidates[i + 1].start - candidates[i].end <= _LISTING

    return joined(k) and (joined(k - 1) or joined(k + 1))
