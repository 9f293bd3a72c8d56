"""Brings a ledger's tables to this version's schema, one step after the other, each in one transaction."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable
from datetime import UTC, datetime

from sqlalchemy import Connection, inspect, select

from sayso.errors import LedgerError
from sayso.ledger import tables
from sayso.ledger.anchors import anchor_of_claim, anchor_values, decisions_of_schema_6, source_mark
from sayso.ledger.listed import list_all
from sayso.ledger.words import told_rows, word_rows
from sayso.model.claim import Claim

SCHEMA = 10


def _words_are_indexed(connection: Connection) -> None:
    """Schema 2: reports can be searched."""
    tables.words.create(connection, checkfirst=True)
    r = tables.reports
    for row in connection.execute(select(r.c.key, r.c.title, r.c.text)).all():
        if found := word_rows(row.key, row.title, row.text):
            connection.execute(tables.words.insert(), found)


def _erased_reports_leave_a_mark(connection: Connection) -> None:
    """Schema 3: reports can be erased."""
    tables.tombstones.create(connection, checkfirst=True)


def _originals_are_kept(connection: Connection) -> None:
    """Schema 4: reports have their language, when they were fetched, and the file that they came in."""
    for name in ("fetched", "language", "original"):
        connection.exec_driver_sql(f"ALTER TABLE reports ADD COLUMN {name} VARCHAR")
    next(i for i in tables.reports.indexes if i.name == "ix_reports_original").create(connection)
    tables.originals.create(connection)


def _places_and_measures_are_indexed(connection: Connection) -> None:
    """Schema 5: reports can be searched by place and measure at once."""
    tables.told.create(connection)
    c = tables.claims
    told: dict[str, list[Claim]] = {}
    for row in connection.execute(select(c.c.report_key, c.c.row)):
        told.setdefault(str(row.report_key), []).append(Claim.from_row(json.loads(row.row)))
    for key, claims in sorted(told.items()):
        connection.execute(tables.told.insert(), told_rows(key, claims))


def _people_have_accounts(connection: Connection) -> None:
    """Schema 6: people can log in to review."""
    tables.accounts.create(connection)


def _decisions_are_of_every_kind(connection: Connection) -> None:
    """Schema 7: decisions have an id, a payload and anchors; claims keep what was read beside what was corrected."""
    connection.exec_driver_sql("ALTER TABLE claims ADD COLUMN reading TEXT")
    kept = [dict(row._mapping) for row in connection.exec_driver_sql("SELECT * FROM decisions ORDER BY seq")]
    connection.exec_driver_sql("DROP TABLE decisions")
    tables.decisions.create(connection)
    tables.anchors.create(connection)
    c, r = tables.claims, tables.reports
    rows, hung = decisions_of_schema_6(kept)
    for row in rows:
        connection.execute(tables.decisions.insert(), [row])
        query = select(c.c.row, r.c.key, r.c.source).join(r, r.c.key == c.c.report_key).where(c.c.id == hung[row["id"]])
        if (found := connection.execute(query).first()) is not None:
            claim = Claim.from_row(json.loads(found.row))
            anchor = anchor_of_claim(claim, str(found.key), source_mark(str(found.source)))
            connection.execute(tables.anchors.insert(), [anchor_values(row["id"], 0, anchor)])


def _incidents_are_listed(connection: Connection) -> None:
    """Schema 8: lists of incidents are filtered and sorted without opening the incidents."""
    for table in (tables.listed, tables.listed_figures, tables.listed_places):
        table.create(connection)
    list_all(connection)


def _tasks_can_be_settled(connection: Connection) -> None:
    """Schema 9: a task that people settled is told from one that is no longer found."""
    connection.exec_driver_sql("ALTER TABLE tasks ADD COLUMN found BOOLEAN DEFAULT FALSE NOT NULL")
    connection.execute(tables.tasks.update().values(found=tables.tasks.c.open))


def _anchors_know_what_they_were_called(connection: Connection) -> None:
    """Schema 10: a decision knows which of two mentions with the same words was meant, though neither is there yet."""
    if "called" not in {column["name"] for column in inspect(connection).get_columns("anchors")}:
        connection.exec_driver_sql("ALTER TABLE anchors ADD COLUMN called VARCHAR")
    connection.execute(tables.anchors.update().values(called=tables.anchors.c.attached))


# Step N brings a ledger of schema N - 1 to N; a new step is appended, an old one never changed.
_STEPS: dict[int, Callable[[Connection], None]] = {
    2: _words_are_indexed,
    3: _erased_reports_leave_a_mark,
    4: _originals_are_kept,
    5: _places_and_measures_are_indexed,
    6: _people_have_accounts,
    7: _decisions_are_of_every_kind,
    8: _incidents_are_listed,
    9: _tasks_can_be_settled,
    10: _anchors_know_what_they_were_called,
}


def now() -> str:
    """The time in UTC, to the second, as it is stored."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def current(connection: Connection) -> int:
    """The schema of a ledger; 0 where there are no tables yet."""
    if not inspect(connection).has_table("meta"):
        return 0
    value = connection.execute(select(tables.meta.c.value).where(tables.meta.c.name == "schema")).scalar()
    return int(value) if value is not None else 0


def migrate(connection: Connection, where: str) -> None:
    """Make or update the tables; raises LedgerError for a ledger of a later sayso, or of something else."""
    found = current(connection)
    if found > SCHEMA:
        raise LedgerError(
            "ledger-too-new",
            f"the ledger has schema {found}, this sayso knows up to {SCHEMA}",
            where=where,
            hint="update sayso",
        )
    if found == 0:
        others = [t for t in inspect(connection).get_table_names() if t in tables.metadata.tables]
        if others:
            raise LedgerError(
                "ledger-damaged",
                "the database has tables of these names but is no ledger",
                where=where,
                hint="name another",
            )
        tables.metadata.create_all(connection)
        connection.execute(
            tables.meta.insert(),
            [
                {"name": "schema", "value": str(SCHEMA)},
                {"name": "made_at", "value": now()},
                {"name": "salt", "value": secrets.token_hex(16)},
            ],
        )
        return
    for step in range(found + 1, SCHEMA + 1):
        _STEPS[step](connection)
        connection.execute(tables.meta.update().where(tables.meta.c.name == "schema").values(value=str(step)))
