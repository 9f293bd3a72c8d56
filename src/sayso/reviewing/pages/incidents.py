"""The list of incidents with its filters."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import RedirectResponse, Response

from sayso.reviewing.asking import Listed, listed_page
from sayso.reviewing.desk import Reading

router = APIRouter(include_in_schema=False)


@router.get("/")
def home() -> Response:
    """The record begins with its incidents."""
    return RedirectResponse("/incidents", 303)


@router.get("/incidents")
def incidents(desk: Reading, asked: Annotated[Listed, Query()]) -> Response:
    """Incidents that fit, a page of them."""
    return desk.page("incidents.html", **listed_page(desk, asked))
