"""Who may review: accounts, their roles, and whether coders see names."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form
from starlette.responses import Response

from sayso.reviewing import accounts as of_people
from sayso.reviewing.desk import Managing
from sayso.reviewing.people import ROLES

router = APIRouter(prefix="/accounts", include_in_schema=False)
Name = Annotated[str, Form(max_length=200)]
Words = Annotated[str, Form(max_length=1000)]


@router.get("")
def accounts(desk: Managing) -> Response:
    """All accounts."""
    store = desk.ledger.store
    return desk.page("accounts.html", accounts=store.accounts(), roles=ROLES, shows_names=store.shows_names())


@router.post("/put")
def put(desk: Managing, name: Name, role: Name, password: Words) -> Response:
    """Make an account, or give one another password."""
    of_people.put(desk.ledger.store, name, role, password)
    return desk.back("/accounts", f"{name} may log in as {role}.")


@router.post("/role")
def role(desk: Managing, name: Name, role: Name) -> Response:
    """Give an account another role."""
    of_people.change_role(desk.ledger.store, name, role)
    return desk.back("/accounts", f"{name} is {role} now, and logs in again.")


@router.post("/drop")
def drop(desk: Managing, name: Name) -> Response:
    """Take an account away."""
    of_people.drop(desk.ledger.store, name)
    return desk.back("/accounts", f"{name} may not log in any more; decisions by that name stay.")


@router.post("/names")
def names(desk: Managing, shown_to: Annotated[str, Form(pattern="^(coders|nobody)$")]) -> Response:
    """Let coders see names of private persons, or nobody."""
    desk.ledger.store.show_names(to_coders=shown_to == "coders")
    words = "Coders and admins see names as reports print them." if shown_to == "coders" else "Names are withheld."
    return desk.back("/accounts", words)
