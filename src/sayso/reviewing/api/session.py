"""Who is signed in, and the description of the API."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter

from sayso.reviewing.desk import Reading
from sayso.reviewing.forms import HEADER

router = APIRouter(prefix="/api", tags=["session"])


@router.get("/openapi.json", include_in_schema=False)
def description(desk: Reading) -> dict[str, Any]:
    """The API in OpenAPI."""
    found = desk.request.app.openapi()
    assert isinstance(found, dict)
    return found


@router.get("/session")
def session(desk: Reading) -> dict[str, Any]:
    """Who is signed in, and the token that everything but GET must carry in the header named."""
    token = desk.request.cookies.get(desk.house.cookie(), "")
    return {
        "schema": 1,
        "name": desk.person.name,
        "role": desk.person.role,
        "sees_names": desk.person.sees_names,
        "header": HEADER,
        "token": desk.house.sessions.form_token(token),
        "revision": desk.ledger.revision(),
    }
