"""What a decision would change: incidents before and after, figure by figure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sayso.model.finding import Finding
from sayso.model.incident import Incident
from sayso.model.rows import incident_of


@dataclass(frozen=True, slots=True)
class FigureChange:
    """A figure before and after; None where there is none."""

    before: Finding | None
    after: Finding | None


@dataclass(frozen=True, slots=True)
class IncidentChange:
    """An incident before and after: made, changed, merged (`into` another), split or ended."""

    incident: str
    kind: str
    before: Incident | None
    after: Incident | None
    into: str | None
    figures: tuple[FigureChange, ...]

    def row(self) -> dict[str, Any]:
        """The change as plain JSON values."""
        return {
            "incident": self.incident,
            "kind": self.kind,
            "into": self.into,
            "reports_before": [r.report for r in self.before.reports] if self.before else [],
            "reports_after": [r.report for r in self.after.reports] if self.after else [],
            "figures": [
                {"before": f.before.row() if f.before else None, "after": f.after.row() if f.after else None}
                for f in self.figures
            ],
        }


@dataclass(frozen=True, slots=True)
class Effect:
    """All incidents that a decision would change."""

    incidents: tuple[IncidentChange, ...]

    def row(self) -> dict[str, Any]:
        """The effect as plain JSON values."""
        return {"schema": 1, "incidents": [i.row() for i in self.incidents]}


def effect_of(
    changed: Sequence[Mapping[str, Any]], before: Mapping[str, dict[str, Any]], after: Mapping[str, dict[str, Any]]
) -> Effect:
    """The effect that a change feed tells of, with incidents as they were and as they would be."""
    kinds: dict[str, Mapping[str, Any]] = {}
    for row in changed:
        ident = str(row["incident"])
        # of an incident that is split and changed the first says more
        if ident not in kinds or row["kind"] in ("merged", "ended", "made"):
            kinds[ident] = row
    found = []
    for ident, row in sorted(kinds.items()):
        old = incident_of(before[ident]) if ident in before else None
        new = incident_of(after[ident]) if ident in after else None
        found.append(IncidentChange(ident, str(row["kind"]), old, new, row.get("into"), tuple(_figures(old, new))))
    return Effect(tuple(found))


def _figures(old: Incident | None, new: Incident | None) -> list[FigureChange]:
    ours = {f.key: f for f in old.findings} if old else {}
    theirs = {f.key: f for f in new.findings} if new else {}
    return [
        FigureChange(ours.get(key), theirs.get(key))
        for key in sorted({*ours, *theirs})
        if _said(ours.get(key)) != _said(theirs.get(key))
    ]


def _said(f: Finding | None) -> Any:
    if f is None:
        return None
    return (f.low, f.low_open, f.best, f.high, f.high_open, f.verdict, f.policy, f.reviewed)
