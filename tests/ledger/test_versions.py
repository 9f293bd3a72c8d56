"""A corrected page is a new version of one report, and a ledger knows which codebooks, model and schema made it."""

from __future__ import annotations

import gc
from collections.abc import Callable
from importlib import metadata

import pytest
from sqlalchemy import select

from sayso.errors import LedgerError
from sayso.ledger import open_store, tables
from sayso.model.report import Report
from sayso.pipeline import Ledger
from tests.factories import RAID, RAID_TOO, report
from tests.fingerprints import rows

Open = Callable[[str], Ledger]

ADDRESS = "https://record.example/raid"
FIRST = report(RAID, id="morning", url=ADDRESS)
CORRECTED = report(RAID.replace("40", "45"), id="evening", url=ADDRESS, updated="2021-03-11")


@pytest.mark.parametrize("pages", [[FIRST, CORRECTED], [CORRECTED, FIRST]], ids=["in order", "correction first"])
@pytest.mark.parametrize("at_once", [1, 2])
def test_of_a_corrected_page_the_newest_version_speaks(
    pages: list[Report], at_once: int, ledger_url: str, opened: Open
) -> None:
    ledger = opened(ledger_url)
    for first in range(0, 2, at_once):
        ledger.add(pages[first : first + at_once])
    (incident,) = ledger.incidents()
    assert [r.report for r in incident.reports] == ["evening"]
    assert [(f.best, f.low, f.high, len(f.origins)) for f in incident.findings] == [(45, 45, 45, 1)]


def test_an_earlier_version_is_kept_and_names_the_later_one(ledger_url: str, opened: Open) -> None:
    ledger = opened(ledger_url)
    ledger.add([FIRST, CORRECTED])
    kept = {r["id"]: (bool(r["speaks"]), r["version_of"]) for r in ledger.store.reports()}
    assert kept == {"evening": (True, None), "morning": (False, "evening")}
    assert ledger.store.text("morning") == FIRST.text


def test_an_incident_that_others_tell_of_too_keeps_its_id_when_a_page_is_corrected(
    ledger_url: str, opened: Open
) -> None:
    ledger = opened(ledger_url)
    ledger.add([FIRST, report(RAID_TOO, id="tribune", publisher="Miami Valley Tribune")])
    (before,) = ledger.incidents()
    ledger.add([CORRECTED])
    (after,) = ledger.incidents()
    assert after.id == before.id
    assert {r.report for r in after.reports} == {"evening", "tribune"}


def test_an_incident_that_is_corrected_keeps_its_id_and_the_feed_tells_of_it(ledger_url: str, opened: Open) -> None:
    ledger = opened(ledger_url)
    ledger.add([FIRST])
    (before,) = ledger.incidents()
    ledger.add([CORRECTED])
    (after,) = ledger.incidents()
    assert after.id == before.id
    assert [(c["kind"], c["incident"]) for c in ledger.store.changes("2000-01-01")] == [
        ("made", before.id),
        ("changed", before.id),
    ]


def test_untitled_reports_of_one_outlet_and_day_are_no_versions_of_each_other(ledger_url: str, opened: Open) -> None:
    ledger = opened(ledger_url)
    fire = "A fire in a warehouse in Boise, Idaho, killed three people on Tuesday, the fire chief said."
    ledger.add([report(RAID, id="raid", title=None), report(fire, id="fire", title=None)])
    assert [r["version_of"] for r in ledger.store.reports()] == [None, None]
    assert len(ledger.incidents()) == 2


def test_the_ledger_records_schema_codebooks_model_and_rules(ledger_url: str, opened: Open) -> None:
    ledger = opened(ledger_url)
    ledger.add([report()])
    with ledger.store.reading() as connection:
        meta = {row.name: row.value for row in connection.execute(select(tables.meta))}
        versions = {(row.kind, row.name): row.version for row in connection.execute(select(tables.versions))}
    assert meta["schema"] == "10"
    books = {name: f"{version} {digest}" for name, version, digest in ledger.lexicon.books}
    assert {n: v for (kind, n), v in versions.items() if kind == "codebook"} == books
    assert set(books) >= {"common", "english", "immigration_enforcement"}
    model = versions["model", "language"]
    assert model == f"{model.split()[0]} {metadata.version(model.split()[0])}"
    assert ("program", "reading") in versions


def test_a_ledger_of_a_later_schema_is_refused_and_left_alone(ledger_url: str) -> None:
    store = open_store(ledger_url)
    with store.writing() as connection:
        connection.execute(tables.meta.update().where(tables.meta.c.name == "schema").values(value="999"))
    before = rows(store)
    with pytest.raises(LedgerError, match="schema 999") as refused:
        open_store(ledger_url)
    assert refused.value.reference == "ledger-too-new"
    assert "update" in refused.value.hint
    assert rows(store) == before
    store.close()
    # a connection that the refused opening left behind would warn here, and not in whatever test comes later
    del refused
    gc.collect()
