"""Incidents back from their rows, as the ledger keeps them."""

from __future__ import annotations

from typing import Any

from sayso.model.finding import Check, Finding
from sayso.model.incident import Incident, ReportWeight
from sayso.model.mention import Actor
from sayso.model.place import Place
from sayso.model.superlative import Superlative


def incident_of(row: dict[str, Any]) -> Incident:
    """The incident that a row was made from."""
    return Incident(
        id=row["id"],
        type=row["type"],
        title=row["title"],
        start=row["start"],
        end=row["end"],
        date_precision=row["date_precision"],
        places=tuple(
            Place(
                0,
                0,
                p["name"],
                p["name"],
                p["id"],
                p.get("admin1"),
                None,
                p.get("country"),
                p["lat"],
                p["lon"],
                p["precision"],
            )
            for p in row["places"]
        ),
        actors=tuple(Actor.from_row(a) for a in row["actors"]),
        reports=tuple(ReportWeight(r["report"], r["weight"], r["main"]) for r in row["reports"]),
        mentions=tuple(row["mentions"]),
        findings=tuple(Finding.from_row(f) for f in row["findings"]),
        checks=tuple(Check(c["identity"], c["status"], c["detail"]) for c in row["checks"]),
        part_of=row["part_of"],
        joined=tuple(row.get("joined", ())),
        superlatives=tuple(Superlative.from_row(s) for s in row.get("superlatives", ())),
    )
