"""What waits for a person: handed to somebody, settled with a reason, back when what is wrong changes."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from sayso.errors import RefusedError
from sayso.ledger.listing import Sieve
from sayso.model.decision import Draft
from sayso.pipeline import Ledger
from sayso.reading.reader import Reader
from tests.factories import pile, report
from tests.fingerprints import record
from tests.running import run

Open = Callable[[str | Path], Ledger]
FIRE = "A fire in a warehouse in Boise, Idaho, killed {} people on Friday, {} said."


def fires(ledger: Ledger, *told: tuple[str, str, str]) -> None:
    """Reports of one fire: how many it killed, who says so, and where."""
    ledger.add(
        [
            report(FIRE.format(dead, who), id=paper, title=f"Fire {paper}", publisher=paper, published="2021-03-13")
            for dead, who, paper in told
        ]
    )


@pytest.fixture
def ledger(ledger_url: str, opened: Open) -> Ledger:
    made = opened(ledger_url)
    fires(made, ("three", "the fire chief", "echo"), ("nine", "the mayor", "star"))
    return made


def test_a_settled_task_stays_settled_until_what_is_wrong_changes(ledger: Ledger) -> None:
    (task,) = ledger.tasks()
    assert (task.kind, task.subject, task.open) == ("conflict", "persons_killed", True)
    ledger.make(Draft("assign", by="ann", task=task.id, payload={"to": "bo"}))
    assert [t.assigned for t in ledger.tasks()] == ["bo"]
    with pytest.raises(RefusedError, match="with a reason"):
        ledger.make(Draft("settle", by="bo", task=task.id))
    settled = ledger.make(Draft("settle", by="bo", task=task.id, reason="both kept"))
    assert ledger.tasks() == []
    assert ledger.store.count_listed(Sieve(tasks=True)) == 0
    assert [(t.settled_by, t.settled_why) for t in ledger.tasks(settled=True)] == [("bo", "both kept")]
    ledger.make(Draft("note", by="ann", incidents=(task.incident,), reason="wait"))
    assert ledger.tasks() == []
    ledger.make(Draft("reopen", by="ann", task=task.id))
    assert [t.id for t in ledger.tasks()] == [task.id]
    ledger.make(Draft("undo", by="ann", decision=ledger.store.decisions()[-1].id))
    assert ledger.tasks() == []
    fires(ledger, ("thirty", "a witness", "sun"))
    assert [t.id for t in ledger.tasks()] == [task.id]
    ledger.erase("sun", reason="asked for")
    assert ledger.tasks() == []
    ledger.make(Draft("undo", by="ann", decision=settled.id))
    assert [t.id for t in ledger.tasks()] == [task.id]


def test_a_report_can_be_erased_when_a_task_over_it_was_settled(ledger: Ledger) -> None:
    fires(ledger, ("thirty", "a witness", "sun"))
    (task,) = ledger.tasks()
    ledger.make(Draft("settle", by="bo", task=task.id, reason="all kept"))
    assert ledger.tasks() == []
    ledger.erase("sun", reason="asked for")
    # three and nine still contradict each other, and nobody has settled that
    assert [(t.kind, t.subject) for t in ledger.tasks()] == [("conflict", "persons_killed")]
    assert "all kept" not in repr(ledger.store.decisions())


def test_an_adjudicated_figure_closes_its_conflict_and_holds_under_its_own_policy_only(ledger: Ledger) -> None:
    (incident,) = ledger.incidents()
    payload = {"measure": "persons_killed", "best": 4}
    draft = Draft("adjudicate", by="ann", reason="the coroner's list", incidents=(incident.id,), payload=payload)
    foretold = ledger.effect(draft)
    assert ledger.store.decisions() == ()
    ledger.make(draft)
    (change,) = foretold.incidents
    ((before, after),) = [(f.before, f.after) for f in change.figures]
    assert before is not None
    assert after is not None
    assert (before.policy, after.policy, after.low, after.best, after.high) == ("ucdp", "adjudicated", 3, 4, 9)
    (f,) = [f for f in ledger.incident(incident.id).findings if f.measure == "persons_killed"]
    assert f == after
    assert f.reviewed
    assert "adjudicated by ann: the coroner's list (4)" in f.trace
    assert ledger.tasks() == []
    for policy in ("ucdp", "minmax"):
        found = ledger.incident(incident.id, policy=policy).findings
        assert [x.best for x in found if x.measure == "persons_killed"] != [4]
    fires(ledger, ("thirty", "a witness", "sun"))
    (task,) = ledger.tasks()
    assert (task.kind, task.subject) == ("conflict", "persons_killed")
    assert "since" in task.detail


def test_a_policy_is_set_for_one_incident_and_its_measure(ledger: Ledger) -> None:
    (incident,) = ledger.incidents()
    ledger.make(Draft("policy", by="ann", incidents=(incident.id,), payload={"policy": "minmax"}))
    assert {f.policy for f in ledger.incident(incident.id).findings} == {"minmax"}
    with pytest.raises(RefusedError, match="no policy"):
        ledger.make(Draft("policy", by="ann", incidents=(incident.id,), payload={"policy": "coin"}))


def test_what_could_not_be_read_waits_until_it_is(tmp_path: Path, opened: Open) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "good.txt").write_text(FIRE.format("three", "the mayor"))
    (folder / "bad.docx").write_bytes(b"PK\x03\x04 no archive")
    assert run("build", folder, "--ledger", tmp_path / "l.db", "--processes", "0").status == 1
    ledger = opened(tmp_path / "l.db")
    (task,) = [t for t in ledger.tasks() if t.kind == "unread"]
    assert task.subject.endswith("bad.docx")
    ledger.make(Draft("settle", by="ann", task=task.id, reason="a stray file"))
    assert ledger.tasks() == []
    (folder / "bad.docx").rename(folder / "bad.txt")
    (folder / "bad.txt").write_text("The council met.")
    assert run("build", folder, "--ledger", tmp_path / "l.db", "--processes", "0").status == 0
    assert ledger.tasks() == []


def test_a_named_person_under_age_is_a_task_without_the_name(ledger_url: str, opened: Open) -> None:
    ledger = opened(ledger_url)
    told = "Milo Tarnfeld, 16, was shot and killed in Dayton, Ohio, on Tuesday, police said. Ulf Brandt, 44, was hurt."
    ledger.add([report(told, id="young", title="Shots"), *pile()])
    (task,) = [t for t in ledger.tasks() if t.kind == "minor"]
    assert (task.subject, task.incident) == ("young", ledger.incident(task.incident).id)
    assert "young" in {r.report for r in ledger.incident(task.incident).reports}
    assert "16" in task.detail
    assert "Milo" not in task.detail
    ledger.erase("young", reason="asked for")
    assert [t for t in ledger.tasks(settled=True) if t.kind == "minor"] == []


def test_uncertain_pairs_are_shown_with_reasons_until_somebody_rules(ledger_url: str, opened: Open) -> None:
    ledger = opened(ledger_url)
    ledger.add(pile())
    before = record(ledger)
    queue = ledger.uncertain(margin=200, limit=None)
    assert queue
    for one in queue:
        assert one.reasons
        assert {one.incident_a, one.incident_b} <= {i.id for i in ledger.incidents()}
        assert (one.incident_a != one.incident_b) or one.score < one.threshold
    first = queue[0]
    ledger.make(Draft("unsure", by="ann", mentions=(first.a.id, first.b.id)))
    assert (first.a.id, first.b.id) not in {(p.a.id, p.b.id) for p in ledger.uncertain(margin=200, limit=None)}
    assert record(ledger) == before


def test_a_figure_that_no_report_tells_is_kept_as_a_person_decided_it(ledger: Ledger) -> None:
    (incident,) = ledger.incidents()
    told = {"measure": "persons_missing", "best": 2}
    ledger.make(Draft("adjudicate", by="ann", reason="a call", incidents=(incident.id,), payload=told))
    (f,) = [f for f in ledger.incident(incident.id).findings if f.measure == "persons_missing"]
    assert (f.low, f.best, f.high, f.origins, f.policy) == (2, 2, 2, (), "adjudicated")
    assert f.trace == ("no report gives this figure", "adjudicated by ann: a call (2)")


def test_a_figure_that_rests_on_nothing_surely_read_waits_for_a_person(
    ledger_url: str, opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = Reader.read

    def unsure(self: Reader, one: object, **options: object) -> object:
        found = read(self, one, **options)
        return replace(found, claims=tuple(replace(c, confidence=0.3) for c in found.claims))

    monkeypatch.setattr(Reader, "read", unsure)
    ledger = opened(ledger_url)
    fires(ledger, ("three", "the fire chief", "echo"))
    (task,) = ledger.tasks()
    assert (task.kind, task.subject) == ("confidence", "persons_killed")
    ledger.decide(min(ledger.store.claims()), "accept", by="ann")
    assert ledger.tasks() == []


def test_the_command_lists_what_waits_and_with_all_what_was_settled(ledger: Ledger, ledger_url: str) -> None:
    (task,) = ledger.tasks()
    ledger.make(Draft("assign", by="ann", task=task.id, payload={"to": "bo"}))
    shown = run("tasks", "--incident", task.incident, "--ledger", ledger_url).out
    assert "persons_killed: read as intervals: three [3, 3], nine [9, 9]" in shown
    assert "for bo" in shown
    ledger.make(Draft("settle", by="bo", task=task.id, reason="both kept"))
    assert run("tasks", "--ledger", ledger_url).out == ""
    assert "settled by bo: both kept" in run("tasks", "--all", "--ledger", ledger_url).out
    (row,) = json.loads(run("tasks", "--all", "--json", "--ledger", ledger_url).out)
    assert (row["schema"], row["kind"], row["open"], row["settled_by"]) == (1, "conflict", False, "bo")
