"""The answer to a count: low, best and high, what they total, the incidents and claims behind, what is missing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sayso.counting.intervals import shown
from sayso.counting.question import Question
from sayso.model.number import Value


@dataclass(frozen=True, slots=True)
class Part:
    """What one incident adds to a total; `of_part` where only what is told of the place is counted, not its whole."""

    incident: str
    low: Value
    best: Value
    high: Value | None
    low_open: bool = False
    high_open: bool = False
    of_part: bool = False
    unit: str | None = None
    claims: tuple[str, ...] = ()
    # what is not known of it
    gaps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Count:
    """A total with its bounds; `high` is None where an incident has no upper bound.

    `perhaps` are incidents that may belong and are not counted, each with the reason; `missing` says in words what
    the total leaves open.
    """

    question: Question
    label: str
    unit: str | None
    low: Value
    best: Value
    high: Value | None
    low_open: bool
    high_open: bool
    parts: tuple[Part, ...]
    perhaps: tuple[tuple[str, str], ...]
    missing: tuple[str, ...]

    @property
    def incidents(self) -> tuple[str, ...]:
        """The ids of the incidents that are counted."""
        return tuple(p.incident for p in self.parts)

    @property
    def claims(self) -> tuple[str, ...]:
        """The ids of the claims that the total rests on."""
        return tuple(sorted({c for p in self.parts for c in p.claims}))

    def row(self) -> dict[str, Any]:
        """The count as `sayso count --json` prints it."""
        asked = self.question
        return {
            "schema": 1,
            "measure": asked.measure,
            "having": asked.having,
            "group": asked.group,
            "type": asked.type,
            "where": asked.where.shown if asked.where else None,
            "when": shown(asked.when) if asked.when else None,
            "of": self.label,
            "unit": self.unit,
            "low": self.low,
            "low_open": self.low_open,
            "best": self.best,
            "high": self.high,
            "high_open": self.high_open,
            "incident_count": len(self.parts),
            "incidents": list(self.incidents),
            "claims": list(self.claims),
            "parts": [
                {"incident": p.incident, "low": p.low, "best": p.best, "high": p.high, "of_part": p.of_part}
                for p in self.parts
            ],
            "perhaps": [{"incident": i, "why": why} for i, why in self.perhaps],
            "missing": list(self.missing),
            "call": asked.call(),
        }
