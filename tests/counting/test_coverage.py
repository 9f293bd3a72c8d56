"""What the pile covers: sources with their days and gaps, and rises that only sources which came new to it show."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.counting import coverage
from sayso.counting.coverage import gaps
from sayso.counting.trends import Unit, trends
from sayso.errors import RefusedError
from sayso.model.report import Report
from sayso.pipeline import Ledger
from tests.factories import pile, report
from tests.running import run

TOWNS = ("Dayton, Ohio", "Toledo, Ohio", "Boise, Idaho", "Tulsa, Oklahoma", "Fargo, North Dakota")


def fires(publisher: str, year: int, months: range) -> list[Report]:
    """A fire a month, each told by this outlet alone."""
    return [
        report(
            f"A fire in a warehouse in {TOWNS[m % 5]}, killed {m + 1} people on 3 {date(year, m, 1):%B} {year}, the fire chief said.",
            id=f"{publisher}-{year}-{m}",
            publisher=publisher,
            title=f"Fire of {m}/{year}",
            published=f"{year}-{m:02d}-04",
        )
        for m in months
    ]


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """An outlet that tells of two fires a year, and another that comes to the pile in 2019 with eight."""
    from sayso.pipeline import open_ledger

    with open_ledger(tmp_path_factory.mktemp("coverage") / "l.db") as ledger:
        old = [r for year in (2016, 2017, 2018, 2019) for r in fires("Harbor County Record", year, range(3, 5))]
        ledger.add([*old, *fires("Toledo Evening Star", 2019, range(5, 13))])
        yield ledger


def test_the_sources_of_a_pile_are_told_with_their_days(grown: Ledger) -> None:
    found = coverage(grown)
    assert (found.reports, found.size) == (16, "year")
    told = [(s.name, s.reports, s.first, s.last, s.undated) for s in found.sources]
    assert told == [
        ("Harbor County Record", 8, "2016-03-04", "2019-04-04", 0),
        ("Toledo Evening Star", 8, "2019-05-04", "2019-12-04", 0),
    ]
    assert [(a, b) for a, b, _ in found.sources[0].gaps] == [
        ("2016-04-04", "2017-03-04"),
        ("2017-04-04", "2018-03-04"),
        ("2018-04-04", "2019-03-04"),
    ]


def test_a_rise_that_a_new_source_makes_is_warned_of(grown: Ledger) -> None:
    found = coverage(grown)
    assert [t.what for t in found.trends] == ["reports", "incidents of accident"]
    for trend in found.trends:
        assert (trend.before, trend.after, trend.count_before, trend.count_after) == ("2018", "2019", 2, 10)
        assert (trend.known_before, trend.known_after, trend.entered) == (2, 2, (("Toledo Evening Star", 8),))
    assert "may be that of new sources: Toledo Evening Star (8)" in found.warnings[0]


def test_what_is_covered_is_told_by_type_and_measure(grown: Ledger) -> None:
    by_name = {(c.of, c.name): c for c in coverage(grown).covered}
    fires_told = by_name["type", "accident"]
    assert (fires_told.incidents, fires_told.reports, fires_told.sources) == (16, 16, 2)
    assert fires_told.periods == (("2016", 2, 1), ("2017", 2, 1), ("2018", 2, 1), ("2019", 10, 2))
    assert by_name["measure", "persons_killed"].incidents == 16
    assert coverage(grown, measure="persons_killed").reports == 16
    assert coverage(grown, type="accident").warnings == coverage(grown).warnings


@pytest.mark.parametrize(
    ("limits", "reference"), [({"type": "tea"}, "type-unknown"), ({"measure": "tea"}, "measure-unknown")]
)
def test_what_no_codebook_knows_is_refused(grown: Ledger, limits: dict[str, str], reference: str) -> None:
    with pytest.raises(RefusedError) as refused:
        coverage(grown, **limits)
    assert refused.value.reference == reference


def test_a_rise_that_all_sources_see_is_none_of_a_new_one(opened: Callable[[Any], Ledger], tmp_path: Path) -> None:
    ledger = opened(tmp_path / "l.db")
    once = [r for year in (2016, 2017, 2018) for r in fires("Harbor County Record", year, range(3, 5))]
    ledger.add(
        [*once, *fires("Harbor County Record", 2019, range(2, 12)), *fires("Toledo Evening Star", 2019, range(6, 8))]
    )
    assert coverage(ledger).warnings == ()


def test_reports_without_source_or_day_are_told(opened: Callable[[Any], Ledger], tmp_path: Path) -> None:
    ledger = opened(tmp_path / "l.db")
    bare = replace(pile()[4], publisher=None, published=None)
    ledger.add([bare, replace(pile()[5], publisher=None, url="https://www.valley.example/council")])
    told = [(s.name, s.reports, s.undated) for s in coverage(ledger).sources]
    assert sorted(told) == [("unknown source", 1, 1), ("valley.example", 1, 0)]


def test_reports_that_carry_the_text_of_another_are_told(opened: Callable[[Any], Ledger], tmp_path: Path) -> None:
    ledger = opened(tmp_path / "pile.db")
    ledger.add(pile())
    assert coverage(ledger).copies == 1
    assert "1 report carry" not in run("coverage", "--ledger", tmp_path / "pile.db").out
    assert "1 report carries the text of another" in run("coverage", "--ledger", tmp_path / "pile.db").out


def test_an_empty_ledger_covers_nothing(opened: Callable[[Any], Ledger], tmp_path: Path) -> None:
    found = coverage(opened(tmp_path / "l.db"))
    assert (found.reports, found.sources, found.covered, found.trends) == (0, (), (), ())


@pytest.mark.parametrize(
    ("steps", "silences"),
    [([1, 1, 1, 90], 1), ([60, 60, 60, 60], 0), ([1, 1, 29], 0), ([1, 90], 0), ([], 0), ([7, 7, 40, 7, 7], 1)],
    ids=["three months", "every two months", "four weeks", "too few days", "nothing", "forty days"],
)
def test_a_silence_is_a_gap_where_it_is_long_for_its_source(steps: list[int], silences: int) -> None:
    days = [date(2020, 1, 1) + timedelta(sum(steps[:k])) for k in range(len(steps) + 1)]
    assert len(gaps(days)) == silences


UNITS = st.builds(
    Unit,
    st.dates(date(2015, 1, 1), date(2019, 12, 31)),
    st.frozensets(st.sampled_from(["Echo", "Post", "Star"]), min_size=1),
)


@given(st.lists(UNITS, max_size=40), st.sampled_from(["year", "month", "week"]))
def test_sources_that_were_there_from_the_beginning_make_no_trend(units: list[Unit], size: str) -> None:
    first = dict.fromkeys(["Echo", "Post", "Star"], date(2014, 12, 1))
    assert trends("reports", units, first, size) == []


@given(st.lists(UNITS, max_size=40))
def test_a_trend_names_sources_that_began_behind_the_period_before(units: list[Unit]) -> None:
    first: dict[str, date] = {}
    for unit in units:
        for source in unit.sources:
            first[source] = min(unit.day, first.get(source, unit.day))
    for trend in trends("reports", units, first, "year"):
        assert trend.count_after - trend.count_before > 2 * (trend.known_after - trend.known_before)
        assert all(first[s].year > int(trend.before) for s, _ in trend.entered)
