"""Totals over the record, and what the pile behind it covers."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query

from sayso.counting.asking import ask as asked
from sayso.counting.count import count as counted
from sayso.counting.coverage import coverage as covered
from sayso.counting.result import Count
from sayso.masking import Gate, Vocabulary
from sayso.reviewing.desk import Desk, Reading

router = APIRouter(prefix="/api", tags=["counting"])
Word = Annotated[str | None, Query(max_length=200)]


@router.get("/count")
def count(
    desk: Reading,
    measure: Annotated[str, Query(max_length=200, description="persons_killed …, or incidents")],
    where: Word = None,
    when: Word = None,
    type: Word = None,
    having: Word = None,
    group: Word = None,
) -> dict[str, Any]:
    """Low, best and high of a measure, over which incidents, and what is missing."""
    done = counted(desk.ledger, measure, having=having, group=group, type=type, where=where, when=when)
    return _row(desk, done)


@router.get("/ask")
def ask(desk: Reading, question: Annotated[str, Query(max_length=500)]) -> dict[str, Any]:
    """The answer to a question that begins with "How many", and the call that it was understood as."""
    return _row(desk, asked(desk.ledger, question))


def _row(desk: Desk, done: Count) -> dict[str, Any]:
    """A count; ids of claims tell those of reports, which may be named after persons."""
    row = done.row()
    return row if desk.person.sees_names else {**row, "claims": None}


@router.get("/coverage")
def coverage(desk: Reading, measure: Word = None, type: Word = None) -> dict[str, Any]:
    """Sources, from when to when, gaps, and trends that a new source may make."""
    row = covered(desk.ledger, measure=measure, type=type).row()
    if not desk.person.sees_names:
        gate = Gate(Vocabulary(desk.ledger.lexicon))
        row["sources"] = [{**s, "name": gate.outlet(s["name"])} for s in row["sources"]]
        row = {k: v for k, v in row.items() if k not in ("trends", "warnings")}
    return row
