"""A person's name that is erased stands nowhere in a ledger, does not come back, and takes nothing else along."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from sayso.errors import NotFoundError
from sayso.masking.redacting import BLOCK
from sayso.pipeline import Ledger
from tests.factories import report
from tests.fingerprints import contents
from tests.running import run

Open = Callable[[str | Path], Ledger]

TOLD = (
    "Zinnober Quellwasser said that immigration agents arrested 47 of her colleagues at a sawmill in Duluth, Minnesota, "
    "on March 9, 2021. Quellwasser watched from a hayloft while buses carried them off."
)
AGAIN = (
    "Immigration agents arrested 45 workers at a sawmill in Duluth, Minnesota, on March 9, 2021, the sheriff said. "
    "ZINNOBER K. QUELLWASSER, 34, was among those who saw it."
)
OTHER = "A fire in a warehouse in Boise, Idaho, killed three people on March 12, 2021, the fire chief said."


def pile() -> list:
    return [
        replace(
            report(TOLD, id="quellwasser-tells.txt", title="Zinnober Quellwasser's day", publisher="Harbor Times"),
            url="https://harbor.example/2021/zinnober-quellwasser-tells",
            original=TOLD.encode(),
        ),
        replace(report(AGAIN, id="again", title="Raid", publisher="Lake Courier"), original=AGAIN.encode()),
        report(OTHER, id="fire", title="Fire", publisher="Boise Echo"),
    ]


@pytest.fixture
def erased(ledger_url: str, opened: Open) -> Ledger:
    ledger = opened(ledger_url)
    ledger.add(pile())
    claim = next(c.id for c in ledger.store.claims().values() if c.report == "quellwasser-tells.txt")
    ledger.decide(claim, "accept", by="a reader", reason="I asked Zinnober Quellwasser")
    assert ledger.erase_person("Zinnober Quellwasser", reason="asked for") == ["again", f"{BLOCK * 11}-tells.txt"]
    return ledger


def test_the_name_stands_nowhere(erased: Ledger) -> None:
    left = repr(contents(erased.store)).casefold()
    assert "zinnober" not in left
    assert "quellwasser" not in left


def test_everything_else_stands_where_it_stood(erased: Ledger) -> None:
    told = erased.store.text(f"{BLOCK * 11}-tells.txt")
    assert len(told) == len(TOLD)
    assert told.endswith("watched from a hayloft while buses carried them off.")
    best = {f.measure: (f.low, f.high) for i in erased.incidents() for f in i.findings}
    assert best["persons_killed"] == (3, 3)
    assert best["persons_arrested"] == (45, 47)
    (ruling,) = erased.store.decisions()
    assert ruling.claim in erased.store.claims()
    assert ruling.reason == f"I asked {BLOCK * 8} {BLOCK * 11}"


def test_no_later_build_brings_it_back(erased: Ledger) -> None:
    before = contents(erased.store)
    assert erased.add(pile()).taken == 0
    assert contents(erased.store) == before
    new = report("Police in Reno, Nevada, arrested Zinnober Quellwasser and 3 others.", id="new", title="Reno")
    assert erased.add([replace(new, original=b"Zinnober Quellwasser")]).taken == 1
    left = repr(contents(erased.store)).casefold()
    assert "quellwasser" not in left
    assert erased.store.original("new") is None


def test_who_is_not_named_cannot_be_erased(erased: Ledger) -> None:
    with pytest.raises(NotFoundError):
        erased.erase_person("Hayloft Buses", reason="x")


def test_no_letter_of_it_is_left_in_any_file(tmp_path: Path, opened: Open) -> None:
    folder = tmp_path / "ledgers"
    folder.mkdir()
    ledger = opened(folder / "ledger.db")
    ledger.add(pile())
    ledger.close()
    done = run("erase", "zinnober quellwasser", "--reason", "asked for", "--ledger", folder / "ledger.db")
    assert (done.status, "2 reports" in done.out) == (0, True)
    for path in folder.iterdir():
        assert b"quellwasser" not in path.read_bytes().lower()


def test_a_word_that_is_no_report_is_not_taken_for_a_name(ledger_url: str, opened: Open) -> None:
    ledger = opened(ledger_url)
    ledger.add(pile())
    ledger.close()
    assert run("erase", "sawmill", "--reason", "a slip", "--ledger", ledger_url).status == 2
