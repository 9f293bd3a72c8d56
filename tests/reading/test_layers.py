"""All layers read in one go are what each is alone."""

from __future__ import annotations

import pytest

from sayso.codebook.loading import lexicon
from sayso.model.report import Report
from sayso.reading.reader import Reader
from sayso.reading.sources import home_of
from tests.samples import sample_reports


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(lexicon())


@pytest.mark.parametrize("report", sample_reports()[::6], ids=lambda r: r.id)
def test_layers_are_the_same_together_and_alone(reader: Reader, report: Report) -> None:
    text = report.view or report.text
    found = reader.layers(report)
    moments = reader.moments_of(text, report.reference, report.day_first)
    assert found.figures == reader.read(report)
    assert list(found.moments) == moments
    assert list(found.numbers) == reader.numbers_of(text, moments)
    assert list(found.places) == reader.places_of(text, home_of(report))
    assert list(found.speech) == reader.speech_of(text)
    assert found.figures.claims
