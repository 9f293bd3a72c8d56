"""What a ledger holds, in forms that can be compared: every row of every table, or the record without minted ids."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import Connection, select

from sayso.ledger import Store, tables
from sayso.pipeline import Ledger

# When something was written, in which turn, and the ledger's own secret: these may differ between ledgers.
CIRCUMSTANCES = (
    frozenset({"meta.value", "versions.since", "reports.added_at", "reports.path", "decisions.at"})
    | {"decisions.id", "anchors.decision"}
    | {"originals.place", "originals.seen_at"}
    | {f"{table}.{column}" for table in ("changes", "incidents") for column in ("seq", "at")}
    | {"tasks.id"}
)


def rows(store: Store, without: frozenset[str] = frozenset()) -> dict[str, list[str]]:
    """Every row of every table, as JSON in a total order; columns named "table.column" may be left out."""
    found = {}
    with store.reading() as connection:
        for table in tables.metadata.sorted_tables:
            columns = [c for c in table.c if f"{table.name}.{c.name}" not in without]
            read = connection.execute(select(*columns)).all()
            found[table.name] = sorted(json.dumps(list(row), ensure_ascii=False, default=bytes.hex) for row in read)
    return found


def contents(store: Store) -> dict[str, list[str]]:
    """All that must be the same in two ledgers of the same reports."""
    return rows(store, CIRCUMSTANCES)


def record(ledger: Ledger) -> list[str]:
    """The incidents with their findings and checks, up to the ids that were minted for them."""
    return sorted(json.dumps(_without_id(i.row()), sort_keys=True, ensure_ascii=False) for i in ledger.incidents())


def _without_id(row: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in row.items() if key not in ("id", "part_of", "joined")}


def to_schema_6(connection: Connection) -> None:
    """Take a ledger back to when decisions were on claims only; the decisions themselves go."""
    connection.exec_driver_sql("ALTER TABLE tasks DROP COLUMN found")
    for table in (tables.listed, tables.listed_figures, tables.listed_places, tables.anchors):
        table.drop(connection)
    tables.decisions.drop(connection)
    connection.exec_driver_sql("ALTER TABLE claims DROP COLUMN reading")
    serial = "SERIAL PRIMARY KEY" if connection.dialect.name == "postgresql" else "INTEGER PRIMARY KEY"
    words = ("at", "by", "verdict", "claim", "quote", "value", "reason")
    columns = ", ".join(f'"{word}" TEXT NOT NULL' for word in words)
    connection.exec_driver_sql(f"CREATE TABLE decisions (seq {serial}, {columns})")
    connection.execute(tables.meta.update().where(tables.meta.c.name == "schema").values(value="6"))
