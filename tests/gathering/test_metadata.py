"""Title, publisher, author and dates come from metadata, date lines and bylines: the cases of cases/gathering.csv."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from sayso.codebook.lexicon import Lexicon
from sayso.gathering.gather import gather
from sayso.model.report import Report

FIELDS = ("title", "publisher", "author", "published", "updated")
CASES = Path(__file__).parents[1] / "cases" / "gathering.csv"


def cases() -> list[dict[str, str]]:
    """What an input must give; an empty cell says that nothing is known, and nothing may be made up."""
    with CASES.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.mark.parametrize("case", cases(), ids=lambda c: c["case"])
def test_a_report_says_of_itself(case: dict[str, str], lexicon: Lexicon, tmp_path: Path) -> None:
    path = tmp_path / f"report.{case['kind']}"
    path.write_text(case["input"], "utf-8", newline="")
    (report,) = gather([path], lexicon)
    assert isinstance(report, Report)
    assert {name: getattr(report, name) or "" for name in FIELDS} == {name: case[name] for name in FIELDS}
    assert "arrested 40 workers" in report.text


def test_every_case_has_a_name_of_its_own_and_a_certainty() -> None:
    names = [c["case"] for c in cases()]
    assert len(set(names)) == len(names) > 30
    assert {c["certainty"] for c in cases()} <= {"sure", "likely"}


def test_a_report_says_where_its_date_comes_from(lexicon: Lexicon, tmp_path: Path) -> None:
    told = {
        "a.txt": ("Raid on cannery\n\nPublished: March 10, 2021\n\nAgents came.", "stated in the text"),
        "b.txt": ("Raid on cannery\n\nMarch 10, 2021\n\nAgents came.", "date line"),
        "c.jsonl": ('{"text": "Agents came.", "published": "2021-03-10"}', "given"),
        "d.jsonl": ('{"text": "Agents came.", "url": "https://record.example/2021/03/10/x"}', "address"),
        "e.txt": ("Agents came at dawn. Solidarity now (@handle) March 10, 2021: we stand.", "latest dated post"),
    }
    for name, (text, _) in told.items():
        (tmp_path / name).write_text(text, "utf-8")
    found = [r for r in gather([tmp_path], lexicon) if isinstance(r, Report)]
    assert [(r.published, r.published_by) for r in found] == [("2021-03-10", how) for _, how in told.values()]


def test_relative_days_are_read_against_the_day_of_the_report() -> None:
    from sayso.pipeline import read

    text = "Raid on cannery in Dayton\n\nMarch 10, 2021\n\nAgents arrested 40 people on Tuesday."
    (claim,) = read(text)
    assert claim.when is not None
    assert (claim.when["start"], claim.when["precision"]) == ("2021-03-09", "day")
    (undated,) = read("Agents arrested 40 people on Tuesday, and went home.")
    assert undated.when is None or undated.when["start"] is None


@pytest.mark.parametrize("day", ["0001-01-01T00:00:00", "0001-01-01", "9999-12-31"])
def test_a_day_that_stands_for_none_is_none(day: str, lexicon: Lexicon, tmp_path: Path) -> None:
    text = "Agents arrested 40 people in Dayton, Ohio, in late May last year."
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": text, "published": day}), "utf-8")
    (found,) = gather([tmp_path], lexicon)
    assert isinstance(found, Report)
    assert found.published is None
    assert any("is no date" in note for note in found.notes)
