"""What a reader understands without a word for it is read: nouns named before, brackets, labels, who is made to do it."""

from __future__ import annotations

import pytest

from tests.systems.reading import tell

CASES = {
    "the noun named before": (
        "In the valley 36 houses were destroyed and 85 damaged.",
        {"36": "homes_destroyed", "85": "homes_damaged"},
    ),
    "others": (
        "The storm damaged 80 houses, destroyed 20 others and injured nine men.",
        {"80": "homes_damaged", "20": "homes_destroyed", "nine": "persons_injured"},
    ),
    "people stand by themselves": (
        "The hail damaged 40 homes and 12 were hurt.",
        {"40": "homes_damaged", "12": "persons_injured"},
    ),
    "brackets": (
        "Volunteers found 300 families (1,400 people) who had lost their homes to the flood.",
        {"300": "households_displaced", "1,400": "persons_displaced"},
    ),
    "a label": ("Houses destroyed: 36", {"36": "homes_destroyed"}),
    "a label of state": ("Injured: 12", {"12": "persons_injured"}),
    "who is made to do it": ("The order forced 700 villagers to flee.", {"700": "persons_displaced"}),
    "a stray subject": ("By Monday 1,700 were in evacuation centres.", {"1,700": "persons_sheltered"}),
    "two complements of one verb": (
        "The blast left two people dead and six wounded.",
        {"two": "persons_killed", "six": "persons_injured"},
    ),
    "headline": (
        "Three dead, five wounded in bar shooting",
        {"Three": "persons_killed", "five": "persons_injured"},
    ),
    "a bare participle": ("4 hurt in ferry fire", {"4": "persons_injured"}),
    "a place and a hyphen before the first sentence": (
        "DURBAN - A 17-year-old was killed and three others were wounded.",
        {"A 17-year-old": "persons_killed", "three": "persons_injured"},
    ),
    "who counts again": (
        "The unions put the crowd at 45,000; police counted 18,000.",
        {"45,000": "persons_gathered", "18,000": "persons_gathered"},
    ),
    "who counts something else": (
        "The rally drew 900 people. Police counted 18 knives.",
        {"900": "persons_gathered", "18": None},
    ),
    "an adjective of another noun": ("About 160 volunteers in the flooded villages cooked.", {"About 160": None}),
}


@pytest.mark.parametrize("case", CASES)
def test_it_is_read_as_a_reader_would(case: str) -> None:
    text, wanted = CASES[case]
    found = {c.text: c.measure for c in tell(text).reading.claims}
    assert found == wanted


def test_what_ties_a_figure_to_its_measure_may_stand_in_another_sentence():
    # broken text that the reading fell over
    found = tell("died of : 200 own destroyed: \n\n were , 200 brother denied").reading.claims
    assert [c.text for c in found] == ["200", "200"]


SIDES = {
    "The unions put the crowd at 45,000; police counted 18,000.": {"45,000": "unions", "18,000": "police"},
    "The march drew 18,000 people according to police and 45,000 according to unions.": {
        "18,000": "police",
        "45,000": "unions",
    },
    "Between 18,000 people, according to police, and 45,000, according to organisers, took part in the march.": {
        "18,000": "police",
        "45,000": "organisers",
    },
}


@pytest.mark.parametrize("text", SIDES)
def test_of_a_disputed_crowd_each_count_is_with_who_gives_it(text: str) -> None:
    claims = tell(text).reading.claims
    assert {c.text: c.speaker for c in claims} == SIDES[text]
    assert {c.measure for c in claims} == {"persons_gathered"}


WHOLES = {
    "Floods hit the town. Two people were found on Monday. No one is still missing.": ("No one", "incident"),
    "A wall fell on a bus on Monday. Two people were hurt. Nobody else was hurt.": ("Nobody", "part"),
    "Over 1,400 houses were damaged by the flood, of which 230 collapsed.": ("230", "incident"),
}


@pytest.mark.parametrize("text", WHOLES)
def test_a_count_of_nobody_or_of_a_worse_fate_is_whole(text: str) -> None:
    figure, scope = WHOLES[text]
    assert tell(text).row(figure).scope == scope


def test_an_earlier_statement_that_is_corrected_is_given_up() -> None:
    told = tell("Four people were shot. The chief corrected an earlier statement that five people had been shot.")
    told.expect("five", superseded=True)
    told.expect("Four", superseded=False)


def test_who_brought_the_news_corrects_nothing() -> None:
    told = tell("Officials told the Harbor Record, which first reported the raid, that 86 people were arrested.")
    told.expect("86", superseded=False, measure="persons_arrested")


def test_survivors_are_no_part_of_a_toll() -> None:
    told = tell("The ferry sank. The final toll is 41 dead, 22 missing and 63 survivors, the coast guard said.")
    told.expect("41", measure="persons_killed")
    told.unmeasured("63")
