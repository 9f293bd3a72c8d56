"""Tasks, matches and decisions by forms: settled, ruled on, undone, taken to another ledger; told to whom and where."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso.model.decision import Decision
from sayso.pipeline import open_ledger
from sayso.reviewing.settings import Settings
from tests import factories
from tests.reviewing.visiting import Visitor, said, visiting


def decisions(visitor: Visitor) -> tuple[Decision, ...]:
    with visitor.house.ledgers.lent() as ledger:
        return ledger.store.decisions()


def fields(page: str, button: str) -> dict[str, str | list[str]]:
    """The hidden fields of the first form with such a button, and what the button says."""
    form = next(f for f in re.findall(r"(?s)<form.*?</form>", page) if button in f)
    found: dict[str, str | list[str]] = {}
    for name, value in re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)">', form):
        if name in found:
            held = found[name]
            found[name] = [*(held if isinstance(held, list) else [held]), value]
        else:
            found[name] = value
    if (said_by := re.search(r'name="(kind|step)" value="([a-z]+)">' + button, form)) is not None:
        found[said_by[1]] = said_by[2]
    return found


@pytest.fixture
def disagreeing(tmp_path: Path) -> Iterator[Visitor]:
    """Two reports of one raid that contradict each other, before one person."""
    path = tmp_path / "review.db"
    with open_ledger(path) as ledger:
        ledger.add(
            [
                factories.report(id="forty"),
                factories.report(factories.RAID.replace("40 workers", "90 workers"), id="ninety", publisher="Lake Sun"),
            ]
        )
        assert ledger.tasks()
    with visiting(Settings(str(path), person="Robin Reviewer")) as found:
        found.come_in()
        yield found


def test_a_task_is_settled_with_a_reason_and_opened_again(disagreeing: Visitor) -> None:
    page = disagreeing.get("/tasks")
    assert "sources contradict each other" in said(page)
    asked = fields(page.text, "Settle")
    done = disagreeing.send("/decide", {**asked, "reason": "the second outlet counted twice"})
    assert done.status_code == 200
    assert done.url.path == "/tasks"
    made = decisions(disagreeing)[-1]
    assert (made.kind, made.by, made.reason) == ("settle", "Robin Reviewer", "the second outlet counted twice")
    assert "Nothing waits" in said(disagreeing.get("/tasks"))
    settled = disagreeing.get("/tasks?settled=yes")
    assert "settled by Robin Reviewer: the second outlet counted twice" in said(settled)
    disagreeing.send("/decide", fields(settled.text, "Open again"))
    assert "sources contradict each other" in said(disagreeing.get("/tasks"))


def test_a_task_is_given_to_somebody_and_found_as_theirs(disagreeing: Visitor) -> None:
    assert "Nothing waits" in said(disagreeing.get("/tasks?whose=mine"))
    asked = fields(disagreeing.get("/tasks").text, "Assign")
    disagreeing.send("/decide", {**asked, "to": "Robin Reviewer"})
    assert "with Robin Reviewer" in said(disagreeing.get("/tasks?whose=mine"))
    assert "Nothing waits" in said(disagreeing.get("/tasks?whose=nobodys"))


def test_the_history_tells_each_decision_and_undoes_it(disagreeing: Visitor) -> None:
    asked = fields(disagreeing.get("/tasks").text, "Settle")
    disagreeing.send("/decide", {**asked, "reason": "seen"})
    page = disagreeing.get("/decisions")
    assert "Robin Reviewer" in said(page)
    shown = disagreeing.send("/decide", fields(page.text, "Undo"))
    assert "What this would change" in said(shown)
    assert len(decisions(disagreeing)) == 1
    disagreeing.send("/decide", fields(shown.text, "Make it so"))
    assert [d.kind for d in decisions(disagreeing)] == ["settle", "undo"]
    history = said(disagreeing.get("/decisions"))
    assert "undone by Robin Reviewer" in history
    assert "settled a task: conflict persons" in history
    assert "undid a decision: settled a task" in history
    assert "sources contradict each other" in said(disagreeing.get("/tasks"))


def test_decisions_go_to_another_ledger_as_a_file_whose_effect_is_shown_first(owner: Visitor, tmp_path: Path) -> None:
    with owner.house.ledgers.lent() as ledger:
        other = Path(shutil.copyfile(ledger.store.url, tmp_path / "other.db"))
        incident = next(i for i in ledger.incidents() if i.findings)
        claim = incident.findings[0].origins[0].claims[0]
    owner.send("/decide", {"kind": "reject", "claim": claim, "reason": "a misreading", "back": "/decisions"})
    file = owner.get("/decisions/export")
    assert file.text.count("\n") == 1
    with visiting(Settings(str(other), person="Noor")) as noor:
        noor.come_in()
        shown = noor.client.post(
            "/decisions/look",
            data={"form_token": noor.form_token},
            files={"file": ("d.jsonl", file.text + "no json\n")},
        )
        assert "holds 1 decision" in said(shown)
        assert "1 line is left out" in said(shown)
        assert incident.title in said(shown)
        assert decisions(noor) == ()
        done = noor.send("/decisions/import", fields(shown.text, "Take them in"))
        assert "1 taken in" in said(done)
        assert [(d.kind, d.by) for d in decisions(noor)] == [("reject", "Robin Reviewer")]
        assert noor.send("/decisions/import", fields(shown.text, "Take them in")).status_code == 400


@pytest.mark.parametrize("text", [b"", b"not a decision", b"\xff\xfe\x00", b"{}\n" * 10, b'{"schema": 1}'])
def test_a_file_that_holds_no_decision_is_refused_and_nothing_is_written(owner: Visitor, text: bytes) -> None:
    answer = owner.client.post(
        "/decisions/look", data={"form_token": owner.form_token}, files={"file": ("x.jsonl", text)}
    )
    assert answer.status_code == 400
    assert decisions(owner) == ()


def test_uncertain_pairs_are_shown_with_reasons_and_ruled_on(owner: Visitor) -> None:
    with owner.house.ledgers.lent() as ledger:
        pairs = ledger.uncertain()
    assert pairs
    page = owner.get("/matches")
    assert "For one event" in said(page)
    assert "Against" in said(page)
    assert page.text.count("<article") == len(pairs)
    points = [
        f"{'+' if r['points'] > 0 else '−' if r['points'] < 0 else ''}{abs(r['points'])}" for r in pairs[0].reasons
    ]
    assert all(p in said(page) for p in points)
    assert "agents_deployed" not in said(page)
    asked = {**fields(page.text, "Two events"), "kind": "different", "reason": "other plants"}
    assert owner.send("/decide", asked).url.path == "/matches"
    (made,) = decisions(owner)
    assert (made.kind, made.reason) == ("different", "other plants")
    left = re.findall(r'name="mention" value="([^"]*)"', owner.get("/matches").text)
    assert list(asked["mention"]) not in [left[k : k + 2] for k in range(0, len(left), 2)]
