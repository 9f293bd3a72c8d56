"""A series: one statistic by measure, place and period, kept apart from incidents."""

from __future__ import annotations

from dataclasses import dataclass, fields
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


@dataclass(frozen=True, slots=True)
class Step:
    """What could be said of a figure from a day on; `kind` is first, update, increment, final, preliminary or lower.

    `claims` are those of that day that it draws on, `superseded` those that it no longer draws on.
    """

    day: str
    low: Value | None
    best: Value | None
    high: Value | None
    state: str
    verdict: str
    kind: str
    origins: tuple[str, ...]
    claims: tuple[str, ...]
    superseded: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Course:
    """A figure of one incident over time: a step for each day on which what is known of it changed."""

    measure: str
    group: str | None
    standing: str
    unit: str | None
    policy: str
    steps: tuple[Step, ...]

    def row(self) -> dict[str, Any]:
        """The course as plain JSON values."""
        row: dict[str, Any] = {"schema": 1}
        row |= {f.name: getattr(self, f.name) for f in fields(self) if f.name != "steps"}
        row["steps"] = [
            {f.name: list(v) if isinstance(v := getattr(s, f.name), tuple) else v for f in fields(s)}
            for s in self.steps
        ]
        return row
