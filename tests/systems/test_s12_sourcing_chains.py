"""S12, sourcing chains: speaker, relay and publisher are kept apart, and agreement counts origins, not pages."""

from __future__ import annotations

from pathlib import Path

from tests.systems.reading import finding, incidents_of, only, report, tell

CHAIN = (
    "ICE officials told the Valley Courier that 85 people had been detained in a raid on a cannery in Salinas, "
    "California, on Tuesday. According to a lawsuit filed on Thursday by the Plains Legal Center, 12 of them are U.S. "
    "citizens. It has been reported that agents also took away three managers."
)
FIRST_HAND = (
    "Immigration agents raided a cannery in Salinas, California, on Tuesday. ICE officials said on Wednesday that 85 "
    "people had been detained. Many of their cars still stood in the lot at nightfall."
)
# the paper's presses are raided: it is a place here and no source
PRESSES = (
    "Immigration agents arrested 85 people on Tuesday in a raid on the printing plant of the Valley Courier in Salinas, "
    "California. Drivers for the newspaper watched from the parking lot. The plant also prints a weekly for farm "
    "workers."
)
PRESSES_AGAIN = (
    "Eighty-five people were detained on Tuesday when federal agents raided a printing plant in Salinas, "
    "California. Our photographer stood at the gate for six hours and counted them onto the buses."
)


def test_speaker_and_relay_are_kept_apart():
    told = tell(CHAIN, publisher="Coast Daily", ident="daily")
    told.expect(
        "85",
        measure="persons_arrested",
        speaker="ICE officials",
        speaker_role="official",
        via="Valley Courier",
        directness="indirect",
    )
    told.expect("12", speaker_role="lawyer", medium="filing", directness="indirect", via=None)
    told.expect("three", speaker=None, directness="indirect")


def test_who_filed_a_lawsuit_speaks_in_it():
    tell(CHAIN).expect("12", speaker="Plains Legal Center")


def test_the_day_of_a_lawsuit_is_not_that_of_what_it_tells():
    told = tell(CHAIN)
    told.expect("12", scope="part", incident=told.row("85").incident)


def test_a_page_that_relays_adds_no_origin(tmp_path: Path):
    relayed = report(CHAIN, publisher="Coast Daily", ident="daily")
    raid = only(incidents_of(tmp_path, report(FIRST_HAND), relayed), "enforcement_operation")
    assert {r.report for r in raid.reports} == {"courier", "daily"}
    arrested = finding(raid, "persons_arrested")
    assert (arrested.best, len(arrested.origins)) == (85, 1)
    assert len(arrested.origins[0].claims) == 2


def test_a_newspaper_that_is_raided_is_no_source(tmp_path: Path):
    told = tell(PRESSES, publisher="Coast Daily", ident="daily")
    told.expect("85", measure="persons_arrested", speaker=None, via=None, directness="own", cue=None)
    other = report(PRESSES_AGAIN, publisher="Monterey Sun", ident="sun")
    record = incidents_of(tmp_path, report(PRESSES, publisher="Coast Daily", ident="daily"), other)
    arrested = finding(only(record, "enforcement_operation"), "persons_arrested")
    assert (arrested.best, arrested.verdict, len(arrested.origins)) == (85, "agree", 2)
