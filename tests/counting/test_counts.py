"""What a count totals: each event once, units never mixed, and what is not known told beside the total."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.counting import count
from sayso.errors import RefusedError
from sayso.model.incident import Incident, ReportWeight
from sayso.pipeline import Ledger
from tests.counting.made import BOISE, DAYTON, OHIO, TOLEDO, USA, at, bounds, counted
from tests.factories import finding, incident, pile, place, report


def raid(ident: str, number: int | None = 40, **facts: Any) -> Incident:
    """A raid with so many arrested, or none told of."""
    told = () if number is None else (finding(low=number, best=number, high=number),)
    return incident(**{"id": ident, "findings": told, **facts})


def shot(ident: str, **facts: Any) -> Incident:
    return incident(id=ident, **{"type": "shooting", "findings": (finding(measure="persons_killed"),), **facts})


def test_figures_of_several_incidents_are_added() -> None:
    wide = raid("b", findings=(finding(low=20, best=25, high=30),))
    found = counted(raid("a"), wide)
    assert bounds(found) == (60, 65, 70)
    assert found.incidents == ("a", "b")
    assert (found.unit, found.claims, found.missing) == ("person", ("report:24:0",), ())


def test_nothing_to_count_is_zero_of_no_incidents_and_what_gives_no_figure_is_told() -> None:
    found = counted(raid("a", None))
    assert bounds(found) == (0, 0, 0)
    assert (found.incidents, found.missing) == (
        (),
        ("1 incident here without a figure of arrested: unknown, not zero",),
    )


def test_a_part_is_not_added_to_its_whole() -> None:
    whole, part = raid("whole", 100), raid("part", 30, part_of="whole")
    assert counted(whole, part).best == 100
    assert counted(part, whole, measure="incidents").best == 1


def test_parts_are_added_where_the_whole_gives_no_figure_or_lies_elsewhere() -> None:
    parts = raid("p", 30, part_of="whole"), raid("q", 20, part_of="whole")
    assert bounds(counted(raid("whole", None), *parts)) == (50, 50, 50)
    assert counted(raid("whole", 100, **at(BOISE)), *parts, where="Ohio").best == 50
    assert counted(raid("whole", None), *parts, measure="incidents", having="persons_arrested").best == 1


def test_parts_of_each_other_are_counted_for_themselves() -> None:
    assert counted(raid("a", part_of="b"), raid("b", part_of="a")).best == 80


@pytest.mark.parametrize(
    ("facts", "total", "told"),
    [
        ({"low": None, "best": None, "high": 12}, (0, 0, 12), "no source states a lower bound"),
        ({"low": 24, "best": None, "high": None}, (24, 24, None), "no best figure: in best at the lowest"),
        ({"low": 20, "best": 20, "high": None}, (20, 20, None), "no source states an upper bound"),
    ],
    ids=["up to 12", "dozens", "at least 20"],
)
def test_what_no_source_states_is_told(facts: dict[str, Any], total: tuple[Any, ...], told: str) -> None:
    found = counted(incident(findings=(finding(**facts),)))
    assert bounds(found) == total
    assert any(told in line for line in found.missing)


def test_an_excluded_bound_leaves_the_total_open() -> None:
    over = incident(id="b", findings=(finding(low=300, low_open=True, best=300, high=None),))
    found = counted(raid("a"), over)
    assert (found.low, found.low_open, found.high) == (340, True, None)


def test_the_figure_without_group_as_of_the_last_day_counts() -> None:
    told = (
        finding(low=3, best=3, high=3, group="children"),
        finding(low=20, best=20, high=20, as_of="2021-03-09"),
        finding(low=25, best=25, high=25, as_of="2021-03-11"),
        finding(low=900, best=900, high=900, standing="projected"),
    )
    assert counted(incident(findings=told)).best == 25
    assert counted(incident(findings=told), group="children").best == 3


def test_incidents_are_counted_by_what_they_have() -> None:
    nobody = finding(measure="persons_killed", low=0, best=0, high=0)
    some = finding(measure="persons_killed", low=0, best=2, high=2)
    told = [shot("a"), shot("b", findings=(nobody,)), shot("c", findings=()), shot("d", findings=(some,))]
    found = counted(*told, measure="incidents", having="persons_killed")
    assert bounds(found) == (1, 2, 2)
    assert (found.incidents, found.unit) == (("a", "d"), "incident")
    assert counted(*told, measure="incidents").best == 4


def test_a_type_a_family_and_what_is_told_in_general_words() -> None:
    told = [shot("a"), shot("b", type="deadly_event"), shot("c", type="flood"), raid("d")]
    found = counted(*told, measure="incidents", type="shooting")
    assert (found.incidents, found.perhaps) == (
        ("a",),
        (("b", "of a kind that is told in general words only"),),
    )
    assert counted(*told, measure="incidents", type="deadly_event").best == 3


@pytest.mark.parametrize(
    ("asked", "lies"),
    [
        ("Dayton, Ohio", "in"),
        ("Ohio", "in"),
        ("United States", "in"),
        ("Dayton, Nevada", "out"),
        ("Toledo, Ohio", "out"),
        ("Idaho", "out"),
        ("Mexico", "out"),
        ("Montgomery County, Ohio", "perhaps"),
    ],
)
def test_a_place_lies_in_what_holds_it(asked: str, lies: str) -> None:
    found = counted(raid("a"), where=asked)
    assert found.best == (40 if lies == "in" else 0)
    assert bool(found.perhaps) == (lies == "perhaps")


@pytest.mark.parametrize(
    ("places", "asked", "best", "why"),
    [
        ((OHIO,), "Dayton, Ohio", 0, "placed less exactly than asked"),
        ((USA,), "Ohio", 0, "placed less exactly than asked"),
        ((), "Ohio", 0, "without a place"),
        ((OHIO, DAYTON), "Dayton, Ohio", 40, None),
        ((OHIO, DAYTON, TOLEDO), "Dayton, Ohio", 0, "placed less exactly than asked"),
        ((USA, DAYTON), "Dayton, Ohio", 40, None),
        ((BOISE, DAYTON), "Dayton, Ohio", 0, "told of this place behind another"),
    ],
    ids=[
        "state",
        "country",
        "nowhere",
        "a town of its state",
        "two towns of it",
        "a town of a country",
        "second place",
    ],
)
def test_an_inexact_place_is_told_and_not_counted(
    places: tuple[Any, ...], asked: str, best: int, why: str | None
) -> None:
    found = counted(raid("a", places=places), where=asked)
    assert (found.best, found.perhaps) == (best, (("a", why),) if why else ())
    assert [why in line for line in found.missing] == ([True] if why else [])


@pytest.mark.parametrize(
    ("start", "end", "precision", "asked", "lies"),
    [
        ("2021-03-09", "2021-03-09", "day", "2021-03", "in"),
        ("2021-03-09", "2021-03-09", "day", "March 2021", "in"),
        ("2021-03-09", "2021-03-09", "day", "2021-03-10..", "out"),
        ("2021-03-09", "2021-03-09", "day", "..2021-03-08", "out"),
        ("2020-12-30", "2021-01-02", "day", "2020", "in"),
        ("2020-12-30", "2021-01-02", "day", "2021", "out"),
        ("2021-01-01", "2021-12-31", "year", "2021", "in"),
        ("2021-01-01", "2021-12-31", "year", "2021-03", "perhaps"),
        ("2021-01-01", "2021-12-31", "year", "2020", "out"),
        (None, None, "unknown", "2021", "perhaps"),
    ],
)
def test_a_day_lies_in_its_interval(start: str | None, end: str | None, precision: str, asked: str, lies: str) -> None:
    found = counted(raid("a", start=start, end=end, date_precision=precision), when=asked)
    assert found.best == (40 if lies == "in" else 0)
    assert bool(found.perhaps) == (lies == "perhaps") == bool(found.missing)


@pytest.mark.parametrize(
    ("limits", "reference"),
    [
        ({"measure": "minimum_age"}, "measure-without-sum"),
        ({"measure": "criminal_share"}, "measure-without-sum"),
        ({"measure": "homicides_of_a_period"}, "measure-of-no-incident"),
        ({"measure": "tea"}, "measure-unknown"),
        ({"having": "persons_killed"}, "having-of-figures"),
        ({"measure": "incidents", "having": "tea"}, "measure-unknown"),
        ({"type": "tea"}, "type-unknown"),
        ({"where": "Nowhereville, Ohio"}, "place-unknown"),
        ({"where": "Europe"}, "place-unknown"),
        ({"where": ""}, "place-unknown"),
        ({"when": "soon"}, "time-unknown"),
        ({"when": "2015 and a half"}, "time-unknown"),
        ({"when": "2015-13"}, "time-unknown"),
        ({"when": ""}, "time-unknown"),
        ({"when": "2016..2015"}, "time-backwards"),
    ],
    ids=lambda v: str(v),
)
def test_what_makes_no_sense_is_refused(limits: dict[str, str], reference: str) -> None:
    with pytest.raises(RefusedError) as refused:
        counted(raid("a"), **limits)
    assert refused.value.reference == reference


def test_the_name_of_a_measure_is_told_to_whoever_writes_its_label() -> None:
    with pytest.raises(RefusedError) as refused:
        counted(raid("a"), measure="killed")
    assert refused.value.hint == "write persons_killed"


def test_units_are_never_mixed() -> None:
    paid = [incident(id=unit, findings=(finding(measure="settlement_amount", unit=unit),)) for unit in ("usd", "eur")]
    with pytest.raises(RefusedError, match=r"eur \(1\), usd \(1\)"):
        counted(*paid, measure="settlement_amount")
    assert counted(paid[0], measure="settlement_amount").unit == "usd"


def test_a_count_at_one_time_is_told_to_be_one() -> None:
    held = [incident(id=i, findings=(finding(measure="persons_in_custody"),)) for i in "ab"]
    assert any("counted in each" in line for line in counted(*held, measure="persons_in_custody").missing)


@st.composite
def records(draw: st.DrawFn) -> list[Incident]:
    """Up to seven incidents of one year with figures of all sorts, some parts of others."""
    found: list[Incident] = []
    for k in range(draw(st.integers(0, 7))):
        low = draw(st.none() | st.integers(0, 9))
        best = draw(st.none() | st.integers(low or 0, 12))
        high = draw(st.none() | st.integers(max(low or 0, best or 0), 20))
        day = (date(2021, 1, 1) + timedelta(draw(st.integers(0, 364)))).isoformat()
        facts: dict[str, Any] = {"start": day, "end": day, "part_of": draw(st.none() | st.sampled_from("0123456"))}
        facts["places"] = draw(st.sampled_from([(DAYTON,), (TOLEDO,), (BOISE,), (OHIO, DAYTON), (USA,), ()]))
        told = (finding(low=low, best=best, high=high),) if draw(st.booleans()) else ()
        found.append(incident(id=str(k), findings=told, **facts))
    return found


@given(records(), st.sampled_from([None, "Ohio", "Dayton, Ohio"]), st.sampled_from(["persons_arrested", "incidents"]))
def test_low_best_and_high_stand_in_order(told: list[Incident], where: str | None, measure: str) -> None:
    found = counted(*told, measure=measure, where=where, having="persons_arrested" if measure == "incidents" else None)
    assert found.low <= found.best
    assert found.high is None or found.best <= found.high
    assert len(set(found.incidents)) == len(found.incidents)
    assert not set(found.incidents) & {i for i, _ in found.perhaps}


@given(records(), st.integers(1, 363))
def test_a_count_over_intervals_that_share_no_day_adds_up(told: list[Incident], cut: int) -> None:
    # what lies in another time than its whole is counted by itself, so parts are left out here
    told = [replace(i, part_of=None) for i in told]
    day = date(2021, 1, 1) + timedelta(cut)
    whole = counted(*told, when="2021")
    parts = [counted(*told, when=f"2021-01-01..{day}"), counted(*told, when=f"{day + timedelta(1)}..2021-12-31")]
    assert whole.best == sum(p.best for p in parts)
    assert whole.low == sum(p.low for p in parts)
    highs = [p.high for p in parts]
    assert whole.high == (None if None in highs else sum(h for h in highs if h is not None))
    assert sorted(whole.incidents) == sorted(i for p in parts for i in p.incidents)


@given(records(), st.randoms())
def test_the_order_of_incidents_changes_no_total(told: list[Incident], chance: Any) -> None:
    other = list(told)
    chance.shuffle(other)
    assert bounds(counted(*told)) == bounds(counted(*other))


SHOOTING = "Two people were killed and three were wounded in a shooting in Toledo, Ohio, on 4 May 2021, police said."


def test_a_copy_changes_nothing(ledger_url: str, opened: Any) -> None:
    ledger: Ledger = opened(ledger_url)
    ledger.add(pile())
    before = count(ledger, "persons_arrested", where="Ohio", when="March 2021")
    assert before.best >= 40
    ledger.add([replace(pile()[0], id="again", publisher="Toledo Evening Star", title="Raid, again", view="")])
    after = count(ledger, "persons_arrested", where="Ohio", when="March 2021")
    assert (bounds(after), after.incidents) == (bounds(before), before.incidents)


def test_an_incident_without_a_day_is_dated_by_its_first_report_and_not_sure(opened: Any, tmp_path: Any) -> None:
    ledger: Ledger = opened(tmp_path / "l.db")
    text = SHOOTING.replace(" on 4 May 2021", "")
    ledger.add([report(text, id="a", title="Shooting", published="2021-05-06")])
    (told,) = ledger.incidents()
    assert told.start is None
    found = count(ledger, "persons_killed", where="Ohio", when="May 2021")
    assert bounds(found) == (0, 2, 2)
    assert "dated by the first report" in found.missing[0]
    assert count(ledger, "persons_killed", when="2020").best == 0


def test_of_an_operation_in_many_places_only_what_is_told_of_one_is_counted(opened: Any, tmp_path: Any) -> None:
    ledger: Ledger = opened(tmp_path / "l.db")
    text = (
        "Federal agents arrested 2,000 people in raids in 24 cities in August 2020, the agency said. "
        "Of the 2,000 arrests, Los Angeles had 300, and 125 were in Texas."
    )
    ledger.add([report(text, id="a", title="Raids", published="2020-09-02")])
    assert count(ledger, "persons_arrested", where="United States").best == 2000
    found = count(ledger, "persons_arrested", where="California")
    assert (bounds(found), found.parts[0].of_part) == ((300, 300, 300), True)
    assert count(ledger, "persons_arrested", where="Texas").best == 125


def test_reports_that_are_recalled_do_not_date_what_they_recall() -> None:
    recalled = raid("a", start=None, end=None, reports=(ReportWeight("unknown", 1, False),))
    assert counted(recalled, when="2021").perhaps == (("a", "without a date"),)


CHICAGO = place(
    text="Chicago", name="Chicago", id="geonames:4887398", admin1="Illinois", admin1_code="IL", lat=41.85, lon=-87.65
)
ROGERS_PARK = place(
    text="Rogers Park",
    name="Rogers Park",
    id="geonames:4908033",
    admin1="Illinois",
    admin1_code="IL",
    lat=42.01,
    lon=-87.67,
)


def test_a_quarter_told_of_with_its_town_lies_in_it() -> None:
    assert counted(raid("a", places=(ROGERS_PARK, CHICAGO)), where="Chicago, Illinois").best == 40
    assert counted(raid("a", places=(ROGERS_PARK,)), where="Chicago, Illinois").best == 0


def test_a_quarter_in_brackets_is_asked_for_with_its_town() -> None:
    assert counted(raid("a", places=(ROGERS_PARK,)), where="Chicago (Rogers Park), Illinois").best == 40
