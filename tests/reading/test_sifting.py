"""The sift loses nothing: reading every sentence finds no figure that reading the sifted ones does not."""

from __future__ import annotations

from datetime import date

import pytest

from sayso.codebook.loading import lexicon
from sayso.model.report import Report
from sayso.reading.reader import Reader
from tests.samples import sample_reports

CASES = [
    ("A white off-duty police officer was shot in the leg.", True),
    ("No arrests were made.", True),
    ("Nobody was hurt.", True),
    ("Both died.", True),
    ("By then the driver had committed suicide.", True),
    ("He turned the gun on himself.", True),
    ("They entered the home, holding multiple victims.", True),
    ("Reed died on the way to hospital.", True),
    ("The death of their son was announced.", True),
    ("They filmed in the old harbour.", False),
    ("The weather was fine and the road was dry.", False),
    ("Seven plants were raided.", True),
    ("Another man is in critical condition.", True),
    ("Beside them in the hospital is another man.", True),
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


def test_an_event_word_beside_a_part_of_a_day_keeps_its_tree(reader):
    text = "The plant was raided on Friday night. The raid was loud."
    whole, moments = reader.sentences_of(text), reader.moments_of(text, date(2019, 8, 10))
    triggers = reader.triggers.find(text, [(m.start, m.end) for m in moments])
    assert reader.sift.sift(text, whole, [], moments, triggers) == [whole[0]]


SPEAKERS = [
    ("The chief, Ann Lowe, came at noon. Lowe said 12 men were arrested.", "Ann Lowe"),
    ("Ann Lowe said the street was closed. She said 12 men were arrested.", "Ann Lowe"),
]


@pytest.mark.parametrize(("text", "speaker"), SPEAKERS)
def test_a_speaker_is_known_from_a_sentence_without_a_figure(reader, text, speaker):
    report = Report("r", text)
    (claim,) = [c for c in reader.read(report).claims if c.measure == "persons_arrested"]
    assert speaker in (claim.speaker or "")
    assert claim in reader.read(report, everything=True).claims


def test_reading_everything_finds_nothing_that_the_sift_loses(reader):
    for report in sample_reports():
        sifted, everything = reader.read(report), reader.read(report, everything=True)
        assert everything.claims == sifted.claims, report.id
        assert everything.mentions == sifted.mentions, report.id
