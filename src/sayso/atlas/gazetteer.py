"""The gazetteer: names of countries, regions, counties, towns, hamlets, seas and mountains, with containment.

Data: GeoNames (CC BY 4.0), US postal names, and tables of our own; compiled by scripts/compile_gazetteer.py and
described in atlas/data/NOTICE.md.
"""

from __future__ import annotations

import json
import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from importlib import resources
from typing import Any

KINDS = (
    "continent",
    "country",
    "state",  # of the United States
    "county",
    "town",
    "hamlet",
    "province",  # the first level of any other country
    "district",  # the second level of any other country
    "region",
    "water",
    "terrain",
    "site",
)
_PRECISION = {
    "continent": "continent",
    "country": "country",
    "state": "state",
    "province": "state",
    "county": "county",
    "district": "county",
    "town": "town",
    "hamlet": "town",
    "region": "region",
    "water": "region",
    "terrain": "region",
    "site": "site",
}
_DROPPED = str.maketrans("", "", ".'’`‘")


class How(IntEnum):
    """How a name stands to its place: its own, another, its people's, its core ("Clarke"), a smaller place's other."""

    OWN = 0
    OTHER = 1
    PEOPLE = 2
    CORE = 3
    REMOTE = 4
    USER = 5


_WORD = re.compile(r"\w[\w.’'&-]*(?<=[\w])")
_HOWS = tuple(How)


@dataclass(frozen=True, slots=True)
class Entry:
    """One place: `admin1` is the name of its region of the first level; `people` the population.

    `how` tells by what sort of name it was found.
    """

    id: str
    name: str
    kind: str
    country: str
    admin1_code: str
    admin1: str | None
    lat: float
    lon: float
    people: int
    how: How = How.OWN
    # what a user calls it ("detention_center")
    sort: str = ""

    @property
    def precision(self) -> str:
        """How exact a place this is: continent, country, region, state, county, town or site."""
        return _PRECISION[self.kind]


def folded(name: str) -> str:
    """A name without case, accents, full stops and apostrophes.

    >>> folded("O'Neill"), folded("São Paulo")
    ('oneill', 'sao paulo')
    """
    plain = unicodedata.normalize("NFKD", name.translate(_DROPPED))
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).lower().replace("-", " ").split())


def _words(name: str) -> list[str]:
    """The words of a name, by which a user's places are told whatever stands between them."""
    return [word for m in _WORD.finditer(name) for word in folded(m.group()).split()]


class _Lines(Sequence[bytes]):
    """Lines of one run of bytes, each cut out when it is asked for: a quarter of a million strings need not be made."""

    def __init__(self, run: Any) -> None:
        import numpy as np

        self._run = run.tobytes()
        self._ends = np.append(np.flatnonzero(run == 10), len(self._run))

    def __len__(self) -> int:
        return len(self._ends)

    def __getitem__(self, k: Any) -> Any:
        return self._run[int(self._ends[k - 1]) + 1 if k else 0 : int(self._ends[k])]


class Gazetteer:
    """Names to places; read once, kept in memory. `own` are a user's places by folded name, found before all others."""

    def __init__(self, own: Mapping[str, Sequence[Entry]] | None = None) -> None:
        import numpy as np

        self._own = own or {}
        self._own_words: dict[str, list[tuple[str, ...]]] = {}
        self._country_of: dict[str, int] | None = None
        with resources.files("sayso.atlas").joinpath("data/gazetteer.npz").open("rb") as file:
            data = np.load(file)
            self._names, self._shown, self._ids, self._countries, self._admin1 = (
                _Lines(data[k]) for k in ("names", "shown", "ids", "countries", "admin1")
            )
            self._first, self._members, self._how = data["first"], data["members"], data["how"]
            self._kinds, self._lat, self._lon, self._people = data["kinds"], data["lat"], data["lon"], data["people"]
            self._homes: dict[str, int] = json.loads(data["homes"].tobytes())
            self._regions: dict[str, str] = json.loads(data["regions"].tobytes())

    def with_places(self, own: Mapping[str, Sequence[Entry]]) -> Gazetteer:
        """The same gazetteer with a user's places beside it."""
        made = object.__new__(Gazetteer)
        made.__dict__.update(self.__dict__)
        made._own = {" ".join(_words(name)): entries for name, entries in own.items()}
        made._own_words = {}
        for first, *rest in map(str.split, made._own):
            made._own_words.setdefault(first, []).append(tuple(rest))
        return made

    def own(self, name: str) -> Sequence[Entry]:
        """A user's places of that name."""
        return self._own.get(" ".join(_words(name)), ()) if self._own else ()

    def own_names(self, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Where a user's places are named in a stretch of text, written large, the longest name first."""
        if not self._own_words:
            return
        words = [(m.start(), m.end(), _words(m.group())) for m in _WORD.finditer(text, start, end)]
        done = start
        for k, (first, last, parts) in enumerate(words):
            if first < done or not parts or not text[first].isupper():
                continue
            for rest in sorted(self._own_words.get(parts[0], ()), key=len, reverse=True):
                told, at = list(parts[1:]), k
                while len(told) < len(rest) and at + 1 < len(words):
                    at += 1
                    told += words[at][2]
                if tuple(told) == rest:
                    done = last = words[at][1]
                    yield first, last
                    break

    def find(self, name: str) -> list[Entry]:
        """Places of that name, a user's first, then the most populous.

        >>> [place.id for place in gazetteer().find("Mississippi")]
        ['geonames:4436296']
        """
        return self._find(name, frozenset([How.OWN, How.OTHER]))

    def find_widely(self, name: str) -> list[Entry]:
        """As `find`, with peoples ("French"), cores ("Clarke" for Clarke County), other names of smaller places.

        >>> [place.name for place in gazetteer().find_widely("Norwegians")]
        ['Norway']
        """
        return self._find(name, frozenset(How))

    def knows(self, name: str) -> bool:
        """Whether a place of that name stands on most maps: not only a region within some other country."""
        return any(e.kind not in ("province", "district") for e in self.find(name))

    def home(self, site: str) -> Entry | None:
        """The town where the outlet of a site is at home, as far as the gazetteer lists it.

        >>> gazetteer().home("www.seattletimes.com").name
        'Seattle'
        """
        parts = site.lower().split(".")
        for k in range(len(parts) - 1):
            at = self._homes.get(".".join(parts[k:]))
            if at is not None:
                return self._entry(at, How.OWN)
        return None

    def country(self, code: str) -> Entry | None:
        """The country of a code of two letters.

        >>> gazetteer().country("NO").name
        'Norway'
        """
        if len(code) != 2 or not code.isupper():
            return None
        if self._country_of is None:
            at = (self._kinds == KINDS.index("country")).nonzero()[0]
            self._country_of = {self._countries[int(k)].decode(): int(k) for k in at}
        found = self._country_of.get(code)
        return self._entry(found, How.OWN) if found is not None else None

    def within(
        self, south: float, west: float, north: float, east: float, *, kinds: Sequence[str], at_most: int
    ) -> list[Entry]:
        """The most populous places of some kinds between two parallels and two meridians.

        >>> [place.name for place in gazetteer().within(32, -91, 33, -90, kinds=["town"], at_most=1)]
        ['Jackson']
        """
        found = self._inside((south, west, north, east), kinds, at_most)
        return [self._entry(int(k), How.OWN) for k in found]

    def spots(
        self, south: float, west: float, north: float, east: float, *, kinds: Sequence[str], at_most: int
    ) -> list[tuple[float, float]]:
        """The same, of each place no more than latitude and longitude: thousands are had in no time.

        >>> gazetteer().spots(32, -91, 33, -90, kinds=["town"], at_most=1)
        [(32.2988, -90.1848)]
        """
        found = self._inside((south, west, north, east), kinds, at_most)
        lats, lons = self._lat[found].tolist(), self._lon[found].tolist()
        return [(round(lat, 4), round(lon, 4)) for lat, lon in zip(lats, lons, strict=True)]

    def _inside(self, box: tuple[float, float, float, float], kinds: Sequence[str], at_most: int) -> Any:
        import numpy as np

        south, west, north, east = box
        inside = np.isin(self._kinds, [KINDS.index(kind) for kind in kinds])
        inside &= (self._lat >= south) & (self._lat <= north) & (self._lon >= west) & (self._lon <= east)
        found = np.flatnonzero(inside)
        return found[np.argsort(-self._people[found], kind="stable")[:at_most]]

    def _find(self, name: str, hows: Iterable[int]) -> list[Entry]:
        key = folded(name)
        found = list(self.own(name))
        at = bisect_left(self._names, key.encode())
        if at < len(self._names) and self._names[at] == key.encode():
            for m in range(self._first[at], self._first[at + 1]):
                if self._how[m] in hows:
                    found.append(self._entry(int(self._members[m]), _HOWS[self._how[m]]))
        return found

    def _entry(self, k: int, how: How) -> Entry:
        country, code = self._countries[k].decode(), self._admin1[k].decode()
        return Entry(
            self._ids[k].decode(),
            self._shown[k].decode(),
            KINDS[int(self._kinds[k])],
            country,
            code,
            self._regions.get(f"{country}/{code}"),
            round(float(self._lat[k]), 4),
            round(float(self._lon[k]), 4),
            int(self._people[k]),
            how,
        )


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    """The bundled gazetteer, loaded at first use."""
    return Gazetteer()
