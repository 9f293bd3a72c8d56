"""Texts that no reader would write are read in the time of others: rows of names, capitals, letters without a blank."""

from __future__ import annotations

import time

import pytest

from sayso.codebook.loading import lexicon
from sayso.model.report import Report
from sayso.reading.reader import Reader

LONG = {
    "letters": "A" * 20_000,
    "short names": "Aa " * 7_000,
    "names with commas": "Xaba, " * 3_300,
    "a name that goes on": "Department of Homeland " * 900,
    "blank lines": "Police said. On Monday" + "\n" * 20_000 + "Tuesday two weeks",
}
# far more than any of them takes, far less than they took when their time grew with the square of their length
_SECONDS = 8


@pytest.fixture(scope="module")
def reader() -> Reader:
    found = Reader(lexicon())
    found.layers(Report(id="r", text="Agents arrested 12 workers in Dayton, Ohio, on Tuesday, police said."))
    return found


@pytest.mark.parametrize("name", LONG)
def test_a_long_row_is_read_in_time(reader: Reader, name: str) -> None:
    begun = time.process_time()
    reader.layers(Report(id="r", text=LONG[name], published="2019-01-01"))
    assert time.process_time() - begun < _SECONDS
