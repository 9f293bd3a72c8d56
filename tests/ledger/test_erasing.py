"""What is erased is gone from every file and table of a ledger, and does not come back."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from sayso.errors import NotFoundError
from sayso.pipeline import Ledger
from tests.factories import report
from tests.fingerprints import contents
from tests.running import run

Open = Callable[[str | Path], Ledger]

SECRET = (
    "Zinnober Quellwasser said that Immigration agents arrested 47 of her colleagues at a sawmill in Duluth, Minnesota, "
    "on Tuesday. She watched from a hayloft behind the kiln while buses carried them off before the morning shift."
)
OTHER = "Immigration agents arrested 45 workers at a sawmill in Duluth, Minnesota, on Tuesday, the sheriff said."
WINDOW = 20


def pile() -> list:
    return [
        report(SECRET, id="quellwasser-tells", title="Hayloft above Lake Superior", publisher="Vermilion Advertiser"),
        report(OTHER, id="other", title="Raid", publisher="Harbor Times"),
    ]


def windows() -> list[str]:
    words = SECRET + "\n" + "Hayloft above Lake Superior"
    found = {words[i : i + WINDOW] for i in range(len(words) - WINDOW)}
    return [w for w in found if w not in OTHER and "\n" not in w]


@pytest.fixture
def erased(ledger_url: str, opened: Open) -> Ledger:
    ledger = opened(ledger_url)
    ledger.add(pile())
    claims = [c.id for c in ledger.store.claims().values() if c.report == "quellwasser-tells"]
    ledger.decide(claims[0], "accept", by="a reader", reason="seen on tape")
    ledger.erase("quellwasser-tells", reason="asked for by the witness")
    return ledger


def test_no_window_of_its_text_is_left_in_any_table(erased: Ledger) -> None:
    left = repr(contents(erased.store))
    assert [w for w in windows() if w in left] == []
    for word in ("Quellwasser", "quellwasser", "Vermilion", "hayloft", "Hayloft"):
        assert word not in left


def test_no_window_of_its_text_is_left_in_any_file(opened: Open, tmp_path: Path) -> None:
    folder = tmp_path / "ledgers"
    folder.mkdir()
    ledger = opened(folder / "ledger.db")
    ledger.add(pile())
    assert any(
        w.encode() in (folder / "ledger.db").read_bytes() + (folder / "ledger.db-wal").read_bytes() for w in windows()
    )
    ledger.erase("quellwasser-tells", reason="asked for by the witness")
    for again in (False, True):
        if again:
            ledger.close()
        for path in folder.iterdir():
            data = path.read_bytes()
            assert [w for w in windows() if w.encode() in data] == [], path.name
            assert b"uellwasser" not in data


def test_the_record_goes_on_without_it(erased: Ledger) -> None:
    (incident,) = erased.incidents()
    assert [r.report for r in incident.reports] == ["other"]
    assert [f.best for f in incident.findings if f.measure == "persons_arrested"] == [45]


def test_a_later_build_does_not_bring_it_back(erased: Ledger) -> None:
    done = erased.add(pile())
    assert (done.taken, done.known) == (0, 2)
    assert [r["id"] for r in erased.store.reports()] == ["other"]


def test_nor_does_the_same_text_from_elsewhere_or_with_other_spaces(erased: Ledger) -> None:
    again = report(f"\n{SECRET}\n\n", id="elsewhere", title="Another title", publisher="Lake Courier")
    done = erased.add([again])
    assert (done.taken, done.known) == (0, 1)


def test_who_reads_the_ledger_meanwhile_is_told_of_and_waited_for(opened: Open, tmp_path: Path) -> None:
    folder = tmp_path / "ledgers"
    folder.mkdir()
    ledger = opened(folder / "ledger.db")
    ledger.add(pile())
    other = sqlite3.connect(folder / "ledger.db")
    other.execute("BEGIN")
    other.execute("SELECT count(*) FROM reports").fetchone()
    ledger.erase("quellwasser-tells", reason="asked for by the witness")
    assert ledger.store.owes_compaction()
    other.close()
    ledger.close()
    assert run("incidents", "--ledger", folder / "ledger.db").status == 0
    for path in folder.iterdir():
        assert b"uellwasser" not in path.read_bytes()


def test_an_incident_that_only_it_told_of_ends(ledger_url: str, opened: Open) -> None:
    ledger = opened(ledger_url)
    ledger.add(pile()[:1])
    (before,) = ledger.incidents()
    ledger.erase("quellwasser-tells", reason="x")
    assert ledger.incidents() == []
    assert [c["kind"] for c in ledger.store.changes("2000-01-01")] == ["made", "ended"]
    with pytest.raises(NotFoundError):
        ledger.incident(before.id)


def test_what_is_not_there_cannot_be_erased(erased: Ledger) -> None:
    with pytest.raises(NotFoundError, match="nowhere"):
        erased.erase("nowhere", reason="x")


def test_the_command_tells_of_copies_that_remain(ledger_url: str, opened: Open) -> None:
    ledger = opened(ledger_url)
    ledger.add([*pile(), report(SECRET, id="copy", title="Again", publisher="Lake Courier")])
    ledger.close()
    done = run("erase", "quellwasser-tells", "--reason", "asked for", "--ledger", ledger_url)
    assert done.status == 0
    assert "still stands in: copy" in done.out
    assert run("erase", "quellwasser-tells", "--reason", "again", "--ledger", ledger_url).status == 2


def test_a_task_that_its_words_made_is_blanked_and_those_of_others_are_kept(ledger_url: str, opened: Open) -> None:
    ledger = opened(ledger_url)
    told = "Immigration agents arrested exactly one hundred and forty-seven workers at a sawmill in Duluth on Tuesday."
    fire = "A fire in a warehouse in Boise, Idaho, killed {} people on Friday, {} said."
    ledger.add(
        [
            report(told, id="long-words", title="Sawmill", publisher="Vermilion Advertiser"),
            report(OTHER, id="other", title="Raid", publisher="Harbor Times"),
            report(fire.format("three", "the fire chief"), id="fire", title="Fire", publisher="Boise Echo"),
            report(fire.format("nine", "the mayor"), id="blaze", title="Blaze", publisher="Idaho Star"),
        ]
    )
    before = {t.incident: t.detail for t in ledger.store.tasks()}
    raid = next(i.id for i in ledger.incidents() if "other" in {r.report for r in i.reports})
    assert "forty-seven" in before[raid]
    ledger.erase("long-words", reason="asked for")
    assert "forty-seven" not in repr(contents(ledger.store))
    assert {t.incident: t.detail for t in ledger.store.tasks()} == {i: d for i, d in before.items() if i != raid}
