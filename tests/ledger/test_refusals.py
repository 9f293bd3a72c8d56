"""A ledger that may not be written, or is none, is refused with status 2 before anything is changed."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from sayso.ledger.engines import shown
from tests.factories import RAID
from tests.running import run


@pytest.fixture
def raid(tmp_path: Path) -> Path:
    """A report that no ledger knows yet."""
    path = tmp_path / "raid.txt"
    path.write_text(RAID, "utf-8")
    return path


@pytest.fixture
def locked(tmp_path: Path, samples: Path) -> Path:
    """A ledger that holds something and may not be written."""
    path = tmp_path / "locked.db"
    assert run("build", samples / "d009-news-metropolis.txt", "--ledger", path).status == 0
    path.chmod(0o444)
    return path


@pytest.mark.parametrize("address", ["{}", "sqlite:///{}"])
def test_a_read_only_ledger_is_refused_and_not_changed(address: str, locked: Path, raid: Path) -> None:
    before = run("incidents", "--json", "--ledger", locked).json
    bytes_before = locked.read_bytes()
    done = run("build", raid, "--ledger", address.format(locked))
    assert done.status == 2
    (error,) = done.errors
    assert error["reference"] == "ledger-read-only"
    assert str(locked) in error["where"]
    assert "--ledger" in error["hint"]
    assert locked.read_bytes() == bytes_before
    assert run("incidents", "--json", "--ledger", locked).json == before


def test_a_read_only_ledger_can_be_looked_at_and_published(locked: Path, tmp_path: Path) -> None:
    (incident, *_) = run("incidents", "--json", "--ledger", locked).json
    assert run("show", incident["id"], "--ledger", locked).status == 0
    assert run("publish", "--to", "csv", "--out", tmp_path / "record.csv", "--ledger", locked).status == 0


def test_what_is_no_ledger_is_refused(tmp_path: Path, raid: Path) -> None:
    (tmp_path / "novel.db").write_text("It was a dark and stormy night. " * 100, "utf-8")
    cases = {
        str(tmp_path / "novel.db"): "ledger-damaged",
        str(tmp_path): "ledger-is-folder",
        str(tmp_path / "nowhere" / "ledger.db"): "ledger-folder-missing",
        "mysql://db.example/ledger": "ledger-address-unknown",
        "postgresql://somebody:secret@127.0.0.1:9/ledger": "ledger-not-usable",
    }
    for address, reference in cases.items():
        done = run("build", raid, "--ledger", address)
        (error,) = done.errors
        assert (done.status, error["reference"]) == (2, reference)
        assert error["what"]
        assert error["hint"]
        assert "secret" not in done.err + done.out
    assert (tmp_path / "novel.db").read_text("utf-8").startswith("It was a dark")


def test_a_database_of_something_else_is_refused_and_left_alone(tmp_path: Path, raid: Path) -> None:
    path = tmp_path / "other.db"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE reports (sales INTEGER)")
    connection.commit()
    connection.close()
    done = run("build", raid, "--ledger", path)
    assert (done.status, done.errors[0]["reference"]) == (2, "ledger-damaged")
    connection = sqlite3.connect(path)
    assert connection.execute("SELECT name FROM sqlite_master").fetchall() == [("reports",)]
    connection.close()


def test_looking_into_a_ledger_that_is_not_there_makes_none(tmp_path: Path) -> None:
    for command in (["incidents"], ["show", "x"], ["series"], ["changes", "--since", "2020-01-01"], ["reconcile"]):
        done = run(*command, "--ledger", tmp_path / "none.db")
        assert (done.status, done.errors[0]["reference"]) == (2, "ledger-missing")
    assert not (tmp_path / "none.db").exists()


def test_a_password_is_not_shown() -> None:
    assert shown("postgresql://me:pa:ss@host/db") == "postgresql://me:…@host/db"
    assert shown("postgresql://me@host/db") == "postgresql://me@host/db"
