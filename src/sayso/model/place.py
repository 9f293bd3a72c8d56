"""A place named in a report, resolved to the gazetteer where it can be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another place that a name may mean, and how likely that is."""

    name: str
    id: str
    admin1: str | None
    country: str | None
    lat: float
    lon: float
    precision: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Place:
    """A place name with what it was resolved to; `id` is None where the gazetteer has no such place.

    `precision` is continent, country, region (a sea, a part of several countries), state, county, town or site, or
    vicinity: no such place is known, and the point is that of the town which the report names it with.
    `kind` is what the gazetteer has (town, county, water …) or a user's own word (detention_center).
    `confidence` is the probability that the name means this place among those of its name; the next best ones are
    `alternatives`. `literal` is false where the name tells of no spot on the map by itself: a people ("Mexican"), a part
    of a body's name ("Fargo Police").
    """

    start: int
    end: int
    text: str
    name: str
    id: str | None = None
    admin1: str | None = None
    admin1_code: str | None = None
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision: str = "unknown"
    kind: str | None = None
    confidence: float = 0.0
    alternatives: tuple[Alternative, ...] = ()
    literal: bool = True

    def where(self) -> dict[str, object]:
        """The place as the `where` of a claim and of an incident."""
        return {
            "text": self.text,
            "name": self.name,
            "admin1": self.admin1,
            "country": self.country,
            "id": self.id,
            "lat": self.lat,
            "lon": self.lon,
            "precision": self.precision,
            "kind": self.kind,
            "confidence": self.confidence,
            "alternatives": tuple(asdict(a) for a in self.alternatives),
        }

    def row(self, report: str) -> dict[str, object]:
        """The place as one row of the layer `places`."""
        return {
            "schema": 1,
            "report": report,
            "start": self.start,
            "end": self.end,
            **self.where(),
            "literal": self.literal,
        }

    def contains(self, other: Place) -> bool:
        """Whether `other` lies in this country or state (or is the same place)."""
        if self.id is not None and self.id == other.id:
            return True
        if self.precision == "country":
            return self.country == other.country
        if self.precision == "state":
            return (
                self.country == other.country and self.admin1_code == other.admin1_code and other.precision != "country"
            )
        return False


def kept(row: Mapping[str, Any]) -> tuple[Alternative, ...]:
    """The alternatives of a row, as they were printed."""
    return tuple(Alternative(**a) for a in row.get("alternatives", ()))
