"""Erasure: a report with all that was read in it leaves the ledger for good; a tombstone without content stays."""

from __future__ import annotations

import json

from sqlalchemy import Connection, delete, insert, select, update

from sayso.errors import NotFoundError
from sayso.ledger import engines, tables
from sayso.ledger.migrations import now
from sayso.ledger.reports import Reports

ERASED = "erased"


class Erasing(Reports):
    """Takes reports out of a ledger."""

    def erase(self, report: str, reason: str) -> list[str]:
        """Erase a report in all its versions; the ids of other reports that carry the same text come back.

        The incidents it was in wait to be settled again. Raises NotFoundError.
        """
        r = tables.reports
        with self.writing() as c:
            source = c.execute(select(r.c.source).where(r.c.id == report)).scalar()
            if source is None:
                raise NotFoundError(
                    "report-unknown",
                    f"the ledger has no report {report!r}",
                    where=engines.shown(self.url),
                    hint="`sayso search` finds reports by their words",
                )
            gone = {str(x.key): str(x.id) for x in c.execute(select(r.c.key, r.c.id).where(r.c.source == source))}
            carriers = {k for key in gone for k in self._copies_of(c, key)} - set(gone)
            left = sorted(str(i) for i in c.execute(select(r.c.id).where(r.c.key.in_(carriers))).scalars())
            for key, ident in sorted(gone.items()):
                self._forget_reading(c, key)
                c.execute(delete(r).where(r.c.key == key))
                c.execute(insert(tables.tombstones), [{"key": key, "at": now(), "reason": reason}])
                _forget_mentions_of(c, ident, key)
        return left

    def is_erased(self, key: str) -> bool:
        """Whether a report was erased, so that a later build does not bring it back."""
        with self.reading() as c:
            t = tables.tombstones
            return c.execute(select(t.c.key).where(t.c.key == key)).scalar() is not None

    def compact(self) -> None:
        """Write the database anew, so that nothing deleted is left in its files."""
        engines.compact(self.engine)


def _forget_mentions_of(c: Connection, ident: str, key: str) -> None:
    """Take a report's id and words out of rulings, the change feed and settled tasks."""
    d, f, k = tables.decisions, tables.changes, tables.tasks
    for row in c.execute(select(d.c.seq, d.c.claim)).all():
        if str(row.claim).rsplit(":", 2)[0] == ident:
            values = {"claim": f"{ERASED}:{key}:{row.seq}", "quote": "", "value": ""}
            c.execute(update(d).where(d.c.seq == row.seq).values(values))
    for row in c.execute(select(f.c.seq, f.c.detail)).all():
        detail = json.loads(row.detail)
        if ident in detail.get("reports", []):
            detail["reports"] = [ERASED if i == ident else i for i in detail["reports"]]
            c.execute(update(f).where(f.c.seq == row.seq).values(detail=json.dumps(detail, sort_keys=True)))
    # open ones are written anew when their incident is settled
    c.execute(update(k).where(~k.c.open).values(detail=""))
