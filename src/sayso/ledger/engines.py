"""Opens the database behind a ledger: a file becomes SQLite in WAL mode, a postgresql:// address PostgreSQL."""

from __future__ import annotations

import re
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError, OperationalError

from sayso.errors import LedgerError

# how long a writer waits for another one, who may be matching a large pile
_WAIT_SECONDS = 600
# how long others may go on reading what was erased before whoever erases is told
_COMPACTING_SECONDS = 5
# the number under which writers of ledgers queue on PostgreSQL
_WRITERS = 7_252_907
_POSTGRES = re.compile(r"^postgres(?:ql)?(?:\+psycopg)?://")


def shown(url: str) -> str:
    """An address without its password, for messages."""
    return re.sub(r"(//[^:/@]+):[^@/]*@", r"\1:…@", url)


def engine_for(url: str) -> Engine:
    """The engine of a ledger's address; raises LedgerError where there can be none."""
    if _POSTGRES.match(url):
        return _postgres(_POSTGRES.sub("postgresql+psycopg://", url))
    if "://" in url and not url.startswith("sqlite:///"):
        raise LedgerError(
            "ledger-address-unknown",
            "a ledger is a file or a postgresql:// address",
            where=shown(url),
            hint="for example ./sayso.db",
        )
    return _sqlite(Path(url.removeprefix("sqlite:///")))


def _postgres(url: str) -> Engine:
    try:
        return create_engine(url, pool_pre_ping=True)
    except ImportError as error:
        raise LedgerError(
            "driver-missing",
            "PostgreSQL needs the psycopg driver",
            where=shown(url),
            hint="pip install 'sayso[postgres]'",
        ) from error


def _sqlite(path: Path) -> Engine:
    folder = path.parent if str(path.parent) else Path()
    if not folder.is_dir():
        raise LedgerError(
            "ledger-folder-missing", f"there is no folder {folder}", where=str(path), hint="make it first"
        )
    if path.is_dir():
        raise LedgerError("ledger-is-folder", "the ledger named is a folder", where=str(path), hint="name a file in it")
    made = create_engine(f"sqlite:///{path}", connect_args={"timeout": _WAIT_SECONDS})

    @event.listens_for(made, "connect")
    def _prepare(connection: Any, _: Any) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout={_WAIT_SECONDS * 1000}")
        cursor.execute("PRAGMA foreign_keys=ON")
        if not read_only(path):
            _keep_a_log(cursor)
            cursor.execute("PRAGMA synchronous=NORMAL")
            # what is deleted is overwritten at once, not when the file is next compacted
            cursor.execute("PRAGMA secure_delete=ON")
        cursor.close()

    @event.listens_for(made, "begin")
    def _begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("sayso_writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return made


def _keep_a_log(cursor: Any) -> None:
    """Switch to WAL mode, which lets others read while one writes.

    The switch does not wait for others who open the same new file, whatever the timeout.
    """
    until = time.monotonic() + _WAIT_SECONDS
    while True:
        try:
            cursor.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > until:
                raise
            time.sleep(0.02)


def compact(engine: Engine) -> bool:
    """Rewrite a database's files without what was deleted; False where others read what was there before."""
    if engine.dialect.name == "postgresql":
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("VACUUM FULL")
        return True
    raw = engine.raw_connection()
    try:
        cursor = raw.cursor()
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA busy_timeout=100")
        until = time.monotonic() + _COMPACTING_SECONDS
        busy = True
        while busy and time.monotonic() < until:
            busy = bool(cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0])
        cursor.execute(f"PRAGMA busy_timeout={_WAIT_SECONDS * 1000}")
        cursor.close()
        return not busy
    finally:
        raw.close()


def is_read_only(url: str) -> bool:
    """Whether an address is that of a ledger's file which may not be written."""
    return not _POSTGRES.match(url) and read_only(Path(url.removeprefix("sqlite:///")))


def read_only(path: Path) -> bool:
    """Whether a ledger's file is marked as not to be written, whoever asks."""
    return path.exists() and not path.stat().st_mode & 0o222


@contextmanager
def transaction(engine: Engine, url: str, *, writes: bool) -> Iterator[Connection]:
    """A transaction that is committed whole or not at all; database errors become LedgerError."""
    if writes and is_read_only(url):
        raise LedgerError(
            "ledger-read-only",
            "the ledger may not be written",
            where=shown(url),
            hint="allow writing, or name another with --ledger",
        )
    try:
        with engine.connect().execution_options(sayso_writes=writes) as connection, connection.begin():
            if writes and engine.dialect.name == "postgresql":
                # one writer at a time, as on SQLite: what is looked up before writing must still be so
                connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITERS})")
            yield connection
    except OperationalError as error:
        raise LedgerError("ledger-not-usable", _first_line(error), where=shown(url), hint=_hint(error)) from error
    except DBAPIError as error:
        raise LedgerError(
            "ledger-damaged", _first_line(error), where=shown(url), hint="is it a ledger of sayso?"
        ) from error


def _first_line(error: DBAPIError) -> str:
    return (
        str(error.orig).strip().splitlines()[0]
        if error.orig is not None and str(error.orig).strip()
        else type(error).__name__
    )


def _hint(error: OperationalError) -> str:
    text = str(error.orig).lower()
    if "readonly" in text:
        return "allow writing, or name another with --ledger"
    if "locked" in text:
        return "another sayso is writing; try again in a moment"
    if "disk" in text or "full" in text:
        return "free some space; what was written before is safe"
    return "is the address right, and the database running?"
