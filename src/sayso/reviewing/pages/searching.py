"""Search over reports and their claims."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field
from starlette.responses import Response

from sayso.reviewing import finding
from sayso.reviewing.asking import Day, Words
from sayso.reviewing.desk import Reading

router = APIRouter(include_in_schema=False)
_MOST_PAGES = 50


class Asked(BaseModel):
    """What is looked for."""

    q: Annotated[str, Field(max_length=500)] = ""
    after: Day = None
    before: Day = None
    publisher: Words = None
    place: Words = None
    measure: Words = None
    page: Annotated[int, Field(ge=1, le=_MOST_PAGES)] = 1

    def bounds(self) -> dict[str, str | None]:
        """What the search is bounded by."""
        return self.model_dump(include={"after", "before", "publisher", "place", "measure"})


@router.get("/search")
def search(desk: Reading, asked: Annotated[Asked, Query()]) -> Response:
    """The form, and what was found."""
    found = finding.search(desk, asked.q, asked.bounds(), asked.page) if asked.q.strip() else None
    return desk.page("search.html", asked=asked, found=found, measures=desk.ledger.lexicon.measures)
