"""S8, policies and laws: acts with the day they were made and the day they take effect."""

from __future__ import annotations

from pathlib import Path

from tests.systems.reading import incidents_of, only, reader, report, tell

LAW = (
    "The governor of Oregon signed a law on Tuesday that forbids county jails to hold people for immigration agents "
    "without a judge's warrant. The law takes effect on September 1. Sheriffs had asked lawmakers for a longer delay."
)
# students of law, a rule of thumb and a man called Bill: no act
TALK = (
    "Sheriff Bill Ordway spoke to law students in Eugene, Oregon, on Tuesday. As a rule, he told them, deputies know the "
    "people they arrest. The students kept him for an hour longer than planned."
)


def test_a_law_is_a_dated_act(tmp_path: Path):
    law = only(incidents_of(tmp_path, report(LAW)), "policy")
    assert (law.start, law.end, law.date_precision) == ("2021-05-11", "2021-05-11", "day")
    assert "Oregon" in {p.name for p in law.places}
    assert law.findings == ()


def test_the_day_of_effect_lies_ahead():
    told = tell(LAW)
    moments = {m.text: m for m in reader().moments_of(told.report.text, told.report.reference)}
    (effect,) = [m for text, m in moments.items() if "September" in text]
    assert str(effect.begin) == "2021-09-01"


def test_a_talk_to_law_students_is_no_act(tmp_path: Path):
    assert tell(TALK).mentions("policy") == []
    assert [i for i in incidents_of(tmp_path, report(TALK)) if i.type == "policy"] == []
