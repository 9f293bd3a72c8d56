"""Names of places are found where they stand, and nothing else is taken for one: the cases of cases/place_names.csv."""

from __future__ import annotations

import csv
from itertools import pairwise
from pathlib import Path

import pytest

from sayso.codebook.loading import lexicon
from sayso.model.report import Report
from sayso.reading.reader import Reader

CASES = list(
    csv.DictReader((Path(__file__).parent.parent / "cases" / "place_names.csv").read_text("utf-8").splitlines())
)


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(lexicon())


@pytest.mark.parametrize("case", CASES, ids=[c["case"] for c in CASES])
def test_the_names_that_are_places(reader: Reader, case: dict[str, str]) -> None:
    found = [p.text + " (loose)" * (not p.literal) for p in reader.places_of(case["report"])]
    assert "; ".join(found) == case["places"]


def test_each_place_is_quoted_from_where_it_stands(reader: Reader) -> None:
    text = "ST. LOUIS, Mo. — Mexican and U.S. officials met in St. Louis’s City Hall, near Route 66.\n\n" * 3
    places = reader.places_of(text)
    assert len(places) > 6
    assert all(text[p.start : p.end] == p.text for p in places)
    assert all(a.end <= b.start for a, b in pairwise(places))


def test_a_people_or_the_town_of_a_police_is_not_where_something_happened(reader: Reader) -> None:
    text = "Mexican officials said on Monday that 40 workers were arrested at a cannery in Dayton, Ohio. "
    text += "Mexican diplomats came, and the Mexican consul spoke of the Mexican workers. Fargo Police Department officers helped."
    reading = reader.read(Report(id="r", text=text))
    places = {p.name for p in reading.places}
    assert "Dayton" in places
    assert not {"Mexico", "Fargo"} & places
    (claim,) = [c for c in reading.claims if c.best == 40]
    assert claim.where is not None
    assert claim.where["name"] == "Dayton"


def test_a_people_is_resolved_to_its_country(reader: Reader) -> None:
    text = "Syrian troops left the town. Syrian officials said that the Syrian army would return to the Syrian border."
    text += " Syrian guns were heard."
    assert {p.country for p in reader.places_of(text) if p.text == "Syrian"} == {"SY"}
