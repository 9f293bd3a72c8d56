"""Building a second time changes nothing, on either engine."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sayso.model.report import Report
from sayso.pipeline import Ledger
from tests.factories import RAID, pile, report
from tests.fingerprints import record, rows
from tests.running import run

Open = Callable[[str], Ledger]


def test_a_second_build_leaves_every_row_as_it_was(ledger_url: str, opened: Open) -> None:
    ledger = opened(ledger_url)
    assert ledger.add(pile()).taken == 6
    before = rows(ledger.store)
    assert before["incidents"]
    assert before["claims"]
    again = ledger.add(pile())
    assert (again.taken, again.known) == (0, 6)
    assert rows(ledger.store) == before


def test_a_second_build_by_another_process_leaves_every_row_as_it_was(ledger_url: str, opened: Open) -> None:
    with opened(ledger_url) as first:
        first.add(pile())
        before = rows(first.store)
    second = opened(ledger_url)
    second.add(reversed(pile()))
    assert rows(second.store) == before


def test_a_report_that_only_its_text_describes_is_known_again(ledger_url: str, opened: Open) -> None:
    told = Report(id="page", text=f"# Raid on cannery\n\nMarch 10, 2021\n\n{RAID}\n", publisher="Harbor County Record")
    ledger = opened(ledger_url)
    assert ledger.add([told]).taken == 1
    assert ledger.add([told]).known == 1


def test_a_second_build_tells_of_no_changes(ledger_url: str, opened: Open) -> None:
    ledger = opened(ledger_url)
    ledger.add(pile())
    told = ledger.store.changes("2000-01-01")
    assert {row["kind"] for row in told} == {"made"}
    assert len({row["incident"] for row in told}) == len(told) == len(ledger.incidents())
    ledger.add(pile())
    assert ledger.store.changes("2000-01-01") == told


def test_a_report_handed_in_twice_in_one_build_counts_once(ledger_url: str, opened: Open) -> None:
    ledger = opened(ledger_url)
    done = ledger.add([report(), report()])
    assert (done.taken, done.known) == (1, 1)
    assert [len(f.origins) for i in ledger.incidents() for f in i.findings] == [1]


def test_the_same_text_of_two_outlets_is_two_reports_and_one_origin(ledger_url: str, opened: Open) -> None:
    ledger = opened(ledger_url)
    text = pile()[0].text
    ledger.add([report(text, id="a"), report(text, id="b", publisher="Lake Valley Courier")])
    assert [r["id"] for r in ledger.store.reports()] == ["a", "b"]
    (incident,) = ledger.incidents()
    arrested = next(f for f in incident.findings if f.measure == "persons_arrested")
    assert [len(o.claims) for o in arrested.origins] == [2]


def test_two_reports_under_one_id_are_both_kept(ledger_url: str, opened: Open) -> None:
    ledger = opened(ledger_url)
    first, second, _, *_ = pile()
    ledger.add([report(first.text, id="page"), report(second.text, id="page", publisher="Lake Valley Courier")])
    kept = ledger.store.reports()
    assert [r["given_id"] for r in kept] == ["page", "page"]
    assert len({r["id"] for r in kept}) == 2
    assert {ledger.store.text(r["id"]) for r in kept} == {first.text, second.text}


def test_new_rules_of_reading_read_again_and_double_nothing(
    ledger_url: str, opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(ledger_url) as before:
        before.add(pile())
        claims, counts, told = before.store.claims(), before.store.counts(), record(before)
    monkeypatch.setattr("sayso.pipeline.READING", "2 of a test")
    after = opened(ledger_url)
    assert after.add(pile()).taken == 6
    assert (after.store.claims(), after.store.counts(), record(after)) == (claims, counts, told)
    assert {r["read_with"] for r in after.store.reports()} == {after.read_with}


def test_incidents_keep_their_ids_when_reports_are_read_by_new_rules(
    ledger_url: str, opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(ledger_url) as before:
        before.add(pile())
        ids = [i.id for i in before.incidents()]
    monkeypatch.setattr("sayso.pipeline.READING", "2 of a test")
    after = opened(ledger_url)
    after.add(pile())
    assert [i.id for i in after.incidents()] == ids


def test_the_command_says_what_was_known_before(ledger_url: str, samples: Path) -> None:
    first = run("build", samples / "invented.jsonl", "--ledger", ledger_url)
    again = run("build", samples / "invented.jsonl", "--ledger", ledger_url)
    assert (first.status, again.status) == (0, 0)
    assert "8 reports taken in" in first.err
    assert "0 reports taken in, 8 known before" in again.err
    assert first.err.split("the ledger holds")[1] == again.err.split("the ledger holds")[1]
