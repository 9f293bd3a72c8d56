"""Ledgers for many requests at once: each works with one that is its own for that time."""

from __future__ import annotations

import queue
from collections.abc import Iterator
from contextlib import contextmanager

from sayso.ledger import open_store
from sayso.pipeline import Ledger, look_into


class Ledgers:
    """Ledgers at one address, opened as they are needed and lent out one at a time; codebooks are loaded once."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._first = look_into(url)
        self.lexicon = self._first.lexicon
        self._free: queue.LifoQueue[Ledger] = queue.LifoQueue()
        self._free.put(self._first)

    @contextmanager
    def lent(self) -> Iterator[Ledger]:
        """A ledger that nobody else works with meanwhile: a transaction is one request's."""
        try:
            ledger = self._free.get_nowait()
        except queue.Empty:
            ledger = Ledger(open_store(self._url), self.lexicon, self._first.codebooks)
        try:
            yield ledger
        finally:
            self._free.put(ledger)

    def close(self) -> None:
        """Let go of all that are not lent."""
        while not self._free.empty():
            self._free.get_nowait().close()
