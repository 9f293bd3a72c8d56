"""Originals are kept byte for byte with the reports they held, and go when one of those is erased."""

from __future__ import annotations

import base64
import gzip
import zlib
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import pytest
from sqlalchemy import update

from sayso.errors import LedgerError, NotFoundError
from sayso.gathering.gather import gather
from sayso.ledger import engines, open_store, tables
from sayso.pipeline import Ledger
from tests.fingerprints import contents
from tests.running import run

Open = Callable[[str | Path], Ledger]
RAID = "Immigration agents arrested 45 workers at a sawmill in Duluth, Minnesota, on March 9, 2021, the sheriff said."
FIRE = "A fire in a warehouse in Boise, Idaho, killed three people on March 12, 2021, the fire chief said."
FLOOD = "A flood in Boise, Idaho, killed two people on March 14, 2021, the mayor said."
PAGE = f"<!doctype html><html><head><title>Sawmill raid</title></head><body><article><h1>Sawmill raid</h1><p>{RAID}</p><p>Families waited at the gate until the evening came.</p></article></body></html>"


def letter() -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Date"] = (
        "A Desk <a@b.example>",
        "c@d.example",
        "Wed, 10 Mar 2021 08:00:00 +0000",
    )
    message["Subject"] = "Raid"
    message.set_content(RAID)
    message.make_mixed()
    message.set_boundary("parted-here")
    message.add_attachment(
        FIRE.replace("three", "four").encode(), maintype="text", subtype="plain", filename="fire.txt"
    )
    return message.as_bytes()


@pytest.fixture
def pile(tmp_path: Path) -> Path:
    folder = tmp_path / "pile"
    folder.mkdir()
    (folder / "page.html").write_text(PAGE)
    (folder / "fire.txt.gz").write_bytes(gzip.compress(FIRE.encode()))
    (folder / "letter.eml").write_bytes(letter())
    (folder / "two.jsonl").write_text(f'{{"id": "one", "text": "{RAID} Two."}}\n{{"id": "two", "text": "{FLOOD}"}}\n')
    (folder / "table.csv").write_text(f'id,text\nthree,"{RAID} Three."\nfour,"{FIRE} Four."\n')
    return folder


@pytest.fixture
def ledger(ledger_url: str, opened: Open, pile: Path) -> Ledger:
    made = opened(ledger_url)
    made.add(gather([pile]))
    return made


def test_each_report_gives_back_the_innermost_file_that_it_came_in(ledger: Ledger, pile: Path) -> None:
    original = ledger.store.original
    assert original("page.html") == PAGE.encode()
    assert original("fire.txt") == FIRE.encode()
    assert original("letter.eml") == original("letter.eml/fire.txt") == letter()
    assert original("two") == (pile / "two.jsonl").read_bytes().splitlines(keepends=True)[1]
    assert original("three") == f'three,"{RAID} Three."\n'.encode()


def test_it_is_told_where_and_when_an_original_came_from(ledger: Ledger, pile: Path) -> None:
    with ledger.store.reading() as c:
        rows = {row.place: row for row in c.execute(tables.originals.select())}
    row = rows[str(pile / "page.html")]
    assert (row.size, row.seen_at[:2]) == (len(PAGE), "20")


def test_erasing_a_report_erases_its_original_and_that_of_its_companions(ledger: Ledger) -> None:
    ledger.erase("letter.eml", reason="asked for")
    assert ledger.store.original("letter.eml/fire.txt") is None
    assert ledger.store.original("page.html") == PAGE.encode()
    with ledger.store.reading() as c:
        packed = [row.packed for row in c.execute(tables.originals.select())]
    assert [p for p in packed if base64.encodebytes(FIRE.encode())[:20] in zlib.decompress(p)] == []
    with pytest.raises(NotFoundError):
        ledger.store.original("letter.eml")


def test_a_damaged_original_is_not_given_back(ledger: Ledger) -> None:
    with ledger.store.writing() as c:
        c.execute(update(tables.originals).values(packed=zlib.compress(b"something else")))
    with pytest.raises(LedgerError, match="not what was kept"):
        ledger.store.original("page.html")


def test_the_command_writes_the_original(ledger_url: str, pile: Path, tmp_path: Path) -> None:
    assert run("build", pile / "page.html", "--ledger", ledger_url).status == 0
    out = tmp_path / "again.html"
    assert run("original", "page.html", "--out", out, "--ledger", ledger_url).status == 0
    assert out.read_bytes() == PAGE.encode()
    assert run("original", "page.html", "--ledger", ledger_url).out == PAGE
    # a file that is there is never written over
    assert run("original", "page.html", "--out", out, "--ledger", ledger_url).status == 2


def test_originals_can_be_left_out(ledger_url: str, pile: Path) -> None:
    assert run("build", pile, "--no-originals", "--ledger", ledger_url).status == 0
    store = open_store(ledger_url)
    assert contents(store)["originals"] == []
    store.close()
    refused = run("original", "page.html", "--ledger", ledger_url)
    assert (refused.status, refused.errors[0]["reference"]) == (2, "original-missing")


def test_an_erasure_that_is_stopped_before_its_end_is_ended_by_the_next_command(
    tmp_path: Path, opened: Open, pile: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "ledgers"
    folder.mkdir()
    ledger = opened(folder / "ledger.db")
    ledger.add(gather([pile / "fire.txt.gz"]))

    def stopped(_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(engines, "compact", stopped)
        with pytest.raises(KeyboardInterrupt):
            ledger.erase("fire.txt", reason="asked for")
    ledger.close()
    assert run("incidents", "--ledger", folder / "ledger.db").status == 0
    for path in folder.iterdir():
        assert b"warehouse" not in path.read_bytes()
