"""Serves the application: on loopback alone, unless the ledger has accounts for people to log in to."""

from __future__ import annotations

import logging
import socket
from contextlib import suppress
from dataclasses import replace
from typing import Protocol

import uvicorn

from sayso.errors import RefusedError
from sayso.ledger import open_store
from sayso.reviewing.app import create_app
from sayso.reviewing.settings import Settings, is_loopback

_WAITING = 128


def bound(host: str, port: int) -> socket.socket:
    """A socket that listens at an address; raises RefusedError where it cannot. Port 0 is any that is free."""
    made = None
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        made = socket.socket(family, kind, protocol)
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind(address)
        # whoever is quicker than the server waits instead of being refused
        made.listen(_WAITING)
    except OSError as error:
        if made is not None:
            made.close()
        raise RefusedError(
            "port-taken",
            f"sayso cannot listen here: {error.strerror}",
            where=f"{host}:{port}",
            hint="name another with --port, or 0 for any that is free",
        ) from error
    return made


def may_listen(host: str, settings: Settings) -> None:
    """Raise RefusedError for an address that others can reach where nobody would have to log in."""
    if settings.alone and not is_loopback(host):
        raise RefusedError(
            "accounts-needed",
            "others could reach this address, and nobody would have to log in",
            where=f"--host {host}",
            hint="make an account first: sayso review accounts add NAME --role admin",
        )


def has_accounts(url: str) -> bool:
    """Whether people must log in to review a ledger."""
    store = open_store(url)
    try:
        return bool(store.accounts())
    finally:
        store.close()


class Say(Protocol):
    """Tells a person where to look; `once`: the place can be opened once only."""

    def __call__(self, place: str, *, once: bool) -> None:
        """Tell it."""


def serve(settings: Settings, host: str, port: int, say: Say) -> None:
    """Serve until stopped; `say` is told where to look."""
    may_listen(host, settings)
    app = create_app(replace(settings, names=(*settings.names, host)))
    with bound(host, port) as listening:
        place = f"http://{'[' + host + ']' if ':' in host else host}:{listening.getsockname()[1]}"
        server = uvicorn.Server(configuration(app, settings))
        inside = f"/enter?key={app.state.house.link.key}" if settings.alone else "/login"
        say(place + inside, once=settings.alone)
        # Ctrl-C is how a review ends, not how it fails
        with suppress(KeyboardInterrupt):
            server.run(sockets=[listening])


def configuration(app: object, settings: Settings) -> uvicorn.Config:
    """How uvicorn runs it: no access log, which would hold keys of links; only a proxy on this machine is believed."""
    logging.getLogger("uvicorn.error").setLevel(logging.WARNING)
    return uvicorn.Config(
        app,  # type: ignore[arg-type]
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=settings.behind_tls,
        forwarded_allow_ips="127.0.0.1",
        timeout_graceful_shutdown=3,
        lifespan="on",
        ws="none",
    )
