"""S1, enforcement operations: what happened, when, where, by whom, at whose plants, with which figures."""

from __future__ import annotations

from pathlib import Path

from tests.systems.reading import incidents_of, only, report, tell

RAID = (
    "Federal agents raided four meatpacking plants in and around Ottumwa, Iowa, on Wednesday and arrested 118 workers, "
    "U.S. Immigration and Customs Enforcement said. About 150 agents took part in the operation, which reached three "
    "towns. The plants belong to Harlan Prime Foods, which employs 2,300 people in the state. The company said that it "
    "was cooperating with the authorities."
)
# money is raided, people vote and watch: nobody is arrested
RESERVE = (
    "Lawmakers raided the state's school reserve on Wednesday to close a gap in the budget. They moved $40 million into "
    "the general fund, and 118 of the 150 members voted for it. Teachers from three towns watched from the gallery."
)


def test_an_operation_is_read_with_its_figures():
    told = tell(RAID)
    told.expect("four", measure="sites_raided", low=4, high=4, best=4, scope="incident", unit="site")
    told.expect(
        "118",
        measure="persons_arrested",
        low=118,
        high=118,
        best=118,
        qualifier="exact",
        counted="workers",
        scope="incident",
        standing="asserted",
        speaker="Immigration and Customs Enforcement",
        directness="indirect",
        when=("2021-05-12", "2021-05-12"),
        where="Ottumwa",
    )
    told.expect("About 150", measure="agents_deployed", low=None, high=None, best=150, qualifier="about")
    told.expect("three", measure="places_affected", best=3, unit="place", scope="incident")
    told.expect("2,300", measure="workforce_size", best=2300, unit="person", scope={"background", "part"})


def test_an_operation_is_an_incident_with_day_place_and_agency(tmp_path: Path):
    raid = only(incidents_of(tmp_path, report(RAID)), "enforcement_operation")
    assert (raid.start, raid.end, raid.date_precision) == ("2021-05-12", "2021-05-12", "day")
    assert "Ottumwa" in {p.name for p in raid.places}
    assert ("ICE", "agency") in {(a.name, a.role) for a in raid.actors}


def test_the_owner_of_the_plants_is_an_actor_as_employer(tmp_path: Path):
    raid = only(incidents_of(tmp_path, report(RAID)), "enforcement_operation")
    assert {a.name: a.role for a in raid.actors}.get("Harlan Prime Foods") == "employer"


def test_a_raid_on_a_reserve_fund_is_no_operation():
    told = tell(RESERVE)
    assert told.mentions("enforcement_operation") == []
    told.unmeasured("118")
    told.unmeasured("150")
    told.unmeasured("three")
