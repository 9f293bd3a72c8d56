"""The record on the terminal fits 80 columns, and its JSON has the shapes that are promised to programs."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from sayso.ledger import open_store
from tests.cli.inputs import GOOD, row
from tests.running import run

PROGRAM = "from sayso.cli import main; main()"
STYLE = re.compile(r"\x1b\[[0-9;]*m")


@pytest.fixture(scope="module")
def incidents(record: Path) -> list[dict[str, Any]]:
    found = run("incidents", "--json", "--ledger", record).json
    assert len(found) >= 12
    return list(found)


@pytest.mark.parametrize(
    "args",
    [
        ["incidents", "--json"],
        ["incidents", "--json", "--parts"],
        ["series", "--json"],
        ["reconcile", "--json"],
        ["reconcile", "--json", "--policy", "minmax", "--compare", "ucdp"],
        ["changes", "--json", "--since", "2000-01-01"],
    ],
    ids=" ".join,
)
def test_json_is_a_list_of_rows_of_schema_1(args: list[str], record: Path) -> None:
    done = run(*args, "--ledger", record)
    assert (done.status, done.err) == (0, "")
    assert isinstance(done.json, list)
    assert done.json
    assert all(r["schema"] == 1 for r in done.json)


def test_an_incident_has_the_promised_fields(incidents: list[dict[str, Any]], record: Path) -> None:
    promised = "schema id part_of type title start end date_precision places actors reports findings checks"
    of_finding = (
        "measure group standing as_of low low_open best high high_open verdict policy origins set_aside trace reviewed"
    )
    for incident in incidents:
        assert incident.keys() >= set(promised.split())
        for finding in incident["findings"]:
            assert finding.keys() >= set(of_finding.split())
            assert finding["verdict"] in ("single", "agree", "compatible", "conflict", "incomparable")
            assert all(o.keys() >= {"id", "kind", "why", "claims"} for o in finding["origins"])
        assert all(c["status"] in ("holds", "tight", "fails", "unknown") for c in incident["checks"])
        assert all(r.keys() >= {"report", "weight"} for r in incident["reports"])
        assert run("show", incident["id"], "--json", "--ledger", record).json == incident


def test_every_claim_that_a_finding_names_is_in_the_ledger(incidents: list[dict[str, Any]], record: Path) -> None:
    store = open_store(str(record))
    held = set(store.claims())
    store.close()
    for finding in (f for i in incidents for f in i["findings"]):
        assert {c for o in finding["origins"] for c in o["claims"]} <= held
        assert {s["claim"] for s in finding["set_aside"]} <= held


def too_wide(printed: str) -> list[str]:
    return [line for line in STYLE.sub("", printed).split("\n") if cell_len(line) > 80]


@pytest.mark.parametrize("watched", [False, True], ids=["into a file", "on a terminal"])
def test_the_record_fits_80_columns(
    watched: bool, record: Path, incidents: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    if watched:
        monkeypatch.setenv("FORCE_COLOR", "1")
    pages = [run("incidents", "--ledger", record).out]
    pages += [run("show", i["id"], "--why", "--all", "--ledger", record).out for i in incidents]
    assert [line for page in pages for line in too_wide(page)] == []
    assert ("\x1b[" in pages[0]) == watched


def test_every_incident_can_be_shown_with_its_number_marked_in_its_words(
    record: Path, incidents: list[dict[str, Any]]
) -> None:
    for incident in incidents:
        shown = run("show", incident["id"], "--all", "--ledger", record).out
        assert incident["id"] in shown
        if incident["findings"]:
            assert re.search(r"\[[^\]]*\w\]", shown)
            assert "origin" in shown
        else:
            assert "unknown, not zero" in shown


def test_the_list_names_every_incident(record: Path, incidents: list[dict[str, Any]]) -> None:
    listed = run("incidents", "--ledger", record).out
    assert [i["id"] for i in incidents if i["id"] not in listed] == []


@pytest.mark.parametrize("name", ["Daily [/bold] Echo", "[red]Star", "Echo [sic]", "Echo \\[b]"])
def test_a_publisher_with_brackets_is_printed_as_it_is(name: str, tmp_path: Path) -> None:
    more = (
        " By the evening 12 of those arrested were released, and the gates of the cannery were opened to the families."
    )
    lines = [row(id="a", publisher=name, text=GOOD + more), row(id="b", publisher=f"{name} Two", text=GOOD + more)]
    (tmp_path / "rows.jsonl").write_text("\n".join(lines), "utf-8")
    ledger = tmp_path / "ledger.db"
    run("build", tmp_path / "rows.jsonl", "--ledger", ledger)
    for incident in run("incidents", "--json", "--ledger", ledger).json:
        shown = run("show", incident["id"], "--why", "--all", "--ledger", ledger)
        assert shown.status == 0
        assert f"only the text of {name} gives" in " ".join(shown.out.split())
        assert f"the same words in {name} Two" in shown.out


def test_a_reason_with_brackets_is_printed_as_it_is(tmp_path: Path) -> None:
    from sayso.pipeline import open_ledger

    (tmp_path / "raid.txt").write_text(GOOD, "utf-8")
    lines = [row(id="a"), row(id="b", title="Another page", text=GOOD.replace("40", "44"))]
    (tmp_path / "rows.jsonl").write_text("\n".join(lines), "utf-8")
    ledger = tmp_path / "ledger.db"
    run("build", tmp_path / "rows.jsonl", "--ledger", ledger)
    with open_ledger(ledger) as opened:
        claim = next(c for c in opened.store.claims().values() if c.best == 44)
        opened.decide(claim.id, "reject", by="reader", reason="see [note 3]")
    (incident,) = run("incidents", "--json", "--ledger", ledger).json
    shown = run("show", incident["id"], "--why", "--ledger", ledger).out
    assert "see [note 3]" in " ".join(shown.split())


def test_a_ledger_without_incidents_is_an_empty_list(tmp_path: Path) -> None:
    (tmp_path / "talk.txt").write_text("The council talked about its library and went home.", "utf-8")
    assert run("build", tmp_path / "talk.txt", "--ledger", tmp_path / "ledger.db").status == 0
    assert run("incidents", "--json", "--ledger", tmp_path / "ledger.db").json == []
    assert run("incidents", "--ledger", tmp_path / "ledger.db").status == 0


def test_an_empty_ledger_keeps_what_nobody_told_apart_from_zero(tmp_path: Path) -> None:
    (tmp_path / "raid.txt").write_text("Immigration agents raided a cannery in Dayton, Ohio, on Tuesday.", "utf-8")
    assert run("build", tmp_path / "raid.txt", "--ledger", tmp_path / "ledger.db").status == 0
    (incident,) = run("incidents", "--json", "--ledger", tmp_path / "ledger.db").json
    assert incident["findings"] == []
    assert "unknown, not zero" in run("show", incident["id"], "--ledger", tmp_path / "ledger.db").out


def test_the_ledger_is_taken_from_the_environment(record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAYSO_LEDGER", str(record))
    assert run("incidents", "--json").json


def test_a_ledger_is_one_file_when_a_command_is_over(samples: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-c", PROGRAM, "build", samples / "invented.jsonl", "--ledger", tmp_path / "ledger.db"]
    subprocess.run(command, check=True, capture_output=True)
    assert [p.name for p in tmp_path.iterdir()] == ["ledger.db"]


@pytest.mark.postgres
def test_a_command_leaves_no_connection_open(postgres_url: str, samples: Path, tmp_path: Path) -> None:
    for args in (["build", samples / "invented.jsonl"], ["incidents"], ["series"], ["reconcile"]):
        command = [sys.executable, "-W", "always::ResourceWarning", "-c", PROGRAM, *args, "--ledger", postgres_url]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        assert "ResourceWarning" not in done.stderr, args


@pytest.mark.parametrize("since", ["yesterday", "2021-13-01", "10/03/2021"])
def test_changes_since_no_date_are_refused(since: str, record: Path) -> None:
    done = run("changes", "--since", since, "--ledger", record)
    assert done.status == 2
    assert since in done.err


def test_a_broken_pipe_is_no_error(record: Path) -> None:
    command = [sys.executable, "-c", PROGRAM, "incidents", "--json", "--ledger", str(record)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(1)
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


def test_the_demonstration_builds_and_prints_the_record(tmp_path: Path) -> None:
    done = run("demo", "--ledger", tmp_path / "demo.db")
    assert done.status == 0
    assert "680" in done.out
    assert {"sayso build PATH", f"sayso review --ledger {tmp_path / 'demo.db'}"} <= {
        *map(str.strip, done.out.splitlines())
    }
    assert too_wide(done.out.split("Look further")[0]) == []
    assert len(json.loads(run("incidents", "--json", "--ledger", tmp_path / "demo.db").out)) >= 12


def test_two_policies_are_compared_with_the_steps_of_each(record: Path) -> None:
    rows = run("reconcile", "--json", "--policy", "minmax", "--compare", "ucdp", "--ledger", record).json
    for found in rows:
        assert found["policy"] == "minmax"
        assert found["other"]["policy"] == "ucdp"
        shown = [(found[k], found["other"][k]) for k in ("low", "best", "high")]
        assert any(ours != theirs for ours, theirs in shown)
        assert found["because"]
        assert found["other"]["because"]
        assert not set(found["because"]) & set(found["other"]["because"])
    printed = run("reconcile", "--policy", "minmax", "--compare", "ucdp", "--ledger", record).out
    assert "minimum and maximum over the origins not set aside" in printed
    assert not too_wide(printed)


@pytest.mark.parametrize("policy", ["acled", "adjudicated", "ccc", "gtd", "hierarchy", "majority", "minmax", "ucdp"])
def test_every_policy_may_be_asked_for(policy: str, record: Path) -> None:
    rows = run("reconcile", "--json", "--policy", policy, "--ledger", record).json
    assert {r["policy"] for r in rows} == {policy}
    assert run("reconcile", "--json", "--policy", policy, "--compare", policy, "--ledger", record).json == []


def test_the_figures_of_an_incident_over_time_end_where_they_stand(
    incidents: list[dict[str, Any]], record: Path
) -> None:
    incident = max(incidents, key=lambda i: len(i["reports"]))
    told = run("show", incident["id"], "--over-time", "--json", "--ledger", record).json
    assert {k: v for k, v in told.items() if k != "over_time"} == incident
    for course in told["over_time"]:
        standing = [f for f in incident["findings"] if all(f[k] == course[k] for k in ("measure", "group", "standing"))]
        latest = max(standing, key=lambda f: f["as_of"] or "")
        last = course["steps"][-1]
        assert [last[k] for k in ("low", "best", "high", "state")] == [
            latest[k] for k in ("low", "best", "high", "state")
        ]
        days = [s["day"] for s in course["steps"]]
        assert days == sorted(set(days))
    printed = run("show", incident["id"], "--over-time", "--ledger", record).out
    assert not too_wide(printed)
