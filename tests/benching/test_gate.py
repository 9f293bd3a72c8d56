"""The bundled reports are scored against floors that nobody lowers in silence, and beat what they are compared with."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.benching import compare, floors
from sayso.benching.speed import against_pipeline
from sayso.errors import RefusedError
from tests.samples import sample_reports


def test_no_figure_on_the_sample_reports_lies_below_its_floor(tmp_path: Path):
    found = floors.gate(tmp_path)
    assert len(found) == 7
    assert [g for g in found if not g.holds] == []


def test_floors_of_other_gold_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(floors, "gold_hash", lambda _folder: "0" * 16)
    with pytest.raises(RefusedError, match="gold of the sample reports has changed"):
        floors.gate(tmp_path)


def test_fewer_wrong_pairs_than_words_in_common(tmp_path: Path):
    (_, ours, theirs, reports), _groups = compare.incidents(None, tmp_path)
    assert reports == 42
    assert ours < theirs


@pytest.mark.slow
def test_reading_is_faster_than_the_whole_pipeline():
    # short reports full of figures are the worst case; corpora of running text are measured by `sayso bench speed --data`
    reports = sample_reports()
    assert against_pipeline(reports, rounds=3)["figures"].ratio > 0.9
