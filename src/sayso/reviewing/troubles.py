"""Errors as pages and as JSON, each with what, where and hint; what was not foreseen tells nothing of its inside."""

from __future__ import annotations

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from sayso.errors import ForbiddenError, LedgerError, NotFoundError, RefusedError, SaysoError, StaleError
from sayso.ledger import engines
from sayso.reviewing.desk import SignInNeededError, person_of, render, session_of
from sayso.reviewing.house import house_of
from sayso.reviewing.people import Person

_STATUS: tuple[tuple[type[SaysoError], int], ...] = (
    (SignInNeededError, 401),
    (ForbiddenError, 403),
    (NotFoundError, 404),
    (StaleError, 409),
    (LedgerError, 503),
)
_HTTP = {
    404: ("page-unknown", "there is no such page", "the head of every page leads to those that there are"),
    405: ("method-unknown", "this page does not take that", "use the buttons of the page"),
}


def tell_of_troubles(app: FastAPI) -> None:
    """Let an application answer every error as one of ours."""
    app.add_exception_handler(SaysoError, _refused)
    app.add_exception_handler(RequestValidationError, _malformed)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _unforeseen)


def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, SaysoError)
    status = next((number for kind, number in _STATUS if isinstance(error, kind)), 400)
    if status == 401 and not _is_api(request) and not house_of(request).settings.alone:
        return RedirectResponse("/login", 303)
    return _answer(request, error, status)


def _malformed(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"][1:])
    what = f"{where or 'the request'} is not as it should be: {first['msg']}"
    return _answer(request, RefusedError("request-malformed", what, where=where, hint="correct it and try again"), 422)


def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    reference, what, hint = _HTTP.get(error.status_code, ("request-refused", str(error.detail), ""))
    answer = _answer(request, RefusedError(reference, what, where=request.url.path, hint=hint), error.status_code)
    answer.headers.update(error.headers or {})
    return answer


def _unforeseen(request: Request, _: Exception) -> Response:
    error = RefusedError(
        "not-foreseen",
        "something went wrong that we did not foresee; nothing was half written",
        where=request.url.path,
        hint="the terminal in which sayso runs tells more",
    )
    return _answer(request, error, 500)


def _is_api(request: Request) -> bool:
    return request.url.path.startswith("/api/")


def _told(request: Request, error: SaysoError) -> SaysoError:
    """An error without the ledger's address, which is nobody's business here and may hold a password."""
    url = house_of(request).settings.ledger
    parts = [url, engines.shown(url)]
    what, where, hint = error.what, error.where, error.hint
    for part in parts:
        what, where, hint = (words.replace(part, "the ledger") for words in (what, where, hint))
    return type(error)(error.reference, what, where=where, hint=hint)


def _answer(request: Request, error: SaysoError, status: int) -> Response:
    error = _told(request, error)
    if _is_api(request):
        return JSONResponse({"schema": 1, "error": error.row()}, status)
    return render(request, "error.html", status=status, me=_who(request), error=error)


def _who(request: Request) -> Person | None:
    """Whoever it happened to, as far as can be known by now."""
    house = house_of(request)
    try:
        session = session_of(request)
        with house.ledgers.lent() as ledger:
            return person_of(house, ledger, session)
    except SaysoError:
        return None
