"""S13, superlatives: "the largest" is tracked beside the figures, with its scope and who says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.systems.reading import bounds, incidents_of, report, tell

LATER = "issue '4. When, where, and on whose say-so': superlatives with scope words and speaker"
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


@pytest.mark.xfail(strict=True, reason=LATER)
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


@pytest.mark.xfail(strict=True, reason=LATER)
def test_the_largest_barn_is_no_superlative_of_the_event():
    assert tell(LARGEST_BARN).superlatives() == []
