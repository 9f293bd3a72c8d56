"""What of a reconciled incident a person should look at, and what of it counts as changed."""

from __future__ import annotations

from typing import Any

from sayso.model.incident import Incident


def problems(incident: Incident) -> list[tuple[str, str, str]]:
    """What a person should look at: conflicts and identities that fail."""
    found = []
    for f in incident.findings:
        if f.verdict == "conflict" and not (f.policy == "adjudicated" and f.reviewed):
            subject = (
                f.measure
                + (f" ({f.group})" if f.group else "")
                + (f" {f.standing}" if f.standing != "asserted" else "")
            )
            found.append(
                ("conflict", subject, next((step for step in f.trace if step.startswith(f.verdict)), f.verdict))
            )
    found += [("identity", c.identity, c.detail) for c in incident.checks if c.status == "fails"]
    return found


def essence(row: dict[str, Any]) -> Any:
    """What of an incident counts as changed."""
    return [row[k] for k in ("type", "start", "end", "reports")] + [
        [
            f["measure"],
            f["group"],
            f["standing"],
            f["low"],
            f["best"],
            f["high"],
            f["verdict"],
            f["reviewed"],
            f["policy"],
        ]
        for f in row["findings"]
    ]
