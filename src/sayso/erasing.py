"""A person's name leaves a ledger: letter for letter out of every report, which is read anew, and out of all to come."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from sayso.errors import NotFoundError, RefusedError
from sayso.ledger import Store
from sayso.masking.redacting import Redaction, Words, name_words
from sayso.model.report import Report

# The fields of a report in which a name can stand.
_FIELDS = ("id", "title", "url", "publisher", "carried_by", "author", "path")


class Names:
    """The names that were erased from a ledger, known by marks without content."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def without_erased(self, report: Report) -> Report:
        """A report as it may be kept: without erased names, and without its original where it held one."""
        marks = self.store.erased_names()
        if not marks:
            return report
        salt = self.store.salt()
        lengths = {int(mark.split(":")[1]) for mark in marks}
        return _without(report, Redaction(lambda words: _mark(words, salt) in marks, lengths))

    def erase(self, name: str, reason: str, keep: Callable[[Report, str], Any]) -> list[str]:
        """Erase a name: the ids of the reports that held it, which `keep` takes in anew under their given ids.

        Raises RefusedError for what is no name, NotFoundError where no report holds it.
        """
        words = name_words(name)
        if not words or max(map(len, words)) < 2:
            raise RefusedError("name-too-short", f"{name!r} is no name", hint="give the name as reports write it")
        redaction = Redaction(words.__eq__, {len(words)})
        held: list[str] = []
        for report, given_id in self.store.reports_of_words(words):
            masked = _without(report, redaction)
            if masked is not report:
                held.append(masked.id)
                self.store.withdraw(report, masked.id, reason)
                keep(masked, masked.id if given_id == report.id else redaction.redacted(given_id))
        if not held:
            raise NotFoundError(
                "name-unknown",
                f"no report of the ledger names {name!r}",
                where=self.store.url,
                hint="give the name whole, as reports write it",
            )
        self.store.redact(redaction.redacted)
        self.store.put_erased_name(_mark(words, self.store.salt()), reason)
        return sorted(held)


def _without(report: Report, redaction: Redaction) -> Report:
    """A report with names blocked in all that it says, its view to be made anew and its original let go of."""
    said = {field: value for field in _FIELDS if (value := getattr(report, field)) is not None}
    parts = redaction.parts("\n\n".join([report.text, *said.values()]))
    if not parts:
        return report
    fields: dict[str, Any] = {f: redaction.blocked(value, parts, any_case=True) for f, value in said.items()}
    return replace(report, text=redaction.blocked(report.text, parts), view="", original=b"", **fields)


def _mark(words: Words, salt: str) -> str:
    """The mark of a name: it tells nothing to who does not know the name."""
    digest = hashlib.sha256(f"{salt} {' '.join(words)}".encode()).hexdigest()
    return f"name:{len(words)}:{digest}"
