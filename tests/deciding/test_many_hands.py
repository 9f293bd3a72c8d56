"""Several people decide at once: nothing is lost, overwritten or half done, and what one sees as others changed it is told."""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from sayso.errors import StaleError
from sayso.model.decision import Draft
from sayso.pipeline import Ledger, open_ledger
from tests.factories import pile
from tests.fingerprints import record

Open = Callable[[str | Path], Ledger]
EACH = 4


@pytest.fixture
def ledger(ledger_url: str, opened: Open) -> Ledger:
    made = opened(ledger_url)
    made.add(pile())
    return made


def of(ledger: Ledger, mention: str) -> str:
    return next(i.id for i in ledger.incidents() if mention in i.mentions)


def test_what_others_changed_since_a_person_looked_is_told_and_not_overwritten(ledger: Ledger) -> None:
    raid, seen = of(ledger, "record#0"), ledger.revision()
    mine = Draft("split", by="bo", incidents=(raid,), payload={"reports": ["tribune"]}, seen=seen)
    ledger.make(Draft("adjudicate", by="ann", reason="a list", incidents=(raid,), payload=ARRESTED))
    with pytest.raises(StaleError, match=r"ann ruled “adjudicate” .*a list") as refused:
        ledger.make(mine)
    assert refused.value.where == raid
    assert [d.by for d in ledger.store.decisions()] == ["ann"]
    assert ledger.make(Draft(**{**fields_of(mine), "seen": ledger.revision()})).by == "bo"


ARRESTED = {"measure": "persons_arrested", "best": 41}


def fields_of(draft: Draft) -> dict[str, object]:
    return {name: getattr(draft, name) for name in Draft.__slots__}


def test_who_forces_it_or_decides_elsewhere_is_not_held_up(ledger: Ledger) -> None:
    raid, fire, seen = of(ledger, "record#0"), of(ledger, "fire#0"), ledger.revision()
    ledger.make(Draft("adjudicate", by="ann", reason="a list", incidents=(raid,), payload=ARRESTED, seen=seen))
    # her own decisions do not make her page stale, nor do those of others on other incidents or claims
    ledger.make(Draft("policy", by="ann", incidents=(raid,), payload={"policy": "gtd"}, seen=seen))
    ledger.make(Draft("policy", by="bo", incidents=(fire,), payload={"policy": "gtd"}, seen=seen))
    ledger.decide("record:24:0", "accept", by="ann", seen=seen)
    ledger.decide("carrier:24:0", "accept", by="bo", seen=seen)
    with pytest.raises(StaleError):
        ledger.decide("record:24:0", "reject", by="bo", seen=seen)
    ledger.decide("record:24:0", "reject", by="bo", seen=seen, force=True)
    assert "record:24:0" in ledger.rulings.rejected


def test_reports_that_came_meanwhile_are_told_too(ledger: Ledger) -> None:
    raid, seen = of(ledger, "record#0"), ledger.revision()
    ledger.erase("tribune", reason="asked for")
    with pytest.raises(StaleError, match="was changed"):
        ledger.make(Draft("policy", by="bo", incidents=(raid,), payload={"policy": "gtd"}, seen=seen))


def rule(url: str, who: str, done: str) -> None:
    """Rule on whatever is there, and write down what was ruled."""
    dice = random.Random(who)
    with open_ledger(url) as ledger, Path(done).open("w") as out:
        for k in range(EACH):
            incidents = [i.id for i in ledger.incidents()]
            claim = dice.choice(sorted(ledger.store.claims()))
            draft = dice.choice(
                [
                    Draft("note", by=who, reason=f"{k}", incidents=(dice.choice(incidents),)),
                    Draft("reject", by=who, reason=f"{k}", claims=(claim,)),
                    Draft("different", by=who, reason=f"{k}", mentions=("record#0", "tribune#0")),
                    Draft("same", by=who, reason=f"{k}", mentions=("fire#0", "bakery#0")),
                ]
            )
            out.write(ledger.make(draft).id + "\n")


def test_four_writers_at_once_lose_no_decision(ledger: Ledger, ledger_url: str, tmp_path: Path) -> None:
    ledger.close()
    spawn = multiprocessing.get_context("spawn")
    people = [
        spawn.Process(target=rule, args=(ledger_url, f"person {k}", str(tmp_path / f"done-{k}"))) for k in range(4)
    ]
    for person in people:
        person.start()
    for person in people:
        person.join(240)
        assert person.exitcode == 0
    made = {line for k in range(4) for line in (tmp_path / f"done-{k}").read_text().split()}
    kept = ledger.store.decisions()
    assert len(made) == 4 * EACH
    assert {d.id for d in kept} == made
    assert len({d.at for d in kept}) == 4 * EACH
    with open_ledger(tmp_path / "again.db") as again:
        again.add(pile())
        again.take(kept)
        assert record(again) == record(ledger)


MERGING = """
import sys
from sayso.model.decision import Draft
from sayso.pipeline import open_ledger
with open_ledger(sys.argv[1]) as ledger:
    while True:
        ids = tuple(i.id for i in ledger.incidents())
        print("merging", flush=True)
        made = ledger.make(Draft("merge", by="ann", incidents=ids))
        ledger.make(Draft("undo", by="ann", decision=made.id))
"""


@pytest.mark.skipif(os.name != "posix", reason="processes are killed by signal")
def test_killed_in_the_middle_of_a_merge_the_ledger_is_whole(opened: Open, tmp_path: Path) -> None:
    url = tmp_path / "ledger.db"
    first = opened(url)
    first.add(pile())
    apart = record(first)
    first.make(Draft("merge", by="ann", incidents=tuple(i.id for i in first.incidents())))
    together = record(first)
    first.make(Draft("undo", by="ann", decision=first.store.decisions()[-1].id))
    first.close()
    dice = random.Random(5)
    for k in range(5):
        child = subprocess.Popen([sys.executable, "-c", MERGING, str(url)], stdout=subprocess.PIPE, text=True)
        assert child.stdout is not None
        # every other time it has merged and undone once before it is killed in the next one
        for _ in range(1 + k % 2):
            child.stdout.readline()
        time.sleep(dice.uniform(0, 0.12))
        child.send_signal(signal.SIGKILL)
        child.wait()
        child.stdout.close()
        with open_ledger(url) as ledger:
            assert ledger.store.pending() == []
            undone = ledger.undone()
            standing = [d for d in ledger.store.decisions() if d.kind == "merge" and d.id not in undone]
            assert record(ledger) == (together if standing else apart)
            for d in standing:
                ledger.make(Draft("undo", by="bo", decision=d.id))
    assert len(ledger.store.decisions()) > 2


def test_of_one_task_the_first_who_settled_it_is_told_to_the_second(ledger: Ledger) -> None:
    seen = ledger.revision()
    claim = "carrier:24:0"
    accepted = ledger.decide(claim, "accept", by="ann", seen=seen)
    raid = of(ledger, "record#0")
    ledger.make(Draft("note", by="bo", reason="look", incidents=(raid,), seen=seen))
    other = ledger.revision()
    ledger.decide("record:24:0", "accept", by="cy", seen=other)
    # an undo of hers is not held up by what others did to other claims
    ledger.make(Draft("undo", by="ann", decision=accepted.id, seen=other))
    made = ledger.store.task_rows()
    assert made == []
    ledger.store.add_ledger_tasks("unread", {"a.doc": "kind-unknown"})
    (task,) = ledger.tasks()
    seen = ledger.revision()
    ledger.make(Draft("settle", by="ann", reason="not ours", task=task.id, seen=seen))
    with pytest.raises(StaleError, match="ann ruled “settle”"):
        ledger.make(Draft("settle", by="bo", reason="read it", task=task.id, seen=seen))
