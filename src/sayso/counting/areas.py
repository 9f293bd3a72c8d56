"""The place that is asked for, and whether an incident's place lies in it, as far as the gazetteer tells."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

from sayso.atlas.distance import kilometres
from sayso.atlas.gazetteer import Entry, Gazetteer, How, folded
from sayso.errors import RefusedError
from sayso.model.place import Place

_BRACKET = re.compile(r"\s*\(([^()]*)\)")
_CODE = re.compile(r"[A-Z]{2}")
_STATES = ("state", "province")
_COUNTIES = ("county", "district")
_TOWNS = ("town", "hamlet")
_ASKED = frozenset(["country", *_STATES, *_COUNTIES, *_TOWNS, "site"])
# The map has points: what lies so near the point of a county may be of it, and a site so near that of a town is there.
_COUNTY_KM = 40
_PEOPLE_PER_KM2 = 2000
_LEAST_KM = 2.0


class Lies(IntEnum):
    """Whether a place lies in another: no, as far as is told perhaps, yes."""

    OUT = 0
    PERHAPS = 1
    IN = 2


@dataclass(frozen=True, slots=True)
class Area:
    """A place that incidents may lie in; `others` are places of the same name that were not meant.

    `quarter` is a place in or beside it that is told in brackets, "Birmingham (Homewood)": who lies there lies here.
    """

    entry: Entry
    others: tuple[str, ...] = ()
    quarter: Entry | None = None

    @property
    def shown(self) -> str:
        """The place with what holds it; asked for in these words it is the same place."""
        return _shown(self.entry)

    def holds(self, place: Place) -> Lies:
        """Whether a place of an incident lies here; one that is told less exactly perhaps does."""
        asked = self.entry
        if self.quarter is not None and replace(self, entry=self.quarter, quarter=None).holds(place) is Lies.IN:
            return Lies.IN
        if place.id is not None and place.id == asked.id:
            return Lies.IN
        if place.country is None or place.country != asked.country:
            return Lies.OUT
        if asked.kind == "country":
            return Lies.IN
        if place.precision == "country":
            return Lies.PERHAPS
        if place.admin1 != asked.admin1:
            return Lies.OUT
        if asked.kind in _STATES:
            return Lies.IN
        if place.precision in ("state", "region"):
            return Lies.PERHAPS
        return self._nearby(place)

    def _nearby(self, place: Place) -> Lies:
        """Whether a place of the same state lies in a county, town or site."""
        km = _km(self.entry, place)
        if self.entry.kind in _COUNTIES:
            return Lies.PERHAPS if km is not None and km <= _COUNTY_KM else Lies.OUT
        if place.precision == "county":
            return Lies.PERHAPS if km is not None and km <= _COUNTY_KM else Lies.OUT
        if self.entry.kind in _TOWNS and place.precision in ("site", "vicinity") and km is not None:
            return Lies.IN if km <= self._reach else Lies.OUT
        return Lies.OUT

    @property
    def _reach(self) -> float:
        """How far a town may reach from its point."""
        return max(_LEAST_KM, math.sqrt(self.entry.people / _PEOPLE_PER_KM2 / math.pi))

    def reaches(self, place: Place) -> bool:
        """Whether a town is so large that another of its state may be a quarter of it."""
        km = _km(self.entry, place)
        town = self.entry.kind in _TOWNS and place.precision == "town" and place.admin1 == self.entry.admin1
        return town and km is not None and km <= self._reach


def area(name: str, atlas: Gazetteer, kinds: Mapping[str, Sequence[str]]) -> Area:
    """The place of a name ("Dayton, Ohio"); raises RefusedError. `kinds` are the words of kinds: state, county, town.

    Of places of one name the most populous is meant, unless what holds it is told.
    """
    found = list(_named(name, atlas, kinds))
    if not found:
        raise RefusedError(
            "place-unknown",
            f"the gazetteer has no place {name!r} that incidents can be counted in",
            where=name,
            hint="name a country, state, county or town, with what holds it: 'Dayton, Ohio'",
        )
    others = tuple(dict.fromkeys(_shown(e) for e in found[1:] if _shown(e) != _shown(found[0])))
    return Area(found[0], others, _quarter(name, found[0], atlas))


def _quarter(name: str, whole: Entry, atlas: Gazetteer) -> Entry | None:
    """The place told in brackets behind a town ("Birmingham (Homewood)"), where it is near."""
    bracket = _BRACKET.search(name)
    if bracket is None or whole.kind not in _TOWNS:
        return None
    near_by = [e for e in atlas.find(bracket[1].strip()) if e.kind in _TOWNS and e.admin1_code == whole.admin1_code]
    return next((e for e in near_by if kilometres(whole.lat, whole.lon, e.lat, e.lon) <= _COUNTY_KM), None)


def near(place: Place, county: Place) -> bool:
    """Whether a place lies so near the point of a county that it may be of it."""
    if place.lat is None or place.lon is None or county.lat is None or county.lon is None:
        return False
    return kilometres(place.lat, place.lon, county.lat, county.lon) <= _COUNTY_KM


def _named(name: str, atlas: Gazetteer, kinds: Mapping[str, Sequence[str]]) -> Iterator[Entry]:
    """Places of a name, the likeliest first, within what holds them where that is told behind a comma."""
    head, _, tail = name.partition(",")
    wanted, plain = _kind(head, kinds)
    if _CODE.fullmatch(plain) and (country := atlas.country(plain)) is not None:
        yield country
        return
    # "District of Columbia" is the whole name, "state of New York" is not
    entries = [e for e in atlas.find(head.strip()) if e.kind in _ASKED] or [
        e for e in atlas.find_widely(plain) if e.kind in (wanted or _ASKED) and (e.how <= How.OTHER or wanted)
    ]
    entries = _without_twins(entries)
    if not tail.strip():
        yield from entries
        return
    if _CODE.fullmatch(tail.strip()):
        # of a country, or of a state of the United States
        code = tail.strip()
        yield from (e for e in entries if code == e.country or (e.country == "US" and code == e.admin1_code))
        return
    holders = list(_named(tail.strip(), atlas, kinds))
    yield from (e for e in entries if any(_within(e, h) for h in holders))


def _kind(name: str, kinds: Mapping[str, Sequence[str]]) -> tuple[set[str], str]:
    """The kinds that a name tells of itself ("the state of New York", "Itasca (county)"), and the name without them."""
    of_word = {word: kind for kind, words in kinds.items() for word in words}
    bracket = _BRACKET.search(name)
    plain = _BRACKET.sub("", name).strip()
    told = of_word.get(bracket[1].strip().lower()) if bracket else None
    words = plain.split()
    if words and words[0].lower() == "the":
        words = words[1:]
    if len(words) > 2 and words[1].lower() == "of" and words[0].lower() in of_word:
        told, words = of_word[words[0].lower()], words[2:]
    elif len(words) > 1 and words[-1].islower() and words[-1] in of_word:
        told, words = of_word[words[-1]], words[:-1]
    groups = {"state": _STATES, "county": _COUNTIES, "town": _TOWNS, "country": ("country",)}
    return set(groups.get(told or "", ())), " ".join(words)


def _without_twins(entries: Sequence[Entry]) -> list[Entry]:
    """Entries without the districts that are a town of the same name."""
    towns = {(e.country, e.admin1_code, folded(e.name)) for e in entries if e.kind == "town"}
    return [e for e in entries if e.kind != "district" or (e.country, e.admin1_code, folded(e.name)) not in towns]


def _within(e: Entry, holder: Entry) -> bool:
    """Whether a place may lie in another, by the codes of both."""
    if e.country != holder.country or e.id == holder.id:
        return False
    if holder.kind == "country":
        return True
    if e.admin1_code != holder.admin1_code:
        return False
    return holder.kind in _STATES or (holder.kind in _COUNTIES and _km(holder, e) is not None)


def _shown(e: Entry) -> str:
    parts = [e.name, e.admin1 if e.admin1 != e.name or e.kind in _TOWNS else None, e.country]
    return e.name if e.kind == "country" else ", ".join(p for p in parts if p)


def _km(a: Entry, b: Place | Entry) -> float | None:
    """The distance of two places, where both have a point."""
    if b.lat is None or b.lon is None:
        return None
    return kilometres(a.lat, a.lon, b.lat, b.lon)
