"""Increments, running totals, final counts and counts of a period: the cases of cases/counters.csv."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from sayso.codebook.loading import lexicon
from sayso.model.report import Report
from sayso.reading.reader import Reader

CASES = list(csv.DictReader((Path(__file__).parent.parent / "cases" / "counters.csv").read_text("utf-8").splitlines()))


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(lexicon())


@pytest.mark.parametrize("case", CASES, ids=[c["case"] for c in CASES])
def test_the_words_say_what_kind_of_count_it_is(reader: Reader, case: dict[str, str]) -> None:
    claims = reader.read(Report(id="r", text=case["report"])).claims
    (claim,) = [c for c in claims if c.best == float(case["number"])]
    assert claim.counter == (case["counter"] or None)
