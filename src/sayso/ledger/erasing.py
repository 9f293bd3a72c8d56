"""Erasure: a report with all that was read in it leaves the ledger for good; a tombstone without content stays."""

from __future__ import annotations

import json
from collections.abc import Iterable

from sqlalchemy import Connection, delete, insert, select, update

from sayso.ledger import engines, tables
from sayso.ledger.migrations import now
from sayso.ledger.originals import Originals

ERASED = "erased"
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
    d, f = tables.decisions, tables.changes
    for row in c.execute(select(d.c.seq, d.c.claim)).all():
        if str(row.claim).rsplit(":", 2)[0] == ident:
            values = {"claim": f"{ERASED}:{key}:{row.seq}", "quote": "", "value": ""}
            c.execute(update(d).where(d.c.seq == row.seq).values(values))
    for row in c.execute(select(f.c.seq, f.c.detail)).all():
        detail = json.loads(row.detail)
        if ident in detail.get("reports", []):
            detail["reports"] = [ERASED if i == ident else i for i in detail["reports"]]
            c.execute(update(f).where(f.c.seq == row.seq).values(detail=json.dumps(detail, sort_keys=True)))
