"""Dates, times, durations and sets with the days that they mean: the cases of cases/moments.csv."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from sayso.codebook.loading import lexicon
from sayso.reading.moments import MomentReader

CASES = list(csv.DictReader((Path(__file__).parent.parent / "cases" / "moments.csv").read_text("utf-8").splitlines()))


@pytest.fixture(scope="module")
def reader() -> MomentReader:
    settings = lexicon().settings
    return MomentReader(settings["calendar"], settings["numerals"])


@pytest.mark.parametrize("case", CASES, ids=[c["case"] for c in CASES])
def test_a_moment_means_its_days(reader: MomentReader, case: dict[str, str]) -> None:
    published = date.fromisoformat(case["published"]) if case["published"] else None
    found = [m for m in reader.find(case["text"], published) if m.text == case["moment"] or not case["moment"]]
    told = [
        (m.text, m.kind, m.value, m.begin and m.begin.isoformat(), m.finish and m.finish.isoformat(), m.precision)
        for m in found
    ]
    fields = [case[name] or None for name in ("moment", "kind", "value", "begin", "finish", "precision")]
    assert told == ([tuple(fields)] if case["moment"] else [])


@pytest.mark.parametrize(("day_first", "means"), [(True, date(2021, 3, 4)), (False, date(2021, 4, 3))])
def test_a_source_says_which_number_is_the_day(reader: MomentReader, day_first: bool, means: date) -> None:
    (moment,) = reader.find("It was signed on 04/03/2021.", date(2021, 5, 14), day_first=day_first)
    assert (moment.begin, moment.finish, moment.precision) == (means, means, "day")
