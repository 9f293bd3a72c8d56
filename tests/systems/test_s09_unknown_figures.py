"""S9, protest and force at the border: a missing figure stays unknown; blank, zero, some and unknown differ."""

from __future__ import annotations

from pathlib import Path

from sayso.model.incident import Incident
from tests.systems.reading import MONDAY, bounds, finding, incidents_of, measures, report, tell

TEAR_GAS = (
    "Border Patrol agents fired tear gas on Sunday at migrants who had rushed the fence near San Ysidro, California. "
    "Some people were hurt, witnesses said, but officials would not say how many. The march to the fence had drawn about "
    "500 people."
)
# the same crossing on a day when somebody did count, and found none
QUIET = (
    "Nobody was hurt on Sunday when border agents closed the crossing at San Ysidro, California, for an hour. No arrests "
    "were made, the agency said. The crowd of about 500 people drifted away when it began to rain."
)


def _sunday(folder: Path, text: str) -> Incident:
    (found,) = [i for i in incidents_of(folder, report(text, published=MONDAY)) if i.start == "2021-05-16"]
    return found


def test_an_event_without_casualty_figures_is_an_incident(tmp_path: Path):
    told = tell(TEAR_GAS, published=MONDAY)
    told.expect("about 500", measure="persons_gathered", best=500, low=None, high=None, qualifier="about")
    clash = _sunday(tmp_path, TEAR_GAS)
    assert clash.type in ("border_incident", "gathering")
    assert ("Border Patrol", "agency") in {(a.name, a.role) for a in clash.actors}


def test_what_nobody_counted_stays_unknown(tmp_path: Path):
    clash = _sunday(tmp_path, TEAR_GAS)
    assert not {"persons_killed", "persons_arrested"} & measures([clash])
    assert [f.best for f in clash.findings if f.measure == "persons_injured" and f.best is not None] == []


def test_some_hurt_is_neither_blank_nor_zero(tmp_path: Path):
    hurt = finding(_sunday(tmp_path, TEAR_GAS), "persons_injured")
    assert (hurt.state, hurt.low, hurt.best, hurt.high) == ("some", 1, None, None)
    assert hurt.words == ("Some",)
    assert hurt.verdict == "incomparable"


def test_nobody_is_zero_and_not_unknown(tmp_path: Path):
    told = tell(QUIET, published=MONDAY)
    told.expect("Nobody", measure="persons_injured", low=0, high=0, best=0)
    (arrests,) = [c for c in told.reading.claims if c.measure == "persons_arrested"]
    assert (arrests.low, arrests.best, arrests.high, arrests.speaker) == (0, 0, 0, "the agency")
    told.expect("about 500", measure="persons_gathered", best=500)
    closure = _sunday(tmp_path, QUIET)
    assert bounds(closure, "persons_injured") == (0, 0, 0)
    assert bounds(closure, "persons_arrested") == (0, 0, 0)


def test_a_zero_is_the_number_without_what_it_counts():
    tell(QUIET, published=MONDAY).expect("No", measure="persons_arrested", best=0, counted="arrests")


def test_a_day_on_which_nobody_was_hurt_is_no_deadly_event(tmp_path: Path):
    assert _sunday(tmp_path, QUIET).type in ("border_incident", "gathering")
