"""Search finds reports by all their words, in one order, with the same answer on every database."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import delete

from sayso.ledger import open_store, tables
from sayso.ledger.searching import Bounds
from sayso.pipeline import Ledger
from tests.factories import report
from tests.fingerprints import to_schema_6
from tests.gathering import writers
from tests.running import run

Open = Callable[[str], Ledger]

PILE = [
    report(
        "Agents arrested 40 workers at a cannery in Dayton, Ohio, on Tuesday. The cannery was closed.",
        id="raid",
        title="Raid on cannery",
        published="2021-03-10",
    ),
    report(
        "Two people died in a fire at a Café in São Paulo, Brazil, on Friday, officials said.",
        id="fire",
        title="Fire",
        publisher="Harbor Times",
        published="2021-03-13",
    ),
    report(
        "The cannery in Dayton will open again.", id="open", title="Gates", publisher="Harbor Times", published=None
    ),
]


@pytest.fixture
def pile(ledger_url: str, opened: Open) -> Ledger:
    ledger = opened(ledger_url)
    ledger.add(PILE)
    return ledger


def found(ledger: Ledger, *words: str, **bounds: str) -> list[str]:
    return [f.hit.report for f in ledger.search(words, **bounds).found]


@pytest.mark.parametrize(
    ("words", "reports"),
    [
        (["cannery"], ["raid", "open"]),
        (["CANNERY", "dayton"], ["raid", "open"]),
        (["cannery arrested"], ["raid"]),
        (["cafe", "sao"], ["fire"]),
        (["40"], ["raid"]),
        (["canneries"], []),
        (["can"], []),
        (["cannery", "fire"], []),
        ([""], []),
        (["!!"], []),
        (["gates"], ["open"]),
    ],
    ids=" ".join,
)
def test_all_words_must_stand_in_a_report(words: list[str], reports: list[str], pile: Ledger) -> None:
    assert found(pile, *words) == reports


def test_bounds_leave_out_what_lies_outside_and_what_has_no_day(pile: Ledger) -> None:
    assert found(pile, "in", after="2021-03-11") == ["fire"]
    assert found(pile, "in", before="2021-03-10") == ["raid"]
    assert found(pile, "cannery", after="2021-01-01") == ["raid"]
    assert found(pile, "cannery", publisher="harbor times") == ["open"]


def test_a_measure_or_place_finds_reports_with_such_a_figure(pile: Ledger) -> None:
    (raid,) = pile.search(["cannery"], measure="persons_arrested").found
    assert [c.best for c in raid.claims] == [40]
    assert found(pile, "in", measure="persons_killed", place="sao paulo") == ["fire"]
    assert found(pile, "in", place="Ohio") == ["raid"]
    assert found(pile, "in", place="Utah") == []


def test_a_stretch_is_the_reports_own_with_the_words_marked(pile: Ledger) -> None:
    for f in pile.search(["cannery", "dayton"]).found:
        hit, text = f.hit, pile.store.text(f.hit.report)
        assert text[hit.start : hit.end] == hit.snippet
        assert {text[a:b].lower() for a, b in hit.marks} == {"cannery", "dayton"}
    (raid,) = pile.search(["agents", "arrested"]).found
    assert [c.best for c in raid.claims] == [40]


def test_an_older_ledger_is_brought_up_to_date(pile: Ledger, ledger_url: str) -> None:
    with pile.store.writing() as c:
        tables.words.drop(c)
        tables.tombstones.drop(c)
        tables.originals.drop(c)
        tables.told.drop(c)
        tables.accounts.drop(c)
        c.exec_driver_sql("DROP INDEX ix_reports_original")
        for column in ("fetched", "language", "original"):
            c.exec_driver_sql(f"ALTER TABLE reports DROP COLUMN {column}")
        to_schema_6(c)
        c.execute(tables.meta.update().where(tables.meta.c.name == "schema").values(value="1"))
    pile.close()
    store = open_store(ledger_url)
    assert [h.report for h in store.search(["cannery"], Bounds(measure="persons_arrested"))[1]] == ["raid"]
    store.close()


def test_what_is_gone_from_the_index_is_not_found(pile: Ledger) -> None:
    with pile.store.writing() as c:
        c.execute(delete(tables.words))
    assert found(pile, "cannery") == []


def test_the_command_prints_marked_words_and_rows(pile: Ledger, ledger_url: str) -> None:
    pile.close()
    shown = run("search", "cannery", "arrested", "--ledger", ledger_url)
    assert shown.status == 0
    assert "[arrested] 40 workers at a [cannery]" in shown.out
    assert "persons_arrested" in shown.out
    (row,) = json.loads(run("search", "arrested", "--ledger", ledger_url, "--json").out)
    assert (row["schema"], row["report"], row["claims"][0]["best"]) == (1, "raid", 40)
    assert run("search", "nowhere", "--ledger", ledger_url).out.strip() == "0 reports"


def test_a_report_in_another_language_is_found_and_told_as_not_read(ledger_url: str, tmp_path: Path) -> None:
    words = (
        "La policía detuvo a cuarenta trabajadores en una fábrica de conservas de la ciudad de Dayton el martes por la "
        "mañana, según informaron las autoridades. Las familias esperaron fuera hasta la noche sin noticias de ellos."
    )
    (tmp_path / "redada.txt").write_text(words)
    built = run("build", tmp_path / "redada.txt", "--ledger", ledger_url)
    assert "in Spanish (es): kept, not read" in built.err
    assert "kept, not read" in run("search", "fabrica", "--ledger", ledger_url).out
    (row,) = json.loads(run("search", "FABRICA", "--ledger", ledger_url, "--json").out)
    assert (row["language"], row["claims"]) == ("es", [])


def test_a_page_of_a_web_archive_keeps_when_it_was_published_updated_and_fetched_apart(
    ledger_url: str, tmp_path: Path
) -> None:
    head = (
        '<meta property="article:published_time" content="2021-03-08T06:00:00Z">'
        '<meta property="article:modified_time" content="2021-03-09T06:00:00Z">'
    )
    page = writers.page(writers.RAID, writers.FIRE + " Families waited.", head=head)
    (tmp_path / "pages.warc").write_bytes(writers.record(writers.answer(page)))
    assert run("build", tmp_path / "pages.warc", "--ledger", ledger_url).status == 0
    (row,) = json.loads(run("search", "cannery", "--ledger", ledger_url, "--json").out)
    assert [row[name] for name in ("published", "updated", "fetched")] == [
        "2021-03-08",
        "2021-03-09",
        "2021-03-10T08:00:00Z",
    ]
