"""What waits to be matched again when a report comes, changes or goes: its neighbours, its copies, incidents left empty."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, insert, or_, select, update

from sayso.ledger import tables
from sayso.ledger.database import Database, chunks
from sayso.ledger.migrations import now

# The name under which a ledger notes that an incident may have lost its last mention.
MAY_BE_EMPTY = "may_be_empty"


class Waiting(Database):
    """Marks mentions to be matched again."""

    def _mark_neighbours(self, c: Connection, mention_ids: Sequence[str]) -> None:
        """Mark all mentions of the incidents of these mentions to be matched again."""
        m = tables.mentions
        held = {
            str(i)
            for batch in chunks(mention_ids)
            for i in c.execute(select(m.c.incident).where(m.c.id.in_(batch))).scalars()
            if i
        }
        for batch in chunks(sorted(held)):
            c.execute(update(m).where(m.c.incident.in_(batch)).values(pending=True))

    def _mark_reports(self, c: Connection, keys: Iterable[str]) -> None:
        """Mark all mentions of some reports to be matched again."""
        m = tables.mentions
        for batch in chunks(sorted(keys)):
            c.execute(update(m).where(m.c.report_key.in_(batch)).values(pending=True))

    def _sharing_bands(self, c: Connection, key: str) -> set[str]:
        """Keys of other reports that share a MinHash band with one."""
        b = tables.copy_bands
        own = select(b.c.band).where(b.c.report_key == key)
        return {str(k) for k in c.execute(select(b.c.report_key).where(b.c.band.in_(own))).scalars()} - {key}

    def _may_be_empty(self, c: Connection) -> None:
        """Note that mentions went, so that incidents may stand without any: to look at all each time takes too long."""
        if c.execute(select(tables.meta.c.value).where(tables.meta.c.name == MAY_BE_EMPTY)).first() is None:
            c.execute(insert(tables.meta), [{"name": MAY_BE_EMPTY, "value": now()}])

    def _copies_of(self, c: Connection, key: str) -> list[str]:
        """Keys of the reports that carry the same text as this one, over chains of near-copies."""
        p = tables.copies
        group, front = {key}, {key}
        while front:
            query = select(p.c.a, p.c.b).where(or_(p.c.a.in_(front), p.c.b.in_(front)))
            front = {str(k) for row in c.execute(query) for k in row} - group
            group |= front
        return sorted(group)
