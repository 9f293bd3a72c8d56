"""What cannot be done is refused with status 2, in words that say what, where and what to do; nothing is begun."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.inputs import GOOD
from tests.running import run


@pytest.fixture
def raid(tmp_path: Path) -> Path:
    path = tmp_path / "raid.txt"
    path.write_text(GOOD, "utf-8")
    return path


@pytest.mark.parametrize("command", [["build"], ["read", "--jsonl"]], ids=" ".join)
def test_an_unknown_codebook_is_refused_by_name(command: list[str], raid: Path) -> None:
    done = run(*command, raid, "--codebook", "nonsense")
    assert (done.status, done.out) == (2, "")
    (error,) = done.errors
    assert error["reference"] == "codebook-unknown"
    assert "nonsense" in error["what"]
    assert "immigration_enforcement" in error["hint"]


def test_an_unknown_codebook_leaves_no_ledger_behind(raid: Path, tmp_path: Path) -> None:
    assert run("build", raid, "--codebook", "nonsense", "--ledger", tmp_path / "ledger.db").status == 2
    assert not (tmp_path / "ledger.db").exists()


def test_a_build_of_nothing_that_exists_is_refused_and_leaves_no_ledger(tmp_path: Path) -> None:
    done = run("build", tmp_path / "nowhere.txt", "--ledger", tmp_path / "ledger.db")
    assert (done.status, done.errors[0]["reference"]) == (2, "path-missing")
    assert "nowhere.txt" in done.errors[0]["where"]
    assert not (tmp_path / "ledger.db").exists()


def test_a_missing_path_among_others_is_told_and_the_others_are_built(raid: Path, tmp_path: Path) -> None:
    done = run("build", tmp_path / "nowhere.txt", raid, "--ledger", tmp_path / "ledger.db")
    assert (done.status, [e["reference"] for e in done.errors]) == (1, ["path-missing"])
    assert len(run("incidents", "--json", "--ledger", tmp_path / "ledger.db").json) == 1


@pytest.mark.parametrize(
    ("args", "reference"),
    [
        (["show", "no-such-incident"], "incident-unknown"),
        (["show", "no-such-incident", "--json"], "incident-unknown"),
        (["reconcile", "--policy", "nonsense"], "policy-unknown"),
        (["publish", "--to", "papyrus", "--out", "record.x"], "format-unknown"),
        (["publish", "--to", "html", "--out", "nowhere/record.html"], "folder-missing"),
    ],
    ids=lambda x: " ".join(x) if isinstance(x, list) else x,
)
def test_what_is_not_known_is_refused_with_a_hint(args: list[str], reference: str, record: Path) -> None:
    done = run(*args, "--ledger", record)
    assert (done.status, done.out) == (2, "")
    (error,) = done.errors
    assert error["reference"] == reference
    assert error["what"]
    assert len(error["hint"]) > 5


@pytest.mark.parametrize("args", [["show", "ID"], ["reconcile"]], ids=" ".join)
def test_an_unknown_policy_to_compare_or_show_is_refused(args: list[str], record: Path) -> None:
    ident = run("incidents", "--json", "--ledger", record).json[0]["id"]
    option = "--policy" if args[0] == "show" else "--compare"
    done = run(*(ident if a == "ID" else a for a in args), option, "nonsense", "--ledger", record)
    assert (done.status, done.errors[0]["reference"]) == (2, "policy-unknown")


def test_publishing_onto_a_folder_is_refused(record: Path, tmp_path: Path) -> None:
    done = run("publish", "--to", "html", "--out", tmp_path, "--ledger", record)
    assert done.status == 2
    assert str(tmp_path) in done.errors[0]["where"]


def test_spans_that_cannot_be_read_are_refused(raid: Path, tmp_path: Path) -> None:
    (tmp_path / "spans.jsonl").write_text('{"report": "raid.txt"}\n', "utf-8")
    done = run("read", raid, "--layer", "places", "--spans", tmp_path / "spans.jsonl")
    assert (done.status, done.errors[0]["reference"]) == (2, "spans-not-read")
    assert "spans.jsonl" in done.errors[0]["where"]
