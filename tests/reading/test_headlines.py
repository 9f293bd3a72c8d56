"""Where a report's text names no town, its headline or the body that speaks tells where its event was."""

from __future__ import annotations

import pytest

from sayso.codebook.loading import lexicon
from sayso.model.report import Report
from sayso.reading.headlines import headline
from sayso.reading.reader import Reader


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(lexicon())


def towns(reader: Reader, title: str | None, text: str) -> list[str]:
    mention, *_ = reader.read(
        Report(id="r", text=text, title=title, publisher="The Paper", published="2021-03-02")
    ).mentions
    return [p.name for p in mention.places]


SHOOTING = "A boy was shot in the leg on Monday night. He was taken to a hospital."


def test_the_headline_tells_where(reader: Reader) -> None:
    assert towns(reader, "Boy shot in Akron", SHOOTING) == ["Akron"]


def test_the_outlet_behind_the_headline_does_not(reader: Reader) -> None:
    assert towns(reader, "Boy shot in the leg - KX News 12 Shreveport, Louisiana", SHOOTING) == []
    assert headline("Boy shot in Toledo | The Shreveport Post") == "Boy shot in Toledo"


def test_the_police_of_a_town_tell_where_nothing_else_does(reader: Reader) -> None:
    assert towns(reader, None, "Toledo Police are investigating a shooting. " + SHOOTING) == ["Toledo"]


def test_a_place_of_the_event_s_own_sentences_goes_first(reader: Reader) -> None:
    text = "A boy was shot in the leg in Dayton, Ohio, on Monday night."
    assert towns(reader, "Toledo Police find the boy's brother", text)[0] == "Dayton"
