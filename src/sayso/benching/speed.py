"""Speed of the figures, and of all layers, against the full small spaCy pipeline over the same reports, turn by turn."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from sayso.codebook.lexicon import Lexicon
from sayso.codebook.loading import lexicon
from sayso.errors import InputError
from sayso.gathering.gather import gather
from sayso.model.report import Report
from sayso.reading.language import MODEL
from sayso.reading.reader import Reader

ROUNDS = 5
# Running texts of a usual length, by their place below a folder of corpora, and how many of each are read.
CORPORA = (
    ("reports", "reports/reports.jsonl", 46),
    ("seeds", "seeds/0*.txt", 9),
    ("gva_longtail", "data/gva_longtail/documents.jsonl", 150),
    ("polnear", "data/polnear/dev.jsonl", 84),
)


@dataclass(frozen=True, slots=True)
class Speed:
    """Seconds of each round for us and for the pipeline, over so many characters."""

    reports: int
    characters: int
    ours: tuple[float, ...]
    theirs: tuple[float, ...]

    @property
    def ratios(self) -> list[float]:
        """How many times as fast, round by round."""
        return [b / a for a, b in zip(self.ours, self.theirs, strict=True)]

    @property
    def ratio(self) -> float:
        """The median of the rounds."""
        return statistics.median(self.ratios)


def corpora(folder: Path, words: Lexicon) -> Iterator[tuple[str, list[Report]]]:
    """The corpora that a folder holds, each with its first reports."""
    for name, pattern, most in CORPORA:
        paths = sorted(folder.glob(pattern))
        reports = (r for r in gather(paths, words) if not isinstance(r, InputError))
        if paths:
            yield name, list(islice(reports, most))


def against_pipeline(reports: Sequence[Report], rounds: int = ROUNDS) -> dict[str, Speed]:
    """Read the figures, then all layers of all reports, and run spaCy over them, in turn.

    Everything is loaded and warmed before the clock starts.
    """
    import spacy

    pipeline = spacy.load(MODEL)
    reader = Reader(lexicon())

    def figures() -> None:
        for report in reports:
            reader.read(report)

    def layers() -> None:
        for report in reports:
            reader.layers(report)

    def theirs() -> None:
        for _ in pipeline.pipe((r.text for r in reports), batch_size=32):
            pass

    reader.layers(reports[0])
    pipeline(reports[0].text)
    runs: list[tuple[Callable[[], None], list[float]]] = [(figures, []), (layers, []), (theirs, [])]
    for turn in range(rounds):
        for run, times in runs if turn % 2 == 0 else reversed(runs):
            begun = time.perf_counter()
            run()
            times.append(time.perf_counter() - begun)
    characters = sum(len(r.text) for r in reports)
    (_, mine), (_, every), (_, full) = runs
    return {
        name: Speed(len(reports), characters, tuple(times), tuple(full))
        for name, times in (("figures", mine), ("all layers", every))
    }
