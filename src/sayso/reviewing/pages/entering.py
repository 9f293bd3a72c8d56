"""The ways in and out: the one-time link, and the way out."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from sayso.errors import ForbiddenError
from sayso.reviewing.house import House, house_of

router = APIRouter(include_in_schema=False)


@router.get("/enter")
def enter(request: Request, key: Annotated[str, Query(max_length=200)] = "") -> Response:
    """Take the one-time link for a session."""
    house = house_of(request)
    if not house.settings.alone or not house.link.use(key):
        raise ForbiddenError(
            "link-not-valid",
            "this link was used before, or was never ours",
            where="/enter",
            hint="end `sayso review` and start it again for a new one",
        )
    answer = RedirectResponse("/", 303)
    hand_cookie(answer, house, house.sessions.begin(house.settings.person))
    return answer


@router.post("/leave")
def leave(request: Request) -> Response:
    """End the session."""
    house = house_of(request)
    house.sessions.end(request.cookies.get(house.cookie(), ""))
    answer = RedirectResponse("/", 303)
    answer.delete_cookie(house.cookie(), path="/", secure=house.settings.behind_tls, httponly=True, samesite="strict")
    return answer


def hand_cookie(answer: Response, house: House, token: str) -> None:
    """Give a session's cookie, out of reach of scripts and of other sites."""
    answer.set_cookie(
        house.cookie(), token, path="/", secure=house.settings.behind_tls, httponly=True, samesite="strict"
    )
