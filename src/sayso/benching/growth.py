"""What growing costs: ten times the mentions to match, and one report more in a small and in a large ledger."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from sayso.benching.invented import Country
from sayso.digesting import Digest
from sayso.pipeline import Ledger, open_ledger

SIZES = (5_000, 50_000)
LEDGERS = (50, 5_000)
ADDITIONS = 60
_SEED, _OTHER_SEED = 7, 8
_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Grown:
    """Seconds of this processor for a small and a large measure of work, and how many times as long the large one takes."""

    what: str
    small: float
    large: float

    @property
    def times(self) -> float:
        """How many times as long."""
        return self.large / self.small


def matching(scratch: Path, sizes: Sequence[int] = SIZES) -> Grown:
    """All that becomes of so many mentions once they are read and kept: compared, clustered, reconciled, written."""
    found = []
    for size in sizes:
        with open_ledger(scratch / f"{size}.db") as ledger:
            fill(ledger, Country(_SEED).digests(size))
            found.append(_seconds(ledger.settle))
    return Grown(f"to match {sizes[1]:,} mentions, against {sizes[0]:,}", *found)


def adding(scratch: Path, ledgers: Sequence[int] = LEDGERS, additions: int = ADDITIONS) -> Grown:
    """One report added to a small and to a large ledger: the median over many, in turns."""
    opened = [open_ledger(scratch / f"holds-{size}.db") for size in ledgers]
    for size, ledger in zip(ledgers, opened, strict=True):
        fill(ledger, Country(_SEED).digests(size * 5 // 4))
        ledger.settle()
    times: list[list[float]] = [[] for _ in opened]
    for found in Country(_OTHER_SEED).digests(additions):
        for ledger, spent in zip(opened, times, strict=True):
            more = renamed(found, "more-")
            spent.append(_seconds(lambda ledger=ledger, more=more: _add(ledger, more)))  # type: ignore[misc]
    for ledger in opened:
        ledger.close()
    small, large = (statistics.median(spent) for spent in times)
    return Grown(f"to add a report to {ledgers[1]:,}, against {ledgers[0]:,}", small, large)


def fill(ledger: Ledger, digests: Iterable[Digest]) -> None:
    """Keep what was read, with nothing matched."""
    ledger.record_making()
    waiting = iter(digests)
    while some := list(islice(waiting, _AT_ONCE)):
        with ledger.store.writing():
            for found in some:
                ledger.keep(found, found.report.id)


def renamed(found: Digest, before: str) -> Digest:
    """The same reading under ids that begin otherwise."""
    report = replace(found.report, id=before + found.report.id)
    mentions = [
        replace(m, id=before + m.id, report=report.id, claims=tuple(before + c for c in m.claims))
        for m in found.reading.mentions
    ]
    claims = [
        replace(c, id=before + c.id, report=report.id, incident=before + (c.incident or ""))
        for c in found.reading.claims
    ]
    reading = replace(found.reading, report=report.id, mentions=tuple(mentions), claims=tuple(claims))
    return replace(found, report=report, reading=reading, keys={before + m: keys for m, keys in found.keys.items()})


def _add(ledger: Ledger, found: Digest) -> None:
    ledger.keep(found, found.report.id)
    ledger.settle()


def _seconds(work: Callable[[], object]) -> float:
    """Of this process, so that others on the machine count for less."""
    began = time.process_time()
    work()
    return time.process_time() - began
