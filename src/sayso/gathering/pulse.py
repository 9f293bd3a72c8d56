"""A sign of life while one input takes long: who runs gathering in a process of its own, and bounds it, hears it."""

from __future__ import annotations

from collections.abc import Callable

_HEARERS: list[Callable[[], None]] = []


def heard_by(hearer: Callable[[], None]) -> None:
    """Let `hearer` be called at each sign of life of this process."""
    _HEARERS.append(hearer)


def beat() -> None:
    """Give a sign of life: a page more is done."""
    for hearer in _HEARERS:
        hearer()
