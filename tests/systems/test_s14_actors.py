"""S14, actors: one agency under all its names and misnamings, and no other that only looks like it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.systems.reading import MONDAY, incidents_of, only, report, tell

NAMES = (
    "U.S. Immigration and Customs Enforcement raided a roofing company in Tulsa, Oklahoma, on Monday and arrested 52 men. "
    "ICE said that the company had been under investigation for a year. The mayor, who spoke of the Immigrations and "
    "Customs Enforcement, asked the agency for a list of the names."
)
# a train of that name
TRAIN = (
    "German police arrested 14 soccer fans on Saturday aboard an ICE train between Cologne and Frankfurt. The ICE was "
    "held at Limburg for two hours. The railway said that nobody else was delayed."
)


def test_one_agency_under_three_names(tmp_path: Path):
    raid = only(incidents_of(tmp_path, report(NAMES)), "enforcement_operation")
    assert [(a.name, a.role) for a in raid.actors] == [("ICE", "agency")]


def test_arrests_on_a_train_are_no_operation(tmp_path: Path):
    told = tell(TRAIN, published=MONDAY)
    told.expect("14", measure="persons_arrested", best=14, scope="incident", when=("2021-05-15", "2021-05-15"))
    record = incidents_of(tmp_path, report(TRAIN, published=MONDAY))
    assert [i.type for i in record if i.findings] == ["arrests"]


def test_a_fast_train_is_no_agency(tmp_path: Path):
    record = incidents_of(tmp_path, report(TRAIN, published=MONDAY))
    assert "ICE" not in {a.name for i in record for a in i.actors}


ALLIANCE = (
    "The Cascade Workers' Alliance (CWA) called for a strike after agents raided Harlow Linen Inc. in Yakima, Washington, "
    "on Monday and arrested 40 people. CWA said that two of them were hurt. Harlow, which cleans for hotels, said nothing."
)
SHORT = "Immigration agents raided Harlow Linen in Yakima, Washington, on Monday and arrested 40 people, CWA said."
ELSEWHERE = (
    "The Canyon Water Authority (CWA) said that a dam broke near Moab, Utah, on Monday and that 12 people were killed."
)


def test_acronyms_and_legal_forms_are_names_of_one_actor(tmp_path: Path):
    raid = only(incidents_of(tmp_path, report(ALLIANCE, published=MONDAY)), "enforcement_operation")
    assert {(a.name, a.role): a.aliases for a in raid.actors} == {
        ("Cascade Workers' Alliance", "organisation"): ("CWA",),
        ("Harlow Linen", "employer"): ("Harlow Linen Inc",),
    }


def test_an_acronym_of_one_incident_is_another_actor_elsewhere(tmp_path: Path):
    reports = [
        report(text, published=MONDAY, ident=str(k), publisher=f"Paper {k}")
        for k, text in enumerate((ALLIANCE, SHORT, ELSEWHERE))
    ]
    record = incidents_of(tmp_path, *reports)
    (raid,) = [i for i in record if len(i.reports) == 2]
    (flood,) = [i for i in record if i is not raid]
    assert [a.name for a in raid.actors if "CWA" in (a.name, *a.aliases)] == ["Cascade Workers' Alliance"]
    assert [a.name for a in flood.actors] == ["Canyon Water Authority"]


MISNAMED = {
    "Immigration Customs and Enforcement arrested 12 people in Tulsa, Oklahoma, on Monday.": "ICE",
    "Immigation and Customs Enforcement arrested 12 people in Tulsa, Oklahoma, on Monday.": "ICE",
    "The Department of Homeland Securities arrested 12 people in Tulsa, Oklahoma, on Monday.": "DHS",
}


@pytest.mark.parametrize("text", MISNAMED)
def test_a_misnamed_agency_is_that_agency(text: str, tmp_path: Path):
    (raid,) = incidents_of(tmp_path, report(text, published=MONDAY))
    assert [a.name for a in raid.actors] == [MISNAMED[text]]


CALLED = {
    "The Lake Search Agency, known as Sarna, rescued 12 people at Omaha on Monday. Sarna said two were hurt.": (
        "Lake Search Agency",
        ("Sarna",),
    ),
    "The Plains Rescue Agency, or PRA, saved 12 people at Omaha on Monday.": ("Plains Rescue Agency", ("PRA",)),
    "Agents raided the Plains Health Department on Monday and arrested 12 people.": ("Plains Health Department", ()),
}


@pytest.mark.parametrize("text", CALLED)
def test_an_actor_has_its_own_name_and_what_the_report_calls_it_too(text: str, tmp_path: Path):
    (told,) = incidents_of(tmp_path, report(text, published=MONDAY))
    assert CALLED[text] in [(a.name, a.aliases) for a in told.actors]
