"""What sayso does with a report costs no more where much is known already."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.benching import growth


@pytest.mark.slow
def test_ten_times_the_mentions_take_little_more_than_ten_times_the_time(tmp_path: Path) -> None:
    assert growth.matching(tmp_path, (120, 1_200)).times < 12


@pytest.mark.slow
def test_a_report_is_added_to_a_larger_ledger_as_fast_as_to_a_small_one(tmp_path: Path) -> None:
    assert growth.adding(tmp_path, (50, 1_000), 20).times < 1.5
