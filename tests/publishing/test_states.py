"""Blank, zero, some and unknown are four states, and shown as such in the terminal, HTML, CSV and JSONL."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pytest

from tests.running import run

# arrested: nobody says how many; injured: some; killed: none; displaced: not told of
CLASH = (
    "Police broke up a march in Toledo, Ohio, on Sunday. Several people were injured, a medic said. Nobody was killed. "
    "It was not known how many people were arrested. The march had drawn about 500 people."
)
STATES = {
    "persons_arrested": "unknown",
    "persons_gathered": "counted",
    "persons_injured": "some",
    "persons_killed": "zero",
}


@pytest.fixture(scope="module")
def clash(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of one report in which all four states stand."""
    folder = tmp_path_factory.mktemp("clash")
    row = {"id": "clash", "text": CLASH, "published": "2021-05-17", "publisher": "Harbor Record"}
    (folder / "clash.jsonl").write_text(json.dumps(row), "utf-8")
    assert run("build", folder / "clash.jsonl", "--ledger", folder / "l.db").status == 0
    return folder / "l.db"


def test_programs_are_told_the_state_and_the_words(clash: Path) -> None:
    (incident,) = run("incidents", "--json", "--ledger", clash).json
    found = {f["measure"]: f for f in incident["findings"]}
    assert {m: f["state"] for m, f in found.items()} == STATES
    assert [(found[m]["low"], found[m]["best"], found[m]["high"]) for m in sorted(STATES)] == [
        (None, None, None),
        (None, 500, None) if found["persons_gathered"]["low"] is None else (500, 500, 500),
        (1, None, None),
        (0, 0, 0),
    ]
    assert found["persons_injured"]["words"] == ["Several"]
    assert found["persons_arrested"]["words"] == ["how many"]


def test_the_terminal_tells_them_apart(clash: Path) -> None:
    (incident,) = run("incidents", "--json", "--ledger", clash).json
    printed = run("show", incident["id"], "--ledger", clash).out
    best = dict(re.findall(r"^(arrested|injured|killed) +\S+ +(\S+) ", printed, re.M))
    assert best == {"arrested": "?", "injured": "some", "killed": "0"}
    # what is not listed was not told of
    assert "displaced" not in printed


def test_csv_and_jsonl_tell_them_apart(clash: Path, tmp_path: Path) -> None:
    for to in ("csv", "jsonl"):
        assert run("publish", "--to", to, "--out", tmp_path / f"r.{to}", "--ledger", clash).status == 0
    with (tmp_path / "r.csv").open(encoding="utf-8", newline="") as lines:
        rows = {r["measure"]: r for r in csv.DictReader(lines)}
    assert {m: r["state"] for m, r in rows.items()} == STATES
    assert (rows["persons_injured"]["words"], rows["persons_injured"]["best"]) == ("Several", "")
    assert (rows["persons_killed"]["words"], rows["persons_killed"]["best"]) == ("", "0")
    line = json.loads((tmp_path / "r.jsonl").read_text("utf-8"))
    assert {f["measure"]: f["state"] for f in line["findings"]} == STATES


def test_the_page_tells_them_apart(clash: Path, tmp_path: Path) -> None:
    assert run("publish", "--to", "html", "--out", tmp_path / "r.html", "--ledger", clash).status == 0
    page = (tmp_path / "r.html").read_text("utf-8")
    cells = dict(re.findall(r'<tr><td>(\w+)</td>.*?data-head="best">(.*?)</td>', page))
    assert cells == {
        "arrested": "? <small>“how many”</small>",
        "injured": "some <small>“Several”</small>",
        "killed": "0",
        "gathered": cells["gathered"],
    }
    assert "~500" in cells["gathered"]
