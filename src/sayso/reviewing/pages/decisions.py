"""What people ruled: the history, a file of it, and taking one in."""

from __future__ import annotations

from hashlib import sha256
from typing import Annotated

from fastapi import APIRouter, File, Form, Query, UploadFile
from starlette.responses import Response

from sayso.errors import ForbiddenError, InputError, RefusedError
from sayso.reviewing import history
from sayso.reviewing.desk import Coding, Desk, Reading
from sayso.reviewing.pages.deciding import seen
from sayso.transfer import decisions_out

router = APIRouter(prefix="/decisions", include_in_schema=False)


@router.get("")
def decisions(desk: Reading, asked: Annotated[history.Asked, Query()]) -> Response:
    """The history."""
    return desk.page("decisions.html", asked=asked, **history.page(desk, asked))


@router.get("/export")
def export(desk: Coding) -> Response:
    """All decisions as a file. It holds words of reports as they are printed."""
    only_with_names(desk)
    lines = "".join(decisions_out(desk.ledger.store.decisions()))
    headers = {"content-disposition": 'attachment; filename="decisions.internal.jsonl"'}
    return Response(lines, media_type="application/jsonl", headers=headers)


@router.post("/look")
def look(desk: Coding, file: Annotated[UploadFile, File()]) -> Response:
    """Show what a file of decisions would change; nothing is written."""
    only_with_names(desk)
    where = (file.filename or "file")[:100]
    try:
        text = file.file.read().decode("utf-8")
    except UnicodeDecodeError:
        raise InputError("file-not-text", "it is no text in UTF-8", where=where, hint="take an exported one") from None
    found = history.incoming(text, where, desk.ledger.lexicon)
    effect = seen(desk, desk.ledger.effect_of_taking(found.decisions))
    desk.session.parcel = text
    return desk.page("incoming.html", found=found, mark=_mark(text), where=where, effect=effect)


@router.post("/import")
def take(desk: Coding, mark: Annotated[str, Form(max_length=100)]) -> Response:
    """Take in the decisions of the file whose effect was shown."""
    only_with_names(desk)
    text = desk.session.parcel
    if _mark(text) != mark:
        raise RefusedError(
            "file-not-shown", "this is not the file that was shown last", where="/decisions", hint="choose it again"
        )
    desk.session.parcel = ""
    found = history.incoming(text, "file", desk.ledger.lexicon)
    new, lost = desk.ledger.take(found.decisions)
    waiting = f"; {len(lost)} wait for their words" if lost else ""
    return desk.back("/decisions", f"{new} taken in, {len(found.decisions) - new} known before{waiting}.")


def _mark(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def only_with_names(desk: Desk) -> None:
    """Files of decisions hold words of reports as they are printed: only for those who may see these."""
    if not desk.person.sees_names:
        raise ForbiddenError(
            "names-withheld",
            "a file of decisions holds words of reports, with names",
            where="/decisions",
            hint="an admin can allow coders to see names, on the accounts page",
        )
