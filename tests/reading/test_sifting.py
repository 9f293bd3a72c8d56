"""The sift loses nothing: reading every sentence finds no figure that reading the sifted ones does not."""

from __future__ import annotations

import pytest

from sayso.codebook.loading import lexicon
from sayso.reading.reader import Reader
from tests.samples import sample_reports

CASES = [
    ("A white off-duty police officer was shot in the leg.", True),
    ("No arrests were made.", True),
    ("Nobody was hurt.", True),
    ("Reed died on the way to hospital.", True),
    ("The death of their son was announced.", True),
    ("They filmed in the old harbour.", False),
    ("The weather was fine and the road was dry.", False),
    ("Seven plants were raided.", True),
]


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(lexicon())


@pytest.mark.parametrize(("sentence", "kept"), CASES)
def test_sentences_that_may_count_are_kept(reader, sentence, kept):
    whole = reader.sentences_of(sentence)
    numbers = reader.numbers_of(sentence, [])
    assert (reader.sift.sift(sentence, whole, numbers) == whole) is kept


def test_an_event_word_beside_a_date_keeps_its_tree(reader):
    text = "The plant was raided. The raid came on August 7, 2019."
    whole, moments = reader.sentences_of(text), reader.moments_of(text, None)
    triggers = reader.triggers.find(text, [(m.start, m.end) for m in moments])
    assert reader.sift.sift(text, whole, [], moments, triggers) == [whole[1]]


def test_reading_everything_finds_no_figure_that_the_sift_loses(reader):
    reports = sample_reports()
    for report in reports:
        sifted = {(c.id, c.measure) for c in reader.read(report).claims}
        everything = {(c.id, c.measure) for c in reader.read(report, everything=True).claims}
        assert everything <= sifted, report.id
