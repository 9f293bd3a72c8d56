"""Erasure: a report with all that was read in it leaves the ledger for good; a tombstone without content stays."""

from __future__ import annotations

import json
from collections.abc import Iterable
from hashlib import sha256

from sqlalchemy import Connection, delete, func, insert, select, update

from sayso.ledger import engines, tables
from sayso.ledger.anchors import source_mark
from sayso.ledger.database import chunks, plain
from sayso.ledger.migrations import now
from sayso.ledger.redacting import Redacting, rename_in_changes
from sayso.ledger.rulings import rename_in_decisions
from sayso.ledger.words import words_of
from sayso.model.report import Report

ERASED = "erased"
_OWED = "compaction"
# Fewer words than these are no report's own.
_OWN_WORDS = 8
# What of a decision's payload is no word of a report.
OWN_OF_NO_REPORT = frozenset(
    ["measure", "standing", "low", "best", "high", "policy", "kind", "detail", "of", "told", "name", "seed", "size"]
)


def _text_marks(text: str) -> list[str]:
    """The mark of a text's words, if they are enough to be its own."""
    found = words_of(text)
    return [f"text:{sha256(' '.join(found).encode()).hexdigest()}"] if len(found) >= _OWN_WORDS else []


class Erasing(Redacting):
    """Takes reports out of a ledger."""

    def erase(self, report: str, reason: str) -> tuple[list[str], set[str]]:
        """Erase a report in all its versions: (ids of others that carry the same text, incidents it was in).

        The incidents wait to be settled again; `clear_settled_tasks` is for after that. Raises NotFoundError.
        """
        r = tables.reports
        with self.writing() as c:
            source = c.execute(select(r.c.source).where(r.c.id == report)).scalar()
            if source is None:
                raise self._unknown(report)
            gone = {str(x.key): str(x.id) for x in c.execute(select(r.c.key, r.c.id).where(r.c.source == source))}
            carriers = {k for key in gone for k in self._copies_of(c, key)} - set(gone)
            left = sorted(str(i) for i in c.execute(select(r.c.id).where(r.c.key.in_(carriers))).scalars())
            touched: set[str] = set()
            for key, ident in sorted(gone.items()):
                touched |= set(self._forget_reading(c, key).values())
                self._forget_original(c, key)
                text = str(c.execute(select(r.c.text).where(r.c.key == key)).scalar_one())
                c.execute(delete(r).where(r.c.key == key))
                self._put_tombstones(c, [key, *_text_marks(text)], reason)
                _scrub(c, ident, key)
                c.execute(delete(tables.tasks).where(tables.tasks.c.kind == "minor", tables.tasks.c.subject == ident))
            # decisions of other ledgers may hang on words of versions that were never here
            for key in sorted(_hung_on(c, source_mark(str(source)))):
                self._put_tombstones(c, [key], reason)
                _scrub(c, report, key)
        return left, touched

    def _put_tombstones(self, c: Connection, marks: list[str], reason: str) -> None:
        t = tables.tombstones
        known = set(c.execute(select(t.c.key).where(t.c.key.in_(marks))).scalars())
        for mark in marks:
            if mark not in known:
                c.execute(insert(t), [{"key": mark, "at": now(), "reason": reason}])

    def has_tombstones(self) -> bool:
        """Whether anything was ever erased."""
        with self.reading() as c:
            return c.execute(select(tables.tombstones.c.key).limit(1)).first() is not None

    def erased_count(self) -> int:
        """How much was erased so far."""
        with self.reading() as c:
            return int(c.execute(select(func.count()).select_from(tables.tombstones)).scalar() or 0)

    def is_erased(self, report: Report) -> bool:
        """Whether a report was erased, in these words or but for marks and spaces, so that no build brings it back."""
        t, r = tables.tombstones, tables.reports
        marks = [report.key, *_text_marks(report.text)]
        with self.reading() as c:
            if c.execute(select(t.c.key).where(t.c.key.in_(marks))).first() is None:
                return False
            # the same words of another outlet may stay
            return c.execute(select(r.c.key).where(r.c.key == report.key)).first() is None

    def erased_keys(self, keys: Iterable[str]) -> frozenset[str]:
        """Those of some keys of reports that were erased."""
        t = tables.tombstones
        with self.reading() as c:
            return frozenset(
                str(k)
                for batch in chunks(sorted(set(keys)))
                for k in c.execute(select(t.c.key).where(t.c.key.in_(batch))).scalars()
            )

    def clear_settled_tasks(self, incidents: Iterable[str]) -> None:
        """Blank the words of what is settled in these incidents, and in those merged into them; open tasks are new."""
        k, i = tables.tasks, tables.incidents
        with self.writing() as c:
            for ident in sorted(incidents):
                merged = select(i.c.id).where(i.c.redirect == ident)
                own = (k.c.incident == ident) | k.c.incident.in_(merged)
                c.execute(update(k).where(own, ~k.c.open).values(detail=""))

    def owe_compaction(self) -> None:
        """Note that something was erased that the files still hold; `compact` is for that."""
        m = tables.meta
        with self.writing() as c:
            if c.execute(select(m.c.value).where(m.c.name == _OWED)).scalar() is None:
                c.execute(insert(m), [{"name": _OWED, "value": now()}])

    def owes_compaction(self) -> bool:
        """Whether something was erased, and whoever did so was stopped before its end."""
        m = tables.meta
        with self.reading() as c:
            return c.execute(select(m.c.value).where(m.c.name == _OWED)).scalar() is not None

    def compact(self) -> None:
        """Write the database anew, so that nothing deleted is left in its files.

        Where others keep it from that it is still owed, and the next who opens the ledger tries again.
        """
        if engines.compact(self.engine):
            with self.writing() as c:
                c.execute(delete(tables.meta).where(tables.meta.c.name == _OWED))


def _hung_on(c: Connection, mark: str) -> set[str]:
    """The keys of the versions of a source that decisions hang on still."""
    a = tables.anchors
    return {str(k) for k in c.execute(select(a.c.report_key).where(a.c.source == mark)).scalars()}


def _scrub(c: Connection, ident: str, key: str) -> None:
    """Take a report's id and words out of decisions and the change feed."""
    a, d = tables.anchors, tables.decisions
    own = set(c.execute(select(a.c.decision).where(a.c.report_key == key)).scalars())
    blank = {"what": "erased", "report": ERASED, "text": "", "quote": "", "start": 0, "end": 0}
    blank |= {"attached": None, "called": None}
    c.execute(update(a).where(a.c.report_key == key).values(**blank, source=""))
    for row in c.execute(select(d.c.seq, d.c.id, d.c.payload).where(d.c.id.in_(own))).all():
        # others of its anchors may stand in reports that stay, which its payload is needed for
        payload = {k: v for k, v in json.loads(row.payload).items() if k in OWN_OF_NO_REPORT}
        values = {"subject": f"{ERASED}:{key}:{row.seq}", "value": "", "reason": "", "payload": plain(payload)}
        c.execute(update(d).where(d.c.seq == row.seq).values(values))
    rename_in_decisions(c, ident, ERASED)
    rename_in_changes(c, ident, ERASED)
