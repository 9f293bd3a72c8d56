"""A user's own places are found under all their names, before all others, and mistakes in the file are told by line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sayso.codebook.loading import lexicon
from sayso.errors import RefusedError
from sayso.pipeline import open_ledger
from sayso.reading.reader import Reader
from tests.factories import report
from tests.running import run

OWN = """name,aliases,lat,lon,country,admin1,kind
South Harbor Processing Center,Harbor Center|SHPC,33.75,-118.27,US,CA,detention_center
"Bell, Book and Poultry",,32.46,-89.47,United States,Mississippi,plant
Riverside,,51.9,4.4,NL,,camp
"""
TEXT = (
    "Forty people were arrested at the Bell, Book and Poultry plant on Tuesday, 4 May 2021. "
    "They were driven to the SOUTH HARBOR Processing Center. By evening 12 had left the Harbor Center for Riverside."
)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "own.csv"
    path.write_text(OWN, "utf-8")
    return path


def test_own_places_are_found_under_all_their_names(own: Path) -> None:
    found = {p.text: p for p in Reader(lexicon((str(own),))).places_of(TEXT, "")}
    assert {name: p.id for name, p in found.items()} == {
        "Bell, Book and Poultry": "own:bell-book-and-poultry",
        "SOUTH HARBOR Processing Center": "own:south-harbor-processing-center",
        "Harbor Center": "own:south-harbor-processing-center",
        "Riverside": "own:riverside",
    }
    center = found["Harbor Center"]
    assert (center.precision, center.kind, center.admin1) == ("site", "detention_center", "California")
    assert all(TEXT[p.start : p.end] == p.text for p in found.values())


def test_without_the_file_they_are_not_there() -> None:
    assert not any((p.id or "").startswith("own:") for p in Reader(lexicon()).places_of(TEXT, ""))


def test_a_ledger_knows_the_file_and_reads_again_when_it_changes(own: Path, tmp_path: Path) -> None:
    url = tmp_path / "a.db"
    with open_ledger(url, codebooks=(str(own),)) as ledger:
        assert ledger.add([report(text=TEXT)]).taken == 1
        assert ledger.add([report(text=TEXT)]).taken == 0
        assert "own:bell-book-and-poultry" in {p.id for i in ledger.incidents() for p in i.places}
    own.write_text(OWN.replace("32.46", "32.47"), "utf-8")
    with open_ledger(url, codebooks=(str(own),)) as ledger:
        assert ledger.add([report(text=TEXT)]).taken == 1


@pytest.mark.parametrize(
    ("content", "where", "what"),
    [
        ("name,lat\nA,1\n", ":1", "no column lon"),
        ("name,lat,lon,colour\nA,1,1,red\n", ":1", "'colour' is no column"),
        ("name,lat,lon\nA,1,1\nB,north,1\n", ":3", "lat is 'north'"),
        ("name,lat,lon\nA,1,181\n", ":2", "lon is '181'"),
        ("name,lat,lon\n,1,1\n", ":2", "no name"),
        ("name,lat,lon\nA,1,1\nA,2,2\n", ":3", "given twice"),
        ("name,lat,lon\nA, B,1,1\n", ":2", "more cells"),
        ("name,lat,lon,country\nA,1,1,Atlantis\n", ":2", "'Atlantis'"),
        ("name,lat,lon,country,admin1\nA,1,1,US,Bavaria\n", ":2", "'Bavaria' in US"),
    ],
)
def test_a_mistake_in_the_file_is_told_by_its_line(tmp_path: Path, content: str, where: str, what: str) -> None:
    path = tmp_path / "own.csv"
    path.write_text(content, "utf-8")
    with pytest.raises(RefusedError) as refused:
        Reader(lexicon((str(path),)))
    assert str(refused.value.where).endswith(where)
    assert what in refused.value.what
    assert refused.value.hint
    told = run("build", str(path), "--places", str(path), "--ledger", str(tmp_path / "a.db"))
    assert (told.status, what in told.err, (tmp_path / "a.db").exists()) == (2, True, False)


def test_the_option_takes_csv_only(own: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    rows = run("read", str(tmp_path / "a.txt"), "--places", str(own), "--layer", "places", "--jsonl").out
    assert "own:riverside" in {json.loads(line)["id"] for line in rows.splitlines()}
    assert run("read", str(tmp_path / "a.txt"), "--places", str(tmp_path / "own.xlsx")).status == 2
