"""S2, custody flow: arrest, release with a monitor or transfer, deportation, with the check that nobody is made up."""

from __future__ import annotations

import re
from pathlib import Path

from sayso.reviewing.settings import Settings
from tests.reviewing.visiting import said, visiting
from tests.systems.reading import bounds, check, incidents_of, ledger_of, measures, only, report, tell

FLOW = (
    "Immigration and Customs Enforcement arrested 146 people at two plant nurseries near Sandusky, Ohio, on June 8. By "
    "nightfall 58 of them had been released with ankle monitors and told to appear before a judge in August. Buses took "
    "71 others to a county jail in Youngstown. Nine have since been deported, the agency said on Friday."
)
# pages are released and files transferred: more of them than there were arrests, and nothing to check
FILES = (
    "The sheriff's office in Sandusky, Ohio, released 58 pages of records on Friday about its dealings with immigration "
    "officers. It also transferred 71 case files to the county prosecutor. Deputies made 12 arrests in those cases "
    "between January and May."
)


def test_each_stage_of_custody_has_its_own_measure():
    told = tell(FLOW, published="2021-06-25")
    told.expect("146", measure="persons_arrested", best=146, scope="incident", when=("2021-06-08", "2021-06-08"))
    told.expect("58", measure="persons_released", best=58)
    told.expect("71", measure="persons_transferred", best=71, scope="incident")
    told.expect("Nine", measure="persons_deported", low=9, high=9, best=9, scope="incident", speaker="the agency")


def test_a_release_is_of_the_raid_and_not_of_the_hearing_to_come():
    told = tell(FLOW, published="2021-06-25")
    told.expect("58", scope="incident", incident=told.row("146").incident, when={None, ("2021-06-08", "2021-06-08")})


def test_no_more_are_released_and_transferred_than_were_arrested(tmp_path: Path):
    raid = only(incidents_of(tmp_path, report(FLOW, published="2021-06-25")), "enforcement_operation")
    assert bounds(raid, "persons_arrested") == (146, 146, 146)
    assert bounds(raid, "persons_released") == (58, 58, 58)
    assert bounds(raid, "persons_transferred") == (71, 71, 71)
    assert check(raid, "persons_arrested", "persons_released", "persons_transferred") == "holds"


def test_the_remainder_is_shown_as_unknown(tmp_path: Path):
    with ledger_of(tmp_path, report(FLOW, published="2021-06-25")) as ledger:
        (raid,) = [i for i in ledger.incidents() if any(f.measure == "persons_transferred" for f in i.findings)]
    with visiting(Settings(str(tmp_path / "ledger.db"))) as visitor:
        visitor.come_in()
        shown = said(visitor.get(f"/incidents/{raid.id}"))
    assert re.search(r"\bunknown\s+(?:0 to )?17\b", shown)


def test_released_pages_and_transferred_files_are_no_people(tmp_path: Path):
    told = tell(FILES)
    told.unmeasured("58")
    told.unmeasured("71")
    told.expect("12", measure="persons_arrested", best=12)
    record = incidents_of(tmp_path, report(FILES))
    assert not {"persons_released", "persons_transferred"} & measures(record)
    assert [c for i in record for c in i.checks if c.status in ("fails", "tight")] == []
