"""What people ruled: listed, foretold, made, as a file and from one."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Body, Query
from pydantic import BaseModel, Field, field_validator
from starlette.responses import Response

from sayso.errors import StaleError
from sayso.model.decision import KINDS, Draft
from sayso.reviewing import history
from sayso.reviewing.addresses import claim_named, mention_named
from sayso.reviewing.desk import Coding, Desk, Reading
from sayso.reviewing.pages.deciding import shown
from sayso.reviewing.pages.decisions import only_with_names
from sayso.transfer import decisions_out

router = APIRouter(prefix="/api/decisions", tags=["decisions"])
_NO_NUL = r"^[^\x00]*$"
Id = Annotated[str, Field(max_length=500, pattern=_NO_NUL)]
_MOST_IDS = 200
_LONGEST = 4_000_000
_DEEPEST, _LARGEST = 5, 2**53
_HALF = re.compile("[\ud800-\udfff]")


class Asked(BaseModel):
    """A decision to be made: see `sayso.deciding` for what each kind needs."""

    kind: Annotated[str, Field(json_schema_extra={"enum": list(KINDS)})]
    reason: Annotated[str, Field(max_length=2000, pattern=_NO_NUL)] = ""
    claims: Annotated[list[Id], Field(max_length=_MOST_IDS)] = []
    mentions: Annotated[list[Id], Field(max_length=_MOST_IDS)] = []
    incidents: Annotated[list[Id], Field(max_length=_MOST_IDS)] = []
    decision: Id | None = None
    task: Annotated[int | None, Field(ge=0, le=2**31 - 1)] = None
    payload: dict[str, Any] = {}
    seen: Annotated[str | None, Field(max_length=100)] = None
    force: bool = False

    @field_validator("payload")
    @classmethod
    def _is_plain(cls, value: dict[str, Any]) -> dict[str, Any]:
        """No half characters, no numbers that JSON of others cannot hold, no tower of lists."""
        if not _plain(value, _DEEPEST):
            raise ValueError("plain texts and numbers are wanted")
        return value

    def draft(self, desk: Desk) -> Draft:
        """The same as a draft by this person."""
        store = desk.ledger.store
        return Draft(
            self.kind,
            desk.person.name,
            self.reason,
            claims=tuple(claim_named(store, c) for c in self.claims),
            mentions=tuple(mention_named(store, m) for m in self.mentions),
            incidents=tuple(self.incidents),
            decision=self.decision,
            task=self.task,
            payload=self.payload,
            seen=self.seen,
            force=self.force,
        )


def _plain(value: Any, depth: int) -> bool:
    if isinstance(value, dict):
        return depth > 0 and all(_plain(k, 1) and _plain(v, depth - 1) for k, v in value.items())
    if isinstance(value, list):
        return depth > 0 and all(_plain(v, depth - 1) for v in value)
    if isinstance(value, str):
        return "\0" not in value and not _HALF.search(value)
    return value is None or (isinstance(value, bool | int | float) and abs(value) <= _LARGEST)


@router.get("")
def list_(desk: Reading, asked: Annotated[history.Asked, Query()]) -> dict[str, Any]:
    """Decisions, 50 a page, the latest first."""
    found = history.page(desk, asked)
    return {
        "schema": 1,
        "count": found["count"],
        "page": asked.page,
        "revision": found["seen"],
        "decisions": [
            {
                "id": line.entry.id,
                "at": line.entry.at,
                "by": line.entry.by,
                "kind": line.entry.kind,
                "words": line.words,
                "undone_by": line.entry.undone,
                "incidents": [ident for ident, _ in line.incidents],
                "lost": line.lost,
            }
            for line in found["lines"]
        ],
    }


@router.post("", status_code=201)
def add(desk: Coding, asked: Asked) -> dict[str, Any]:
    """Make a decision. With `seen`, the revision that was looked at, it is refused where others changed it since."""
    draft = asked.draft(desk)
    try:
        made = desk.ledger.make(draft)
    except StaleError as error:
        # it tells what others decided, in their words
        raise StaleError(error.reference, shown(desk, error.what, draft), where=error.where, hint=error.hint) from None
    return {"schema": 1, "id": made.id, "at": made.at, "kind": made.kind, "revision": desk.ledger.revision()}


@router.post("/effect")
def effect(desk: Coding, asked: Asked) -> dict[str, Any]:
    """What a decision would change; nothing is written."""
    only_with_names(desk)
    return desk.ledger.effect(asked.draft(desk)).row()


@router.get("/export", response_class=Response)
def export(desk: Coding) -> Response:
    """All decisions as JSON lines; only for those who may see names."""
    only_with_names(desk)
    return Response("".join(decisions_out(desk.ledger.store.decisions())), media_type="application/jsonl")


@router.post("/import")
def take(
    desk: Coding,
    text: Annotated[str, Body(embed=True, max_length=_LONGEST, description="lines of an export")],
    do: Annotated[Literal["look", "take"], Body(embed=True)] = "look",
) -> dict[str, Any]:
    """Take in decisions of another ledger, or look at what they would change."""
    only_with_names(desk)
    found = history.incoming(text, "text", desk.ledger.lexicon)
    bad = [e.row() for e in found.bad]
    if do == "look":
        return {**desk.ledger.effect_of_taking(found.decisions).row(), "decisions": len(found.decisions), "bad": bad}
    new, lost = desk.ledger.take(found.decisions)
    return {"schema": 1, "new": new, "known": len(found.decisions) - new, "lost": [d.id for d in lost], "bad": bad}
