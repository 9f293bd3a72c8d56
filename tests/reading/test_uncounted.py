"""People told of without a number: the cases of cases/uncounted.csv."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from sayso.model.claim import UNCOUNTED
from tests.systems.reading import tell

CASES = list(csv.DictReader((Path(__file__).parent.parent / "cases" / "uncounted.csv").read_text("utf-8").splitlines()))


@pytest.mark.parametrize("case", CASES, ids=[c["case"] for c in CASES])
def test_people_without_a_number_are_some_or_unknown(case: dict[str, str]) -> None:
    claims = [c for c in tell(case["report"]).reading.claims if c.qualifier in UNCOUNTED]
    if not case["state"]:
        assert claims == []
        return
    (claim,) = claims
    assert (claim.text, claim.measure, claim.qualifier) == (case["words"], case["measure"], case["state"])
    assert (claim.low, claim.best, claim.high) == (1 if case["state"] == "some" else None, None, None)


def test_what_one_speaker_met_with_himself_is_a_part() -> None:
    told = tell("“I have buried three people today,” said a grave digger after the bomb in Kirkuk, Iraq, on Monday.")
    told.expect("three", measure="persons_killed", extent="part")
    told = tell("“I can confirm 26 dead,” the mayor said after the bomb in Kirkuk, Iraq, on Monday.")
    told.expect("26", measure="persons_killed", extent="whole")
