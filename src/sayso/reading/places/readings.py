"""What speaks for each reading of a place's name: its size and kind, the words at it, the rest of the report."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from sayso.atlas.distance import kilometres
from sayso.atlas.gazetteer import Entry, folded

_Key = TypeVar("_Key")
_NEAR_KM, _REACH_KM, _BESIDE_KM = 60.0, 250.0, 60.0
_DEGREE_KM = 111.0
# A reading less likely than this tells nothing of the other names.
_LIKELY = 0.08
AREAS = frozenset(["country", "state", "province"])
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
class Name:
    """All places in a report where one name stands: its readings, their static points and present shares."""

    key: str
    entries: list[Entry]
    fixed: list[float]
    shares: list[float]


def signs_of(c: Candidate, e: Entry, towns_first: frozenset[str]) -> dict[str, float]:
    """What a name and the words at it tell of a reading."""
    if e is NOWHERE:
        return {"nowhere": 1.0, "nowhere_partly": float(c.partly)}
    size = math.log10(e.people + 1)
    found = {
        f"kind_{e.kind}": 1.0,
        f"by_{e.how.name.lower()}": 1.0,
        "size_area" if e.kind in AREAS else "size": size,
    }
    if e.country == "US":
        found["in_us"] = 1.0
    elif e.country in _ENGLISH:
        found["in_english"] = 1.0
    for words, sign, kinds in _SAYS:
        if words.search(c.text):
            found[sign] = 1.0 if e.kind in kinds else -1.0
    if e.kind == "town" and folded(c.text) in towns_first and e is next(t for t in c.entries if t.kind == "town"):
        found["town_first"] = 1.0
    if c.behind:
        areas = [b for b in c.behind if b.kind in AREAS]
        if areas:
            found["inside"] = 1.0 if any(within(e, b) for b in areas) else -1.0
        if any(near(e, b, _BESIDE_KM) for b in c.behind if b.kind not in AREAS and b.kind not in _NO_PART):
            found["beside"] = 1.0
    return found


class Context:
    """What the other names of a report are likely to mean, counted up once for all readings."""

    def __init__(self, names: dict[str, Name], home: Home) -> None:
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
                if e.kind in AREAS:
                    _add(self.named, (e.country, e.admin1_code), base, share)
                elif e.admin1_code:
                    _add(self.by_region, (e.country, e.admin1_code), base, share)
                if e.kind not in _NO_PART and e.kind not in AREAS:
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
        if e.kind not in _NO_PART and e.kind not in AREAS:
            close = reach = 0.0
            for other, share, place in self.likely:
                if other != base and abs(place.lat - e.lat) * _DEGREE_KM < _REACH_KM:
                    km = kilometres(e.lat, e.lon, place.lat, place.lon)
                    close += share * (km < _NEAR_KM)
                    reach += share * (km < _REACH_KM)
            if any(town.id == e.id or near(e, town, _NEAR_KM) for town in self.home.towns):
                found["home_near"] = 1.0
            found["near"], found["reach"] = math.log1p(close), math.log1p(reach)
        return found


def within(e: Entry, area: Entry) -> bool:
    """Whether an entry lies in a country, state or province."""
    return (
        e.id != area.id
        and area.country == e.country
        and (
            e.kind != "country"
            if area.kind == "country"
            else (e.admin1_code == area.admin1_code and e.kind not in AREAS)
        )
    )


def near(a: Entry, b: Entry, km: float) -> bool:
    """Whether two other places are at most that far apart."""
    return a.id != b.id and abs(a.lat - b.lat) * _DEGREE_KM < km and kilometres(a.lat, a.lon, b.lat, b.lon) < km


def _add(told: dict[_Key, dict[str, float]], of: _Key, base: str, share: float) -> None:
    by_name = told.setdefault(of, {})
    by_name[base] = by_name.get(base, 0.0) + share


def _others(told: Mapping[str, float] | None, base: str) -> float:
    return sum(told.values()) - told.get(base, 0.0) if told else 0.0
