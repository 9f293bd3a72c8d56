"""The order in which reports come, and the engine that keeps them, do not change the record."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from sayso.codebook.lexicon import Lexicon
from sayso.gathering.gather import gather
from sayso.model.report import Report
from sayso.pipeline import Ledger
from tests.factories import pile, report
from tests.fingerprints import contents, record

Open = Callable[[str | Path], Ledger]


def built(ledger: Ledger, reports: list[Report], at_once: int) -> list[str]:
    """The record after adding reports so many at once."""
    for first in range(0, len(reports), at_once):
        ledger.add(reports[first : first + at_once])
    return record(ledger)


def shuffled(reports: list[Report], seed: int) -> list[Report]:
    mixed = list(reports)
    random.Random(seed).shuffle(mixed)
    return mixed


def test_reports_in_any_order_give_the_same_ledger(ledger_url: str, opened: Open, tmp_path: Path) -> None:
    plain = opened(tmp_path / "plain.db")
    plain.add(pile())
    turned = opened(ledger_url)
    turned.add(reversed(pile()))
    assert contents(turned.store) == contents(plain.store)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("at_once", [1, 2])
def test_reports_that_come_a_few_at_a_time_give_the_same_record(
    seed: int, at_once: int, opened: Open, tmp_path: Path
) -> None:
    together = built(opened(tmp_path / "together.db"), pile(), 6)
    assert len(together) == 3
    assert built(opened(tmp_path / "apart.db"), shuffled(pile(), seed), at_once) == together


@pytest.mark.postgres
def test_both_engines_hold_the_same(postgres_url: str, opened: Open, tmp_path: Path, samples: Path) -> None:
    ledgers = [opened(tmp_path / "file.db"), opened(postgres_url)]
    for ledger in ledgers:
        ledger.add(gather([samples / "invented.jsonl"], ledger.lexicon))
    assert contents(ledgers[0].store) == contents(ledgers[1].store)
    first, second = ([i.row() for i in ledger.incidents()] for ledger in ledgers)
    assert first == second


@pytest.mark.slow
@pytest.mark.parametrize(("seed", "at_once"), [(1, 1), (2, 5), (3, 17), (4, 100)])
def test_the_sample_reports_in_any_order_give_the_same_record(
    seed: int, at_once: int, opened: Open, tmp_path: Path, samples: Path, lexicon: Lexicon
) -> None:
    reports = [r for r in gather([samples], lexicon) if isinstance(r, Report)]
    in_order = built(opened(tmp_path / "in_order.db"), reports, len(reports))
    assert built(opened(tmp_path / "mixed.db"), shuffled(reports, seed), at_once) == in_order


@pytest.mark.parametrize("seed", range(3))
def test_one_page_handed_in_with_other_particulars_is_kept_alike_whichever_came_first(
    seed: int, opened: Open, tmp_path: Path
) -> None:
    text = "Immigration agents arrested 45 workers at a sawmill in Duluth, Minnesota, on Wednesday, the sheriff said."
    page = replace(report(text, id="page", title=None, publisher=None), url="https://harbor.example/raid")
    known = [
        {"published": "2019-08-20", "publisher": "Harbor Times"},
        {"published": "2019-08", "title": "Raid at sawmill"},
        {"published": None, "updated": "2019-09-01"},
        {"published": "2019-08-08", "published_by": "given"},
    ]
    reports = [replace(page, **{"published_by": None, "published": None, **fields}) for fields in known]
    whole = opened(tmp_path / "whole.db")
    whole.add(reports)
    apart = opened(tmp_path / "apart.db")
    apart.add(shuffled(reports, seed))
    assert contents(apart.store) == contents(whole.store)
    (kept,) = whole.store.reports()
    assert (kept["published"], kept["publisher"], kept["updated"]) == ("2019-08-08", "Harbor Times", "2019-09-01")
    assert [i.start for i in whole.incidents()] == ["2019-08-07"]
