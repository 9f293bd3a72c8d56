"""Fixtures of the review: a ledger to write in, and somebody who has come in by the link."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso.pipeline import look_into
from sayso.reviewing.settings import Settings
from tests.reviewing.visiting import Visitor, visiting


@pytest.fixture
def ledger_file(record: Path, tmp_path: Path) -> Path:
    """A ledger of the samples that may be written."""
    path = tmp_path / "review.db"
    shutil.copyfile(record, path)
    return path


@pytest.fixture
def visitor(ledger_file: Path) -> Iterator[Visitor]:
    """Somebody before the door: nobody has come in yet."""
    with visiting(Settings(str(ledger_file), person="Robin Reviewer")) as found:
        yield found


@pytest.fixture
def owner(visitor: Visitor) -> Visitor:
    """The one person alone, come in by the one-time link."""
    visitor.come_in()
    return visitor


@pytest.fixture
def record_titles(record: Path) -> list[str]:
    """What the incidents of the samples are called."""
    with look_into(record) as ledger:
        return [i.title for i in ledger.incidents()]
