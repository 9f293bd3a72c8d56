"""S13, superlatives: "the largest" is tracked beside the figures, with its scope and who says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.systems.reading import bounds, incidents_of, report, tell

LARGEST = (
    "Agents raided six dairies in Vermont on Tuesday and arrested 390 workers, in what federal officials called the "
    "largest single-state workplace operation in the country's history. The biggest until then came in 2008, when 220 "
    "people were arrested at a mill."
)
# the largest of the buildings, the youngest of the men: nothing is claimed of the event
LARGEST_BARN = (
    "The largest of the barns stands an hour's drive north of Burlington, Vermont. Agents raided the farm on Tuesday and "
    "arrested 12 people; the oldest is 61. The owner said that he had never seen them before."
)


def test_the_record_of_before_is_another_event(tmp_path: Path):
    told = tell(LARGEST)
    told.expect("390", measure="persons_arrested", best=390, scope="incident")
    told.expect("220", measure="persons_arrested", best=220, scope="other", when=("2008-01-01", "2008-12-31"))
    assert [f for f in told.figures if "single" in f] == []
    (raid,) = [i for i in incidents_of(tmp_path, report(LARGEST)) if i.start == "2021-05-11"]
    assert bounds(raid, "persons_arrested") == (390, 390, 390)


def test_whatever_is_raided_is_a_site():
    tell(LARGEST).expect("six", measure="sites_raided", best=6, unit="site", scope="incident")


def test_a_superlative_has_scope_and_speaker():
    found, *_ = tell(LARGEST).superlatives()
    assert found.text == "the largest single-state workplace operation in the country's history"
    assert "single-state" in found.scope
    assert "workplace" in found.scope
    assert "officials" in found.speaker


def test_the_figures_beside_a_plain_adjective():
    told = tell(LARGEST_BARN)
    told.expect("12", measure="persons_arrested", best=12, scope="incident")
    told.unmeasured("61")


def test_the_largest_barn_is_no_superlative_of_the_event():
    assert tell(LARGEST_BARN).superlatives() == []


SINGLE = (
    "A year ago agents raided six dairies in Vermont, on May 11, 2021, and arrested 390 workers. It was the largest raid "
    "in U.S. history."
)


def test_a_bound_that_is_lost_on_the_way_is_told(tmp_path: Path):
    later = report(SINGLE, published="2022-05-11", publisher="Hill Gazette", ident="gazette")
    record = incidents_of(tmp_path, report(LARGEST), later)
    raid = next(i for i in record if len(i.reports) == 2)
    first, second = raid.superlatives
    assert (first.report, first.lost) == ("courier", ())
    assert (second.report, second.text) == ("gazette", "the largest raid in U.S. history")
    # "in the country's history" and "in U.S. history" are one bound
    assert second.lost == ("single-state", "workplace")


WORDINGS = {
    "The raid on Monday was the largest in the state's history, the sheriff said. Deputies arrested 40 people.": (
        "the largest in the state's history",
        "size",
        None,
        ("in the state's history",),
        "sheriff",
    ),
    "Agents arrested 12 people on Monday. It was the largest raid on any American farm since 1990.": (
        "the largest raid on any American farm since 1990",
        "size",
        None,
        ("on any American farm", "since 1990"),
        None,
    ),
    "OMAHA, Neb. — Agents arrested 86 people on Monday in what officials called the largest raid in Nebraska since 2018.": (
        "the largest raid in Nebraska since 2018",
        "size",
        None,
        ("in Nebraska", "since 2018"),
        "officials",
    ),
    "It was one of the deadliest mass shootings in Texas since 1966. Nine people were killed on Monday.": (
        "one of the deadliest mass shootings in Texas since 1966",
        "deaths",
        "one of",
        ("mass", "in Texas", "since 1966"),
        None,
    ),
    "Police arrested 12 people on Monday. It was the longest- running strike on record, the union said.": (
        "the longest- running strike on record",
        "length",
        None,
        ("on record",),
        "union",
    ),
    "The nation's second-worst flood ever killed 40 people on Monday.": (
        "The nation's second-worst flood ever",
        "harm",
        "second",
        ("The nation's", "ever"),
        None,
    ),
}


@pytest.mark.parametrize("text", WORDINGS)
def test_superlatives_are_read_with_rank_scope_and_speaker(text: str):
    words, family, rank, scope, speaker = WORDINGS[text]
    (found,) = tell(text).superlatives()
    assert (found.text, found.family, found.rank, found.scope) == (words, family, rank, scope)
    assert (found.speaker or "").endswith(speaker or "")
    assert (found.speaker is None) == (speaker is None)


NO_EVENTS = [
    "The largest detention center in the state stands beside the road. Police arrested 12 people on Monday.",
    "The county's largest employer was raided on Monday and 12 people were arrested.",
    "Police arrested 12 people on Monday. The oldest is 61 and the best known is a singer.",
]


@pytest.mark.parametrize("text", NO_EVENTS)
def test_the_largest_of_other_things_is_nothing_said_of_the_event(text: str):
    assert tell(text).superlatives() == []
