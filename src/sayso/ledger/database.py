"""The database under a ledger: its address, its transactions, and how values go into it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, collate, insert

from sayso.ledger import engines, migrations

_CHUNK = 400


class Database:
    """Opens a ledger's database and brings its tables up to date."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._open: Connection | None = None
        self.engine = engines.engine_for(url)
        try:
            with self.reading() as c:
                fresh = migrations.current(c) != migrations.SCHEMA
            if fresh:
                with self.writing() as c:
                    migrations.migrate(c, engines.shown(url))
        except BaseException:
            self.engine.dispose()
            raise

    @property
    def shown(self) -> str:
        """The address without its password, for messages."""
        return engines.shown(self.url)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that only reads; within one that writes it is a part of that."""
        if self._open is not None:
            yield self._open
            return
        with engines.transaction(self.engine, self.url, writes=False) as c:
            yield c

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that writes all or nothing and waits its turn from the start; one within it is a part of it."""
        if self._open is not None:
            yield self._open
            return
        with engines.transaction(self.engine, self.url, writes=True) as c:
            self._open = c
            try:
                yield c
            finally:
                self._open = None

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()

    def _bytes(self, column: Any) -> ColumnElement[str]:
        """A column in the order of its bytes, whatever the database's own order is."""
        return collate(column, "C" if self.engine.dialect.name == "postgresql" else "BINARY")


def chunks(items: Iterable[str]) -> Iterator[list[str]]:
    """Items in lists short enough for one statement."""
    batch: list[str] = []
    for item in items:
        batch.append(item)
        if len(batch) == _CHUNK:
            yield batch
            batch = []
    if batch:
        yield batch


def plain(value: Any) -> str:
    """A value as JSON text, the same for the same value."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def many(c: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    """Insert rows, if there are any."""
    if rows:
        c.execute(insert(table), rows)
