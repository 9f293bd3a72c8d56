"""S10, displacement and shelter: stocks with the day that they are of, and room for people is no people."""

from __future__ import annotations

from pathlib import Path

from tests.systems.reading import finding, incidents_of, report, tell

SHELTERS = (
    "As of Tuesday, 5,100 people were staying in shelters across Terrebonne Parish, Louisiana, the parish president "
    "said. On Friday morning the Red Cross counted nearly 3,400 people in the shelters. The flood had driven them from "
    "their homes on May 8."
)
# beds made ready for thousands who did not come
ROOM = (
    "Terrebonne Parish, Louisiana, opened shelters with room for nearly 8,000 people before the storm came ashore on "
    "Saturday. Only 12 people took shelter there, the parish president said. The storm damaged 30 houses."
)


def test_a_stock_is_as_of_its_day():
    told = tell(SHELTERS)
    told.expect("5,100", measure="persons_sheltered", best=5100, as_of="2021-05-11", speaker="parish president")


def test_people_counted_in_the_shelters_are_sheltered():
    told = tell(SHELTERS)
    told.expect(
        "nearly 3,400",
        measure="persons_sheltered",
        low=None,
        high=3400,
        best=3400,
        qualifier="nearly",
        when=("2021-05-14", "2021-05-14"),
        speaker="Red Cross",
    )


def test_the_latest_stock_is_the_finding(tmp_path: Path):
    (flood,) = [i for i in incidents_of(tmp_path, report(SHELTERS)) if i.findings]
    sheltered = finding(flood, "persons_sheltered")
    assert (sheltered.best, sheltered.high) == (3400, 3400)


def test_a_capacity_is_planned():
    tell(ROOM).expect("nearly 8,000", standing="planned", qualifier="nearly")


def test_room_for_people_is_no_people(tmp_path: Path):
    told = tell(ROOM)
    told.expect("12", measure="persons_sheltered", best=12, standing="asserted")
    told.expect("30", measure="homes_damaged", best=30)
    record = incidents_of(tmp_path, report(ROOM))
    sheltered = [
        f.best for i in record for f in i.findings if (f.measure, f.standing) == ("persons_sheltered", "asserted")
    ]
    assert sheltered == [12]


def test_a_storm_storms_no_plant(tmp_path: Path):
    assert [i.type for i in incidents_of(tmp_path, report(ROOM)) if i.type == "enforcement_operation"] == []
