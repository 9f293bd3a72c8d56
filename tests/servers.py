"""Starts a PostgreSQL server of the tests' own on loopback, and finds Chromium and Tesseract; says so where there is none."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from typing import Any, NoReturn

import pytest

# Debian keeps the servers' programs here, off the PATH, a folder for each version.
DEBIAN = Path("/usr/lib/postgresql")
CHROMIUM_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def missing(what: str) -> NoReturn:
    """Skip, saying what is missing; in CI nothing may be missing."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"{what}; in CI this test must run", pytrace=False)
    pytest.skip(what)


def chromium_path() -> str:
    """The browser that drives the tests of pages."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if path := shutil.which(name):
            return path
    missing("Chromium is not installed (apt-get install chromium)")


def tesseract_path() -> str:
    """The program that recognises text in pictures."""
    if path := shutil.which("tesseract"):
        return path
    missing("Tesseract is not installed (apt-get install tesseract-ocr)")


@dataclass
class Server:
    """A running PostgreSQL server in which each test has a database of its own."""

    port: int
    collation: str = ""
    _numbers: Iterator[int] = field(default_factory=count)

    def url(self, database: str) -> str:
        return f"postgresql://postgres@127.0.0.1:{self.port}/{database}"

    def execute(self, *statements: str) -> None:
        import psycopg

        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement)

    @contextmanager
    def database(self) -> Iterator[str]:
        """The address of a fresh database, dropped afterwards."""
        name = f"ledger_{next(self._numbers)}"
        self.execute(f"CREATE DATABASE {name} TEMPLATE template0 {self.collation}")
        yield self.url(name)
        self.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _binaries() -> Path:
    """The folder of the newest server's programs."""
    found = [p for p in DEBIAN.glob("*/bin") if (p / "initdb").exists()]
    if found:
        return max(found, key=lambda p: int(p.parent.name) if p.parent.name.isdigit() else 0)
    if path := shutil.which("initdb"):
        return Path(path).parent
    missing("PostgreSQL is not installed (apt-get install postgresql)")


def _account() -> dict[str, Any]:
    """The server refuses to run as root: then it runs as its own user."""
    if os.geteuid() != 0:
        return {}
    import pwd

    try:
        pwd.getpwnam("postgres")
    except KeyError:
        missing("PostgreSQL cannot be run: this is root, and there is no user postgres")
    return {"user": "postgres", "group": "postgres", "extra_groups": []}


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@contextmanager
def postgres() -> Iterator[Server]:
    """A server in a folder for the time being, stopped and removed at the end."""
    if find_spec("psycopg") is None:
        missing("psycopg is not installed (pip install 'sayso[postgres]')")
    binaries, account = _binaries(), _account()
    with tempfile.TemporaryDirectory(prefix="sayso-postgres-") as folder:
        if account:
            shutil.chown(folder, "postgres", "postgres")
        data, port = Path(folder) / "data", _free_port()

        def do(program: str, *args: str) -> None:
            command = [str(binaries / program), "-D", str(data), *args]
            done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, **account)
            assert done.returncode == 0, f"{program} failed: {done.stdout}{done.stderr}"

        do("initdb", "--auth=trust", "--username=postgres", "--encoding=UTF8", "--no-locale", "--no-sync")
        settings = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off"
        # its output must not stay bound to ours, or pg_ctl would never be seen to end
        do("pg_ctl", "start", "--wait", "--silent", "--log", f"{folder}/log", "--options", settings)
        try:
            yield Server(port, _collation(port))
        finally:
            do("pg_ctl", "stop", "--wait", "--silent", "--mode", "immediate")


def _collation(port: int) -> str:
    """A collation as people have it, which sorts unlike bytes; the bytes' order where the server was built without."""
    wanted = "LOCALE_PROVIDER icu ICU_LOCALE 'en-US'"
    import psycopg

    try:
        Server(port).execute(f"CREATE DATABASE tried TEMPLATE template0 {wanted}", "DROP DATABASE tried")
    except psycopg.Error:
        return ""
    return wanted
