"""Names in scripts without large letters, and such as an address spells out byte by byte, are withheld too."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sayso.pipeline import Ledger
from sayso.publishing import publish
from tests.factories import report

Open = Callable[[str | Path], Ledger]
# invented names in Chinese, Hindi, Arabic, Korean, Thai, Hebrew, Georgian, Russian and Greek letters
NAMES = [
    "\u738b\u5c0f\u660e",
    "\u738b\u660e",
    "\u0905\u092e\u093f\u0924 \u0936\u0930\u094d\u092e\u093e",
    "\u0623\u062d\u0645\u062f \u062d\u0633\u0646",
    "\uae40\ubbfc\uc218",
    "\u0e2a\u0e21\u0e0a\u0e32\u0e22",
    "\u05d3\u05d5\u05d3 \u05dc\u05d5\u05d9",
    "\u10d2\u10d8\u10dd\u10e0\u10d2\u10d8",
    "\u0418\u0432\u0430\u043d \u041f\u0435\u0442\u0440\u043e\u0432",
    "\u0395\u03bb\u03ad\u03bd\u03b7 \u03a0\u03b1\u03c0\u03c0\u03ac",
]


@pytest.mark.parametrize("name", NAMES)
def test_no_letter_of_it_leaves(name: str, opened: Open, tmp_path: Path) -> None:
    text = (
        f"{name} said 14 people were arrested in a raid on a plant in Dayton, Ohio, on Monday. {name} and 3 others "
        f"were injured, a doctor said. Two people died, {name} told a reporter."
    )
    ledger = opened(tmp_path / "ledger.db")
    spelt = "".join(f"%{byte:02X}" for byte in name.encode())
    address = f"https://record.example/{spelt}/raid"
    ledger.add([report(text, id=name, title=f"{name} tells", publisher=name, author=name, url=address)])
    assert ledger.incidents()
    for to in ("html", "csv", "jsonl"):
        for path in publish(ledger, to, tmp_path / f"record.{to}"):
            out = path.read_text("utf-8")
            assert "[name withheld]" in out or path.name == "record.csv"
            assert [letter for letter in name if letter.strip() and letter in out] == []
            assert spelt not in out


def test_a_relative_is_no_clue_to_a_name_without_its_apostrophe(opened: Open, tmp_path: Path) -> None:
    ledger = opened(tmp_path / "ledger.db")
    ledger.add([report("Agents arrested 12 workers in Dayton, Ohio, on Monday. Bills wife and 2 children were hurt.")])
    (path, beside) = publish(ledger, "csv", tmp_path / "record.csv")
    assert "Bill" not in path.read_text("utf-8") + beside.read_text("utf-8")
