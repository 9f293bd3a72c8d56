"""The page of one report: its text as read with every claim marked, and a form beside it."""

from __future__ import annotations

import json
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from sayso.errors import RefusedError
from sayso.reviewing import history
from sayso.reviewing import report as reports
from sayso.reviewing.desk import Desk, Reading
from sayso.ruling.fields import CHOICES

router = APIRouter(include_in_schema=False)
_Short = Annotated[str, Query(max_length=400)]


@router.get("/keys")
def keys(desk: Reading) -> Response:
    """What the keys of the report page do."""
    return desk.page("keys.html")


@router.get("/reports/{ident:path}")
def report(
    desk: Reading,
    ident: str,
    claim: _Short = "",
    add: Annotated[str, Query(max_length=40)] = "",
    words: _Short = "",
    nth: Annotated[int, Query(ge=1, le=10_000)] = 1,
    made: Annotated[str, Query(max_length=40)] = "",
) -> Response:
    """One report with a claim at hand, or with words of which one is to be made."""
    ledger, exhibit = desk.ledger, desk.exhibit()
    sheet = reports.sheet(ledger, exhibit, ident, claim)
    at_hand = sheet.claim
    decides = desk.person.may("coder")
    fields = reports.fields_shown(exhibit, at_hand.claim) if at_hand is not None else {}
    return desk.page(
        "report.html",
        sheet=sheet,
        here=f"/reports/{sheet.key}",
        decides=decides,
        picked=_picked(desk, sheet, add, words, nth) if decides else None,
        sentence=exhibit.words(at_hand.claim) if at_hand is not None else None,
        fields=fields,
        was=json.dumps(fields, ensure_ascii=False),
        choices=CHOICES,
        measures=sorted(ledger.lexicon.measures.items(), key=lambda m: m[1].label),
        incident_of=ledger.store.incidents_of([at_hand.claim.incident]) if at_hand and at_hand.claim.incident else {},
        history=history.latest(desk, ledger.history(claim=at_hand.claim.id)) if at_hand is not None else [],
        made=_undoable(desk, made) if made else "",
        seen=ledger.revision(),
    )


def _picked(desk: Desk, sheet: reports.Sheet, add: str, words: str, nth: int) -> reports.Picked | None:
    """The words that a person marked, or wrote down, in this report."""
    found = None
    if add:
        start, _, end = add.partition("-")
        if start.isdigit() and end.isdigit():
            found = reports.picked(desk.exhibit(), sheet.key, int(start), int(end))
    elif words:
        found = reports.found_words(desk.exhibit(), sheet.key, words, nth)
    if found is None and (add or words):
        raise RefusedError(
            "words-not-found",
            f"the report does not hold these words {'so often' if nth > 1 else ''}".strip(),
            where=words or add,
            hint="copy them from the text as they stand there",
        )
    return found


def _undoable(desk: Desk, made: str) -> str:
    """The id of a decision that may still be undone."""
    known = {d.id for d in desk.ledger.store.decisions()} - desk.ledger.undone().keys()
    return made if made in known else ""
