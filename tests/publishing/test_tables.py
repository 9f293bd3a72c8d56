"""CSV and JSONL: no cell is run by a spreadsheet, every row says whether a person has reviewed it."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.ledger import open_store
from sayso.model.decision import Draft
from sayso.pipeline import Ledger
from sayso.publishing import publish
from sayso.publishing.delimited import disarmed
from tests.factories import RAID, RAID_TOO, report
from tests.running import run

Open = Callable[[str | Path], Ledger]
RUN_BY_SPREADSHEETS = ("=", "+", "-", "@", "\t", "\r")
FORMULAS = [
    '=HYPERLINK("https://tracker.example","x")',
    "+40",
    "-2+3",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "\tcmd",
    "\rcmd",
    " =1+1",
    "\n=1+1",
]


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.fixture(scope="module")
def exports(record: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The samples' record in every tabular form, public and internal."""
    folder = tmp_path_factory.mktemp("exports")
    for to in ("csv", "jsonl"):
        for extra in ([], ["--internal"]):
            out = folder / f"record.{to}"
            assert run("publish", "--to", to, "--out", out, *extra, "--ledger", record).status == 0
    return {p.name: p for p in folder.iterdir()}


@pytest.mark.parametrize("formula", FORMULAS, ids=repr)
def test_a_cell_that_begins_like_a_formula_is_disarmed(formula: str) -> None:
    cell = disarmed(formula)
    assert not cell.startswith(RUN_BY_SPREADSHEETS)
    assert not cell.lstrip().startswith(RUN_BY_SPREADSHEETS)
    assert cell.endswith(formula)


@given(st.text())
def test_no_text_at_all_becomes_a_formula(text: str) -> None:
    cell = disarmed(text)
    assert not cell.startswith(RUN_BY_SPREADSHEETS)
    assert cell.removeprefix("'") == text.removeprefix("'")


def test_numbers_stay_numbers_and_unknown_is_blank_not_zero() -> None:
    assert [disarmed(v) for v in (-5, 0, 3.5, None, True)] == [-5, 0, 3.5, "", True]


@pytest.mark.parametrize("name", ["record.csv", "record.claims.csv", "record.internal.csv"])
def test_no_cell_of_the_record_begins_like_a_formula(name: str, exports: dict[str, Path]) -> None:
    rows = table(exports[name])
    assert rows
    found = [cell for row in rows for cell in row.values() if cell.startswith(RUN_BY_SPREADSHEETS)]
    assert [cell for cell in found if not _is_number(cell)] == []


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


def test_hostile_words_in_a_report_are_disarmed_where_they_leave(opened: Open, tmp_path: Path) -> None:
    ledger = opened(tmp_path / "ledger.db")
    text = "=cmd|'/C calc'!A0 arrested 40 workers at a cannery in Dayton, Ohio, on Tuesday, the mayor said."
    ledger.add([report(text, title="@SUM(A1)", publisher="+Echo", carried_by="-Star", url="=https://record.example/")])
    for path in publish(ledger, "csv", tmp_path / "record.csv", internal=True):
        rows = table(path)
        assert rows
        assert [c for r in rows for c in r.values() if c.startswith(RUN_BY_SPREADSHEETS)] == []


@pytest.mark.parametrize("name", ["record.csv", "record.claims.csv"])
def test_every_row_of_a_table_says_whether_a_person_has_reviewed_it(name: str, exports: dict[str, Path]) -> None:
    assert {row["reviewed"] for row in table(exports[name])} == {"no"}


def test_every_line_of_jsonl_says_whether_a_person_has_reviewed_it(exports: dict[str, Path]) -> None:
    for line in exports["record.jsonl"].read_text("utf-8").splitlines():
        row = json.loads(line)
        assert [f["reviewed"] for f in row["findings"]] == [False] * len(row["findings"])
        assert [e["reviewed"] for e in row["evidence"]] == [False] * len(row["evidence"])
        assert row["reviewed"] is False


def test_a_figure_is_reviewed_when_a_person_has_confirmed_all_its_claims(opened: Open, tmp_path: Path) -> None:
    ledger = opened(tmp_path / "ledger.db")
    ledger.add([report(RAID, id="a"), report(RAID_TOO, id="b", publisher="Miami Valley Tribune", title="Arrests")])
    for claim, reviewed in (("a:24:0", "no"), (next(c for c in ledger.store.claims() if c[0] == "b"), "yes")):
        ledger.decide(claim, "accept", by="reader")
        findings, claims = (table(p) for p in publish(ledger, "csv", tmp_path / "record.csv"))
        assert [r["reviewed"] for r in findings] == [reviewed]
        assert sorted((r["claim"][0], r["reviewed"]) for r in claims) == [("a", "yes"), ("b", reviewed)]
        (path,) = publish(ledger, "jsonl", tmp_path / "record.jsonl")
        (row,) = map(json.loads, path.read_text("utf-8").splitlines())
        assert [f["reviewed"] for f in row["findings"]] == [reviewed == "yes"]


def test_a_corrected_figure_is_told_with_the_words_and_without_the_reviewer(opened: Open, tmp_path: Path) -> None:
    ledger = opened(tmp_path / "ledger.db")
    ledger.add([report(RAID, id="a")])
    (claim,) = [c for c in ledger.store.claims() if c == "a:24:0"]
    read = table(publish(ledger, "csv", tmp_path / "before.csv")[1])
    assert {r["corrected_to"] for r in read} == {""}
    fields = {"best": 1600, "low": 1600, "high": 1600}
    ledger.make(Draft("correct", "Quillon Vetch", "misprint", claims=(claim,), payload={"fields": fields}))
    (row,) = [r for r in table(publish(ledger, "csv", tmp_path / "record.csv")[1]) if r["claim"] == claim]
    assert (row["number"], row["corrected_to"], row["reviewed"]) == (read[0]["number"], "1,600", "yes")
    (page,) = publish(ledger, "html", tmp_path / "record.html")
    text = page.read_text("utf-8")
    assert "corrected by a person: 1,600" in text
    assert [w for w in ("Quillon", "Vetch", "misprint") if w in text] == []


def test_tables_and_lines_hold_the_whole_record(exports: dict[str, Path], record: Path) -> None:
    incidents: list[dict[str, Any]] = run("incidents", "--json", "--parts", "--ledger", record).json
    lines = [json.loads(x) for x in exports["record.internal.jsonl"].read_text("utf-8").splitlines()]
    assert [x["id"] for x in lines] == [i["id"] for i in incidents]
    assert all(x["schema"] == 1 for x in lines)
    rows = table(exports["record.internal.csv"])
    wanted = {
        (i["id"], f["measure"], str(f["best"])) for i in incidents for f in i["findings"] if f["best"] is not None
    }
    assert wanted
    assert {(r["incident"], r["measure"], r["best"]) for r in rows} >= wanted


def test_an_unknown_bound_is_a_blank_cell(exports: dict[str, Path], record: Path) -> None:
    rows = {(r["incident"], r["measure"], r["group"], r["standing"]): r for r in table(exports["record.internal.csv"])}
    unknown = 0
    for incident in run("incidents", "--json", "--ledger", record).json:
        for f in incident["findings"]:
            cells = rows[incident["id"], f["measure"], f["group"] or "", f["standing"]]
            for name in ("low", "best", "high"):
                if f[name] is None and not f["as_of"]:
                    assert cells[name] == ""
                    unknown += 1
    assert unknown > 0


def test_words_of_evidence_are_those_of_the_report(exports: dict[str, Path], record: Path) -> None:
    store = open_store(str(record))
    for line in exports["record.internal.jsonl"].read_text("utf-8").splitlines():
        for e in json.loads(line)["evidence"]:
            assert e["before"] + e["number"] + e["after"] in store.text(e["source"])
    store.close()


def test_public_and_internal_exports_never_overwrite_each_other(exports: dict[str, Path]) -> None:
    assert set(exports) == {
        "record.csv",
        "record.claims.csv",
        "record.internal.csv",
        "record.internal.claims.csv",
        "record.jsonl",
        "record.internal.jsonl",
    }
    masked = {json.loads(line)["masked"] for line in exports["record.jsonl"].read_text("utf-8").splitlines()}
    assert masked == {True}
