"""What people rule on claims: corrected, moved, added, undone; found again after another reading; never lost in silence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from sayso.errors import NotFoundError, RefusedError
from sayso.model.decision import Draft
from sayso.pipeline import Ledger
from sayso.reading.reader import Reader
from tests.factories import RAID, pile, report
from tests.fingerprints import record

Open = Callable[[str | Path], Ledger]
CLAIM = "report:24:0"


@pytest.fixture
def ledger(ledger_url: str, opened: Open) -> Ledger:
    made = opened(ledger_url)
    made.add(pile())
    return made


def best(ledger: Ledger, mention: str) -> dict[str, float | None]:
    """The figures of the incident of a mention."""
    return {f.measure: f.best for i in ledger.incidents() if mention in i.mentions for f in i.findings}


def correct(claim: str, **fields: object) -> Draft:
    return Draft("correct", by="ann", reason="misread", claims=(claim,), payload={"fields": fields})


def test_a_corrected_claim_counts_as_corrected_and_what_was_read_comes_back_with_undo(ledger: Ledger) -> None:
    machine = record(ledger)
    made = ledger.make(correct("bakery:24:0", best=26, measure="persons_charged"))
    assert best(ledger, "bakery#0") == {"persons_charged": 26}
    claim = ledger.store.claims()["bakery:24:0"]
    assert (claim.low, claim.best, claim.high, claim.text) == (26, 26, 26, "25")
    assert made.payload["seen"] == {"best": 25, "measure": "persons_arrested"}
    assert {h.report for h in (f.hit for f in ledger.search(["bakery"], measure="persons_charged").found)} == {"bakery"}
    ledger.make(Draft("undo", by="ann", decision=made.id))
    assert record(ledger) == machine


def test_later_corrections_change_only_the_fields_that_they_name(ledger: Ledger) -> None:
    ledger.make(correct("bakery:24:0", best=26))
    ledger.make(correct("bakery:24:0", qualifier="at_least"))
    ledger.make(correct("bakery:24:0", speaker="the mayor", speaker_role="official", group=None))
    claim = ledger.store.claims()["bakery:24:0"]
    assert (claim.low, claim.best, claim.high, claim.speaker) == (26, 26, None, "the mayor")


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"colour": "red"},
        {"measure": "persons_painted"},
        {"qualifier": "sort_of"},
        {"best": "many"},
        {"best": True},
        {"low": 5, "high": 4},
        {"as_of": "Tuesday"},
        {"when": {"start": "soon"}},
        {"speaker": 7},
    ],
    ids=str,
)
def test_what_no_claim_can_have_is_refused_and_nothing_is_kept(ledger: Ledger, fields: dict[str, object]) -> None:
    with pytest.raises(RefusedError):
        ledger.make(correct("bakery:24:0", **fields))
    assert ledger.store.decisions() == ()


def test_nobody_decides_nothing_on_what_is_not_there(ledger: Ledger) -> None:
    for draft in (
        Draft("accept", by="ann", claims=("nowhere:1:0",)),
        Draft("same", by="ann", mentions=("nowhere#0", "fire#0")),
        Draft("undo", by="ann", decision="nothing"),
        Draft("settle", by="ann", reason="done", task=99),
        Draft("policy", by="ann", incidents=("nowhere",), payload={"policy": "gtd"}),
    ):
        with pytest.raises(NotFoundError):
            ledger.make(draft)
    for draft in (
        Draft("accept", by=" ", claims=("fire:74:0",)),
        Draft("frown", by="ann"),
        Draft("merge", by="ann", mentions=("fire#0",)),
        Draft("split", by="ann", incidents=(ledger.incidents()[0].id,), payload={"reports": ["nowhere"]}),
        Draft("adjudicate", by="ann", incidents=(ledger.incidents()[0].id,), payload={"measure": "persons_killed"}),
    ):
        with pytest.raises(RefusedError):
            ledger.make(draft)
    assert ledger.store.decisions() == ()


def test_a_claim_is_counted_where_a_person_moves_it(ledger: Ledger) -> None:
    fire = next(i.id for i in ledger.incidents() if "fire#0" in i.mentions)
    ledger.make(Draft("move", by="ann", claims=("bakery:24:0",), incidents=(fire,)))
    assert best(ledger, "bakery#0") == {}
    assert best(ledger, "fire#0")["persons_arrested"] == 25
    ledger.make(Draft("move", by="ann", claims=("bakery:24:0",)))
    assert "persons_arrested" not in best(ledger, "fire#0")


def test_words_become_a_claim_and_their_offsets_are_code_points(ledger_url: str, opened: Open) -> None:
    ledger = opened(ledger_url)
    text = "🚒🚒 A fire in Boise, Idaho, killed three people on Friday. A dozen cats were seen, the mayor said."
    ledger.add([report(text, id="cats")])
    start = text.index("A dozen")
    fields = {"best": 12, "measure": "persons_rescued", "speaker": "the mayor", "speaker_role": "official"}
    where = {"report": "cats", "start": start, "end": start + 7, "text": "A dozen", "fields": fields}
    incident = ledger.incidents()[0].id
    made = ledger.make(Draft("add", by="ann", incidents=(incident,), payload=where))
    claim = ledger.store.claims()[made.claim]
    assert (claim.text, claim.quote, claim.low, claim.high) == ("A dozen", "A dozen", 12, 12)
    assert text[claim.sentence[0] : claim.sentence[1]] == "A dozen cats were seen, the mayor said."
    assert best(ledger, "cats#0") == {"persons_killed": 3, "persons_rescued": 12}
    # what was added can be ruled on like any other
    ledger.decide(made.claim, "reject", by="bo", reason="cats")
    assert best(ledger, "cats#0") == {"persons_killed": 3}
    ledger.make(correct(made.claim, best=13))
    assert best(ledger, "cats#0")["persons_rescued"] == 13
    with pytest.raises(RefusedError, match="stands there"):
        ledger.make(Draft("add", by="ann", payload={**where, "text": "Two dozen"}))
    again = opened(Path(ledger_url).with_name("again.db") if "://" not in ledger_url else "again.db")
    again.add([report(text, id="cats")])
    again.take(ledger.store.decisions())
    assert record(again) == record(ledger)


def read_otherwise(ledger: Ledger, monkeypatch: pytest.MonkeyPatch, change: Callable) -> None:
    """Read all reports again, by rules that give other claims."""
    read = Reader.read

    def other(self: Reader, one: object, **options: object) -> object:
        found = read(self, one, **options)
        claims = tuple(change(c) for c in found.claims)
        ids = {c.id: n.id for c, n in zip(found.claims, claims, strict=True)}
        mentions = tuple(replace(m, claims=tuple(ids[c] for c in m.claims)) for m in found.mentions)
        return replace(found, claims=claims, mentions=mentions)

    monkeypatch.setattr(Reader, "read", other)
    ledger.__dict__["read_with"] = "other rules"


def test_after_a_better_reading_a_decision_is_on_the_claim_whose_words_overlap(
    ledger_url: str, opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger = opened(ledger_url)
    ledger.add([report()])
    ledger.decide(CLAIM, "reject", by="ann", reason="a rumour")
    ledger.make(correct(CLAIM, best=41))

    def wider(c: object) -> object:
        return replace(c, id=f"report:{c.start - 9}:0", start=c.start - 9, text=RAID[c.start - 9 : c.end])

    read_otherwise(ledger, monkeypatch, wider)
    assert ledger.add([report()]).taken == 1
    claim = ledger.store.claims()["report:15:0"]
    assert (claim.text, claim.best) == ("arrested 40", 41)
    assert list(ledger.rulings.accepted) == ["report:15:0"]
    assert ledger.tasks() == []


def test_a_decision_whose_words_nothing_is_read_from_any_more_becomes_a_task(
    ledger_url: str, opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger = opened(ledger_url)
    ledger.add([report()])
    made = ledger.decide(CLAIM, "accept", by="ann", reason="seen")

    def elsewhere(c: object) -> object:
        return replace(c, id="report:0:0", start=0, end=7, text=RAID[:7])

    read_otherwise(ledger, monkeypatch, elsewhere)
    ledger.add([report()])
    (task,) = ledger.tasks()
    assert (task.kind, task.subject) == ("lost", made.id)
    assert "“40”" in task.detail
    monkeypatch.undo()
    ledger.__dict__["read_with"] = "third rules"
    ledger.add([report()])
    assert ledger.tasks() == []
    assert list(ledger.rulings.accepted) == [CLAIM]


ADDRESS = "https://record.example/raid"


@pytest.mark.parametrize("turned", [False, True])
def test_in_a_new_version_of_a_page_decisions_hold_where_their_words_stand(
    ledger_url: str, opened: Open, turned: bool
) -> None:
    ledger = opened(ledger_url)
    first = report(RAID + " By the evening 12 of those arrested were released.", id="morning", url=ADDRESS)
    later = report("Corrected. " + first.text.replace("40", "45"), id="evening", url=ADDRESS, updated="2021-03-11")
    ledger.add([first])
    released = next(c for c in ledger.store.claims().values() if c.best == 12)
    arrested = next(c for c in ledger.store.claims().values() if c.best == 40)
    ledger.make(correct(released.id, best=13))
    gone = ledger.decide(arrested.id, "accept", by="ann")
    if turned:
        kept = ledger.store.decisions()
        ledger = opened(Path(ledger_url).with_name("turned.db") if "://" not in ledger_url else "turned.db")
        ledger.take(kept)
        ledger.add([later])
        ledger.add([first])
    else:
        ledger.add([later])
    found = {c.measure: c for c in ledger.store.claims().values()}
    assert (found["persons_released"].report, found["persons_released"].best) == ("evening", 13)
    assert found["persons_arrested"].best == 45
    assert ledger.rulings.accepted == {found["persons_released"].id: "corrected by ann: misread"}
    assert [(t.kind, t.subject) for t in ledger.tasks()] == [("lost", gone.id)]


def read_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let each number be read as two claims, the second of them of persons charged."""
    read = Reader.read

    def twice(self: Reader, one: object, **options: object) -> object:
        found = read(self, one, **options)
        again = tuple(replace(c, id=c.id[:-1] + "1", measure="persons_charged") for c in found.claims)
        mentions = tuple(replace(m, claims=(*m.claims, *(c[:-1] + "1" for c in m.claims))) for m in found.mentions)
        return replace(found, claims=(*found.claims, *again), mentions=mentions)

    monkeypatch.setattr(Reader, "read", twice)


def test_of_two_readings_of_the_same_words_a_decision_is_on_the_one_that_was_meant(
    opened: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_twice(monkeypatch)
    first, other = opened(tmp_path / "first.db"), opened(tmp_path / "other.db")
    first.add([report()])
    first.decide(CLAIM[:-1] + "1", "reject", by="ann")
    # the same report under another id: another one has its own
    other.add([report("The council met.", title="Council"), report()])
    other.take(first.store.decisions())
    (rejected,) = other.rulings.rejected
    assert other.store.claims()[rejected].measure == "persons_charged"


def test_a_decision_whose_words_were_lost_for_a_while_comes_back_to_the_reading_that_was_meant(
    opened: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_twice(monkeypatch)
    address = {"url": "https://record.example/raid"}
    ledger = opened(tmp_path / "one.db")
    ledger.add([report(**address)])
    ledger.decide(CLAIM[:-1] + "1", "reject", by="ann")
    ledger.add([report("The council met on Tuesday.", updated="2021-03-11", **address)])
    assert [t.kind for t in ledger.tasks()] == ["lost"]
    ledger.add([report(RAID + " Rain fell.", updated="2021-03-12", **address)])
    (rejected,) = ledger.rulings.rejected
    assert ledger.store.claims()[rejected].measure == "persons_charged"


def test_of_two_claims_that_people_made_of_the_same_words_a_decision_is_on_the_one_that_was_meant(
    ledger: Ledger,
) -> None:
    start = ledger.store.text("fire").index("nine")
    where = {"report": "fire", "start": start, "end": start + 4}
    made = [
        ledger.make(Draft("add", by=by, payload={**where, "fields": {"best": 9, "measure": measure}}))
        for by, measure in (("ann", "persons_rescued"), ("bo", "persons_arrested"))
    ]
    first, second = (d.attached()[0] for d in made)
    ledger.decide(first, "reject", by="cy")
    ledger.make(correct(second, best=8))
    assert set(ledger.rulings.rejected) == {first}
    assert {i: c.best for i, c in ledger.store.claims().items() if i in (first, second)} == {first: 9, second: 8}


def test_no_error_tells_the_password_of_a_database(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ledger.store, "url", "postgresql://robin:hushhush@db.example/sayso")
    for draft in (
        Draft("accept", by="ann", claims=("nowhere:1:0",)),
        Draft("same", by="ann", mentions=("nowhere#0", "fire#0")),
        Draft("undo", by="ann", decision="nothing"),
        Draft("settle", by="ann", reason="done", task=99),
    ):
        with pytest.raises(NotFoundError) as told:
            ledger.make(draft)
        assert "hushhush" not in str(told.value.row())
        assert "db.example" in str(told.value.row())
