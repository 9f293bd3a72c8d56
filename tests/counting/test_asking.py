"""Questions in plain English and the calls they make: the cases of cases/questions.csv."""

from __future__ import annotations

import csv
import shlex
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.codebook.loading import lexicon
from sayso.counting.asking import HINT, Asking, ask
from sayso.errors import RefusedError
from tests.counting.made import counted, made
from tests.factories import incident

FILE = Path(__file__).parent.parent / "cases" / "questions.csv"
with FILE.open(encoding="utf-8", newline="") as lines:
    CASES = list(csv.DictReader(lines))


@pytest.fixture(scope="module")
def asking() -> Asking:
    return Asking(lexicon(), date(2021, 5, 14))


@pytest.mark.parametrize("case", CASES, ids=[c["question"] or "nothing" for c in CASES])
def test_a_question_makes_its_call_or_is_refused(asking: Asking, case: dict[str, str]) -> None:
    if case["call"]:
        assert asking.understood(case["question"]).call() == f"sayso count {case['call']}"
        return
    with pytest.raises(RefusedError) as refused:
        asking.understood(case["question"])
    assert case["refused"] in refused.value.what
    assert refused.value.hint == HINT


@pytest.mark.parametrize("case", [c for c in CASES if c["call"]], ids=[c["question"] for c in CASES if c["call"]])
def test_the_call_that_is_shown_counts_the_same(asking: Asking, case: dict[str, str]) -> None:
    words = shlex.split(asking.understood(case["question"]).call())[2:]
    limits = {words[k].removeprefix("--"): words[k + 1] for k in range(0, len(words), 2)}
    assert counted(incident(), measure=limits.pop("measure"), **limits).question.call() == shlex.join(
        ["sayso", "count", *words]
    )


def test_the_answer_is_that_of_the_call() -> None:
    found = ask(made(incident()), "How many people were arrested in raids in Ohio in March 2021?")
    assert (found.best, found.incidents) == (40, ("2021-03-09-raid",))


WORDS = st.sampled_from(
    [w for c in CASES for w in c["question"].split()] + ["(", "Ohio,", "and", "2015-13-45", "’", "--where", "\n", "É"]
)


@given(st.lists(WORDS, max_size=14))
def test_whatever_is_asked_is_understood_or_refused(words: list[str]) -> None:
    with suppress(RefusedError):
        assert Asking(lexicon(), date(2021, 5, 14)).understood(" ".join(words)).checked(lexicon()).call()
