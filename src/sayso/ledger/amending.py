"""Claims as persons corrected them beside what was read, and those that they added."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import delete, func, select, update

from sayso.ledger import tables
from sayso.ledger.anchors import source_mark
from sayso.ledger.database import Database, chunks, many, plain
from sayso.ledger.reports import claim_values
from sayso.ledger.words import told_rows
from sayso.model.claim import Claim
from sayso.model.mention import Mention


class Amending(Database):
    """Claims that differ from what was read."""

    def claims_as_read(self, key: str) -> list[Claim]:
        """The claims of one report as they were read, in the order of its text."""
        t = tables.claims
        read = func.coalesce(t.c.reading, t.c.row)
        with self.reading() as c:
            rows = c.execute(select(read).where(t.c.report_key == key, read != "")).scalars().all()
        return sorted((Claim.from_row(json.loads(r)) for r in rows), key=lambda x: (x.start, x.id))

    def amend(self, key: str, claims: Sequence[Claim], added: Sequence[Claim]) -> set[str]:
        """Keep the claims of one report as they stand now, and those added; mentions whose claims change come back."""
        t = tables.claims
        with self.writing() as c:
            have = {str(r.id): r for r in c.execute(select(t).where(t.c.report_key == key))}
            touched: set[str] = set()
            for claim in claims:
                row = have[claim.id]
                new = plain(claim.row())
                if new == row.row:
                    continue
                touched |= {m for m in (row.mention, claim.incident) if m}
                read = row.row if row.reading is None else row.reading
                values = {**claim_values(claim, key), "reading": None if new == read else read}
                c.execute(update(t).where(t.c.id == claim.id).values(values))
            own = {x.id: plain(x.row()) for x in added}
            old = {i: r for i, r in have.items() if r.reading == ""}
            gone = [i for i, r in old.items() if own.get(i) != r.row]
            fresh = [x for x in added if x.id not in old or x.id in gone]
            touched |= {str(old[i].mention) for i in gone if old[i].mention} | {x.incident for x in fresh if x.incident}
            if gone:
                c.execute(delete(t).where(t.c.id.in_(gone)))
            many(c, t, [{**claim_values(x, key), "reading": ""} for x in fresh])
            if touched or gone or fresh:
                c.execute(delete(tables.told).where(tables.told.c.report_key == key))
                many(c, tables.told, told_rows(key, [*claims, *added]))
        return touched

    def claims_of_mentions(self, mentions: Iterable[str]) -> dict[str, Claim]:
        """The claims that belong to some mentions today, of reports that speak, by id."""
        t, r = tables.claims, tables.reports
        query = select(t.c.row).join(r, r.c.key == t.c.report_key).where(r.c.speaks)
        with self.reading() as c:
            found = [
                Claim.from_row(json.loads(row))
                for batch in chunks(sorted(set(mentions)))
                for row in c.execute(query.where(t.c.mention.in_(batch))).scalars()
            ]
        return {claim.id: claim for claim in sorted(found, key=lambda x: x.id)}

    def incidents_of_reports(self, ids: Iterable[str]) -> dict[str, str]:
        """Report id -> the incident that it tells of, of several that of its first mention."""
        m, r = tables.mentions, tables.reports
        query = select(r.c.id, m.c.incident).join(m, m.c.report_key == r.c.key).where(m.c.incident.is_not(None))
        found: dict[str, str] = {}
        with self.reading() as c:
            for batch in chunks(sorted(set(ids))):
                for row in c.execute(query.where(r.c.id.in_(batch)).order_by(m.c.id)):
                    found.setdefault(str(row.id), str(row.incident))
        return found

    def mentions_of(self, key: str) -> list[Mention]:
        """The mentions of one report, whether it speaks or not, by id."""
        m = tables.mentions
        with self.reading() as c:
            rows = c.execute(select(m.c.row).where(m.c.report_key == key)).scalars().all()
        return sorted((Mention.from_row(json.loads(r)) for r in rows), key=lambda x: x.id)

    def editions(self, keys: Iterable[str]) -> dict[str, dict[str, Any]]:
        """Report key -> its id, the mark of its source and whether it speaks, for those and their other versions."""
        r = tables.reports
        found: dict[str, dict[str, Any]] = {}
        with self.reading() as c:
            for batch in chunks(sorted(set(keys))):
                same = select(r.c.source).where(r.c.key.in_(batch))
                query = select(r.c.key, r.c.id, r.c.source, r.c.speaks).where(r.c.source.in_(same))
                for row in c.execute(query):
                    mark = source_mark(str(row.source))
                    found[str(row.key)] = {"id": str(row.id), "source": mark, "speaks": bool(row.speaks)}
        return found

    def keys_of_sources(self, marks: Iterable[str]) -> set[str]:
        """The keys of all versions of the reports with these marks."""
        wanted, r = set(marks), tables.reports
        if not wanted:
            return set()
        with self.reading() as c:
            return {str(row.key) for row in c.execute(select(r.c.key, r.c.source)) if source_mark(row.source) in wanted}

    def key_of(self, report: str) -> str | None:
        """The key of a report by its id."""
        with self.reading() as c:
            found = c.execute(select(tables.reports.c.key).where(tables.reports.c.id == report)).scalar()
        return None if found is None else str(found)

    def keys_of_claims(self, ids: Iterable[str]) -> Mapping[str, str]:
        """Claim -> key of its report."""
        t = tables.claims
        with self.reading() as c:
            return {
                str(r.id): str(r.report_key)
                for batch in chunks(sorted(set(ids)))
                for r in c.execute(select(t.c.id, t.c.report_key).where(t.c.id.in_(batch)))
            }
