"""A file of decisions may come before the reports that they are about, and these in any order: the record is the same."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from sayso.benching.invented import Country
from sayso.model.decision import Draft
from sayso.pipeline import Ledger, open_ledger
from tests.fingerprints import record
from tests.matching.test_incremental import keep, paged


def rule(ledger: Ledger, dice: random.Random) -> None:
    """Rule on mentions, claims and incidents that are drawn by lot."""
    for _ in range(3):
        mentions = sorted(m for i in ledger.incidents() for m in i.mentions)
        ledger.make(Draft(dice.choice(["same", "different"]), by="a", mentions=tuple(dice.sample(mentions, 2))))
        large = [i for i in ledger.incidents() if len(i.mentions) > 1]
        if large:
            whole = dice.choice(large)
            ledger.make(Draft("split", by="a", incidents=(whole.id,), mentions=(dice.choice(whole.mentions),)))
        two = dice.sample(sorted(i.id for i in ledger.incidents()), 2)
        ledger.make(Draft("merge", by="a", incidents=tuple(two)))
        claim = dice.choice(sorted(ledger.store.claims()))
        ledger.make(Draft("correct", by="a", claims=(claim,), payload={"fields": {"best": dice.randrange(50)}}))


@pytest.mark.parametrize("seed", [0, 2])
def test_decisions_that_come_before_their_reports_say_the_same(seed: int, tmp_path: Path) -> None:
    dice = random.Random(seed)
    found = paged(Country(seed, days=25, towns=6).digests(24))
    with open_ledger(tmp_path / "a.db") as ruled, open_ledger(tmp_path / "b.db") as early:
        keep(ruled, found)
        rule(ruled, dice)
        early.take(ruled.store.decisions())
        for one in dice.sample(found, len(found)):
            keep(early, [one])
        assert record(early) == record(ruled)
