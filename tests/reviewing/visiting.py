"""Asks an application without a browser, as one would: cookies kept, forms sent with what the page gave them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from httpx2 import Response
from starlette.testclient import TestClient

from sayso.reviewing.app import create_app
from sayso.reviewing.house import House
from sayso.reviewing.settings import Settings

BASE = "http://127.0.0.1:8017"


@dataclass
class Visitor:
    """One browser's worth of cookies, and the application that it asks."""

    client: TestClient
    house: House

    def get(self, path: str, **options: Any) -> Response:
        """A page; where it leads on, that one."""
        return self.client.get(path, **options)

    def come_in(self) -> Response:
        """Enter by the one-time link."""
        return self.get(f"/enter?key={self.house.link.key}")

    def log_in(self, name: str, password: str) -> Response:
        """Log in as one would."""
        self.get("/login")
        return self.send("/login", {"name": name, "password": password})

    @property
    def form_token(self) -> str:
        """What a page of ours gives its forms."""
        cookie = self.client.cookies.get(self.house.cookie()) or ""
        return self.house.sessions.form_token(cookie)

    def send(self, path: str, values: dict[str, Any] | None = None, **options: Any) -> Response:
        """Send a form as a page of ours would."""
        return self.client.post(path, data={"form_token": self.form_token, **(values or {})}, **options)


@contextmanager
def visiting(settings: Settings) -> Iterator[Visitor]:
    """An application for the time of a test."""
    app = create_app(settings)
    with TestClient(app, base_url=BASE, raise_server_exceptions=False) as client:
        yield Visitor(client, app.state.house)


def said(answer: Response) -> str:
    """The words of a page, without its marks."""
    body = re.sub(r"(?s)<(script|style)\b.*?</\1>", " ", answer.text)
    return " ".join(re.sub(r"<[^>]*>", " ", body).split())
