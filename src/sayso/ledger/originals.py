"""Originals: the files that reports came in, byte for byte under their hash, as long as none of them is erased."""

from __future__ import annotations

import zlib
from hashlib import sha256

from sqlalchemy import Connection, delete, insert, select, update

from sayso.errors import LedgerError
from sayso.ledger import engines, tables
from sayso.ledger.migrations import now
from sayso.ledger.reports import Reports
from sayso.model.report import Report


class Originals(Reports):
    """Keeps originals, gives them back as they were, and lets go of them."""

    def keep_original(self, report: Report) -> None:
        """Keep the file that a report in the ledger came in; one that is there already stays as it is."""
        o, r = tables.originals, tables.reports
        mark = sha256(report.original).hexdigest()
        with self.writing() as c:
            if c.execute(select(o.c.hash).where(o.c.hash == mark)).scalar() is None:
                packed = zlib.compress(report.original)
                row = {"hash": mark, "size": len(report.original), "packed": packed, "seen_at": now()}
                c.execute(insert(o), [{**row, "place": report.path or report.id}])
            c.execute(update(r).where(r.c.key == report.key).values(original=mark))

    def original(self, report: str) -> bytes | None:
        """The file that a report came in, None where none is kept; raises NotFoundError for an unknown report.

        Raises LedgerError where the file is not what it was.
        """
        self.text(report)
        o, r = tables.originals, tables.reports
        query = select(o.c.hash, o.c.packed).join(r, r.c.original == o.c.hash).where(r.c.id == report)
        with self.reading() as c:
            row = c.execute(query).first()
        if row is None:
            return None
        try:
            data = zlib.decompress(row.packed)
        except zlib.error:
            data = b""
        if sha256(data).hexdigest() != row.hash:
            raise LedgerError(
                "original-damaged",
                f"the original of {report!r} is not what was kept",
                where=engines.shown(self.url),
                hint="the disk or another program has changed the ledger; go back to a copy of it",
            )
        return data

    def _forget_original(self, c: Connection, key: str) -> None:
        """Let go of a report's original, also where others came in the same file: it holds the words of this one."""
        o, r = tables.originals, tables.reports
        mark = c.execute(select(r.c.original).where(r.c.key == key)).scalar()
        if mark is not None:
            c.execute(update(r).where(r.c.original == mark).values(original=None))
            c.execute(delete(o).where(o.c.hash == mark))
