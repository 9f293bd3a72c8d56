"""S3, operations in many cities: a part is no rival of the total and is never added to it; shares are checked."""

from __future__ import annotations

from pathlib import Path

from tests.systems.reading import MONDAY, bounds, check, finding, incidents_of, only, report, tell

CITIES = (
    "U.S. Immigration and Customs Enforcement arrested 1,840 people in 19 cities during a three-week operation that "
    "ended on Thursday, the agency said. Phoenix alone saw 260 arrests, and 140 people were arrested in Denver. "
    "Approximately 82 percent of those arrested had criminal convictions or pending charges. Agents also made some 330 "
    "collateral arrests."
)
# two cities, two figures, no whole that either is a part of
APART = (
    "Police in Phoenix arrested 260 people at a street race on Saturday night. In a separate case, police in Denver "
    "arrested 140 people at a warehouse party on Sunday. Neither department knew of the other's plans, officials said."
)


def test_cities_are_parts_of_the_total():
    told = tell(CITIES)
    total = told.expect("1,840", measure="persons_arrested", best=1840, scope="incident", part_of=None)
    told.expect("19", measure="places_affected", best=19, scope="incident")
    told.expect("260", measure="persons_arrested", best=260, scope="part", part_of=total.id, where="Phoenix")
    told.expect("140", measure="persons_arrested", best=140, scope="part", part_of=total.id, where="Denver")
    told.expect("some 330", measure="collateral_arrests", best=330, qualifier="about")
    told.unmeasured("three")


def test_a_total_over_cities_is_told_of_none_of_them():
    tell(CITIES).expect("1,840", where={None, "United States"})


def test_a_share_names_what_it_is_a_share_of():
    row = tell(CITIES).expect("Approximately 82 percent", measure="criminal_share", best=82, unit="percent")
    assert row.of is not None
    assert "arrested" in row.of


def test_the_total_stands_alone_and_the_share_is_checked(tmp_path: Path):
    operation = only(incidents_of(tmp_path, report(CITIES)), "enforcement_operation")
    assert bounds(operation, "persons_arrested") == (1840, 1840, 1840)
    assert finding(operation, "persons_arrested").verdict == "single"
    # 18 of 100 of 1,840 are 331
    assert check(operation, "collateral_arrests", "criminal_share") in ("holds", "tight")


def test_arrests_in_two_cities_make_no_whole(tmp_path: Path):
    told = tell(APART, published=MONDAY)
    told.expect("260", measure="persons_arrested", scope="incident", part_of=None)
    told.expect("140", measure="persons_arrested", scope={"incident", "other"}, part_of=None)
    record = incidents_of(tmp_path, report(APART, published=MONDAY))
    arrests = sorted((i.start, finding(i, "persons_arrested").best) for i in record)
    assert arrests == [("2021-05-15", 260), ("2021-05-16", 140)]
