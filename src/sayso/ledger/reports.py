"""Reports of a ledger with all that was read in them; an earlier reading of a report is replaced whole."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, delete, func, insert, or_, select, update

from sayso.errors import NotFoundError
from sayso.ledger import engines, tables
from sayso.ledger.database import chunks, many, plain
from sayso.ledger.migrations import now
from sayso.ledger.waiting import Waiting
from sayso.ledger.words import told_rows, word_rows
from sayso.model.claim import Claim
from sayso.model.mention import Mention
from sayso.model.report import Report

_FIELDS = "title url publisher carried_by author published updated fetched published_by language path"
REPORT_FIELDS = tuple(_FIELDS.split())


class Reports(Waiting):
    """Reports, claims, statements and names."""

    def particulars(self, key: str) -> tuple[str, dict[str, str | None]] | None:
        """What a report was read with, and its fields beside the text; None where it is not known."""
        r = tables.reports
        with self.reading() as c:
            row = c.execute(select(r.c.read_with, *(r.c[name] for name in REPORT_FIELDS)).where(r.c.key == key)).first()
        return None if row is None else (str(row.read_with), {name: getattr(row, name) for name in REPORT_FIELDS})

    def free_id(self, report: Report) -> str:
        """The id under which a report is kept: its own, or its own with a mark where another has it."""
        with self.reading() as c:
            row = c.execute(select(tables.reports.c.id).where(tables.reports.c.key == report.key)).scalar()
            return str(row) if row is not None else self._id_for(c, report.id, report.key)

    def _id_for(self, c: Connection, wanted: str, key: str) -> str:
        """The id wanted, or with a mark where another report has it."""
        taken = c.execute(select(tables.reports.c.key).where(tables.reports.c.id == wanted)).scalar()
        return wanted if taken in (None, key) else f"{wanted}~{key[:6]}"

    def put(
        self,
        report: Report,
        given_id: str,
        read_with: str,
        claims: Sequence[Claim],
        mentions: Sequence[Mention],
        keys: Mapping[str, Sequence[str]],
        statements: Sequence[dict[str, Any]],
        names: dict[str, Any],
        bands: Sequence[str],
        renamed: Callable[[str], str] = str,
    ) -> None:
        """Take in a report with all that was read in it; an earlier reading of the same report is replaced.

        `renamed` tells the new ids of mentions that were known under others.
        """
        t = tables
        with self.writing() as c:
            held = {renamed(mention): i for mention, i in self._forget_reading(c, report.key).items()}
            self._put_report(c, report, given_id, read_with)
            many(
                c,
                t.mentions,
                [
                    {
                        "id": m.id,
                        "report_key": report.key,
                        "incident": held.get(m.id),
                        "pending": True,
                        "row": plain(m.row()),
                    }
                    for m in mentions
                ],
            )
            many(c, t.mention_keys, [{"key": k, "mention": m} for m, ks in keys.items() for k in ks])
            many(c, t.claims, [claim_values(claim, report.key) for claim in claims])
            many(c, t.copy_bands, [{"band": b, "report_key": report.key} for b in sorted(set(bands))])
            # where nothing of it waits to be matched others may still be its copies
            self._mark_reports(c, () if mentions else self._sharing_bands(c, report.key))
            c.execute(insert(t.statements), [{"report_key": report.key, "rows": plain(list(statements))}])
            c.execute(insert(t.names), [{"report_key": report.key, "rows": plain(names)}])
            many(c, t.words, word_rows(report.key, report.title, report.text))
            many(c, t.told, told_rows(report.key, claims))
            self._versions(c, report.source)

    def _put_report(self, c: Connection, report: Report, given_id: str, read_with: str) -> None:
        """Take in a report's own row, or bring it up to date."""
        t = tables.reports
        values = {
            "key": report.key,
            "id": report.id,
            "given_id": given_id,
            "source": report.source,
            "text_hash": report.text_hash,
            **{name: getattr(report, name) for name in REPORT_FIELDS},
            "notes": json.dumps(report.notes),
            "text": report.text,
            "read_with": read_with,
            "added_at": now(),
            "version_of": None,
            "speaks": True,
        }
        if c.execute(select(t.c.key).where(t.c.key == report.key)).scalar() is None:
            c.execute(insert(t), [values])
        else:
            kept = {k: v for k, v in values.items() if k not in ("key", "added_at")}
            c.execute(update(t).where(t.c.key == report.key).values(kept))

    def _forget_reading(self, c: Connection, key: str) -> dict[str, str]:
        """Drop what was read in a report before; mention -> the incident it was in, which is matched again."""
        t = tables
        query = select(t.mentions.c.id, t.mentions.c.incident).where(t.mentions.c.report_key == key)
        own = {str(r.id): str(r.incident) for r in c.execute(query) if r.incident}
        if own:
            self._mark_neighbours(c, sorted(own))
            self._may_be_empty(c)
        self._mark_reports(c, set(self._copies_of(c, key)) - {key})
        for table in (t.claims, t.mentions, t.statements, t.names, t.copy_bands, t.words, t.told):
            c.execute(delete(table).where(table.c.report_key == key))
        return own

    def _versions(self, c: Connection, source: str) -> None:
        """Of several texts of one source the newest speaks; the others are kept and told apart."""
        r = tables.reports
        if source.startswith("text:"):
            return
        rows = c.execute(
            select(r.c.key, r.c.updated, r.c.published, r.c.text_hash, r.c.speaks, r.c.id).where(r.c.source == source)
        ).all()
        if len(rows) < 2:
            return
        newest = max(rows, key=lambda x: (x.updated or x.published or "", x.text_hash))
        for row in rows:
            speaks = row.key == newest.key
            c.execute(
                update(r).where(r.c.key == row.key).values(speaks=speaks, version_of=None if speaks else newest.id)
            )
            own = [
                str(i)
                for i in c.execute(
                    select(tables.mentions.c.id).where(tables.mentions.c.report_key == row.key)
                ).scalars()
            ]
            if own and not speaks:
                self._hand_on(c, row.id, newest.id)
            if own and bool(row.speaks) != speaks:
                self._mark_neighbours(c, own)
                c.execute(update(tables.mentions).where(tables.mentions.c.id.in_(own)).values(pending=True))

    def _hand_on(self, c: Connection, old: str, new: str) -> None:
        """Let the mentions of a new version be of the incidents that those of the old one were of."""
        m = tables.mentions
        query = select(m.c.id, m.c.incident).where(m.c.id.like(f"{_escaped(old)}#%", escape="\\"))
        for row in c.execute(query).all():
            if row.incident:
                twin = f"{new}#{str(row.id).rsplit('#', 1)[1]}"
                c.execute(update(m).where(m.c.id == twin, m.c.incident.is_(None)).values(incident=row.incident))

    def reports(self) -> list[dict[str, Any]]:
        """All reports without their texts, by id."""
        r = tables.reports
        columns = [col for col in r.c if col.name not in ("text",)]
        with self.reading() as c:
            rows = [dict(row._mapping) for row in c.execute(select(*columns))]
        for row in rows:
            row["notes"] = json.loads(row["notes"])
        return sorted(rows, key=lambda x: str(x["id"]))

    def facts(self, ids: Iterable[str]) -> dict[str, dict[str, Any]]:
        """What is known of the sources of some reports, by id, and the first of their near-copies if they are any."""
        r = tables.reports
        found: dict[str, dict[str, Any]] = {}
        with self.reading() as c:
            for batch in chunks(sorted(set(ids))):
                query = select(r.c.id, r.c.key, r.c.publisher, r.c.published, r.c.title).where(r.c.id.in_(batch))
                found.update({str(x.id): {**x._mapping, "copy_of": None} for x in c.execute(query)})
            by_key = {str(row["key"]): row for row in found.values()}
            p = tables.copies
            for batch in chunks(sorted(by_key)):
                touching = select(p.c.a, p.c.b).where(or_(p.c.a.in_(batch), p.c.b.in_(batch)))
                for key in sorted({str(k) for row in c.execute(touching) for k in row} & set(batch)):
                    query = select(r.c.id, r.c.published, r.c.url, r.c.author).where(
                        r.c.key.in_(self._copies_of(c, key)), r.c.speaks
                    )
                    carriers = sorted(map(_first_carrier, c.execute(query)))
                    by_key[key]["copy_of"] = carriers[0][-1] if len(carriers) > 1 else None
        return found

    def _unknown(self, report: str) -> NotFoundError:
        return NotFoundError(
            "report-unknown",
            f"the ledger has no report {report!r}",
            where=engines.shown(self.url),
            hint="`sayso search` finds reports by their words",
        )

    def text(self, report: str) -> str:
        """The text of a report by its id; raises NotFoundError."""
        with self.reading() as c:
            found = c.execute(select(tables.reports.c.text).where(tables.reports.c.id == report)).scalar()
        if found is None:
            raise self._unknown(report)
        return str(found)

    def names(self, report: str) -> dict[str, Any]:
        """The name spans that masking needs, of one report."""
        r, n = tables.reports, tables.names
        with self.reading() as c:
            row = c.execute(select(n.c.rows).join(r, r.c.key == n.c.report_key).where(r.c.id == report)).scalar()
        return dict(json.loads(row)) if row else {}

    def claims_of(self, key: str) -> list[Claim]:
        """The claims of one report in the order of its text."""
        t = tables.claims
        with self.reading() as c:
            rows = c.execute(select(t.c.row).where(t.c.report_key == key)).scalars().all()
        return sorted((Claim.from_row(json.loads(r)) for r in rows), key=lambda x: (x.start, x.id))

    def claims(self, ids: Iterable[str] | None = None) -> dict[str, Claim]:
        """Claims by id: the given ones, or all of reports that speak."""
        t = tables
        found: dict[str, Claim] = {}
        with self.reading() as c:
            if ids is None:
                query = (
                    select(t.claims.c.row)
                    .join(t.reports, t.reports.c.key == t.claims.c.report_key)
                    .where(t.reports.c.speaks)
                )
                rows = list(c.execute(query).scalars())
            else:
                rows = [
                    r
                    for batch in chunks(sorted(set(ids)))
                    for r in c.execute(select(t.claims.c.row).where(t.claims.c.id.in_(batch))).scalars()
                ]
        for row in rows:
            claim = Claim.from_row(json.loads(row))
            found[claim.id] = claim
        return dict(sorted(found.items()))

    def counts(self) -> dict[str, int]:
        """How many reports, claims, mentions and incidents the ledger holds."""
        t = tables
        with self.reading() as c:
            found = {
                name: int(c.execute(select(func.count()).select_from(table)).scalar() or 0)
                for name, table in (("reports", t.reports), ("claims", t.claims), ("mentions", t.mentions))
            }
            standing = select(func.count()).select_from(t.incidents).where(t.incidents.c.redirect.is_(None))
            found["incidents"] = int(c.execute(standing).scalar() or 0)
        return found


def claim_values(claim: Claim, report_key: str) -> dict[str, Any]:
    """A claim as a row of its table, as it was read."""
    value = claim.best if claim.best is not None else claim.low
    return {
        "id": claim.id,
        "report_key": report_key,
        "mention": claim.incident,
        "measure": claim.measure,
        "scope": claim.scope,
        "best": None if value is None else float(value),
        "row": plain(claim.row()),
    }


def _first_carrier(row: Any) -> tuple[str, bool, bool, str]:
    """Of near-copies the earliest lends its name; of one day that with an address, then that with an author."""
    return (row.published or "9999", row.url is None, row.author is None, str(row.id))


def _escaped(words: str) -> str:
    """A string as a part of a LIKE pattern that means itself."""
    return words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
