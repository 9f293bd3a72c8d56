"""Counting questions are scored by exact answers, beside always answering two, and by the call that their words make."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from sayso.benching.questions import IN_WORDS, scored
from sayso.pipeline import open_ledger
from tests.factories import pile


def asked(subtask: str, kind: str, words: str, right: int, **more: Any) -> dict[str, Any]:
    values = {"split": "dev", "location": {"city": "Boise", "state": "Idaho"}, "time": "2021-03"}
    question = f"{words} Boise, Idaho in March 2021?"
    return {**values, "subtask": subtask, "event_type": kind, "question": question, "numerical_answer": right, **more}


def test_questions_are_scored(tmp_path: Path) -> None:
    people, incidents = "How many people were killed in", "How many killing incidents happened in"
    rows = [
        asked("S3", "killing", people, 3),
        asked("S3", "killing", people, 2),
        asked("S2", "killing", incidents, 1),
        asked("S2", "injuring", incidents, 1),
        asked("S2", "killing", incidents, 2, location={"city": "Nowhereville", "state": "Idaho"}),
        asked("S1", "killing", incidents, 1),
        asked("S2", "killing", incidents, 5, split="test"),
    ]
    path = tmp_path / "questions.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)), "utf-8")
    with open_ledger(tmp_path / "l.db") as ledger:
        ledger.add(pile())
        found = scored(ledger, path, "dev")
    assert found == {
        "sayso: incidents": 2 / 3,
        "always two: incidents": 1 / 3,
        "sayso: people": 1 / 2,
        "always two: people": 1 / 2,
        IN_WORDS: 3 / 5,
    }
