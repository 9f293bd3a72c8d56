"""What the application holds while it runs: settings, ledgers, sessions, the one-time link, templates."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request

from sayso.exhibiting import wording
from sayso.exhibiting.sheets import Gates
from sayso.reviewing.accounts import Throttle
from sayso.reviewing.briefs import Briefs
from sayso.reviewing.gists import Gists
from sayso.reviewing.ledgers import Ledgers
from sayso.reviewing.sessions import OneTimeLink, Sessions
from sayso.reviewing.settings import Settings


def _templates() -> Environment:
    made = Environment(
        loader=PackageLoader("sayso.reviewing"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals["w"] = wording
    made.filters["merged"] = lambda values, **more: {**values, **more}
    return made


@dataclass(frozen=True, slots=True)
class House:
    """One for each application, found again by `house_of`."""

    settings: Settings
    ledgers: Ledgers
    paths: frozenset[str] = frozenset()
    sessions: Sessions = field(default_factory=Sessions)
    throttle: Throttle = field(default_factory=Throttle)
    link: OneTimeLink = field(default_factory=OneTimeLink)
    briefs: Briefs = field(default_factory=Briefs)
    gists: Gists = field(default_factory=Gists)
    gates: Gates = field(default_factory=dict)
    drawn: dict[tuple[Any, ...], tuple[int, Any, int]] = field(default_factory=dict)
    queue: dict[str, Any] = field(default_factory=dict)
    templates: Environment = field(default_factory=_templates)

    def cookie(self) -> str:
        """The name of the cookie; behind TLS one that browsers take only from this very host, and only so."""
        return "__Host-sayso" if self.settings.behind_tls else "sayso"


def house_of(request: Request) -> House:
    """What the application behind a request holds."""
    house = request.app.state.house
    assert isinstance(house, House)
    return house
