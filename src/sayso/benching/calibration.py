"""Whether confidence means something: weights fitted to rows that gold has judged, and how far said and true differ.

Weights are fitted to four fifths of the incidents and documents and asked about the last fifth, in turn.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from sayso.benching.judging import Judged
from sayso.reading.confidence import BASE, weighed

FOLDS = 5
BINS = 10
# how strongly weights are drawn to nothing: a sign seen a few times moves a row by little
_RIDGE = 0.5
_STEPS = 50
_SETTLED = 1e-9


@dataclass(frozen=True, slots=True)
class Calibration:
    """How well probabilities meet what was true: rows, share right, Brier scores, expected calibration error."""

    rows: int
    right: float
    constant: float
    brier: float
    error: float

    @property
    def saved(self) -> float:
        """By how much of the constant's Brier score ours is lower; 0 where all rows are right."""
        return 1 - self.brier / self.constant if self.constant else 0.0


@dataclass(frozen=True, slots=True)
class Bin:
    """Rows whose confidence lies between two tenths: how many, their mean confidence, the share that is right."""

    low: float
    rows: int
    said: float
    right: float


def fit(rows: Iterable[Judged]) -> dict[str, float]:
    """Log-odds by sign that make the rows of one layer likeliest, drawn to nothing by a ridge.

    >>> rows = [Judged("", "numbers", str(i), ("vague",) if i % 2 else (), i % 4 != 1) for i in range(40)]
    >>> fit(rows)
    {'base': 2.72, 'vague': -2.47}
    """
    listed = list(rows)
    names = sorted({sign for row in listed for sign in row.signs})
    marks = np.array([[1.0, *(float(name in row.signs) for name in names)] for row in listed])
    right = np.array([float(row.right) for row in listed])
    pull = _RIDGE * np.diag([0.0] + [1.0] * len(names))
    weights = np.zeros(len(names) + 1)
    for _ in range(_STEPS):
        said = 1 / (1 + np.exp(-marks @ weights))
        slope = marks.T @ (right - said) - pull @ weights
        step = np.linalg.solve((marks.T * (said * (1 - said))) @ marks + pull, slope)
        weights = weights + step
        if float(np.abs(step).max()) < _SETTLED:
            break
    return {name: round(float(w), 2) for name, w in zip([BASE, *names], weights, strict=True)}


def tables(rows: Sequence[Judged]) -> dict[str, dict[str, float]]:
    """Weights for each layer."""
    return {layer: fit(r for r in rows if r.layer == layer) for layer in sorted({r.layer for r in rows})}


def foretold(rows: Sequence[Judged]) -> list[float]:
    """For each row the confidence by weights that were fitted without its fold."""
    folds = _folds(rows)
    by_fold = [tables([r for r in rows if folds[r.source, r.group] != k]) for k in range(FOLDS)]
    return [weighed(by_fold[folds[r.source, r.group]][r.layer], r.signs) for r in rows]


def calibration(rows: Sequence[Judged], said: Sequence[float]) -> Calibration:
    """How well the confidences `said` of the rows meet what is right."""
    n = len(rows)
    share = sum(r.right for r in rows) / n
    brier = math.fsum((p - r.right) ** 2 for r, p in zip(rows, said, strict=True)) / n
    error = math.fsum(b.rows * abs(b.said - b.right) for b in bins(rows, said)) / n
    return Calibration(n, share, share * (1 - share), brier, error)


def bins(rows: Sequence[Judged], said: Sequence[float]) -> list[Bin]:
    """The ten bins of equal width that hold rows, lowest first."""
    held: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for row, p in zip(rows, said, strict=True):
        held[min(int(p * BINS), BINS - 1)].append((p, row.right))
    return [
        Bin(
            k / BINS,
            len(held[k]),
            math.fsum(p for p, _ in held[k]) / len(held[k]),
            sum(r for _, r in held[k]) / len(held[k]),
        )
        for k in sorted(held)
    ]


def _folds(rows: Iterable[Judged]) -> dict[tuple[str, str], int]:
    """The fold of each incident and document: those of each source dealt out in the order of their names."""
    by_source: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        by_source[row.source].add(row.group)
    return {(s, group): i % FOLDS for s, groups in by_source.items() for i, group in enumerate(sorted(groups))}
