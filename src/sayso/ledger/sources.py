"""Where the reports of a ledger come from, and of when they are: what a look over the whole pile needs."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from sayso.ledger import tables
from sayso.ledger.waiting import Waiting


@dataclass(frozen=True, slots=True)
class Source:
    """One report with its outlet and days."""

    report: str
    publisher: str | None
    carried_by: str | None
    url: str | None
    published: str | None


class Sources(Waiting):
    """The sources of all reports that speak."""

    def sources(self) -> list[Source]:
        """The source of each report that speaks, by report id."""
        r = tables.reports
        query = select(r.c.id, r.c.publisher, r.c.carried_by, r.c.url, r.c.published).where(r.c.speaks).order_by(r.c.id)
        with self.reading() as c:
            return [Source(*row) for row in c.execute(query)]

    def copied(self) -> int:
        """How many reports that speak carry the text of another one, which is not counted."""
        p, r = tables.copies, tables.reports
        with self.reading() as c:
            left = {str(k) for row in c.execute(select(p.c.a, p.c.b)) for k in row}
            spoken = {str(k) for k in c.execute(select(r.c.key).where(r.c.speaks)).scalars()} if left else set()
            found = 0
            while left:
                group = set(self._copies_of(c, min(left)))
                found += max(len(group & spoken) - 1, 0)
                left -= group
        return found
