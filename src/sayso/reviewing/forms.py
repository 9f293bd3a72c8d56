"""Forms are taken only from pages of ours: each carries a token that was made for the holder of the cookie."""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.requests import Request

from sayso.errors import ForbiddenError
from sayso.reviewing.guarding import host_name
from sayso.reviewing.house import house_of

_SAFE = frozenset(["GET", "HEAD", "OPTIONS"])
FIELD = "form_token"
HEADER = "x-form-token"


async def from_our_page(request: Request) -> None:
    """Refuse whatever would change something and was not sent by a page of ours to its own reader."""
    if request.method in _SAFE:
        return
    house = house_of(request)
    origin = request.headers.get("origin")
    site = request.headers.get("sec-fetch-site", "same-origin")
    ours = origin is None or urlsplit(origin).hostname == host_name(request.headers.get("host", ""))
    # to pages that tell nobody where they come from browsers give the origin "null", and beside it the site
    ours = ours or (origin == "null" and request.headers.get("sec-fetch-site") == "same-origin")
    given = request.headers.get(HEADER, "")
    if not given and not request.url.path.startswith("/api/"):
        given = str((await request.form()).get(FIELD, ""))
    token = request.cookies.get(house.cookie(), "")
    if not ours or site not in ("same-origin", "none") or not house.sessions.is_form_token(token, given):
        raise ForbiddenError(
            "form-not-ours",
            "this was not sent by a page of sayso, or that page is too old",
            where=request.url.path,
            hint="go back, load the page again, and send it once more",
        )
