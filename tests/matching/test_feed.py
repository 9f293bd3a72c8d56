"""Who follows the change feed knows which incidents stand, and an id once given out always leads somewhere or says that it ended."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sayso.pipeline import Ledger
from tests.matching.test_incremental import changed_over_time, crowd, paged
from tests.running import run

Open = Callable[[str | Path], Ledger]


def followed(feed: list[dict[str, Any]]) -> set[str]:
    """The ids that stand, for one who knows nothing but the feed."""
    standing: set[str] = set()
    for row in feed:
        if row["kind"] == "made":
            assert row["incident"] not in standing
            standing.add(row["incident"])
        elif row["kind"] in ("merged", "ended"):
            standing.remove(row["incident"])
        else:
            assert row["kind"] in ("changed", "split")
            assert row["incident"] in standing
    return standing


@pytest.mark.parametrize("seed", [1, 7, 11])
def test_the_feed_tells_which_incidents_stand_and_old_ids_lead_to_them(seed: int, opened: Open, tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    ledger = opened(path)
    changed_over_time(ledger, paged(crowd(seed)), random.Random(seed))
    feed = run("changes", "--since", "2000-01-01", "--json", "--ledger", path).json
    assert {"made", "changed", "merged", "ended"} <= {row["kind"] for row in feed}
    standing = {row["id"] for row in run("incidents", "--json", "--ledger", path).json}
    assert followed(feed) == standing
    merged = {row["incident"]: row["into"] for row in feed if row["kind"] == "merged"}
    ended = {row["incident"] for row in feed if row["kind"] == "ended"} - standing
    for old in sorted(merged.keys() - standing - ended):
        shown = run("show", old, "--json", "--ledger", path)
        assert shown.status == 0
        assert shown.json["id"] in standing
    for old in sorted(ended - merged.keys()):
        assert run("show", old, "--ledger", path).status == 2


def test_the_feed_since_a_time_begins_there(opened: Open, tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    changed_over_time(opened(path), paged(crowd(1)), random.Random(1))
    feed = run("changes", "--since", "2000-01-01", "--json", "--ledger", path).json
    last = max(row["at"] for row in feed)
    assert run("changes", "--since", last, "--json", "--ledger", path).json == [r for r in feed if r["at"] >= last]
    assert run("changes", "--since", "2999-01-01", "--json", "--ledger", path).json == []
