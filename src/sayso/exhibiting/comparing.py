"""Rows of findings, also of two policies held against each other; and times as the change feed has them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sayso.errors import RefusedError
from sayso.exhibiting import wording
from sayso.model.finding import Finding
from sayso.model.incident import Incident


def _printed(f: Finding) -> dict[str, Any]:
    """Low, best and high as they are printed, and what they are."""
    return {"low": wording.low(f), "best": wording.best(f), "high": wording.high(f), "state": f.state}


def finding_rows(i: Incident, other: Incident | None, *, compare: bool) -> list[dict[str, Any]]:
    """The findings of an incident, or where two policies are compared those that differ, each with its own steps."""
    theirs = {f.key: f for f in other.findings} if other is not None else {}
    rows = []
    for f in i.findings:
        twin = theirs.get(f.key)
        if compare and twin is not None and (f.low, f.best, f.high) == (twin.low, twin.best, twin.high):
            continue
        rows.append(
            {
                "schema": 1,
                "incident": i.id,
                "measure": f.measure,
                "group": f.group,
                "standing": f.standing,
                "as_of": f.as_of,
                "policy": f.policy,
                **_printed(f),
                "why": list(f.trace),
                "because": _own_steps(f, twin),
                "other": _other(twin, f) if twin is not None else None,
            }
        )
    return rows


def _other(twin: Finding, f: Finding) -> dict[str, Any]:
    return {"policy": twin.policy, **_printed(twin), "because": _own_steps(twin, f)}


def _own_steps(f: Finding, twin: Finding | None) -> list[str]:
    """The steps of a finding that its twin did not take."""
    return [step for step in f.trace if twin is None or step not in twin.trace]


def feed_time(words: str) -> str:
    """An ISO date or time as the feed has it."""
    try:
        found = datetime.fromisoformat(words)
        if found.tzinfo is not None:
            found = found.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise RefusedError(
            "time-unknown",
            f"{words!r} is no date or time",
            where="since",
            hint="write it as 2026-01-31 or 2026-01-31T08:00",
        ) from error
    return found.strftime("%Y-%m-%dT%H:%M:%S")
