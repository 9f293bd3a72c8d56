"""What a route works at: one ledger, one person, and the way to answer with a page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import Depends
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from sayso.errors import ForbiddenError
from sayso.exhibiting.exhibit import Exhibit
from sayso.pipeline import Ledger
from sayso.reviewing.accounts import stamp
from sayso.reviewing.house import House, house_of
from sayso.reviewing.navigation import shown_to
from sayso.reviewing.people import Person
from sayso.reviewing.sessions import Session


class SignInNeededError(ForbiddenError):
    """Nobody is known at the other end."""


@dataclass(frozen=True, slots=True)
class Desk:
    """One request's ledger and person."""

    request: Request
    house: House
    ledger: Ledger
    person: Person
    session: Session

    def page(self, template: str, *, status: int = 200, **values: Any) -> Response:
        """A page made of a template; `me`, `form_token`, `path` and `nav` are known to all of them."""
        notices, self.session.notices[:] = list(self.session.notices), []
        return render(self.request, template, status=status, me=self.person, notices=notices, **values)

    def back(self, path: str, notice: str = "") -> Response:
        """On to another page of ours, after something was done; the notice is shown there once."""
        if notice:
            self.session.notices.append(notice)
        return RedirectResponse(quote(path, safe="/?&=#%:~.,+-"), 303)

    def exhibit(self) -> Exhibit:
        """Incidents and evidence as this person may see them."""
        return Exhibit(self.ledger, masked=not self.person.sees_names, gates=self.house.gates)


def render(request: Request, template: str, *, status: int = 200, me: Person | None, **values: Any) -> Response:
    """A page for somebody, or for nobody that is known."""
    house = house_of(request)
    token = request.cookies.get(house.cookie(), "")
    known: dict[str, Any] = {
        "me": me,
        "notices": [],
        "path": request.url.path,
        "nav": shown_to(me, house.paths) if me is not None else (),
        "form_token": house.sessions.form_token(token),
        "alone": house.settings.alone,
        "lexicon": house.ledgers.lexicon,
    }
    return HTMLResponse(house.templates.get_template(template).render({**known, **values}), status)


def session_of(request: Request) -> Session:
    """The stay of whoever asks; raises SignInNeededError."""
    house = house_of(request)
    found = house.sessions.find(request.cookies.get(house.cookie(), ""))
    if found is None:
        raise SignInNeededError("sign-in-needed", "nobody is signed in here", hint=_way_in(house))
    return found


def _way_in(house: House) -> str:
    return "start `sayso review` again for a new link" if house.settings.alone else "log in"


def person_of(house: House, ledger: Ledger, session: Session) -> Person:
    """Who a stay belongs to, with what they may do by now; raises SignInNeededError where the account has changed."""
    if house.settings.alone:
        return Person(session.person, "admin", sees_names=True)
    found = ledger.store.account(session.person)
    if found is None or stamp(found) != session.stamp:
        raise SignInNeededError("sign-in-needed", "the account has changed", hint="log in again")
    return Person(found.name, found.role, sees_names=found.role != "reader" and ledger.store.shows_names())


def _at(role: str) -> Callable[[Request], Iterator[Desk]]:
    def at(request: Request) -> Iterator[Desk]:
        house = house_of(request)
        session = session_of(request)
        with house.ledgers.lent() as ledger:
            person = person_of(house, ledger, session)
            if not person.may(role):
                raise ForbiddenError(
                    "role-needed", f"this needs the role {role}", where=request.url.path, hint="ask an admin for it"
                )
            yield Desk(request, house, ledger, person, session)

    return at


# What routes take: `desk: Reading` for whoever may look, `desk: Coding` to decide, `desk: Managing` for accounts.
Reading = Annotated[Desk, Depends(_at("reader"))]
Coding = Annotated[Desk, Depends(_at("coder"))]
Managing = Annotated[Desk, Depends(_at("admin"))]
