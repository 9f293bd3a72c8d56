"""What waits for a person: listed, narrowed, assigned and settled."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from sayso.reviewing import waiting
from sayso.reviewing.desk import Reading

router = APIRouter(include_in_schema=False)


@router.get("/tasks")
def tasks(desk: Reading, asked: Annotated[waiting.Asked, Query()]) -> Response:
    """Tasks that fit, a page of them."""
    return desk.page("tasks.html", asked=asked, **waiting.page(desk, asked))
