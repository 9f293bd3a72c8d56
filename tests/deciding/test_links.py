"""What people say of mentions and incidents always wins over scores, whatever comes later and in whatever order."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from sayso.model.decision import Anchor, Decision, Draft
from sayso.pipeline import Ledger
from sayso.reading.reader import Reader
from sayso.ruling.links import linked
from tests.factories import pile
from tests.fingerprints import record

Open = Callable[[str | Path], Ledger]


def together(ledger: Ledger) -> list[set[str]]:
    """The mentions of each incident."""
    return sorted((set(i.mentions) for i in ledger.incidents()), key=sorted)


def of(ledger: Ledger, mention: str) -> str:
    """The incident of a mention."""
    return next(i.id for i in ledger.incidents() if mention in i.mentions)


@pytest.fixture
def ledger(ledger_url: str, opened: Open) -> Ledger:
    made = opened(ledger_url)
    made.add(pile())
    return made


def test_two_mentions_that_share_nothing_are_one_event_if_a_person_says_so(ledger: Ledger) -> None:
    assert ledger.store.reasons("bakery#0", "fire#0") == []
    ledger.make(Draft("same", by="ann", mentions=("fire#0", "bakery#0")))
    assert {"bakery#0", "fire#0"} in together(ledger)


def test_two_reports_of_one_event_are_two_if_a_person_says_so(ledger: Ledger) -> None:
    ledger.make(Draft("different", by="ann", mentions=("record#0", "tribune#0")))
    assert of(ledger, "record#0") != of(ledger, "tribune#0")


def test_merging_keeps_the_older_id_and_undoing_brings_the_other_back_with_its_meaning(ledger: Ledger) -> None:
    before = {i.id: i.mentions for i in ledger.incidents()}
    raid, fire = of(ledger, "record#0"), of(ledger, "fire#0")
    merged = ledger.make(Draft("merge", by="ann", incidents=(fire, raid), reason="one smoke"))
    assert ledger.incident(fire).id == ledger.incident(raid).id == raid
    ledger.make(Draft("undo", by="bo", decision=merged.id))
    assert {i.id: i.mentions for i in ledger.incidents()} == before
    kinds = [(c["kind"], c["incident"]) for c in ledger.store.changes("2000")]
    assert ("merged", fire) in kinds
    assert kinds[-1] == ("split", raid)


def test_a_split_leaves_the_id_with_the_part_that_has_most_claims(ledger: Ledger) -> None:
    raid = of(ledger, "record#0")
    ledger.make(Draft("split", by="ann", incidents=(raid,), payload={"reports": ["tribune"]}))
    assert of(ledger, "record#0") == of(ledger, "carrier#0") == raid
    assert of(ledger, "tribune#0") != raid
    assert {"kind": "split", "into": of(ledger, "tribune#0")}.items() <= ledger.store.changes("2000")[-2].items()


def test_of_two_that_contradict_one_another_the_later_stands_and_the_older_is_a_task(ledger: Ledger) -> None:
    older = ledger.make(Draft("same", by="ann", mentions=("fire#0", "bakery#0")))
    ledger.make(Draft("different", by="bo", mentions=("bakery#0", "fire#0")))
    assert of(ledger, "fire#0") != of(ledger, "bakery#0")
    (task,) = [t for t in ledger.tasks() if t.kind == "contradiction"]
    assert task.subject == older.id
    assert "ann" in task.detail
    assert "bo" in task.detail
    ledger.make(Draft("same", by="cy", mentions=("fire#0", "bakery#0")))
    assert of(ledger, "fire#0") == of(ledger, "bakery#0")


def test_who_is_unsure_takes_back_what_was_said_of_the_pair(ledger: Ledger) -> None:
    before = together(ledger)
    ledger.make(Draft("same", by="ann", mentions=("fire#0", "bakery#0")))
    ledger.make(Draft("unsure", by="bo", mentions=("fire#0", "bakery#0")))
    assert together(ledger) == before
    assert ledger.tasks() == []


def rule_at_random(ledger: Ledger, dice: random.Random) -> None:
    """Make decisions of all kinds on whatever is there."""
    for k in range(6):
        incidents = sorted(i.id for i in ledger.incidents())
        mentions = sorted(m for i in ledger.incidents() for m in i.mentions)
        kind = dice.choice(["same", "different", "unsure", "merge", "split", "move", "reject"])
        pair = tuple(dice.sample(mentions, 2))
        if kind == "merge" and len(incidents) > 1:
            ledger.make(Draft("merge", by=f"r{k}", incidents=tuple(dice.sample(incidents, 2))))
        elif kind == "split":
            large = [i for i in ledger.incidents() if len(i.mentions) > 1]
            if large:
                one = large[0]
                ledger.make(Draft("split", by=f"r{k}", incidents=(one.id,), mentions=(dice.choice(one.mentions),)))
        elif kind in ("move", "reject"):
            claim = dice.choice(sorted(ledger.store.claims()))
            into = (dice.choice(incidents),) if kind == "move" else ()
            ledger.make(Draft(kind, by=f"r{k}", claims=(claim,), incidents=into))
        elif kind != "merge":
            ledger.make(Draft(kind, by=f"r{k}", mentions=pair))


@pytest.mark.parametrize("seed", range(6))
def test_links_hold_after_a_rebuild_in_any_order_and_undoing_all_gives_back_the_machines_record(
    seed: int, opened: Open, tmp_path: Path
) -> None:
    dice = random.Random(seed)
    ledger = opened(tmp_path / "first.db")
    ledger.add(pile())
    machine = record(ledger)
    rule_at_random(ledger, dice)
    links = ledger.rulings.links
    for group in links.required:
        assert len({of(ledger, m) for m in group}) == 1
    for a, b in links.forbidden:
        assert of(ledger, a) != of(ledger, b)
    decided = record(ledger)

    early, late = opened(tmp_path / "early.db"), opened(tmp_path / "late.db")
    early.take(ledger.store.decisions())
    for one in dice.sample(pile(), len(pile())):
        early.add([one])
    late.add(dice.sample(pile(), len(pile())))
    assert late.take(ledger.store.decisions())[1] == []
    assert record(late) == decided
    assert record(early) == decided
    assert late.take(ledger.store.decisions()) == (0, [])

    for d in dice.sample(ledger.store.decisions(), len(ledger.store.decisions())):
        ledger.make(Draft("undo", by="all", decision=d.id))
    assert record(ledger) == machine


def test_links_hold_when_mentions_are_numbered_otherwise_by_a_later_reading(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger.make(Draft("same", by="ann", mentions=("fire#0", "bakery#0")))
    ledger.make(Draft("different", by="ann", mentions=("record#0", "tribune#0")))
    decided = [{m.replace("#", "#9") for m in held} for held in together(ledger)]
    read = Reader.read

    def otherwise(self: Reader, one: object, **options: object) -> object:
        found = read(self, one, **options)
        claims = tuple(replace(c, incident=c.incident and c.incident.replace("#", "#9")) for c in found.claims)
        mentions = tuple(replace(m, id=m.id.replace("#", "#9")) for m in found.mentions)
        return replace(found, claims=claims, mentions=mentions)

    monkeypatch.setattr(Reader, "read", otherwise)
    ledger.__dict__["read_with"] = "other rules"
    for one in pile():
        ledger.add([one])
        for group in ledger.rulings.links.required:
            assert len({of(ledger, m) for m in group}) == 1
    assert together(ledger) == sorted(decided, key=sorted)
    assert ledger.tasks() == []


def test_what_a_split_of_a_large_incident_comes_to_is_told_at_once() -> None:
    anchors = tuple(
        Anchor("mention", "out" if k % 2 else "rest", f"k{k}", "", f"r{k}", 0, 4, "raid", "raid", f"r{k}#0")
        for k in range(300)
    )
    split = Decision(1, "d1", "2026-01-01T00:00:00.000000Z", "ann", "split", "i", "", "", {}, anchors)
    begun = time.process_time()
    links = linked([split])
    assert (len(links.required), len(links.forbidden)) == (2, 150 * 150)
    assert time.process_time() - begun < 5
