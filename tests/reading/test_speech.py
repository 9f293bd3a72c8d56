"""Who says what: the speakers of figures in cases/speakers.csv, the statements of whole reports in cases/statements.csv."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from sayso.codebook.loading import lexicon
from sayso.model.report import Report
from sayso.model.statement import Spans
from sayso.reading.reader import Reader

_CASES = Path(__file__).parent.parent / "cases"
SPEAKERS = list(csv.DictReader((_CASES / "speakers.csv").read_text("utf-8").splitlines()))
STATEMENTS = list(csv.DictReader((_CASES / "statements.csv").read_text("utf-8").splitlines()))


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(lexicon())


@pytest.mark.parametrize("case", SPEAKERS, ids=[c["case"] for c in SPEAKERS])
def test_a_figure_stands_in_the_words_of_its_speaker(reader: Reader, case: dict[str, str]) -> None:
    claims = reader.read(Report(id="r", text=case["report"])).claims
    (claim,) = [c for c in claims if c.best == float(case["number"])]
    assert (claim.speaker or "", claim.via or "") == (case["speaker"], case["via"])


@pytest.mark.parametrize("case", STATEMENTS, ids=[c["case"] for c in STATEMENTS])
def test_a_report_is_read_for_all_that_anybody_says_thinks_or_wants(reader: Reader, case: dict[str, str]) -> None:
    text = case["report"]

    def words(spans: Spans) -> str:
        # what is said may stand round the word of speech
        return text[spans[0][0] : spans[-1][1]].rstrip(".") if spans else ""

    found = [(words(s.source), words(s.cue), words(s.content)) for s in reader.speech_of(text)]
    wanted = (case["source"], case["cue"], case["content"].rstrip("."))
    assert found == ([wanted] if case["cue"] else [])


def test_statements_lie_in_the_text_and_come_in_order(reader: Reader) -> None:
    text = "\n\n".join(c["report"] for c in STATEMENTS)
    found = reader.speech_of(text)
    spans = [span for s in found for span in (*s.source, *s.cue, *s.content)]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert [s.content[0] for s in found] == sorted(s.content[0] for s in found)
