"""A build that is killed at any instant loses nothing and doubles nothing: the next one finishes it.

`make torture` sets SAYSO_KILLS to kill 200 times.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.servers import Server
from tests.torture.kills import KILLS, Course, claims, finished, killed, undisturbed

pytestmark = pytest.mark.skipif(os.name != "posix", reason="builds are killed by signal")
# How often one ledger is killed before it may be finished.
CHAIN = 4


@dataclass(frozen=True)
class Whole:
    """The reports, how long a build of them takes, and what it leaves when nobody disturbs it."""

    paths: list[Path]
    course: Course
    contents: dict[str, list[str]]


@pytest.fixture(scope="module")
def whole(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Whole:
    paths = [samples / "invented.jsonl", samples / "carried-again.jsonl", *sorted(samples.glob("d00*.txt"))]
    ledger = tmp_path_factory.mktemp("whole") / "ledger.db"
    course = undisturbed(paths, ledger)
    held = finished(paths, str(ledger))
    assert len(held["reports"]) == 13
    assert len(held["incidents"]) >= 5
    return Whole(paths, course, held)


def disturbances(whole: Whole, kills: int, ledgers: Iterator[str], chance: random.Random, chain: int) -> Iterator[str]:
    """Ledgers in which builds were killed, up to `chain` times each, until so many kills have struck."""
    struck = 0
    for _, ledger in zip(range(3 * kills + 3), ledgers, strict=False):
        held: set[str] = set()
        for _ in range(min(chain, kills - struck)):
            if not killed(whole.paths, ledger, whole.course.instant(chance)):
                whole.course.was_over()
                break
            struck += 1
            now = claims(ledger)
            assert held <= now, "a claim that had been taken in was lost"
            held = now
        yield ledger
        if struck >= kills:
            return
    pytest.fail(f"only {struck} of {kills} kills struck before the build was over")


@pytest.mark.parametrize("chain", [1, CHAIN], ids=["fresh ledgers", "one ledger several times"])
def test_a_killed_build_is_finished_by_the_next(chain: int, whole: Whole, tmp_path: Path) -> None:
    chance = random.Random(2021 + chain)
    ledgers = (str(tmp_path / f"{k}.db") for k in range(10_000))
    for ledger in disturbances(whole, max(1, KILLS // 2), ledgers, chance, chain):
        assert finished(whole.paths, ledger) == whole.contents, ledger


@pytest.mark.postgres
def test_a_killed_build_on_postgresql_is_finished_by_the_next(whole: Whole, postgres_server: Server) -> None:
    with ExitStack() as stack:
        ledgers = (stack.enter_context(postgres_server.database()) for _ in range(10_000))
        for ledger in disturbances(whole, max(2, KILLS // 10), ledgers, random.Random(7), 2):
            assert finished(whole.paths, ledger) == whole.contents
