"""Numbers are read in digits, words and mixtures, and names, dates and ranks are none: the cases of cases/numbers.csv."""

from __future__ import annotations

import csv
import math
from functools import cache
from pathlib import Path

import pytest

from sayso.codebook.loading import lexicon
from sayso.model.number import Number
from sayso.reading.reader import Reader

CASES = Path(__file__).parent.parent / "cases" / "numbers.csv"


@cache
def reader() -> Reader:
    """The one reader of these tests."""
    return Reader(lexicon(()))


def layer(text: str) -> list[Number]:
    """The layer `numbers` of a text."""
    return reader().numbers_of(text, reader().moments_of(text, None))


def counts(text: str) -> list[Number]:
    """The numbers of a text that may become figures."""
    return reader().counts_of(text, reader().moments_of(text, None))


def told(number: Number) -> tuple[float, float, str, str]:
    """A number as a case writes it: both ends (alike without a range), qualifier, unit."""
    one = number.best if number.best is not None else number.low
    low, high = (number.low, number.high) if number.qualifier == "range" else (one, one)
    assert low is not None
    assert high is not None
    return low, high, number.qualifier, number.unit or ""


def expected(written: str) -> list[tuple[float, float, str, str]]:
    """The numbers of a case: "8..9 range eur; 300 more_than"."""
    rows = []
    for part in filter(None, (p.strip() for p in written.split(";"))):
        value, qualifier, *unit = part.split()
        low, _, high = value.partition("..")
        rows.append((float(low), float(high or low), qualifier, unit[0] if unit else ""))
    return rows


def cases() -> list[dict[str, str]]:
    with CASES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("case", cases(), ids=lambda c: c["case"])
def test_the_numbers_of_a_sentence(case: dict[str, str]) -> None:
    found = [told(n) for n in layer(case["sentence"])]
    wanted = expected(case["numbers"])
    assert [row[2:] for row in found] == [row[2:] for row in wanted]
    for (low, high, *_), (low_wanted, high_wanted, *_) in zip(found, wanted, strict=True):
        assert math.isclose(low, low_wanted, abs_tol=1e-9)
        assert math.isclose(high, high_wanted, abs_tol=1e-9)


def test_every_number_is_quoted_where_it_stands() -> None:
    for case in cases():
        for number in layer(case["sentence"]):
            assert case["sentence"][number.start : number.end] == number.text


def test_figures_tell_a_share_in_percent_and_the_layer_as_part_of_one() -> None:
    text = "Two-thirds of the workers were released."
    assert [(n.best, n.unit) for n in counts(text)] == [(66.7, "percent")]
    assert [n.unit for n in layer(text)] == [None]
    assert math.isclose(layer(text)[0].best or 0, 2 / 3)


def test_figures_keep_both_ends_of_a_change_apart() -> None:
    text = "Approvals fell from 76 percent to 1.5 percent."
    assert [n.best for n in counts(text)] == [76, 1.5]
    assert [(n.low, n.high) for n in layer(text)] == [(1.5, 76)]


def test_figures_leave_vague_words_vague() -> None:
    text = "Hundreds of workers were arrested."
    assert [(n.low, n.high, n.qualifier) for n in counts(text)] == [(200, None, "vague")]


@pytest.mark.parametrize(
    "text", ["Ann Hale, 66, was hurt.", "He held a .45 caliber pistol.", "Two days later it rained."]
)
def test_ages_calibres_and_dates_are_no_figures(text: str) -> None:
    assert counts(text) == []
    assert len(layer(text)) == 1


def test_a_running_count_may_be_a_figure_and_a_street_may_not() -> None:
    assert [(n.best, n.form) for n in counts("They found the 156th body on 11th Street.")] == [
        (156, "ordinal"),
        (11, "ordinal"),
    ]
    assert counts("He was charged with 3rd degree murder.") == []
