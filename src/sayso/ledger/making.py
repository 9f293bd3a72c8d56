"""What a ledger knows of itself: the codebooks, model and program that read its reports, and its secret."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select

from sayso.ledger import tables
from sayso.ledger.database import Database, many
from sayso.ledger.migrations import now


class Making(Database):
    """Versions and secret."""

    def record_versions(self, found: Iterable[tuple[str, str, str]]) -> None:
        """Remember which codebooks, model and program read this ledger's reports."""
        wanted = set(found)
        if wanted <= set(self.versions()):
            return
        with self.writing() as c:
            fresh = sorted(wanted - set(self.versions()))
            many(c, tables.versions, [{"kind": k, "name": n, "version": x, "since": now()} for k, n, x in fresh])

    def versions(self) -> list[tuple[str, str, str]]:
        """(kind, name, version) of everything that read this ledger's reports, in order."""
        v = tables.versions
        with self.reading() as c:
            rows = c.execute(select(v.c.kind, v.c.name, v.c.version).order_by(v.c.kind, v.c.name, v.c.version))
            return [(str(r.kind), str(r.name), str(r.version)) for r in rows]

    def salt(self) -> str:
        """The ledger's secret, by which ids that say too much are replaced."""
        with self.reading() as c:
            return str(c.execute(select(tables.meta.c.value).where(tables.meta.c.name == "salt")).scalar_one())
