"""S5, children and caregivers: observed, projected and hypothetical figures stand apart and are never merged."""

from __future__ import annotations

from pathlib import Path

from tests.systems.reading import bounds, finding, incidents_of, only, report, tell

CHILDREN = (
    "Agents raided a tire plant in Laurel, Mississippi, on Wednesday and arrested 96 workers. At least 140 children "
    "stayed away from school the next day, the district's superintendent said. The county's child welfare office warned "
    "that up to 310 children could enter foster care. If every plant in the county were raided, a union organizer said, "
    "2,000 children would come home to empty houses."
)
# "could confirm" is no forecast, and who enters kindergarten enters no care
COULD_CONFIRM = (
    "Agents raided a tire plant in Laurel, Mississippi, on Wednesday and arrested 96 workers. By noon the next day the "
    "district's superintendent could confirm that 140 children had not come to school. Last fall 310 children entered "
    "the district's kindergartens, the most in ten years."
)


def test_three_standings_of_children():
    told = tell(CHILDREN)
    told.expect(
        "At least 140",
        measure="children_affected",
        standing="asserted",
        qualifier="at_least",
        low=140,
        high=None,
        best=140,
        speaker="superintendent",
    )
    told.expect(
        "up to 310",
        measure="children_affected",
        standing="projected",
        qualifier="at_most",
        low=None,
        high=310,
        best=310,
        speaker="child welfare office",
    )


def test_what_would_follow_from_an_if_is_hypothetical():
    tell(CHILDREN).expect("2,000", standing="hypothetical", speaker="union organizer")


def test_the_next_day_is_that_after_the_raid():
    tell(CHILDREN).expect("At least 140", scope="incident", when=("2021-05-13", "2021-05-13"))


def test_standings_are_never_merged(tmp_path: Path):
    raid = only(incidents_of(tmp_path, report(CHILDREN)), "enforcement_operation")
    assert bounds(raid, "children_affected") == (140, 140, None)
    projected = finding(raid, "children_affected", "projected")
    assert (projected.low, projected.high) == (None, 310)
    assert 2000 not in {v for f in raid.findings for v in (f.low, f.best, f.high)}


def test_what_somebody_could_confirm_is_no_forecast(tmp_path: Path):
    told = tell(COULD_CONFIRM)
    told.expect("140", measure="children_affected", standing="asserted", best=140, speaker="superintendent")
    raid = only(incidents_of(tmp_path, report(COULD_CONFIRM)), "enforcement_operation")
    assert bounds(raid, "children_affected") == (140, 140, 140)


def test_who_enters_kindergarten_is_not_affected():
    tell(COULD_CONFIRM).expect("310", measure=None, standing="asserted")
