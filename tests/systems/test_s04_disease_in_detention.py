"""S4, disease in detention: counts that grow with the days, and thresholds per centre apart from totals."""

from __future__ import annotations

from pathlib import Path

from tests.systems.reading import bounds, incidents_of, measures, only, report, tell

OUTBREAK = (
    "By May 6, 412 people held in the state's immigration jails had tested positive for the coronavirus, the health "
    "department said. By May 13 the number of cases had risen to 487. Five detainees have died of the disease since the "
    "outbreak began. Eleven centers have reported more than 20 cases each."
)
# cases of a court in a year of disease
DOCKET = (
    "The immigration court in Harlingen, Texas, had 412 cases on its docket on May 6 and 487 a week later. Eleven "
    "judges hear more than 20 cases each on a busy day. The court reopened in April after a year of pandemic closures."
)


def test_cumulative_counts_have_their_days():
    told = tell(OUTBREAK)
    told.expect(
        "412", measure="disease_cases", best=412, when=("2021-05-06", "2021-05-06"), speaker="the health department"
    )
    told.expect("Five", measure="disease_deaths", best=5, scope="incident")
    told.expect("487", measure="disease_cases", best=487, when=("2021-05-13", "2021-05-13"), scope="incident")


def test_a_count_by_a_day_is_as_of_that_day():
    told = tell(OUTBREAK)
    told.expect("412", as_of="2021-05-06")
    told.expect("487", as_of="2021-05-13")


def test_a_count_that_has_risen_is_running():
    tell(OUTBREAK).expect("487", counter="running")


def test_a_threshold_per_centre_is_no_total():
    told = tell(OUTBREAK)
    told.expect("Eleven", measure="facilities_affected", best=11)
    told.expect("more than 20", measure=None, per="facility", low=20, high=None, qualifier="more_than", unit="case")


def test_the_latest_count_is_the_finding(tmp_path: Path):
    outbreak = only(incidents_of(tmp_path, report(OUTBREAK)), "disease_outbreak")
    assert bounds(outbreak, "disease_cases") == (487, 487, 487)
    assert bounds(outbreak, "disease_deaths") == (5, 5, 5)


def test_cases_on_a_docket_are_no_disease(tmp_path: Path):
    told = tell(DOCKET)
    for figure in ("412", "487", "Eleven", "20"):
        told.unmeasured(figure)
    told.expect("487", per=None)
    assert told.mentions("border_incident") == []
    assert not {"disease_cases", "facilities_affected"} & measures(incidents_of(tmp_path, report(DOCKET)))


GROWN = (
    "The outbreak of influenza at a prison in Omaha, Nebraska, has grown to 58 cases as of Wednesday, the warden said. "
    "Two inmates have died, including a 61-year-old man on Monday."
)
SUED = "Families sued the mine on Monday over a collapse that killed 12 in March."


def test_who_died_in_an_outbreak_is_of_the_outbreak():
    told = tell(GROWN)
    told.expect("Two", incident=told.row("58").incident)


def test_what_a_suit_is_about_is_not_of_its_day():
    (collapse,) = tell(SUED).mentions("accident")
    assert (collapse.begin, collapse.finish) == ("2021-03-01", "2021-03-31")
