"""On which day a report's main event happened: the cases of cases/event_days.csv."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from sayso.codebook.loading import lexicon
from sayso.model.report import Report
from sayso.reading.reader import Reader

FILE = Path(__file__).parent.parent / "cases" / "event_days.csv"
with FILE.open(encoding="utf-8", newline="") as lines:
    CASES = list(csv.DictReader(lines))


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(lexicon())


@pytest.mark.parametrize("case", CASES, ids=[c["case"] for c in CASES])
def test_an_event_has_the_day_on_which_it_happened(reader: Reader, case: dict[str, str]) -> None:
    report = Report(id="r", text=case["report"], title=case["title"] or None, published="2021-05-14")
    (main,) = [m for m in reader.read(report).mentions if m.main]
    assert (main.begin, main.finish) == (case["begin"] or None, case["end"] or None)
