"""An incident: what happened, as the mentions of many reports tell it together."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

from sayso.model.finding import Check, Finding
from sayso.model.mention import Actor
from sayso.model.place import Place
from sayso.model.superlative import Superlative


@dataclass(frozen=True, slots=True)
class ReportWeight:
    """How much of a report is about the incident: its mentions and claims there."""

    report: str
    weight: int
    main: bool


@dataclass(frozen=True, slots=True)
class Incident:
    """One event with its reports, findings and checks. Days are ISO dates, None where unknown."""

    id: str
    type: str
    title: str
    start: str | None
    end: str | None
    date_precision: str
    places: tuple[Place, ...]
    actors: tuple[Actor, ...]
    reports: tuple[ReportWeight, ...]
    mentions: tuple[str, ...]
    findings: tuple[Finding, ...] = ()
    checks: tuple[Check, ...] = ()
    part_of: str | None = None
    joined: tuple[str, ...] = ()
    superlatives: tuple[Superlative, ...] = ()

    def row(self) -> dict[str, Any]:
        """The incident as `sayso incidents --json` prints it."""
        return {
            "schema": 1,
            "id": self.id,
            "part_of": self.part_of,
            "type": self.type,
            "title": self.title,
            "start": self.start,
            "end": self.end,
            "date_precision": self.date_precision,
            "places": [
                {
                    "name": p.name,
                    "id": p.id,
                    "lat": p.lat,
                    "lon": p.lon,
                    "precision": p.precision,
                    "admin1": p.admin1,
                    "country": p.country,
                }
                for p in self.places
            ],
            "actors": [a.row() for a in self.actors],
            "reports": [{f.name: getattr(r, f.name) for f in fields(r)} for r in self.reports],
            "mentions": list(self.mentions),
            "findings": [f.row() for f in self.findings],
            "checks": [c.row() for c in self.checks],
            "joined": list(self.joined),
            "superlatives": [s.row() for s in self.superlatives],
        }
