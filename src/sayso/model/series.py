"""A series: one statistic by measure, place and period, kept apart from incidents."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sayso.model.number import Value


@dataclass(frozen=True, slots=True)
class Point:
    """One value of a series: the period it is for, what is counted in whose words, who says so, and the claims for it."""

    period: str
    value: Value | None
    qualifier: str
    counted: str | None
    speakers: tuple[str, ...]
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Series:
    """Values of one measure, group and place in the order of their periods."""

    measure: str
    group: str | None
    place: str | None
    unit: str | None
    points: tuple[Point, ...]

    def row(self) -> dict[str, Any]:
        """The series as plain JSON values."""
        return {
            "schema": 1,
            "measure": self.measure,
            "group": self.group,
            "place": self.place,
            "unit": self.unit,
            "points": [
                {
                    "period": p.period,
                    "value": p.value,
                    "qualifier": p.qualifier,
                    "counted": p.counted,
                    "speakers": list(p.speakers),
                    "claims": list(p.claims),
                }
                for p in self.points
            ],
        }
