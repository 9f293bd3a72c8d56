"""The accuracy page keeps what was not measured anew, and says what was never run."""

from __future__ import annotations

import json
from pathlib import Path

from sayso.benching.accuracy import Measured, present, record


def measured(row: str, figure: str, value: float, day: str = "2026-01-05") -> Measured:
    return Measured(row, figure, value, "0123456789ab", day, "0.1.0")


def test_rows_that_were_not_measured_keep_figure_date_and_hash(tmp_path: Path):
    page = tmp_path / "accuracy.md"
    record(page, [measured("meantime", "value F1", 0.7), measured("newsquant", "value F1", 0.8)])
    record(page, [measured("newsquant", "value F1", 0.9, "2026-02-01")])
    kept = {(m["row"], m["value"], m["measured"]) for m in json.loads(page.with_suffix(".json").read_text("utf-8"))}
    assert kept == {("meantime", 0.7, "2026-01-05"), ("newsquant", 0.9, "2026-02-01")}


def test_misses_and_rows_never_run_stay_visible(tmp_path: Path):
    page = tmp_path / "accuracy.md"
    record(page, [measured("meantime", "value F1", 0.5)])
    lines = page.read_text("utf-8").splitlines()
    assert any("MEANTIME" in line and "missed" in line for line in lines)
    assert any("NewsQuant" in line and "not run" in line for line in lines)


def test_a_folder_without_corpora_has_no_rows(tmp_path: Path):
    assert present(tmp_path) == []
