"""A rival that groups reports: gradient-boosted trees score pairs, average link makes clusters; nobody can read why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from sayso.benching.likened import Likeness, Matrix, Traits

_FOLDS = 5
_THRESHOLDS = np.arange(0.05, 0.95, 0.03)
# Pairs that are plainly strangers are most of all: so many of a hundred teach, each for the others too.
_PLAIN = 0.12
_KEPT = 15


def b_cubed_and_pairs(gold: Sequence[str], made: Sequence[str]) -> tuple[float, float]:
    """B3 and pairwise F1 of a partition.

    >>> b_cubed_and_pairs(["a", "a", "b"], ["x", "x", "y"])
    (1.0, 1.0)
    """
    of_gold, of_made, of_both = Counter(gold), Counter(made), Counter(zip(gold, made, strict=True))
    both = [of_both[pair] for pair in zip(gold, made, strict=True)]
    precision = sum(n / of_made[m] for n, m in zip(both, made, strict=True)) / len(gold)
    recall = sum(n / of_gold[g] for n, g in zip(both, gold, strict=True)) / len(gold)
    hit, said, wanted = (sum(n * (n - 1) for n in c.values()) for c in (of_both, of_made, of_gold))
    return 2 * precision * recall / (precision + recall), 2 * hit / max(said + wanted, 1)


def linked(size: int, pairs: Sequence[tuple[int, int]], chance: Sequence[float] | Matrix) -> Matrix:
    """The tree of average link over chances that two reports tell of one event; all other pairs are strangers."""
    from scipy.cluster.hierarchy import linkage
    from scipy.spatial.distance import squareform

    apart = 1.0 - np.eye(size)
    for (a, b), p in zip(pairs, chance, strict=True):
        apart[a, b] = apart[b, a] = 1 - p
    tree: Matrix = linkage(squareform(apart, checks=False), "average")
    return tree


def cut(tree: Matrix, threshold: float) -> list[str]:
    """The clusters of a tree, joined where the average chance is at least the threshold."""
    from scipy.cluster.hierarchy import fcluster

    return [str(c) for c in fcluster(tree, 1 - threshold, "distance")]


def in_order(reports: Sequence[Traits], clusters: Callable[[Sequence[Traits]], list[str]]) -> list[str]:
    """The cluster of each report, made in the order of ids: average link parts ties by the order of what it joins."""
    ordered = sorted(reports, key=lambda t: t.report.id)
    found = {t.report.id: c for t, c in zip(ordered, clusters(ordered), strict=True)}
    return [found[t.report.id] for t in reports]


def best_threshold(judged: Sequence[tuple[Sequence[str], Matrix]]) -> float:
    """The threshold at which trees fit their gold best."""

    def fit(threshold: float) -> float:
        return sum(sum(b_cubed_and_pairs(gold, cut(tree, threshold))) for gold, tree in judged)

    return float(max(_THRESHOLDS, key=fit))


def folds(traits: Sequence[Traits], gold: Mapping[str, str]) -> list[list[Traits]]:
    """Reports in parts, all of one incident in one part."""
    number = {event: k % _FOLDS for k, event in enumerate(sorted({gold[t.report.id] for t in traits}))}
    return [[t for t in traits if number[gold[t.report.id]] == k] for k in range(_FOLDS)]


class Boosted:
    """Trees and threshold, both learned from the training reports alone."""

    def __init__(self, train: Sequence[Traits], gold: Mapping[str, str]) -> None:
        self.likeness = Likeness(train)
        parts = folds(train, gold)
        compared = [self.likeness.pairs(part) for part in parts]
        same = [
            np.array([gold[part[a].report.id] == gold[part[b].report.id] for a, b in pairs])
            for part, (pairs, _) in zip(parts, compared, strict=True)
        ]
        judged = []
        for k, (part, (pairs, x)) in enumerate(zip(parts, compared, strict=True)):
            others = [m for m in range(_FOLDS) if m != k]
            trees = _trees([compared[m][1] for m in others], [same[m] for m in others])
            chance = trees.predict_proba(x)[:, 1]
            judged.append(([gold[t.report.id] for t in part], linked(len(part), pairs, chance)))
        self.threshold = best_threshold(judged)
        self.trees = _trees([x for _, x in compared], same)

    def clusters(self, reports: Sequence[Traits]) -> list[str]:
        """The cluster of each report."""
        return in_order(reports, self._clusters)

    def _clusters(self, reports: Sequence[Traits]) -> list[str]:
        pairs, x = self.likeness.pairs(reports)
        return cut(linked(len(reports), pairs, self.trees.predict_proba(x)[:, 1]), self.threshold)


def _trees(features: Sequence[Matrix], same: Sequence[Matrix]) -> Any:
    from sklearn.ensemble import HistGradientBoostingClassifier

    x, y = np.concatenate(features), np.concatenate(same)
    telling = y | (x[:, 0] > _PLAIN)
    kept = telling | (np.arange(len(y)) % 100 < _KEPT)
    trees = HistGradientBoostingClassifier(
        max_iter=200, learning_rate=0.1, max_leaf_nodes=15, min_samples_leaf=30, l2_regularization=1.0, random_state=0
    )
    return trees.fit(x[kept], y[kept], sample_weight=np.where(telling[kept], 1.0, 100 / _KEPT))
