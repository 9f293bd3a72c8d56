"""A person's name leaves a ledger: letter for letter out of every row of it, and out of all reports to come."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any
from urllib.parse import quote, unquote

from sayso.errors import NotFoundError, RefusedError
from sayso.ledger import Store
from sayso.ledger.erasing import ERASED, OWN_OF_NO_REPORT
from sayso.masking.redacting import Redaction, forms, letters, name_words, unparted
from sayso.matching import candidates
from sayso.model.decision import Anchor, Decision
from sayso.model.report import Report

_PARTED = re.compile(r"[-\u2010]\s*\n\s*")
# The fields of a report in which a name can stand; all but the text are lines of their own.
_FIELDS = ("id", "title", "url", "publisher", "carried_by", "author", "path")


class Names:
    """The names that were erased from a ledger, known by marks without content."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def without_erased(self, report: Report) -> Report:
        """A report as it may be kept: without erased names, and without its original where it held one."""
        redaction = self._erased()
        if redaction is None:
            return report
        masked = _without(report, redaction, redaction.parts(_said(report)))
        return report if masked == report else replace(masked, view="", original=b"", known_as=report.key)

    def _erased(self) -> Redaction | None:
        """What blocks all names that were erased; None where none was."""
        marks = self.store.erased_names()
        if not marks:
            return None
        salt = self.store.salt()
        sizes = [(int(words), int(size)) for _, words, size, _ in (mark.split(":") for mark in marks)]
        known = frozenset(mark.rsplit(":", 1)[1] for mark in marks)
        inside = {size for words, size in sizes if not words}
        return Redaction(lambda name: _digest(name, salt) in known, {words for words, _ in sizes if words}, inside)

    def cleaned(self, decisions: Iterable[Decision]) -> list[Decision]:
        """Decisions as they may be kept: without words of erased reports, and without erased names."""
        found = list(decisions)
        gone = self.store.erased_keys({a.report_key for d in found for a in d.anchors})
        found = [_without_reports(d, gone) for d in found]
        redaction = self._erased()
        return found if redaction is None else [_without_names(d, redaction) for d in found]

    def still_stands(self, name: str, within: tuple[str, ...] = ("",)) -> str | None:
        """The first column of the ledger in which a name still stands whole, None if it stands nowhere.

        `within` are how the names of the columns begin that are looked at.
        """
        words = name_words(name)
        may_hold, redaction = _may_hold(words), _redaction(name)
        for column, text in self.store.texts_of_all_columns():
            if column.startswith(within) and may_hold(text) and redaction.blocked(text, ()) != text:
                return column
        return None

    def erase(self, name: str, reason: str) -> list[str]:
        """Erase a name from all that the ledger holds: the ids of the reports that held it.

        What was read in them stays as it was read. Raises RefusedError for what is no name, NotFoundError where no
        report holds it.
        """
        words = name_words(name)
        if len(letters(name)) < 2 or not words:
            raise RefusedError("name-too-short", f"{name!r} is no name", hint="give the name as reports write it")
        redaction = _redaction(name)
        held: list[str] = []
        parts: set[str] = set()
        may_hold = _may_hold(words)
        for kept in self.store.kept_reports(lambda report: may_hold(_said(report))):
            # a name may stand there in one word only, as in an address
            own = frozenset(words) if redaction.blocked(said := _said(kept.report), ()) != said else frozenset()
            masked = _without(kept.report, redaction, own)
            if masked != kept.report:
                parts |= own
                masked = replace(masked, known_as=kept.report.key)
                own_lines, own_words = _lines(redaction, own), _part_of(redaction, own)
                held.append(self.store.put_redacted(kept, masked, own_lines, own_words, candidates.keys))
        if not held and self.still_stands(name, ("decisions.", "anchors.")) is None:
            raise NotFoundError(
                "name-unknown",
                f"no report of the ledger names {name!r}, and no decision",
                where=self.store.shown,
                hint="give the name whole, as reports write it",
            )
        everywhere = frozenset(parts)
        self.store.redact(lambda text: redaction.blocked(text, everywhere | redaction.parts(text)))
        salt = self.store.salt()
        sign = f"0:{len(name)}" if unparted(name) else f"{len(words)}:0"
        marks = [f"name:{sign}:{_digest(form, salt)}" for form in sorted(forms(name))]
        self.store.put_erased_name(marks, redaction.blocked(reason, everywhere))
        return sorted(held)


def _without_reports(d: Decision, gone: frozenset[str]) -> Decision:
    """A decision without what erased reports said."""
    if gone.isdisjoint(a.report_key for a in d.anchors):
        return d
    anchors = tuple(
        Anchor("erased", a.role, a.report_key, "", ERASED, 0, 0, "", "") if a.report_key in gone else a
        for a in d.anchors
    )
    payload = {k: v for k, v in d.payload.items() if k in OWN_OF_NO_REPORT}
    return replace(d, subject=ERASED, value="", reason="", payload=payload, anchors=anchors)


def _without_names(d: Decision, redaction: Redaction) -> Decision:
    """A decision in which erased names are blocked, wherever they stand."""
    payload = json.dumps(d.payload, ensure_ascii=False)
    said = [d.by, d.subject, d.value, d.reason, payload, *(t for a in d.anchors for t in (a.report, a.text, a.quote))]
    parts = redaction.parts("\n\n".join(said))

    def blocked(words: str) -> str:
        return redaction.blocked(words, parts)

    anchors = (
        replace(
            a,
            report=blocked(a.report),
            text=blocked(a.text),
            quote=blocked(a.quote),
            attached=blocked(a.attached or "") or None,
            called=blocked(a.called or "") or None,
        )
        for a in d.anchors
    )
    return replace(
        d,
        by=blocked(d.by),
        subject=blocked(d.subject),
        value=blocked(d.value),
        reason=blocked(d.reason),
        payload=json.loads(blocked(payload)),
        anchors=tuple(anchors),
    )


def _redaction(name: str) -> Redaction:
    return Redaction(forms(name).__contains__, {len(name_words(name))}, {len(name)} if unparted(name) else ())


def _may_hold(words: tuple[str, ...]) -> Callable[[str], bool]:
    """Tells quickly of most texts that they do not hold a name: some word of it is missing."""

    def may_hold(text: str) -> bool:
        # a word may be parted by the end of a line
        plain = letters(_PARTED.sub("", text))
        return all(word in plain for word in words)

    return may_hold


def _said(report: Report) -> str:
    """All that a report says, with addresses as they are meant."""
    said = [report.text, *(getattr(report, f) or "" for f in _FIELDS), unquote(report.url or "")]
    return "\n\n".join([*said, *report.notes])


def _lines(redaction: Redaction, parts: frozenset[str]) -> Callable[[str], str]:
    return lambda text: redaction.blocked(text, parts)


def _part_of(redaction: Redaction, parts: frozenset[str]) -> Callable[[str], bool]:
    return lambda word: redaction.blocked(word, parts, any_case=True) != word


def _without(report: Report, redaction: Redaction, parts: frozenset[str]) -> Report:
    """A report with names and their parts blocked in all that it says."""
    fields: dict[str, Any] = {
        f: redaction.blocked(value, parts, any_case=f in ("id", "url", "path"))
        for f in _FIELDS
        if (value := getattr(report, f)) is not None
    }
    if report.url:
        meant = unquote(report.url)
        masked = redaction.blocked(meant, parts, any_case=True)
        fields["url"] = report.url if masked == meant else quote(masked, safe=":/?#[]@!$&'()*+,;=%~█")
    notes = tuple(redaction.blocked(note, parts) for note in report.notes)
    return replace(report, text=redaction.blocked(report.text, parts), notes=notes, **fields)


def _digest(name: str, salt: str) -> str:
    """What is kept of a name: it does not tell the name, but whoever guesses it can see that the guess is right."""
    return hashlib.blake2b(name.encode(), key=bytes.fromhex(salt), digest_size=16).hexdigest()
