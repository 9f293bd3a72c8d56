"""A build on all cores: one worker gathers, others read, this process keeps what they found, in the order of the inputs.

A worker that dies, hangs or takes too much memory costs the input that it was at, which is named.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack

from sayso.errors import InputError
from sayso.gathering.gather import Source
from sayso.model.report import Report
from sayso.pipeline import Added, Ledger
from sayso.running import pieces, reading
from sayso.running.pieces import Piece
from sayso.running.worker import Worker

Told = Callable[[Piece], None]


def cores() -> int:
    """How many cores this process may run on."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def build(
    ledger: Ledger,
    found: Iterable[Source | InputError],
    *,
    processes: int | None = None,
    told: Told = lambda _: None,
) -> Added:
    """Gather, read and keep what is in files, then match and reconcile what is new; safe to repeat and to interrupt.

    `processes` is how many read at once, all cores if not given; 0 does all in this process. `told` hears of each
    report and bad input when it has been dealt with, in the order of the inputs.
    """
    if processes == 0:
        return ledger.add(_passed_on(pieces.here(found, ledger.lexicon), told))
    done = Added()
    ledger.record_making()
    with ExitStack() as stack:
        gatherer = Worker(pieces.gatherer, ledger.codebooks)
        readers = [Worker(reading.reader, ledger.codebooks) for _ in range(processes or cores())]
        for worker in (gatherer, *readers):
            stack.callback(worker.kill)
        for piece in reading.InOrder(ledger, readers, done).all(pieces.apart(found, gatherer)):
            told(piece)
    ledger.settle()
    ledger.note_unread(done)
    return done


def _passed_on(found: Iterable[Piece], told: Told) -> Iterator[Report | InputError]:
    for piece in found:
        yield piece.item
        told(piece)
