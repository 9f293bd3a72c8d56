"""Counting questions with known answers, put to a ledger: by place, time and measure, and in their own words."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sayso.codebook.lexicon import Lexicon
from sayso.counting.asking import Asking
from sayso.counting.count import Counting, place_of
from sayso.counting.intervals import Intervals
from sayso.counting.question import INCIDENTS, Question
from sayso.errors import RefusedError
from sayso.model.number import Value
from sayso.pipeline import Ledger

# How the corpus names what it asks for.
_MEASURES = {"killing": "persons_killed", "injuring": "persons_injured"}
_COUNTED = {"S2": INCIDENTS, "S3": "people"}
IN_WORDS = "same call from the words"


@dataclass(frozen=True, slots=True)
class Answered:
    """A question with its right answer, and ours: None where the call is refused; `alike` where its words make the call."""

    subtask: str
    question: str
    right: Value
    ours: Value | None
    alike: bool


def scored(ledger: Ledger, path: Path, split: str | None) -> dict[str, float]:
    """The share of exact answers by what is counted, beside that of always answering two."""
    done = list(answered(ledger, path, split))
    found = {}
    for subtask, what in _COUNTED.items():
        own = [a for a in done if a.subtask == subtask]
        found[f"sayso: {what}"] = _share(own, lambda a: a.ours == a.right)
        found[f"always two: {what}"] = _share(own, lambda a: a.right == 2)
    return {**found, IN_WORDS: _share(done, lambda a: a.alike)}


def answered(ledger: Ledger, path: Path, split: str | None) -> Iterator[Answered]:
    """The questions of a split, each answered from the ledger."""
    counting, asking, times = Counting(ledger), Asking(ledger.lexicon), Intervals(ledger.lexicon)
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        if row["subtask"] not in _COUNTED or split not in (None, row["split"]):
            continue
        try:
            question = _question(row, ledger.lexicon, times)
        except RefusedError:
            yield Answered(row["subtask"], row["question"], row["numerical_answer"], None, False)
            continue
        ours = counting.answer(question).best
        alike = _call(asking, row["question"]) == question.call()
        yield Answered(row["subtask"], row["question"], row["numerical_answer"], ours, alike)


def _question(row: dict[str, Any], lexicon: Lexicon, times: Intervals) -> Question:
    """The count that a row of the corpus asks for."""
    measure = _MEASURES[row["event_type"]]
    place = ", ".join(row["location"][key] for key in ("city", "state") if key in row["location"])
    where, when = place_of(place, lexicon), times.of(row["time"])
    if _COUNTED[row["subtask"]] == INCIDENTS:
        return Question(INCIDENTS, having=measure, where=where, when=when)
    return Question(measure, where=where, when=when)


def _call(asking: Asking, words: str) -> str | None:
    try:
        return asking.understood(words).call()
    except RefusedError:
        return None


def _share(rows: Iterable[Answered], true: Callable[[Answered], bool]) -> float:
    told = [true(a) for a in rows]
    return sum(told) / max(len(told), 1)
