"""How loud one pair of mentions may speak for or against a cluster."""

from __future__ import annotations

from itertools import combinations

import pytest

from sayso.matching.clusters import cluster


def parted(scores: dict[str, int], members: str = "abc") -> list[list[str]]:
    return cluster(list(members), lambda x, y: scores[x + y], 0)


def test_one_report_with_a_misread_day_parts_no_cluster() -> None:
    assert parted({"ab": 60, "ac": 45, "bc": -90}) == [["a", "b", "c"]]


def test_what_rules_one_event_out_counts_in_full() -> None:
    assert parted({"ab": 60, "ac": 45, "bc": -190}) == [["a", "b"], ["c"]]


@pytest.mark.parametrize("loud", [41, 400])
def test_one_likeness_however_great_joins_no_two_events(loud: int) -> None:
    scores = {x + y: -15 for x, y in combinations("abcd", 2)} | {"ab": 50, "cd": 50, "bc": loud}
    assert parted(scores, "abcd") == [["a", "b"], ["c", "d"]]
