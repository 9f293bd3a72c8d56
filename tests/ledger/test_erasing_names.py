"""A person's name that is erased stands nowhere in a ledger, does not come back, and takes nothing else along."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from sayso.digesting import digest
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


VARIANTS = (
    "Doe Zimbalist", "DOE ZIMBALIST", "doe zimbalist", "Doe A. B. Zimbalist", "Zimbalist, Doe", "Doe\nZimbalist", "Doe\n    Zimbalist",
    "Doe Zimba-\nlist", "Doe\u00ad Zim\u00adbalist", "@DoeZimbalist", "doezimbalist@post.example", "Do\u0065\u0301 Zimbalist",
)  # fmt: skip


@pytest.mark.parametrize("written", VARIANTS)
def test_it_is_found_in_whatever_way_it_is_written(opened: Open, tmp_path: Path, written: str) -> None:
    ledger = opened(tmp_path / "ledger.db")
    text = f"{written} told reporters that police in Reno, Nevada, arrested 12 people on May 6, 2019. Zimbalist's sister fled."
    plain = "Doe Zimbalist was there when 3 houses burned in Boise, Idaho, on May 6, 2019."
    ledger.add([report(text, id="one", title="One"), report(plain, id="two", title="Two")])
    assert ledger.erase_person("Doe Zimbalist", reason="Doe Zimbalist asked") == ["one", "two"]
    left = repr(contents(ledger.store)).casefold()
    assert "zimba" not in left
    assert "12 people on May 6, 2019" in ledger.store.text("one")
    # nor does a new report bring it, where it gives the name in words
    if "doezimba" in written.lower():
        return
    ledger.add([report(f"Later {text}", id="three", title="Three")])
    assert "zimba" not in repr(contents(ledger.store)).casefold()


@pytest.mark.parametrize("written", ["Doe Zimba-\nlist", "Doe\u00ad Zimbalist", "https://r.example/Do%65-Zimbalist"])
def test_it_is_found_where_it_stands_only_so(opened: Open, tmp_path: Path, written: str) -> None:
    ledger = opened(tmp_path / "ledger.db")
    plain = report("Police in Reno, Nevada, arrested 12 people on May 6, 2019.", id="one", title="One")
    is_url = written.startswith("http")
    told = replace(plain, url=written) if is_url else replace(plain, text=f"{plain.text} {written} fled.", view="")
    ledger.add([told])
    assert ledger.erase_person("Doe Zimbalist", reason="asked for") == ["one"]
    assert "zimba" not in repr(contents(ledger.store)).casefold()


@pytest.mark.parametrize("name", ["Ng Li", "Theresa May", "José de la Cruz", "Strauß Groß", "王小明"])
def test_names_of_all_kinds_can_be_erased(opened: Open, tmp_path: Path, name: str) -> None:
    ledger = opened(tmp_path / "ledger.db")
    ledger.add([report(f"{name} saw police in Reno, Nevada, arrest 12 people on May 6, 2019.", id="one", title="One")])
    before = [c.row()["measure"] for c in ledger.store.claims().values()]
    assert ledger.erase_person(name, reason="asked for") == ["one"]
    assert name not in repr(contents(ledger.store))
    assert [c.row()["measure"] for c in ledger.store.claims().values()] == before
    assert ledger.incidents()[0].start == "2019-05-06"


def test_no_report_is_lost_where_masked_ids_meet(opened: Open, tmp_path: Path) -> None:
    ledger = opened(tmp_path / "ledger.db")
    told = "{} said that police in Reno, Nevada, arrested {} people on May 6, 2019."
    people = {"Anna Lind": "anna-lind.txt", "Omar Diaz": "omar-diaz.txt"}
    ledger.add(report(told.format(n, 12 + k), id=f"talk-{i}", title=None) for k, (n, i) in enumerate(people.items()))
    for name in people:
        ledger.erase_person(name, reason="asked for")
    assert len(ledger.store.reports()) == 2
    assert {c.best for c in ledger.store.claims().values()} == {12, 13}
    # a file that is named after an erased person is kept under a name without it, once
    again = report(told.format("Anna Lind", 40), id="anna-lind.txt", title=None)
    assert ledger.add([again]).taken == 1
    assert (ledger.add([again]).taken, ledger.add([again]).known) == (0, 1)
    assert "lind" not in repr(contents(ledger.store)).casefold()


def test_a_name_erased_while_a_build_reads_does_not_slip_in(opened: Open, tmp_path: Path) -> None:
    ledger = opened(tmp_path / "ledger.db")
    ledger.add(pile()[:1])
    asked = ledger.wanted(pile()[1])
    assert asked is not None
    found = digest(ledger.reader, asked.report)
    ledger.erase_person("Zinnober Quellwasser", reason="asked for")
    assert not ledger.keep(found, asked.given_id)
    assert "quellwasser" not in repr(contents(ledger.store)).casefold()


def test_a_report_whose_name_was_erased_stays_erased_when_it_is_erased_itself(opened: Open, tmp_path: Path) -> None:
    ledger = opened(tmp_path / "ledger.db")
    ledger.add(pile())
    ledger.erase_person("Zinnober Quellwasser", reason="asked for")
    ledger.erase("again", reason="asked for")
    assert ledger.add(pile()).taken == 0
    assert {r["id"] for r in ledger.store.reports()} == {"fire", f"{BLOCK * 11}-tells.txt"}


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


def test_a_name_with_an_apostrophe_leaves_the_bounds_of_superlatives_too(tmp_path: Path, opened: Open) -> None:
    text = (
        "Agents arrested 40 workers at a mill in Dayton, Ohio, on Monday. It was the worst raid in O’Quellwasser "
        "history, said Ilse O’Quellwasser, whose mill it is."
    )
    ledger = opened(tmp_path / "ledger.db")
    ledger.add([report(text, id="mill", published="2021-05-12")])
    before = [column for column, words in ledger.store.texts_of_all_columns() if "in o’quellwasser" in words.lower()]
    ledger.erase_person("Ilse O’Quellwasser", reason="asked for")
    left = [column for column, words in ledger.store.texts_of_all_columns() if "quellwasser" in words.lower()]
    assert before
    assert left == []
