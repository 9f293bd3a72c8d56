"""How the application is run: over which ledger, for whom, and under which names it may be asked for."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass

LOOPBACK_NAMES = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True, slots=True)
class Settings:
    """`alone` is one person by a one-time link, known as `person`; else people log in to accounts of the ledger.

    `names` are the host names, without port, under which browsers may ask; `most_bytes` bounds every request's body.
    `warms`: what readers see of lists is made ready in the background.
    """

    ledger: str
    alone: bool = True
    person: str = "me"
    names: tuple[str, ...] = LOOPBACK_NAMES
    behind_tls: bool = False
    most_bytes: int = 4_000_000
    warms: bool = False


def is_loopback(host: str) -> bool:
    """Whether an address to listen on can be reached from this machine only.

    >>> is_loopback("127.0.0.1"), is_loopback("localhost"), is_loopback("0.0.0.0"), is_loopback("example.org")
    (True, True, False, False)
    """
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
