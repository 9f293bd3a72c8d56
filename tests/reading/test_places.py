"""Each name of a place is read as the place that the report means, and says how sure that is."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.atlas.distance import kilometres
from sayso.atlas.gazetteer import gazetteer
from sayso.codebook.loading import lexicon
from sayso.model.place import Place
from sayso.reading.reader import Reader
from sayso.reading.sources import home_of
from tests.factories import report

CASES = list(csv.DictReader((Path(__file__).parent.parent / "cases/places.csv").read_text("utf-8").splitlines()))


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(lexicon())


def resolved(reader: Reader, text: str, name: str, home: str = "") -> Place:
    """What the last place in the text where the name stands is read as, all capitalised words being handed in."""
    others = "Bonham Sherman Texas Armenia Azerbaijan Alabama Florida Ipswich England".split()  # noqa: SIM905
    spans = sorted((text.rindex(w), text.rindex(w) + len(w)) for w in {name, *others} if w in text)
    first = text.index(name)
    spans = sorted({*spans, (first, first + len(name))})
    return next(p for p in reversed(reader.places.resolve_spans(text, spans, home=home)) if p.text == name)


@pytest.mark.parametrize("case", CASES, ids=[c["kind"] for c in CASES])
def test_a_name_is_the_place_that_is_meant(reader: Reader, case: dict[str, str]) -> None:
    place = resolved(reader, case["text"], case["name"])
    name = place.name if place.id else "-"
    assert f"{name}/{place.country or ''}/{place.admin1 or ''}" == case["expected"]


def test_the_home_of_an_outlet_tells_which_town_is_meant(reader: Reader) -> None:
    text = "Dublin council members met on Tuesday."
    irish = resolved(reader, text, "Dublin", home_of(report(text=text, url="https://www.irishtimes.com/news/a")))
    ohio = resolved(reader, text, "Dublin", home_of(report(text=text, url="https://www.dispatch.com/news/a")))
    assert (irish.country, ohio.admin1) == ("IE", "Ohio")


def test_close_readings_are_both_kept(reader: Reader) -> None:
    place = resolved(reader, "The fire in Springfield was put out.", "Springfield")
    assert place.confidence < 0.9
    assert place.alternatives
    assert all(a.id != place.id and 0 < a.confidence <= place.confidence for a in place.alternatives)
    assert place.row("a")["alternatives"]


def test_a_place_that_no_map_knows_is_near_what_the_report_tells_of_and_has_no_id(reader: Reader) -> None:
    text = "A wall fell at Quillwater Terrace in Cleveland, Ohio, on Friday."
    places = reader.places.resolve_spans(text, [(15, 33), (37, 46)])
    assert (places[0].id, places[0].precision) == (None, "vicinity")
    assert (places[0].lat, places[0].lon) == (places[1].lat, places[1].lon)


@given(st.text(alphabet="ABCDEFGHIJabcdefghij .,'-", min_size=1, max_size=30))
def test_any_span_has_one_place(text: str) -> None:
    places = Reader(lexicon()).places.resolve_spans(text, [(0, len(text))])
    assert [(p.start, p.end, p.text) for p in places] == [(0, len(text), text)]
    assert all(0 <= p.confidence <= 1 for p in places)


def test_regions_lie_where_their_towns_lie() -> None:
    atlas = gazetteer()
    for town, region in (
        ("Munich", "Bavaria"),
        ("Halifax", "Nova Scotia"),
        ("Chennai", "Tamil Nadu"),
        ("Leeds", "England"),
    ):
        inside = next(e for e in atlas.find(region) if e.kind == "province")
        at = atlas.find(town)[0]
        assert at.admin1 == inside.name or at.country == inside.country
        assert kilometres(at.lat, at.lon, inside.lat, inside.lon) < 500
