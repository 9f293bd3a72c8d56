"""A series: one statistic by measure, place and period, kept apart from incidents."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sayso.model.number import Value


@dataclass(frozen=True, slots=True)
class Point:
    """One value of a series: the period it is for, who says so, and the claim it comes from."""

    period: str
    value: Value | None
    qualifier: str
    speaker: str | None
    claim: str


@dataclass(frozen=True, slots=True)
class Series:
    """Values of one measure, place and speaker in the order of their periods."""

    measure: str
    place: str | None
    unit: str | None
    points: tuple[Point, ...]

    def row(self) -> dict[str, Any]:
        """The series as plain JSON values."""
        return {
            "schema": 1,
            "measure": self.measure,
            "place": self.place,
            "unit": self.unit,
            "points": [
                {"period": p.period, "value": p.value, "qualifier": p.qualifier, "speaker": p.speaker, "claim": p.claim}
                for p in self.points
            ],
        }
