"""The list of incidents."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import RedirectResponse, Response

from sayso.reviewing.desk import Reading

router = APIRouter(include_in_schema=False)


@router.get("/")
def home() -> Response:
    """The record begins with its incidents."""
    return RedirectResponse("/incidents", 303)


@router.get("/incidents")
def incidents(desk: Reading) -> Response:
    """All incidents."""
    return desk.page("incidents.html", listed=desk.ledger.incidents())
