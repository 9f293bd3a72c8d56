"""Speed of the layer of numbers against CQE, loaded, over the same sentences, turn by turn in one run."""

from __future__ import annotations

import json
import locale
import logging
import statistics
import time
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from sayso.codebook.lexicon import Lexicon
from sayso.codebook.numerals import Numerals
from sayso.reading.language import MODEL
from sayso.reading.moments import MomentReader
from sayso.reading.numbers import blocking, numbers, stated

ROUNDS = 5
Reading = Callable[[str], object]


def sentences_of(gold: Path) -> list[str]:
    """The sentences of a JSONL file."""
    return [json.loads(line)["text"] for line in gold.read_text("utf-8").splitlines() if line.strip()]


def times_as_fast(sentences: Sequence[str], lexicon: Lexicon, told: Callable[[str], object]) -> float | None:
    """How many times as fast as CQE; None where that is not there. Sentences a second are told."""
    with _quiet():
        try:
            rival = _cqe()
        except (ImportError, OSError, locale.Error):
            # it also wants the locale en_US.UTF-8
            rival = None
        readings = [reading for reading in (_sayso(lexicon), rival) if reading is not None]
        seconds: list[list[float]] = [[] for _ in readings]
        for reading in readings:
            reading(sentences[0])
        for _ in range(ROUNDS):
            for reading, times in zip(readings, seconds, strict=True):
                begun = time.perf_counter()
                for sentence in sentences:
                    reading(sentence)
                times.append(time.perf_counter() - begun)
    for name, times in zip(("sayso", "CQE"), seconds, strict=False):
        told(f"{name:<8} {len(sentences) / min(times):.0f} sentences a second")
    if rival is None:
        told("CQE      not installed")
        return None
    return float(statistics.median(theirs / ours for ours, theirs in zip(*seconds, strict=True)))


@contextmanager
def _quiet() -> Iterator[None]:
    """The locale and the warnings as they were, whatever a rival makes of them."""
    before = locale.setlocale(locale.LC_ALL)
    logging.disable(logging.WARNING)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.disable(logging.NOTSET)
        locale.setlocale(locale.LC_ALL, before)


def _sayso(lexicon: Lexicon) -> Reading:
    numerals: Numerals = lexicon.numerals
    moments = MomentReader(lexicon.settings["calendar"], lexicon.settings["numerals"])

    def read(text: str) -> object:
        blocked = blocking(text, moments.find(text, None), numerals)
        return stated(text, numbers(text, numerals, blocked=blocked), numerals)

    return read


def _cqe() -> Reading:
    from CQE import CQE

    reading: Reading = CQE.CQE(spacy_model=MODEL).parse
    return reading
