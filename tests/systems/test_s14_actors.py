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


@pytest.mark.xfail(strict=True, reason="issue '4. When, where, and on whose say-so': never merging on a weak hint")
def test_a_fast_train_is_no_agency(tmp_path: Path):
    record = incidents_of(tmp_path, report(TRAIN, published=MONDAY))
    assert "ICE" not in {a.name for i in record for a in i.actors}
