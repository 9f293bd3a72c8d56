"""A codebook of one's own adds its words, and what is wrong with its file is said with the file and the key."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from tests.running import Outcome, run

OWN = """schema = 1

[book]
name = "harvest"
version = "3"
about = "Cattle and their troubles."

[classes.cattle]
unit = "animal"
nouns = ["cow", "heifer"]

[[measures]]
name = "cattle_lost"
label = "cattle lost"
unit = "animal"
about = "Cattle that a storm drove apart."
counts = ["cattle"]
patient_of = ["scatter", "stampede"]

[[measures.examples]]
text = "The storm scattered 30 cows near the river."
best = 30

[[measures.examples]]
text = "A farmer showed 30 cows at the fair."
absent = true
"""


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "harvest.toml"
    path.write_text(OWN, "utf-8")
    return path


def checked(path: Path, text: str | bytes) -> Outcome:
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return run("codebook", "check", path)


def test_a_sound_codebook_passes_and_its_examples_are_read(book: Path) -> None:
    assert run("codebook", "check", book).status == 0
    done = run("codebook", "test", book)
    assert (done.status, done.out) == (0, "2 of 2 examples read as declared\n")


def test_reports_are_read_with_its_words_and_the_ledger_records_it(book: Path, tmp_path: Path) -> None:
    (tmp_path / "storm.txt").write_text("The storm scattered about 70 heifers in Fargo on Tuesday.", "utf-8")
    without = run("read", tmp_path / "storm.txt", "--jsonl").rows
    assert [r["measure"] for r in without] in ([], [None])
    (row,) = run("read", tmp_path / "storm.txt", "--jsonl", "--codebook", book).rows
    assert (row["measure"], row["best"], row["unit"]) == ("cattle_lost", 70, "animal")
    ledger = tmp_path / "ledger.db"
    assert run("build", tmp_path / "storm.txt", "--codebook", book, "--ledger", ledger).status == 0
    connection = sqlite3.connect(ledger)
    found = connection.execute("SELECT version FROM versions WHERE name = 'harvest'").fetchall()
    connection.close()
    assert [version.split()[0] for (version,) in found] == ["3"]


def test_an_example_that_is_not_read_as_declared_is_named(book: Path) -> None:
    book.write_text(OWN.replace("best = 30", "best = 31"), "utf-8")
    done = run("codebook", "test", book)
    assert done.status == 2
    assert "cattle_lost" in done.out
    assert "The storm scattered 30 cows" in done.out
    assert "1 of 2 examples read as declared" in done.out


def test_an_example_of_an_event_is_tried_too(book: Path) -> None:
    event = """
[[events]]
name = "stampede"
label = "stampede"
family = "harvest"
about = "Cattle that run."
nouns = ["stampede"]

[[events.examples]]
text = "The council talked about its library and went home."
"""
    book.write_text(OWN + event, "utf-8")
    done = run("codebook", "test", book)
    assert done.status == 2
    assert "stampede" in done.out


BROKEN = {
    "a bracket is missing": (OWN.replace("[book]", "[book"), "line 3"),
    "a key is misspelt": (OWN.replace("patient_of", "patients_of"), "patients_of"),
    "a key of the book is misspelt": (OWN.replace('version = "3"', 'versoin = "3"'), "versoin"),
    "a table is misspelt": (OWN + '\n[[measurs]]\nname = "x"\n', "measurs"),
    "a measure has no label": (OWN.replace('label = "cattle lost"\n', ""), "label"),
    "there is no schema": (OWN.replace("schema = 1\n", ""), "schema"),
    "the schema is another": (OWN.replace("schema = 1\n", "schema = 9\n"), "schema"),
    "the book has no name": (OWN.replace('name = "harvest"\n', ""), "name"),
    "words are no list": (OWN.replace('["scatter", "stampede"]', '"drown"'), "patient_of"),
    "a list holds no words": (OWN.replace('["cow", "heifer"]', "[1, 2]"), "nouns"),
    "a number is text": (OWN.replace('label = "cattle lost"', 'label = "x"\npriority = "high"'), "priority"),
    "text is a number": (OWN.replace('label = "cattle lost"', "label = 7"), "label"),
    "measures are no tables": ('schema = 1\nmeasures = ["x"]\n[book]\nname = "harvest"\n', "measures"),
    "classes are no table": ('schema = 1\nclasses = 3\n[book]\nname = "harvest"\n', "classes"),
    "a class is no table": ('schema = 1\n[book]\nname = "harvest"\n[classes]\ncattle = 3\n', "cattle"),
    "speech is no table": ('schema = 1\nspeech = 3\n[book]\nname = "harvest"\n', "speech"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_codebook_is_refused_with_its_file_and_key(case: str, tmp_path: Path) -> None:
    text, key = BROKEN[case]
    path = tmp_path / "harvest.toml"
    done = checked(path, text)
    assert (done.status, done.out) == (2, "")
    (error,) = done.errors
    assert error["reference"].startswith("codebook-")
    assert str(path) in error["where"]
    assert key in error["what"]
    assert "__init__" not in error["what"]
    assert error["hint"]


def test_a_codebook_that_is_no_utf8_is_refused(tmp_path: Path) -> None:
    done = checked(tmp_path / "harvest.toml", OWN.replace("Cattle", "K\u00fche").encode("latin-1"))
    assert done.status == 2
    assert str(tmp_path / "harvest.toml") in done.errors[0]["where"]


UNSOUND = {
    "a class that is not there": (OWN.replace('counts = ["cattle"]', 'counts = ["catle"]'), "catle"),
    "an event that is not there": (OWN.replace("counts = [", 'event = "stampede"\ncounts = ['), "stampede"),
    "a parent that is not there": (OWN.replace('unit = "animal"\nnouns', 'parent = "beast"\nnouns', 1), "beast"),
    "a measure without an example": (OWN.split("[[measures.examples]]")[0], "cattle_lost"),
    "an identity of nothing": (
        OWN + '\n[[identities]]\nexpression = "cattle_lost <= cattle_held"\nabout = "x"\n',
        "cattle_held",
    ),
}


@pytest.mark.parametrize("case", UNSOUND)
def test_what_is_wrong_with_a_codebook_is_said_in_words(case: str, tmp_path: Path) -> None:
    text, key = UNSOUND[case]
    done = checked(tmp_path / "harvest.toml", text)
    assert done.status == 2
    assert key in done.out
    assert ", 1 problem" in done.out


def test_a_build_with_a_broken_codebook_is_refused_and_begins_nothing(tmp_path: Path) -> None:
    (tmp_path / "harvest.toml").write_text(OWN.replace("patient_of", "patients_of"), "utf-8")
    (tmp_path / "storm.txt").write_text("The storm scattered 70 heifers.", "utf-8")
    done = run("build", tmp_path / "storm.txt", "--codebook", tmp_path / "harvest.toml", "--ledger", tmp_path / "l.db")
    assert (done.status, done.errors[0]["reference"]) == (2, "codebook-unknown-key")
    assert not (tmp_path / "l.db").exists()
