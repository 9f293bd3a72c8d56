"""Speed of the figures layer against the full small spaCy pipeline, over the same reports, turn by turn in one run."""

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


def figures_against_pipeline(reports: Sequence[Report], rounds: int = ROUNDS) -> Speed:
    """Read all reports with sayso and with spaCy in turn; both are loaded and warmed before the clock starts."""
    import spacy

    pipeline = spacy.load(MODEL)
    reader = Reader(lexicon())

    def ours() -> None:
        for report in reports:
            reader.read(report)

    def theirs() -> None:
        for _ in pipeline.pipe((r.text for r in reports), batch_size=32):
            pass

    reader.read(reports[0])
    pipeline(reports[0].text)
    mine: list[float] = []
    full: list[float] = []
    for turn in range(rounds):
        pair: list[tuple[Callable[[], None], list[float]]] = [(ours, mine), (theirs, full)]
        for run, times in pair if turn % 2 == 0 else reversed(pair):
            begun = time.perf_counter()
            run()
            times.append(time.perf_counter() - begun)
    return Speed(len(reports), sum(len(r.text) for r in reports), tuple(mine), tuple(full))
