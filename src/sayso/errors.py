"""Every error sayso raises on purpose: one small tree, each with reference, what, where and hint.

>>> raise InputError("report-empty", "notes.txt holds no text", where="notes.txt", hint="leave it out")
Traceback (most recent call last):
    ...
sayso.errors.InputError: notes.txt holds no text
"""

from __future__ import annotations

from functools import partial
from typing import Any


class SaysoError(Exception):
    """Something a person can act on; `exit_status` is what the command line ends with."""

    exit_status = 2

    def __init__(self, reference: str, what: str, *, where: str = "", hint: str = "") -> None:
        super().__init__(what)
        self.reference = reference
        self.what = what
        self.where = where
        self.hint = hint

    def __reduce__(self) -> tuple[Any, ...]:
        """Errors come over from other processes whole."""
        return partial(type(self), self.reference, self.what, where=self.where, hint=self.hint), ()

    def row(self) -> dict[str, str]:
        """The error as the four strings that every surface shows."""
        return {
            "reference": self.reference,
            "what": self.what,
            "where": self.where,
            "hint": self.hint,
        }


class InputError(SaysoError):
    """One input could not be taken; the others go on."""

    exit_status = 1


class RefusedError(SaysoError):
    """The whole call is refused: nothing was begun."""


class StaleError(RefusedError):
    """Others changed meanwhile what a person decided on: nothing is overwritten."""


class CodebookError(RefusedError):
    """A codebook is missing, malformed or contradicts itself."""


class LedgerError(RefusedError):
    """The ledger cannot be opened, written or understood."""


class NotFoundError(RefusedError):
    """An id that the ledger does not know."""


class ForbiddenError(RefusedError):
    """Whoever asks may not do this."""
