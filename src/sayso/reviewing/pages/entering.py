"""The ways in and out: the one-time link for one person alone, the login for people with accounts."""

from __future__ import annotations

import secrets
from typing import Annotated

from fastapi import APIRouter, Form, Query
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from sayso.errors import ForbiddenError, NotFoundError
from sayso.reviewing import accounts
from sayso.reviewing.desk import render
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
    _hand_cookie(answer, house, house.sessions.begin(house.settings.person))
    return answer


@router.get("/login")
def login_form(request: Request) -> Response:
    """The form; its token belongs to a cookie that stands for nobody."""
    house = house_of(request)
    if house.settings.alone:
        raise NotFoundError("page-unknown", "there are no accounts here", hint="the link in the terminal leads in")
    return _login(request, house)


def _login(request: Request, house: House, *, status: int = 200, name: str = "", wrong: str = "") -> Response:
    cookie = secrets.token_urlsafe(32)
    token = house.sessions.form_token(cookie)
    answer = render(request, "login.html", status=status, me=None, form_token=token, name=name, wrong=wrong)
    _hand_cookie(answer, house, cookie)
    return answer


@router.post("/login")
def login(
    request: Request,
    name: Annotated[str, Form(max_length=200)],
    password: Annotated[str, Form(max_length=1000)],
) -> Response:
    """Begin a session under a fresh cookie, whichever one the browser had."""
    house = house_of(request)
    address = request.client.host if request.client else ""
    try:
        house.throttle.look(name, address)
    except accounts.ThrottledError as error:
        answer = _login(request, house, status=429, name=name, wrong=f"Too many logins failed: {error.hint}.")
        answer.headers["retry-after"] = str(error.seconds)
        return answer
    with house.ledgers.lent() as ledger:
        found = accounts.verified(ledger.store, name, password)
    if found is None:
        return _login(request, house, status=403, name=name, wrong="Name and password do not fit together.")
    house.throttle.succeeded(name, address)
    house.sessions.end(request.cookies.get(house.cookie(), ""))
    answer = RedirectResponse("/", 303)
    _hand_cookie(answer, house, house.sessions.begin(found.name, accounts.stamp(found)))
    return answer


@router.post("/leave")
def leave(request: Request) -> Response:
    """End the session."""
    house = house_of(request)
    house.sessions.end(request.cookies.get(house.cookie(), ""))
    answer = RedirectResponse("/", 303)
    answer.delete_cookie(house.cookie(), path="/", secure=house.settings.behind_tls, httponly=True, samesite="strict")
    return answer


def _hand_cookie(answer: Response, house: House, token: str) -> None:
    """Give a cookie out of reach of scripts and of other sites."""
    answer.set_cookie(
        house.cookie(), token, path="/", secure=house.settings.behind_tls, httponly=True, samesite="strict"
    )
