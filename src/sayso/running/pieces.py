"""What comes of the inputs: reports and bad inputs, one after the other, and how far the inputs are gone through."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from sayso.codebook.lexicon import Lexicon
from sayso.errors import InputError
from sayso.gathering.decoding import harmless
from sayso.gathering.gather import Source, reports_of
from sayso.model.report import Report
from sayso.running.worker import Answering, Beat, Worker, WorkerError

# How long the next report of a file may take, on a slow machine under load.
GATHERING_SECONDS = 120.0


@dataclass(frozen=True, slots=True)
class Piece:
    """A report or bad input that has been dealt with, and how many bytes of the inputs are behind it."""

    item: Report | InputError
    done: int


def gatherer(beat: Beat, codebooks: Sequence[str]) -> Answering:
    """What answers in a worker that gathers: the reports of each file."""
    from sayso.codebook.loading import lexicon
    from sayso.gathering import pulse

    pulse.heard_by(beat)
    words = lexicon(tuple(codebooks))
    return lambda source: reports_of(source, words)


def here(found: Iterable[Source | InputError], lexicon: Lexicon) -> Iterator[Piece]:
    """The reports of files, gathered in this process."""
    return _counted(found, lambda source: reports_of(source, lexicon))


def apart(found: Iterable[Source | InputError], worker: Worker) -> Iterator[Piece]:
    """The reports of files, gathered by a worker; where it dies the file is named, and what came before stays."""

    def reports(source: Source) -> Iterator[Report | InputError]:
        worker.revive()
        worker.ask(source)
        try:
            while (item := worker.answer(GATHERING_SECONDS)) is not None:
                yield item
        except WorkerError as error:
            yield InputError(
                "file-broke-off",
                f"reading the file failed: {error}",
                where=harmless(str(source.path)),
                hint="open and save it anew, or leave it out; what came before is kept",
            )

    return _counted(found, reports)


def _counted(
    found: Iterable[Source | InputError], reports: Callable[[Source], Iterable[Report | InputError]]
) -> Iterator[Piece]:
    done = 0
    for source in found:
        if isinstance(source, InputError):
            yield Piece(source, done)
            continue
        within = 0
        for item in reports(source):
            within += len(item.original) if isinstance(item, Report) else 0
            yield Piece(item, done + min(within, source.size))
        done += source.size
