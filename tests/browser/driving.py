"""Serves the review on loopback and opens it in a browser, listening to what pages ask for and complain of."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import uvicorn

from sayso.reviewing.app import create_app
from sayso.reviewing.house import House
from sayso.reviewing.serving import configuration
from sayso.reviewing.settings import Settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, LocatorAssertions, Page

DESK, PHONE = 1280, 390
_LONGEST_WAIT_SECONDS = 20


@dataclass(frozen=True)
class Served:
    """A running review: its address, and what it holds."""

    url: str
    house: House

    @property
    def way_in(self) -> str:
        """The link that works once."""
        return f"{self.url}/enter?key={self.house.link.key}"


def seen(what: Locator) -> LocatorAssertions:
    """What must be seen before long."""
    from playwright.sync_api import expect

    return expect(what)


@contextmanager
def served(settings: Settings) -> Iterator[Served]:
    """A real server over a real ledger, on a port that is free."""
    app = create_app(settings)
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        server = uvicorn.Server(configuration(app, settings))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        until = time.monotonic() + _LONGEST_WAIT_SECONDS
        while not server.started and time.monotonic() < until:
            time.sleep(0.02)
        try:
            yield Served(f"http://127.0.0.1:{listening.getsockname()[1]}", app.state.house)
        finally:
            server.should_exit = True
            thread.join()


@dataclass
class Visit:
    """One person's browser: the page, where it asked outside of our address, and what it complained of."""

    page: Page
    url: str
    asked_elsewhere: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def open(self, path: str) -> Page:
        """Go to a page of ours."""
        self.page.goto(self.url + path)
        return self.page

    @property
    def path(self) -> str:
        """Where the person is."""
        return self.page.url.removeprefix(self.url)

    def is_quiet(self) -> bool:
        """Whether no page complained or asked anybody else for anything."""
        assert self.complaints == []
        assert self.asked_elsewhere == []
        return True

    def fits(self) -> bool:
        """Whether nothing stands out to the side."""
        page = self.page
        page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
        return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


@contextmanager
def visit(
    browser: Browser,
    house: Served,
    *,
    width: int = DESK,
    scripts: bool = True,
    dark: bool = False,
    judged: bool = False,
) -> Iterator[Visit]:
    """Somebody who has come in by the link. `judged`: axe may add its own script to pages, which their policy forbids."""
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        java_script_enabled=scripts,
        color_scheme="dark" if dark else "light",
        bypass_csp=judged,
    )
    page = context.new_page()
    page.set_default_timeout(10_000)
    made = Visit(page, house.url)
    page.on("request", lambda r: None if r.url.startswith(house.url) else made.asked_elsewhere.append(r.url))
    page.on("console", lambda m: made.complaints.append(m.text))
    page.on("pageerror", lambda e: made.complaints.append(str(e)))
    page.goto(house.way_in)
    try:
        yield made
    finally:
        context.close()
