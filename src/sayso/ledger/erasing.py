"""Erasure: a report with all that was read in it leaves the ledger for good; a tombstone without content stays."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable

from sqlalchemy import Connection, delete, insert, select, update

from sayso.ledger import engines, tables
from sayso.ledger.database import plain
from sayso.ledger.migrations import now
from sayso.ledger.originals import Originals
from sayso.ledger.reports import REPORT_FIELDS
from sayso.ledger.words import words_of
from sayso.model.report import Report

ERASED = "erased"
# Where words of reports are left outside of what was read in them: table, its key, its columns with words.
_WORDED = (
    (tables.decisions, "seq", ("by", "quote", "value", "reason")),
    (tables.changes, "seq", ("detail",)),
    (tables.tasks, "id", ("subject", "detail")),
    (tables.incidents, "seq", ("row",)),
)
_OWED = "compaction"


class Erasing(Originals):
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
                c.execute(delete(r).where(r.c.key == key))
                c.execute(insert(tables.tombstones), [{"key": key, "at": now(), "reason": reason}])
                _scrub(c, ident, key)
        return left, touched

    def reports_of_words(self, words: Iterable[str]) -> list[tuple[Report, str]]:
        """Reports in whose text or particulars all of these words stand, in order of ids, each with its given id."""
        wanted = set(words)
        r = tables.reports
        found = []
        with self.reading() as c:
            for row in c.execute(select(r).order_by(r.c.id)):
                fields = {name: getattr(row, name) for name in REPORT_FIELDS}
                said = [row.id, row.text, *(v for v in fields.values() if v)]
                if wanted <= set(words_of(" ".join(said).replace("_", " "))):
                    report = Report(id=row.id, text=row.text, notes=tuple(json.loads(row.notes)), **fields)
                    found.append((report, str(row.given_id)))
        return found

    def withdraw(self, report: Report, new_id: str, reason: str) -> None:
        """Take out a report that is to come back changed; rulings on it are kept, a mark keeps the old text out."""
        with self.writing() as c:
            self._forget_reading(c, report.key)
            self._forget_original(c, report.key)
            c.execute(delete(tables.reports).where(tables.reports.c.key == report.key))
            c.execute(insert(tables.tombstones), [{"key": report.key, "at": now(), "reason": reason}])
            if new_id != report.id:
                _rename(c, report.id, new_id)

    def redact(self, redact: Callable[[str], str]) -> None:
        """Put all words that people and settling have left through a redaction."""
        with self.writing() as c:
            for table, key, columns in _WORDED:
                for row in c.execute(select(table.c[key], *(table.c[name] for name in columns))).all():
                    values = {name: redact(getattr(row, name)) for name in columns if getattr(row, name)}
                    if any(values[name] != getattr(row, name) for name in values):
                        c.execute(update(table).where(table.c[key] == row[0]).values(values))

    def put_erased_name(self, mark: str, reason: str) -> None:
        """Remember the mark of a name that no later report may bring back."""
        if mark not in self.erased_names():
            with self.writing() as c:
                c.execute(insert(tables.tombstones), [{"key": mark, "at": now(), "reason": reason}])

    def erased_names(self) -> frozenset[str]:
        """The marks of names that were erased."""
        t = tables.tombstones
        with self.reading() as c:
            return frozenset(map(str, c.execute(select(t.c.key).where(t.c.key.like("name:%"))).scalars()))

    def is_erased(self, key: str) -> bool:
        """Whether a report was erased, so that a later build does not bring it back."""
        with self.reading() as c:
            t = tables.tombstones
            return c.execute(select(t.c.key).where(t.c.key == key)).scalar() is not None

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
        """Write the database anew, so that nothing deleted is left in its files."""
        engines.compact(self.engine)
        with self.writing() as c:
            c.execute(delete(tables.meta).where(tables.meta.c.name == _OWED))


def _scrub(c: Connection, ident: str, key: str) -> None:
    """Take a report's id and words out of rulings and the change feed."""
    d = tables.decisions
    for row in c.execute(select(d.c.seq, d.c.claim)).all():
        if str(row.claim).rsplit(":", 2)[0] == ident:
            values = {"claim": f"{ERASED}:{key}:{row.seq}", "quote": "", "value": ""}
            c.execute(update(d).where(d.c.seq == row.seq).values(values))
    _rename_in_changes(c, ident, ERASED)


def _rename(c: Connection, old: str, new: str) -> None:
    """Let rulings and the change feed know a report by another id."""
    d = tables.decisions
    for row in c.execute(select(d.c.seq, d.c.claim)).all():
        report, *place = str(row.claim).rsplit(":", 2)
        if report == old:
            c.execute(update(d).where(d.c.seq == row.seq).values(claim=":".join([new, *place])))
    _rename_in_changes(c, old, new)


def _rename_in_changes(c: Connection, old: str, new: str) -> None:
    f = tables.changes
    for row in c.execute(select(f.c.seq, f.c.detail)).all():
        detail = json.loads(row.detail)
        if old in detail.get("reports", []):
            detail["reports"] = [new if i == old else i for i in detail["reports"]]
            c.execute(update(f).where(f.c.seq == row.seq).values(detail=plain(detail)))
