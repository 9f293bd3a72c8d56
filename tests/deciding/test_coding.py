"""A sample is read a second time, blind; how far readers agree is told field by field; differences are settled by name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from pathlib import Path

import pytest

from sayso.coding import Item, agreement
from sayso.errors import NotFoundError, RefusedError
from sayso.model.decision import Draft
from sayso.pipeline import Ledger
from tests.factories import pile
from tests.fingerprints import record

Open = Callable[[str | Path], Ledger]


@pytest.fixture
def ledger(ledger_url: str, opened: Open) -> Ledger:
    made = opened(ledger_url)
    made.add(pile())
    return made


def draw(ledger: Ledger, size: int = 4, seed: str = "7") -> list[str]:
    made = ledger.make(Draft("sample", by="ann", payload={"name": "spring", "size": size, "seed": seed}))
    return made.attached()


def code(ledger: Ledger, by: str, claim: str, **values: object) -> None:
    ledger.make(Draft("code", by=by, claims=(claim,), payload={"sample": "spring", "fields": values}))


def test_a_seed_draws_the_same_claims_in_every_ledger_of_the_reports(
    ledger: Ledger, opened: Open, tmp_path: Path
) -> None:
    other = opened(tmp_path / "other.db")
    for one in reversed(pile()):
        other.add([one])
    drawn = draw(ledger)
    assert len(drawn) == 4
    assert draw(other) == drawn
    with pytest.raises(RefusedError, match="there is a sample"):
        draw(other)


def test_a_reader_sees_the_words_and_nothing_that_others_made_of_them(ledger: Ledger) -> None:
    first, *_ = draw(ledger)
    code(ledger, "bo", first, best=99, measure="persons_killed")
    for item in ledger.to_code("spring", by="cy"):
        assert item.own is None
        assert ledger.store.text(item.report)[item.start : item.end] == item.text
        assert item.sentence[0] <= item.start < item.end <= item.sentence[1]
    assert {f.name for f in fields(Item)} == {"claim", "report", "start", "end", "text", "sentence", "own"}
    assert [d.kind for d in ledger.history(claim=first)] == ["sample"]
    mine = {i.claim: i.own for i in ledger.to_code("spring", by="bo")}
    assert mine[first] == {"is_claim": True, "best": 99, "measure": "persons_killed"}


def test_readings_change_nothing_in_the_record_and_only_drawn_claims_are_coded(ledger: Ledger) -> None:
    before = record(ledger)
    drawn = draw(ledger)
    code(ledger, "bo", drawn[0], is_claim=False)
    assert record(ledger) == before
    other = next(c for c in ledger.store.claims() if c not in drawn)
    with pytest.raises(RefusedError, match="not in the sample"):
        code(ledger, "bo", other, best=1)
    with pytest.raises(RefusedError):
        code(ledger, "bo", drawn[0], best="many")
    with pytest.raises(NotFoundError, match="no sample"):
        ledger.to_code("autumn", by="bo")


def test_agreement_counts_whoever_ruled_on_the_record_as_first_reader(ledger: Ledger) -> None:
    drawn = draw(ledger)
    claims = ledger.store.claims()
    for k, ident in enumerate(drawn):
        ledger.decide(ident, "accept", by="ann")
        code(ledger, "bo", ident, best=claims[ident].best if k else 1_000, measure=claims[ident].measure)
    found = {f.field: f for f in ledger.agreement("spring")}
    assert (found["best"].claims, found["best"].alike, found["best"].readers) == (4, 3, ("ann", "bo"))
    assert (found["measure"].alike, found["measure"].claims) == (4, 4)
    assert "speaker" not in found
    (difference,) = ledger.differences("spring")
    assert (difference.claim, difference.field) == (drawn[0], "best")
    assert difference.values == {"ann": claims[drawn[0]].best, "bo": 1_000}
    settled = {"fields": {"best": 1_000}}
    ledger.make(Draft("correct", by="ann", reason="bo is right", claims=(drawn[0],), payload=settled))
    assert ledger.differences("spring") == []
    assert {f.readers for f in ledger.agreement("spring", machine=True)} >= {("ann", "bo", "the machine")}


def test_alpha_and_kappa_are_those_of_the_textbook() -> None:
    # four claims, two readers: three alike of two values; expected by hand: kappa (0.75 - 0.5) / 0.5, alpha 1 - 7 * 2 / 30
    first, second = "aabb", "aaba"
    found = {
        "x": {str(k): {"measure": v} for k, v in enumerate(first)},
        "y": {str(k): {"measure": v} for k, v in enumerate(second)},
    }
    (of_measure,) = agreement(found)
    assert of_measure.kappa == pytest.approx(0.5)
    assert of_measure.alpha == pytest.approx(1 - 7 * 2 / 30, abs=1e-4)


def test_where_all_say_the_same_there_is_nothing_to_correct_for_chance() -> None:
    same = {"0": {"measure": "a"}, "1": {"measure": "a"}}
    (found,) = agreement({"x": same, "y": same})
    assert (found.claims, found.alike, found.alpha, found.kappa) == (2, 2, None, None)


def test_what_readers_differ_on_is_told_as_they_wrote_it(ledger: Ledger) -> None:
    ledger.make(Draft("sample", by="ann", payload={"name": "names", "size": 1}))
    (item,) = ledger.to_code("names", by="ann")
    for by, speaker in (("ann", "Harbor County"), ("bo", "the Sheriff"), ("cy", "harbor  county")):
        fields = {"speaker": speaker}
        ledger.make(Draft("code", by=by, claims=(item.claim,), payload={"sample": "names", "fields": fields}))
    (told,) = [d for d in ledger.differences("names") if d.field == "speaker"]
    assert told.values["ann"] == "Harbor County"
    assert told.values["bo"] == "the Sheriff"
