"""S6, background statistics: series by measure, place and period, apart from incidents."""

from __future__ import annotations

from pathlib import Path

from sayso.model.series import Series
from tests.systems.reading import bounds, ledger_of, measures, only, report, tell

STATISTICS = (
    "According to a lawsuit by the Plains Legal Center, asylum approvals at the court in Omaha, Nebraska, fell from 41 "
    "percent in 2015 to 8 percent in 2019. The number of people in custody in the state grew from 1,900 in 2016 to 8,200 "
    "in 2019. The state's child welfare agency has 1,150 children in its custody."
)
# from 41 to eight too, but of one event, from day to day
COLLAPSE = (
    "A hotel collapsed in Mobile, Alabama, on Sunday night and 14 guests were killed. The number of missing fell from 41 "
    "on Monday to eight on Wednesday as crews reached the lower floors, the fire chief said."
)


def _points(series: list[Series], measure: str) -> list[tuple[str, object]]:
    (found,) = [s for s in series if s.measure == measure]
    return [(p.period[:4], p.value) for p in found.points]


def test_statistics_are_background():
    told = tell(STATISTICS)
    for figure, best in (("41 percent", 41), ("8 percent", 8)):
        told.expect(figure, measure="approval_rate", best=best, scope="background", speaker="Plains Legal Center")
    told.expect("1,900", measure="persons_in_custody", scope="background", when=("2016-01-01", "2016-12-31"))
    told.expect("8,200", measure="persons_in_custody", scope="background", when=("2019-01-01", "2019-12-31"))
    told.expect("1,150", measure="children_in_care", scope="background", best=1150)


def test_statistics_are_series_and_no_incidents(tmp_path: Path):
    with ledger_of(tmp_path, report(STATISTICS)) as ledger:
        series = ledger.series()
        assert _points(series, "approval_rate") == [("2015", 41), ("2019", 8)]
        assert _points(series, "persons_in_custody") == [("2016", 1900), ("2019", 8200)]
        counted = measures(ledger.incidents())
        assert not {"approval_rate", "persons_in_custody", "children_in_care"} & counted


def test_a_falling_count_of_one_event_is_no_statistic(tmp_path: Path):
    told = tell(COLLAPSE)
    told.expect("eight", measure="persons_missing", best=8, scope="incident", when=("2021-05-12", "2021-05-12"))
    told.expect("41", measure="persons_missing", best=41, scope="incident", when=("2021-05-10", "2021-05-10"))
    with ledger_of(tmp_path, report(COLLAPSE)) as ledger:
        assert ledger.series() == []
        collapse = only(ledger.incidents(), "accident")
        assert bounds(collapse, "persons_missing") == (8, 8, 8)


GROWN = (
    "The state held 1,900 people in custody in Nebraska in 2016, a number that grew to 8,200 in 2019. Of asylum claims 41 "
    "percent were granted in 2015."
)


def test_values_side_by_side_are_of_one_place_and_two_reports_are_one_point(tmp_path: Path):
    again = report(GROWN, publisher="Hill Gazette", ident="gazette")
    with ledger_of(tmp_path, report(GROWN), again) as ledger:
        (held,) = [s for s in ledger.series() if s.measure == "persons_in_custody"]
    assert held.place == "Nebraska"
    assert [(p.period, p.value, len(p.claims)) for p in held.points] == [("2016", 1900, 2), ("2019", 8200, 2)]


NOW = (
    "In 2016 the state held 2,000 people in custody in Nebraska, a figure that has jumped to 10,000 now. Its child welfare "
    "agency currently has 1,150 children in its custody."
)


def test_a_figure_of_now_is_of_the_day_of_the_report_and_not_of_the_year_beside_it(tmp_path: Path):
    with ledger_of(tmp_path, report(NOW)) as ledger:
        series = {s.measure: [(p.period, p.value) for p in s.points] for s in ledger.series()}
    assert series["persons_in_custody"] == [("2016", 2000), ("2021-05-14", 10000)]
    assert series["children_in_care"] == [("2021-05-14", 1150)]
