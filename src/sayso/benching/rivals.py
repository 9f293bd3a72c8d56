"""What sayso is measured against: TF-IDF with average link for incidents, tuned on the very gold that it is scored by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

from sayso.errors import RefusedError
from sayso.model.report import Report


def wrong_pairs(gold: Mapping[str, str], ours: Mapping[str, str]) -> int:
    """Pairs of reports that one of the two partitions joins and the other parts.

    >>> wrong_pairs({"a": "1", "b": "1", "c": "2"}, {"a": "x", "b": "y", "c": "y"})
    2
    """
    pairs = combinations(sorted(gold), 2)
    return sum((gold[a] == gold[b]) != (ours.get(a, a) == ours.get(b, b)) for a, b in pairs)


def tfidf(reports: Sequence[Report], gold: Mapping[str, str]) -> dict[str, str]:
    """Report -> cluster by TF-IDF and average link, at the threshold with the fewest wrong pairs: its best case."""
    try:
        from sklearn.cluster import AgglomerativeClustering
        from sklearn.feature_extraction.text import TfidfVectorizer
    except ImportError as error:
        raise RefusedError(
            "rival-missing",
            "the rivals are not installed",
            where="scikit-learn",
            hint="install it with pip, or run `make develop`",
        ) from error

    chosen = sorted((r for r in reports if r.id in gold), key=lambda r: r.id)
    vectors = TfidfVectorizer(sublinear_tf=True, stop_words="english", ngram_range=(1, 2)).fit_transform(
        [f"{r.title or ''}\n{r.text}" for r in chosen]
    )
    best: dict[str, str] = {}
    for step in range(2, 100):
        clusters = AgglomerativeClustering(
            n_clusters=None, metric="cosine", linkage="average", distance_threshold=step / 100
        ).fit_predict(vectors.toarray())
        found = {r.id: str(c) for r, c in zip(chosen, clusters, strict=True)}
        if not best or wrong_pairs(gold, found) < wrong_pairs(gold, best):
            best = found
    return best
