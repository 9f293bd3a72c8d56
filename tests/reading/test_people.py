"""Single people are counted without a numeral, each of them once: the cases of cases/people.csv."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from sayso.codebook.loading import lexicon
from sayso.model.report import Report
from sayso.pipeline import open_ledger
from sayso.reading.reader import Reader

CASES = list(csv.DictReader((Path(__file__).parent.parent / "cases" / "people.csv").read_text("utf-8").splitlines()))


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(lexicon())


def counted(reader: Reader, text: str, measure: str) -> float | None:
    """The sum of the asserted figures of a measure; None where there is none."""
    claims = reader.read(Report(id="r", text=text)).claims
    found = [c.best or 0 for c in claims if c.measure == measure and c.standing == "asserted"]
    return sum(found) if found else None


@pytest.mark.parametrize("case", CASES, ids=[c["case"] for c in CASES])
def test_people_are_counted_once(reader: Reader, case: dict[str, str]) -> None:
    for name in ("killed", "injured"):
        want = float(case[name]) if case[name] else None
        assert counted(reader, case["report"], f"persons_{name}") == want, name


def test_a_single_person_is_shown_by_words_of_the_report(reader: Reader) -> None:
    text = "A 15-year-old boy was killed in Alder. Tom Reddle, 40, died at the scene."
    for claim in reader.read(Report(id="r", text=text)).claims:
        assert text[claim.start : claim.end] == claim.text
        assert claim.implicit
        assert not any(c.isdigit() for c in claim.text)


def best(tmp_path: Path, *texts: str) -> dict[str, float | None]:
    """The best figures of the one incident that reports tell of."""
    ledger = open_ledger(tmp_path / "ledger.db")
    ledger.add(
        [Report(id=f"r{k}", text=t, publisher=f"Paper {k}", published="2021-03-02") for k, t in enumerate(texts)]
    )
    (incident,) = ledger.incidents()
    ledger.close()
    return {f.measure: f.best for f in incident.findings if f.group is None and f.standing == "asserted"}


SHOOTING = "in a shooting at a bar in Ames, Iowa, on Monday, March 1, 2021"


def test_a_child_alone_is_the_whole_toll(tmp_path: Path) -> None:
    assert best(tmp_path, f"A boy was killed {SHOOTING}.")["persons_killed"] == 1


def test_people_told_of_one_by_one_are_summed(tmp_path: Path) -> None:
    told = f"A man was killed {SHOOTING}. A woman was killed in the car park. Her sister was wounded."
    found = best(tmp_path, told)
    assert (found["persons_killed"], found["persons_injured"]) == (2, 1)


def test_who_is_shot_in_one_report_and_dead_in_another_is_counted_once(tmp_path: Path) -> None:
    found = best(tmp_path, f"A man was shot {SHOOTING}.", f"A man was killed {SHOOTING}.")
    assert found["persons_killed"] == 1
    assert "persons_injured" not in found


def test_the_hurt_are_those_shot_without_the_dead(tmp_path: Path) -> None:
    found = best(tmp_path, f"Five people were shot {SHOOTING}. One man was killed, police said.")
    assert (found["persons_killed"], found["persons_injured"]) == (1, 4)


def test_a_gunman_who_died_is_counted_with_those_he_killed(tmp_path: Path) -> None:
    found = best(tmp_path, f"A man shot and killed four people {SHOOTING}, before he killed himself.")
    assert found["persons_killed"] == 5


def test_a_gunman_counted_among_the_dead_is_not_counted_again(tmp_path: Path) -> None:
    told = f"Five people, including the gunman, were killed {SHOOTING}. The gunman shot himself dead."
    assert best(tmp_path, told)["persons_killed"] == 5


def test_those_he_killed_are_told_from_all_dead(tmp_path: Path) -> None:
    ledger = open_ledger(tmp_path / "ledger.db")
    text = f"A man shot and killed four people {SHOOTING}, before he killed himself."
    ledger.add([Report(id="r", text=text, published="2021-03-02")])
    (incident,) = ledger.incidents()
    found = {f.group: f.best for f in incident.findings if f.measure == "persons_killed"}
    ledger.close()
    assert found == {None: 5, "attackers": 1}


def test_others_who_were_hurt_are_added_to_the_one_told_of(tmp_path: Path) -> None:
    told = f"A woman was shot in the leg {SHOOTING}. Three other people were wounded."
    assert best(tmp_path, told)["persons_injured"] == 4


def test_nobody_of_some_does_not_outweigh_those_who_were_hurt(tmp_path: Path) -> None:
    found = best(tmp_path, f"Nine people were wounded {SHOOTING}.", f"None of the officers was hurt {SHOOTING}.")
    assert found["persons_injured"] == 9


def test_a_toll_of_several_shootings_is_that_of_none(tmp_path: Path) -> None:
    told = f"A boy was killed {SHOOTING}. Eight people were killed in separate shootings over the weekend."
    assert best(tmp_path, told)["persons_killed"] == 1


def test_a_year_s_count_is_no_toll(tmp_path: Path) -> None:
    told = f"A boy was killed {SHOOTING}. More than 3,290 people have been shot in the state this year."
    assert best(tmp_path, told)["persons_killed"] == 1
