"""`sayso codebook new` begins a codebook that is sound at once, and never writes over anything."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.codebook.loading import load
from tests.running import run


def test_a_new_codebook_is_sound_at_once(tmp_path: Path) -> None:
    path = tmp_path / "mine_accidents.toml"
    done = run("codebook", "new", "mine_accidents", "--out", tmp_path)
    assert done.status == 0
    assert str(path) in done.out
    checked, tried = run("codebook", "check", path), run("codebook", "test", path)
    assert (checked.status, checked.out) == (0, "1 codebook, 0 problems\n")
    assert (tried.status, tried.out) == (0, "4 of 4 examples read as declared\n")


def test_it_bears_its_name_and_shows_each_kind_of_entry(tmp_path: Path) -> None:
    run("codebook", "new", "strikes", "--out", tmp_path / "mine.toml")
    book = load(str(tmp_path / "mine.toml"))
    assert book.name == "strikes"
    assert (len(book.classes), len(book.events), len(book.measures)) == (1, 1, 1)
    assert {example.absent for example in book.measures[0].examples} == {True, False}
    assert "@" not in (tmp_path / "mine.toml").read_text("utf-8")


def test_reports_are_read_with_it(tmp_path: Path) -> None:
    run("codebook", "new", "graves", "--out", tmp_path)
    (tmp_path / "report.txt").write_text("Vandals smashed some 30 tombstones in Fargo on Monday.", "utf-8")
    (row,) = run("read", tmp_path / "report.txt", "--codebook", tmp_path / "graves.toml", "--jsonl").rows
    assert (row["measure"], row["best"], row["unit"]) == ("gravestones_toppled", 30, "gravestone")


def test_a_file_that_is_there_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "strikes.toml"
    path.write_text("mine", "utf-8")
    done = run("codebook", "new", "strikes", "--out", tmp_path)
    assert (done.status, done.errors[0]["reference"]) == (2, "codebook-there")
    assert path.read_text("utf-8") == "mine"


@pytest.mark.parametrize(
    ("name", "reference", "hint"),
    [
        ("Mine Accidents", "codebook-name", "mine_accidents"),
        ("../strikes", "codebook-name", "strikes"),
        ("9", "codebook-name", "my_domain"),
        ("common", "codebook-taken", "sayso codebook show common"),
    ],
)
def test_a_name_that_will_not_do_is_refused_with_one_that_will(
    name: str, reference: str, hint: str, tmp_path: Path
) -> None:
    done = run("codebook", "new", name, "--out", tmp_path)
    assert (done.status, done.errors[0]["reference"]) == (2, reference)
    assert hint in done.errors[0]["hint"]
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_is_not_there_is_refused(tmp_path: Path) -> None:
    done = run("codebook", "new", "strikes", "--out", tmp_path / "nowhere" / "strikes.toml")
    assert (done.status, done.errors[0]["reference"]) == (2, "codebook-not-written")
