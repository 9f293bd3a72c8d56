"""A place named in a report, resolved to the gazetteer where it can be."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """A place name with what it was resolved to; `id` is None where the gazetteer has no such place.

    `precision` is country, state, county, town or site; `inside` the region's codes ("US", "MS"). `literal` is false
    where the name tells of no spot on the map by itself: a people ("Mexican"), a part of a body's name ("Fargo Police").
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
