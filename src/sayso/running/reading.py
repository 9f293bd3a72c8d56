"""Reports read by several workers at once, and kept in the order in which they came."""

from __future__ import annotations

import math
import time
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sayso.digesting import Digest
from sayso.errors import InputError
from sayso.merging import MOST_TRIES, contended
from sayso.model.report import Report
from sayso.pipeline import Added, Ledger
from sayso.running.pieces import Piece
from sayso.running.worker import Answering, Beat, Worker, WorkerError, first_of

# How long the reading of a report may take on a slow machine under load, and how much longer a long one.
READING_SECONDS = 120.0
_CHARACTERS_A_SECOND = 1_000
# Reports in hand for each worker, so that none waits while a long one is read, and bytes of their originals.
_IN_HAND = 8
_MOST_IN_HAND = 100_000_000
# A report of so many characters may stand in line at a worker that reads another one, so many with that.
_SHORT = 8_000
_IN_LINE = 2
# So many reports wait before it is worth to load the language model once more.
_WORTH_A_WORKER = 4


def reader(_: Beat, codebooks: Sequence[str]) -> Answering:
    """What answers in a worker that reads: the digest of each report."""
    from sayso.codebook.loading import lexicon
    from sayso.digesting import digest
    from sayso.reading.reader import Reader

    own = Reader(lexicon(tuple(codebooks)))
    return lambda report: [digest(own, report)]


@dataclass(slots=True, eq=False)
class _Slot:
    """A place in the order of the inputs: what came, the report under the id to read it with, and what came of it."""

    piece: Piece
    named: Report | None = None
    given_id: str = ""
    tries: int = 0
    result: Digest | InputError | None = None
    until: float = 0.0
    again: bool = False

    @property
    def waits(self) -> bool:
        return self.named is not None and self.result is None and not self.until

    @property
    def finished(self) -> bool:
        return self.named is None or self.result is not None


class InOrder:
    """Reads reports in several workers at once and keeps them in order."""

    def __init__(self, ledger: Ledger, workers: Sequence[Worker], done: Added) -> None:
        self.ledger = ledger
        self.done = done
        self.slots: deque[_Slot] = deque()
        self.unused = deque(workers)
        self.idle: list[Worker] = []
        self.busy: dict[Worker, deque[_Slot]] = {}
        self.room = _IN_HAND * len(workers)

    def all(self, pieces: Iterable[Piece]) -> Iterator[Piece]:
        """Every piece, once it has been dealt with."""
        for piece in pieces:
            slot = _Slot(piece)
            if isinstance(piece.item, Report):
                # two reports that want one id are kept one after the other
                while any(s.named is not None and s.piece.item.id == piece.item.id for s in self.slots):  # type: ignore[union-attr]
                    yield from self._next()
                self._ask(slot, piece.item)
            self.slots.append(slot)
            self._hand_out()
            while self._is_full() or (self.slots and self.slots[0].finished):
                yield from self._next()
        while self.slots:
            yield from self._next()

    def _ask(self, slot: _Slot, report: Report) -> None:
        """Ask the ledger under which id and in which words a report is to be read, if at all."""
        asked = self.ledger.wanted(report)
        slot.tries += 1
        if slot.tries > MOST_TRIES:
            raise contended(report, self.ledger.store.shown)
        slot.named, slot.given_id = (asked.report, asked.given_id) if asked is not None else (None, "")

    def _is_full(self) -> bool:
        """Whether so many reports, or such large ones, are in hand that no more are taken up."""
        held = sum(len(s.named.original) for s in self.slots if s.named is not None)
        return len(self.slots) >= self.room or (held > _MOST_IN_HAND and len(self.slots) > 1)

    def _next(self) -> Iterator[Piece]:
        """Deal with the first slot if it is finished, else wait until some worker is."""
        self._hand_out()
        if not self.slots[0].finished:
            self._wait()
        elif self._keep(self.slots[0]):
            yield self.slots.popleft().piece

    def _hand_out(self) -> None:
        """Give reports that wait to workers; more workers are started where many wait."""
        waiting = [s for s in self.slots if s.waits]
        for k, slot in enumerate(waiting):
            assert slot.named is not None
            worker = self._free(len(waiting) - k, slot.named)
            if worker is None:
                return
            worker.ask(replace(slot.named, original=b""))
            queue = self.busy.setdefault(worker, deque())
            slot.until = math.inf if queue else _deadline(slot)
            queue.append(slot)

    def _free(self, waiting: int, report: Report) -> Worker | None:
        """A worker for a report: one that is idle, a new one, or one to read it when it is done with what it reads."""
        if not self.idle and self.unused and (not self.busy or waiting >= _WORTH_A_WORKER):
            self.idle.append(self.unused.popleft())
        if self.idle:
            return self.idle.pop()
        # a long report on the line would keep this process from hearing the worker
        short = len(report.text) <= _SHORT
        return next((w for w, queue in self.busy.items() if short and len(queue) < _IN_LINE), None)

    def _wait(self) -> None:
        """Wait for the next worker that has read its report, or died of it, or is over its time."""
        until = min(queue[0].until for queue in self.busy.values())
        ready = first_of(self.busy, max(0.0, until - time.monotonic()))
        for worker in ready or [w for w, queue in self.busy.items() if queue[0].until <= time.monotonic()]:
            queue = self.busy[worker]
            slot = queue.popleft()
            slot.until = 0.0
            slot.result = _read(worker, slot)
            if isinstance(slot.result, InputError):
                if worker in ready and not slot.again:
                    # the worker may have ended before, for no fault of this report
                    slot.result, slot.again = None, True
                # what stood in line is handed out again
                for other in queue:
                    other.until = 0.0
                queue.clear()
            if queue:
                queue[0].until = _deadline(queue[0])
            else:
                del self.busy[worker]
                self.idle.append(worker)

    def _keep(self, slot: _Slot) -> bool:
        """Keep what came of a slot; False where it must be read again under another id."""
        item, result = slot.piece.item, slot.result
        if isinstance(item, InputError) or isinstance(result, InputError):
            self.done.bad.append(item if isinstance(item, InputError) else result)  # type: ignore[arg-type]
            return True
        self.done.paths.add(item.path or "")
        if result is None:
            self.done.known += 1
            return True
        assert slot.named is not None
        if self.ledger.keep(replace(result, report=slot.named), slot.given_id):
            self.done.taken += 1
            return True
        slot.result = None
        self._ask(slot, item)
        return False


def _deadline(slot: _Slot) -> float:
    assert slot.named is not None
    return time.monotonic() + READING_SECONDS + len(slot.named.text) / _CHARACTERS_A_SECOND


def _read(worker: Worker, slot: _Slot) -> Digest | InputError:
    """What a worker made of its report; where it died of it, an error that names the report."""
    try:
        found: Any = worker.answer(0.0)
        assert isinstance(found, Digest)
        worker.answer(READING_SECONDS)
        return found
    except WorkerError as error:
        assert slot.named is not None
        return InputError(
            "report-not-read",
            f"reading the report failed: {error}",
            where=slot.named.path or slot.named.id,
            hint="leave it out, or split it; the next build tries it again",
        )
