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
