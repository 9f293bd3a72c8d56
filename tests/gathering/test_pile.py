"""Sixty files in fifteen formats, half of them damaged, are read as the clean texts of the same reports."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import pile

# Figures that two damages on top of each other may change, of all that the clean texts have.
MOST_CHANGED = 0.015


@pytest.mark.slow
def test_a_pile_is_read_as_its_clean_text(tmp_path: Path) -> None:
    made = pile.make(tmp_path)
    assert (len(made), len({Path(m.name).suffix for m in made})) == (60, 15)
    assert all(len(m.damages) == 2 for m in made[1::2])
    total = changed = 0
    for file, count, missing, more in pile.differences(tmp_path, made):
        assert file.damages or (missing, more) == ({}, {}), file.name
        total += count
        changed += max(missing.total(), more.total())
    assert total > 300
    assert changed <= MOST_CHANGED * total
