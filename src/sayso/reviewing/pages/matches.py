"""The queue of pairs that may be one event."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from sayso.reviewing import matches as of_pairs
from sayso.reviewing.desk import Coding

router = APIRouter(include_in_schema=False)


@router.get("/matches")
def matches(desk: Coding, page: Annotated[int, Query(ge=1, le=100)] = 1) -> Response:
    """A page of the queue."""
    return desk.page("matches.html", **of_pairs.page(desk, page))
