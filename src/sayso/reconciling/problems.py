"""What of a reconciled incident a person should look at, and what of it counts as changed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sayso.model.claim import Claim
from sayso.model.finding import READ_AS, SINCE, Finding
from sayso.model.incident import Incident

# Below this a claim is less likely than not what a careful reader would note.
_LIKELY = 0.5


def problems(incident: Incident, claims: Mapping[str, Claim]) -> list[tuple[str, str, str]]:
    """What a person should look at: conflicts, identities that fail, figures that rest on nothing surely read."""
    found = []
    for f in incident.findings:
        since = next((step for step in f.trace if step.startswith(SINCE)), None)
        if f.verdict == "conflict" and since is not None:
            found.append(("conflict", _subject(f), since))
        elif f.verdict == "conflict" and not (f.policy == "adjudicated" and f.reviewed):
            # with the figures themselves, so that the task is another one when these change
            told = [step for step in f.trace if step.startswith((f.verdict, READ_AS))]
            found.append(("conflict", _subject(f), "; ".join(told) or f.verdict))
        aside = {s.claim for s in f.set_aside}
        sure = [claims[c].confidence for o in f.origins for c in o.claims if c in claims and c not in aside]
        if sure and max(sure) < _LIKELY and not f.reviewed:
            found.append(("confidence", _subject(f), f"read with a confidence of {max(sure):.2f} at most"))
    found += [("identity", c.identity, c.detail) for c in incident.checks if c.status == "fails"]
    return found


def _subject(f: Finding) -> str:
    """A finding as the subject of a task."""
    return f.measure + (f" ({f.group})" if f.group else "") + (f" {f.standing}" if f.standing != "asserted" else "")


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
