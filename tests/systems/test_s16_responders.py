"""S16, responders: aid given and needs, as incidents of their own beside the raid."""

from __future__ import annotations

from pathlib import Path

from tests.systems.reading import bounds, incidents_of, measures, only, report, tell

AID = (
    "Agents raided a meatpacking plant near Morristown, Tennessee, on Wednesday and arrested 97 workers. On Thursday a "
    "gym in the town opened its doors to their children, and neighbors donated food, bedding and $12,000. A legal-aid "
    "hotline set up by four churches took 300 calls in one day, its organizers said."
)
# a hotline for tips: nobody is helped
TIPS = (
    "Agents raided a furniture warehouse in High Point, North Carolina, on Monday and arrested 64 people. They came after "
    "300 calls to a hotline that the agency runs for tips, a spokesman said. The warehouse has been closed since."
)


def test_gifts_and_calls_are_no_figures_of_the_raid():
    told = tell(AID)
    told.expect("97", measure="persons_arrested", scope="incident", when=("2021-05-12", "2021-05-12"))
    told.expect("$12,000", measure=None, unit="usd", best=12000)
    told.expect("300", measure=None, unit="call", best=300, directness="indirect")
    told.unmeasured("four")


def test_its_organizers_are_named_as_speakers():
    tell(AID).expect("300", speaker="organizers", cue="said")


def test_aid_is_an_incident_of_its_own(tmp_path: Path):
    record = incidents_of(tmp_path, report(AID))
    raid, aid = only(record, "enforcement_operation"), only(record, "aid")
    assert bounds(raid, "persons_arrested") == (97, 97, 97)
    assert measures([raid]) == {"persons_arrested"}
    assert (raid.start, aid.start) == ("2021-05-12", "2021-05-13")


def test_a_hotline_for_tips_is_no_aid(tmp_path: Path):
    told = tell(TIPS)
    told.expect("64", measure="persons_arrested", best=64, scope="incident")
    told.expect("300", measure=None, unit="call", speaker="spokesman")
    assert told.mentions("aid") == []
    assert [i for i in incidents_of(tmp_path, report(TIPS)) if i.type == "aid"] == []
