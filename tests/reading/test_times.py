"""When what a figure counts happened, and as of which day it is told: the cases of cases/times.csv."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from sayso.codebook.loading import lexicon
from sayso.model.report import Report
from sayso.reading.reader import Reader

FILE = Path(__file__).parent.parent / "cases" / "times.csv"
with FILE.open(encoding="utf-8", newline="") as lines:
    CASES = list(csv.DictReader(lines))


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(lexicon())


@pytest.mark.parametrize("case", CASES, ids=[c["case"] for c in CASES])
def test_a_figure_has_its_own_times(reader: Reader, case: dict[str, str]) -> None:
    claims = reader.read(Report(id="r", text=case["report"], published="2021-05-14")).claims
    (claim,) = [c for c in claims if c.best == float(case["number"])]
    when = claim.when or {"start": None, "end": None}
    assert (when["start"], when["end"], claim.as_of) == (
        case["begin"] or None,
        case["end"] or None,
        case["as_of"] or None,
    )
