"""Single reports for those who read them: found by id or by key, with what is known of each and who says what in it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import or_, select

from sayso.errors import NotFoundError
from sayso.ledger import engines, tables
from sayso.ledger.database import Database, chunks


class Papers(Database):
    """Reports one by one."""

    def papers(self, ids: Iterable[str]) -> dict[str, dict[str, Any]]:
        """Some reports by their ids, without their texts."""
        r = tables.reports
        columns = [col for col in r.c if col.name != "text"]
        with self.reading() as c:
            found = [
                dict(row._mapping)
                for batch in chunks(sorted(set(ids)))
                for row in c.execute(select(*columns).where(r.c.id.in_(batch)))
            ]
        return {str(row["id"]): {**row, "notes": json.loads(row["notes"])} for row in found}

    def paper(self, ident: str) -> dict[str, Any]:
        """One report by its id or its key, with its text; raises NotFoundError."""
        r = tables.reports
        with self.reading() as c:
            rows = c.execute(select(r).where(or_(r.c.key == ident, r.c.id == ident))).all()
        if not rows:
            raise NotFoundError(
                "report-unknown",
                f"the ledger has no report {ident!r}",
                where=engines.shown(self.url),
                hint="search finds reports by their words",
            )
        # an id that is another one's key is a freak; the key is what pages link to
        row = next((x for x in rows if x.key == ident), rows[0])
        return {**row._mapping, "notes": json.loads(row.notes)}

    def statements(self, key: str) -> list[dict[str, Any]]:
        """Who says what in a report: the rows of the layer `speech`, in the order of its text."""
        s = tables.statements
        with self.reading() as c:
            found = c.execute(select(s.c.rows).where(s.c.report_key == key)).scalar()
        rows: list[dict[str, Any]] = json.loads(found) if found else []
        return sorted(rows, key=lambda x: (x["content"] or x["cue"] or x["source"] or [[0, 0]])[0])

    def mentions_in(self, key: str) -> list[str]:
        """The ids of the mentions of one report."""
        m = tables.mentions
        with self.reading() as c:
            return sorted(str(i) for i in c.execute(select(m.c.id).where(m.c.report_key == key)).scalars())
