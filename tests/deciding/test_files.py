"""Decisions as a file: out of one ledger and into another, twice without harm, and whatever is no decision is named."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from sayso.model.decision import Draft
from sayso.pipeline import Ledger
from sayso.publishing import publish
from tests.factories import pile, report
from tests.fingerprints import contents, record
from tests.running import run

Open = Callable[[str | Path], Ledger]


def decide_all(ledger: Ledger) -> None:
    """A decision of every kind."""
    raid = next(i.id for i in ledger.incidents() if "record#0" in i.mentions)
    fire = next(i.id for i in ledger.incidents() if "fire#0" in i.mentions)
    text = ledger.store.text("fire")
    nine = {"start": text.index("nine"), "end": text.index("nine") + 4, "report": "fire"}
    drafts = [
        Draft("accept", by="ann", claims=("record:24:0",)),
        Draft("reject", by="ann", claims=("carrier:24:0",), reason="a copy"),
        Draft("correct", by="ann", claims=("bakery:24:0",), payload={"fields": {"best": 26, "group": "workers"}}),
        Draft("add", by="bo", incidents=(fire,), payload={**nine, "fields": {"best": 9, "measure": "persons_rescued"}}),
        Draft("move", by="bo", claims=("bakery:24:0",), incidents=(fire,)),
        Draft("different", by="bo", mentions=("tribune#0", "record#0")),
        Draft("same", by="bo", mentions=("fire#0", "bakery#0")),
        Draft("unsure", by="bo", mentions=("fire#0", "tribune#0")),
        Draft(
            "adjudicate",
            by="bo",
            reason="a list",
            incidents=(raid,),
            payload={"measure": "persons_arrested", "best": 41},
        ),
        Draft("policy", by="bo", incidents=(fire,), payload={"policy": "minmax", "measure": "persons_killed"}),
        Draft("sample", by="ann", payload={"name": "spring", "size": 3, "seed": "1"}),
        Draft("note", by="cy", incidents=(raid,), reason="call the county"),
    ]
    for draft in drafts:
        ledger.make(draft)
    coded = ledger.to_code("spring", by="cy")[0].claim
    ledger.make(Draft("code", by="cy", claims=(coded,), payload={"sample": "spring", "fields": {"is_claim": False}}))
    ledger.make(Draft("merge", by="ann", incidents=tuple(i.id for i in ledger.incidents())[:2]))
    ledger.make(Draft("split", by="ann", incidents=(ledger.incident(raid).id,), mentions=("carrier#0",)))
    ledger.decide("record:24:0", "undo", by="ann")


@pytest.fixture
def ledger(ledger_url: str, opened: Open) -> Ledger:
    made = opened(ledger_url)
    made.add(pile())
    decide_all(made)
    return made


def test_a_file_takes_all_decisions_to_another_ledger_and_twice_is_once(
    ledger: Ledger, ledger_url: str, opened: Open, tmp_path: Path
) -> None:
    out = tmp_path / "decisions.jsonl"
    assert run("decisions", "export", out, "--ledger", ledger_url).status == 0
    assert run("decisions", "export", out, "--ledger", ledger_url).status == 2
    other = opened(tmp_path / "other.db")
    other.add(reversed(pile()))
    done = run("decisions", "import", out, "--ledger", tmp_path / "other.db")
    assert (done.status, done.out) == (0, f"{len(ledger.store.decisions())} decisions taken in, 0 known before\n")
    assert record(other) == record(ledger)
    assert [d.row() for d in other.store.decisions()] == [d.row() for d in ledger.store.decisions()]
    before = contents(other.store)
    assert "0 decisions taken in" in run("decisions", "import", out, "--ledger", tmp_path / "other.db").out
    assert contents(other.store) == before


def test_what_could_not_attach_is_told_and_attaches_when_the_report_comes(
    ledger: Ledger, ledger_url: str, opened: Open, tmp_path: Path
) -> None:
    out = tmp_path / "decisions.jsonl"
    run("decisions", "export", out, "--ledger", ledger_url)
    other = opened(tmp_path / "other.db")
    other.add([one for one in pile() if one.id != "fire"])
    done = run("decisions", "import", out, "--ledger", tmp_path / "other.db")
    assert done.status == 0
    assert "its words are not here, it waits as a task" in done.out
    assert "lost" in {t.kind for t in other.tasks()}
    other.add(pile())
    assert "lost" not in {t.kind for t in other.tasks()}
    assert record(other) == record(ledger)


def test_the_list_tells_who_why_and_what_was_undone(ledger: Ledger, ledger_url: str) -> None:
    shown = run("decisions", "list", "--ledger", ledger_url).out
    (accepted,) = [line for line in shown.splitlines() if " accept " in line]
    assert "ann" in accepted
    assert accepted.endswith("(undone)")
    assert "carrier:24:0: a copy" in shown
    rows = json.loads(run("decisions", "list", "--ledger", ledger_url, "--json").out)
    assert [r["kind"] for r in rows][:2] == ["accept", "reject"]
    assert rows[0]["undone_by"] == rows[-1]["id"]
    raid = next(i.id for i in ledger.incidents() if "record#0" in i.mentions)
    assert "call the county" in run("decisions", "list", "--incident", raid, "--ledger", ledger_url).out


def spoil(row: dict, **changes: object) -> str:
    return json.dumps({**row, **changes})


def test_whatever_is_no_decision_is_named_and_the_others_are_taken_in(opened: Open, tmp_path: Path) -> None:
    first = opened(tmp_path / "first.db")
    first.add([report()])
    first.decide("report:24:0", "reject", by="ann")
    row = first.store.decisions()[0].row()
    anchor = row["anchors"][0]
    lines = [
        "no json",
        "[]",
        '"text"',
        spoil(row, schema=2),
        spoil(row, id=""),
        spoil(row, kind="frown"),
        spoil(row, at="yesterday"),
        spoil(row, at="9999-12-31T23:59:59.999999Z"),
        spoil(row, payload=[]),
        spoil(row, by=None),
        spoil(row, anchors=[{**anchor, "quote": "a \0 in words"}]),
        spoil(row, payload={"note": ["\0"]}),
        spoil(row, anchors=[{**anchor, "start": -1}]),
        spoil(row, anchors=[{**anchor, "start": True}]),
        spoil(row, anchors=[{**anchor, "end": 2**40}]),
        spoil(row, anchors=[{**anchor, "what": "dream"}]),
        spoil(row, anchors=["x"]),
        spoil(row, kind="correct", payload={"fields": {"best": "many"}}),
        spoil(row, kind="correct", payload={"fields": ["best"]}),
        spoil(row, kind="adjudicate", payload={"measure": ["x"], "best": 1}),
        spoil(row, kind="policy", payload={"policy": "coin"}),
        spoil(row, kind="undo", payload={"of": 7}),
        spoil(row, kind="code", payload={"sample": "x"}),
        spoil(row, kind="settle", payload={}),
    ]
    file = tmp_path / "in.jsonl"
    file.write_text("\n".join([*lines, "", json.dumps(row)]))
    other = opened(tmp_path / "other.db")
    other.add([report()])
    done = run("decisions", "import", file, "--ledger", tmp_path / "other.db")
    assert done.status == 1
    assert done.err.count("in.jsonl:") == len(lines)
    assert "1 decision taken in" in done.out
    assert record(other) == record(first)
    first.decide("report:24:0", "accept", by="bo")


@pytest.mark.parametrize("to", ["html", "csv", "jsonl"])
def test_no_public_file_names_who_decided_or_why(to: str, opened: Open, tmp_path: Path) -> None:
    ledger = opened(tmp_path / "ledger.db")
    ledger.add(pile())
    who, why = "Orla Vantossen", "Dana Quillfeather told me"
    raid = next(i.id for i in ledger.incidents() if "record#0" in i.mentions)
    fields = {"speaker": "Dana Quillfeather", "speaker_role": "witness", "via": "Orla Vantossen"}
    arrested = {"measure": "persons_arrested", "best": 41}
    for draft in (
        Draft("accept", by=who, reason=why, claims=("bakery:24:0",)),
        Draft("correct", by=who, reason=why, claims=("record:24:0",), payload={"fields": {**fields, "best": 44}}),
        Draft("reject", by=who, reason=why, claims=("carrier:24:0",)),
        Draft("adjudicate", by=who, reason=why, incidents=(raid,), payload=arrested),
        Draft("policy", by=who, reason=why, incidents=(raid,), payload={"policy": "minmax"}),
        Draft("note", by=who, reason=why, incidents=(raid,)),
        Draft("different", by=who, reason=why, mentions=("tribune#0", "record#0")),
    ):
        ledger.make(draft)
    out = "".join(p.read_text("utf-8") for p in publish(ledger, to, tmp_path / f"record.{to}")).lower()
    assert "41" in out
    for word in ("vantossen", "orla", "quillfeather"):
        assert word not in out


def test_what_was_erased_does_not_come_back_by_a_file_and_leaves_all_decisions(opened: Open, tmp_path: Path) -> None:
    told = "Zinnober Quellwasser said that agents arrested 40 workers at a cannery in Dayton, Ohio, on Tuesday."
    reports = [report(told, id="hayloft", title="Hayloft", publisher="Echo"), *pile()]
    ledger = opened(tmp_path / "ledger.db")
    ledger.add(reports)
    claim = next(c.id for c in ledger.store.claims().values() if c.report == "hayloft")
    fields = {"speaker": "Zinnober Quellwasser", "best": 41}
    ledger.make(
        Draft(
            "correct",
            by="ann",
            reason="Quellwasser told me, Zinnober Quellwasser",
            claims=(claim,),
            payload={"fields": fields},
        )
    )
    ledger.make(Draft("same", by="ann", reason="said by Zinnober Quellwasser", mentions=("hayloft#0", "fire#0")))
    kept = ledger.store.decisions()
    ledger.erase_person("Zinnober Quellwasser", reason="asked for")
    assert "quellwasser" not in repr(contents(ledger.store)).lower()
    assert ledger.store.claims()[claim].best == 41
    assert ledger.tasks() == [t for t in ledger.tasks() if t.kind != "lost"]

    named = opened(tmp_path / "named.db")
    named.add(reports)
    named.erase_person("Zinnober Quellwasser", reason="asked for")
    named.take(kept)
    named.make(Draft("note", by="bo", reason="Zinnober Quellwasser called", claims=(claim,)))
    assert "quellwasser" not in repr(contents(named.store)).lower()
    assert record(named) == record(ledger)

    for gone in (ledger, opened(tmp_path / "gone.db")):
        if gone is not ledger:
            gone.add(reports)
        gone.erase("hayloft", reason="asked for")
        gone.take(kept)
        left = {table: repr(held).lower() for table, held in contents(gone.store).items()}
        for word in ("quellwasser", "told me", "hayloft", "said by"):
            assert [table for table, held in left.items() if word in held] == [], word
        assert [t for t in gone.tasks() if t.kind == "lost"] == []


def test_a_name_that_stands_in_decisions_only_can_be_erased_too(ledger_url: str, opened: Open) -> None:
    ledger = opened(ledger_url)
    ledger.add(pile())
    ledger.make(
        Draft("note", by="ann", reason="Zinnober Quellwasser called; Quellwasser is sure", claims=("bakery:24:0",))
    )
    assert ledger.erase_person("Zinnober Quellwasser", reason="asked for") == []
    assert "quellwasser" not in repr(contents(ledger.store)).lower()


def test_erasing_a_report_takes_lost_decisions_and_settled_tasks_of_it_along(ledger_url: str, opened: Open) -> None:
    ledger = opened(ledger_url)
    told = "Milo Tarnfeld, 16, was arrested with 40 others at a cannery in Dayton, Ohio, on Tuesday."
    ledger.add([report(told, id="hayloft", title="Hayloft", publisher="Echo", url="https://hay.example/1"), *pile()])
    claim = next(c.id for c in ledger.store.claims().values() if c.report == "hayloft")
    ledger.decide(claim, "accept", by="ann", reason="seen from the hayloft")
    (task,) = [t for t in ledger.tasks() if t.kind == "minor"]
    ledger.make(Draft("settle", by="ann", reason="masked", task=task.id))
    later = "The council of Dayton met and nobody was there to be counted at all, it was said on that day."
    newer = report(
        later, id="later", title="Hayloft", publisher="Echo", url="https://hay.example/1", updated="2021-04-01"
    )
    ledger.add([newer])
    assert "lost" in {t.kind for t in ledger.tasks()}
    ledger.erase("hayloft", reason="asked for")
    left = repr(contents(ledger.store)).lower()
    for word in ("hayloft", "tarnfeld", "40 others"):
        assert word not in left
    assert ledger.tasks() == []


def test_an_erased_report_leaves_no_words_of_versions_that_only_another_ledger_had(
    opened: Open, tmp_path: Path
) -> None:
    address = {"url": "https://record.example/raid"}
    theirs, ours = opened(tmp_path / "theirs.db"), opened(tmp_path / "ours.db")
    theirs.add([report(**address)])
    claim = next(iter(theirs.store.claims()))
    fields = {"speaker": "Zelda Quorrin"}
    theirs.make(Draft("correct", by="ann", claims=(claim,), reason="Quorrin said so", payload={"fields": fields}))
    ours.add([report("A raid took place in Dayton, Ohio. 55 were held.", updated="2030-01-01", **address)])
    ours.take(theirs.store.decisions())
    ours.erase("report", reason="asked for")
    kept = json.dumps(contents(ours.store))
    assert not [word for word in ("Quorrin", "arrested 40 workers") if word in kept]
    again = opened(tmp_path / "ours.db")
    again.take(theirs.store.decisions())
    assert "Quorrin" not in json.dumps(contents(again.store))
