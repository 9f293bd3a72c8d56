"""A private person's name leaves in no public export, however it was damaged on its way."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from pathlib import Path

import pytest

from sayso.pipeline import Ledger
from sayso.publishing import publish
from tests.damage import DAMAGES
from tests.factories import report

Open = Callable[[str | Path], Ledger]
# invented
NAMES = ["José Gutiérrez", "Ángela Peñaloza Núñez", "Łucja Wiśniewska", "Zoë Brontëson", "D’Ángelo Marchisérs"]


def runs(words: str) -> set[str]:
    """All stretches of four letters of a text as it is printed."""
    letters = ["".join(run) for alpha, run in itertools.groupby(words, str.isalpha) if alpha]
    return {run[k : k + 4].lower() for run in letters for k in range(len(run) - 3)}


def told(name: str) -> str:
    """A report of one raid that names somebody who was arrested in it."""
    return (
        f"{name}, 34, was among 14 people arrested in a raid on a plant in Dayton, Ohio, on Monday, the sheriff said. "
        f"Two people were injured, {name} told a reporter, and {name.split()[-1]}'s wife and 3 others were released."
    )


def exported(ledger: Ledger, folder: Path) -> str:
    """All public files of a ledger."""
    paths = [path for to in ("html", "csv", "jsonl") for path in publish(ledger, to, folder / f"record.{to}")]
    return "\n".join(path.read_text("utf-8").lower() for path in paths)


@pytest.mark.parametrize("seed", [0, 1])
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("damage", ["mojibake", "entities", "hyphenation", "odd_letters", "odd_spaces", "capitals"])
def test_no_four_letters_of_it_leave(damage: str, name: str, seed: int, opened: Open, tmp_path: Path) -> None:
    hurt = DAMAGES[damage]
    text = told(name).replace(name, f"{name[:-3]}-\n{name[-3:]}") if damage == "hyphenation" else hurt(told(name), seed)
    ledger = opened(tmp_path / "ledger.db")
    ledger.add([report(text, title=hurt(f"{name} tells", seed))])
    assert ledger.incidents()
    control = opened(tmp_path / "control.db")
    control.add([report(told("a man"), title="A man tells")])
    (tmp_path / "control").mkdir()
    harmless = runs(exported(control, tmp_path / "control"))
    forms = {name, hurt(name, seed), DAMAGES["mojibake"](name, seed)}
    out = exported(ledger, tmp_path)
    assert {run for form in forms for run in runs(form) - harmless if run in out} == set()
