"""`sayso count`, `ask` and `coverage` on the record of the sample reports: what is printed, and the JSON that is promised."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.running import run

PROMISED = "schema measure where when low best high incident_count incidents claims missing"
QUESTION = "How many people were arrested in raids in Mississippi in 2019?"


def test_a_count_has_the_promised_fields(record: Path) -> None:
    found = run("count", "--measure", "persons_arrested", "--json", "--ledger", record).json
    assert found.keys() >= set(PROMISED.split())
    assert (found["schema"], found["measure"]) == (1, "persons_arrested")
    assert found["incident_count"] == len(found["incidents"]) >= 8
    assert all(isinstance(line, str) for line in found["missing"])
    listed = {i["id"]: i for i in run("incidents", "--json", "--ledger", record).json}
    assert set(found["incidents"]) <= set(listed)


def test_a_count_names_its_incidents_and_what_is_missing(record: Path) -> None:
    done = run("count", "--measure", "persons_arrested", "--where", "Mississippi", "--when", "2019", "--ledger", record)
    assert (done.status, done.err) == (0, "")
    assert "arrested (people) · Mississippi, US · 2019" in done.out
    assert "best 680" in done.out
    (told,) = [line for line in done.out.splitlines() if "2019-08-07" in line]
    assert run("show", told.strip(), "--ledger", record).status == 0


def test_a_question_shows_its_call_and_the_call_gives_the_same(record: Path) -> None:
    asked = run("ask", QUESTION, "--ledger", record).out
    call, _, answer = asked.partition("\n")
    assert (
        call
        == "sayso count --measure persons_arrested --type enforcement_operation --where 'Mississippi, US' --when 2019"
    )
    assert run(*shlex.split(call)[1:], "--ledger", record).out == answer
    as_json = run("ask", QUESTION, "--json", "--ledger", record).json
    assert (as_json["call"], as_json["best"]) == (call, 680)


def test_a_question_that_is_not_understood_is_refused_with_what_was(record: Path) -> None:
    done = run("ask", "How many bananas were sold in Ohio?", "--ledger", record)
    assert (done.status, done.out) == (2, "")
    (error,) = done.errors
    assert error["reference"] == "question-not-understood"
    assert "'bananas', 'sold'" in error["what"]
    assert "place Ohio, US" in error["what"]
    assert "How many people were killed" in error["hint"]


@pytest.mark.parametrize(
    "args",
    [
        ["count", "--measure", "incidents", "--all"],
        ["count", "--measure", "persons_arrested", "--where", "Texas"],
        ["ask", "How many raids were there in Iowa?"],
        ["coverage", "--all"],
        ["coverage", "--type", "enforcement_operation"],
    ],
    ids=" ".join,
)
def test_what_is_printed_fits_80_columns(args: list[str], record: Path) -> None:
    done = run(*args, "--ledger", record)
    assert done.status == 0
    lines = done.out.splitlines()
    # the call stands on one line, so that it can be copied
    assert [line for line in lines if cell_len(line) > 80 and not line.startswith("sayso count")] == []


def test_the_coverage_tells_of_every_report(record: Path) -> None:
    found = run("coverage", "--json", "--ledger", record).json
    assert found["schema"] == 1
    assert sum(s["reports"] for s in found["sources"]) == found["reports"] == 42
    assert {c["of"] for c in found["covered"]} == {"type", "measure"}
    printed = run("coverage", "--ledger", record).out
    assert "42 reports of" in printed
    assert found["sources"][0]["name"][:28] in printed
