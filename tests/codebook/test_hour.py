"""The page on writing a codebook is true: its codebook is read without a line of code, and its outputs are as printed."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest

from tests.running import run

PAGE = (Path(__file__).parent.parent.parent / "docs" / "codebooks.md").read_text("utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", PAGE, re.M | re.S)
BOOK = next(body for language, body in BLOCKS if language == "toml")
COURIER, GAZETTE = (
    next(body for _, body in BLOCKS if line in body) for line in ("Dockers walk out in Durban", "Port strike in its")
)


def outputs() -> dict[str, str]:
    """Each command line of the page with the output printed behind it."""
    pairs = pairwise(BLOCKS)
    return {shell.strip().splitlines()[-1]: out for (kind, shell), (_, out) in pairs if kind == "sh"}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pile").mkdir()
    (tmp_path / "pile" / "courier.txt").write_text(COURIER, "utf-8")
    (tmp_path / "pile" / "gazette.txt").write_text(GAZETTE, "utf-8")
    return tmp_path


def test_the_commands_of_the_page_print_what_it_shows(folder: Path) -> None:
    shown = outputs()
    assert run("codebook", "new", "strikes").out == shown["sayso codebook new strikes"]
    (folder / "strikes.toml").write_text(BOOK, "utf-8")
    checks = run("codebook", "check", "strikes.toml").out + run("codebook", "test", "strikes.toml").out
    assert checks == shown["sayso codebook test strikes.toml"]
    assert run("read", "pile", "--codebook", "strikes.toml").out == shown["sayso read pile --codebook strikes.toml"]
    assert run("build", "pile", "--codebook", "strikes.toml", "--ledger", "strikes.db").status == 0
    assert run("incidents", "--ledger", "strikes.db").out == shown["sayso incidents --ledger strikes.db"]
    show = next(line for line in shown if line.startswith("sayso show"))
    assert _trimmed(run(*show.split()[1:]).out) == _trimmed(shown[show])


def test_the_mistake_of_the_page_is_told_as_it_shows(folder: Path) -> None:
    (folder / "strikes.toml").write_text(BOOK.replace('"dismiss", "sack",', '"dismiss",'), "utf-8")
    assert run("codebook", "test", "strikes.toml").out in [body for _, body in BLOCKS]


def _trimmed(out: str) -> list[str]:
    return [line.rstrip() for line in out.strip().splitlines()]
