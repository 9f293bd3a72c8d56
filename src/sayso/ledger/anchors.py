"""Decisions and their anchors as rows of the ledger, and those of earlier schemas as they are kept now."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from sayso.model.claim import Claim
from sayso.model.decision import Anchor, Decision

_TIME = "%Y-%m-%dT%H:%M:%S.%fZ"


def source_mark(source: str) -> str:
    """What a source is known by in decisions, in any ledger: it does not tell the address."""
    return sha256(source.encode("utf-8", "surrogatepass")).hexdigest()[:24]


def later_than(moment: str, last: str) -> str:
    """A moment, or the one right behind the last if that is later: decisions of a ledger never share one.

    >>> later_than("2026-01-02T00:00:00.000000Z", "2026-01-02T00:00:00.000000Z")
    '2026-01-02T00:00:00.000001Z'
    """
    if moment > last:
        return moment
    return (datetime.strptime(last, _TIME) + timedelta(microseconds=1)).strftime(_TIME)


def anchor_of_claim(claim: Claim, report_key: str, source: str, role: str = "") -> Anchor:
    """The anchor of a claim that is there."""
    return Anchor(
        "claim",
        role,
        report_key,
        source,
        claim.report,
        claim.start,
        claim.end,
        claim.text,
        claim.quote,
        claim.id,
    )


def anchor_values(decision: str, number: int, anchor: Anchor) -> dict[str, Any]:
    """An anchor as a row of the ledger."""
    values = anchor.row()
    return {"decision": decision, "number": number, "attached": anchor.attached or values["called"], **values}


def decision_of(row: Any, anchors: Sequence[Any]) -> Decision:
    """A decision back from its rows."""
    names = ("what", "role", "report_key", "source", "report", "start", "end", "text", "quote", "attached", "called")
    return Decision(
        int(row.seq),
        str(row.id),
        str(row.at),
        str(row.by),
        str(row.kind),
        str(row.subject),
        str(row.value),
        str(row.reason),
        json.loads(row.payload),
        tuple(Anchor(*(getattr(a, n) for n in names)) for a in anchors),
    )


def decisions_of_schema_6(kept: Sequence[dict[str, Any]]) -> tuple[list[dict[str, Any]], dict[str, str]]:
    """(decisions as rows of schema 7, decision -> claim that it was on) of those that knew nothing but claims."""
    rows: list[dict[str, Any]] = []
    on: dict[str, str] = {}
    last = ""
    for old in kept:
        last = later_than(str(old["at"]).replace("Z", ".000000Z"), last)
        ident = sha256(f"{old['seq']}\n{old['at']}\n{old['by']}\n{old['claim']}".encode()).hexdigest()[:16]
        earlier = [r["id"] for r in rows if on[r["id"]] == old["claim"] and r["kind"] != "undo"]
        rows.append(
            {
                "id": ident,
                "at": last,
                "by": old["by"],
                "kind": old["verdict"],
                "subject": old["claim"],
                "value": old["value"],
                "reason": old["reason"],
                "payload": json.dumps({"of": earlier} if old["verdict"] == "undo" else {}),
            }
        )
        on[ident] = str(old["claim"])
    return rows, on
