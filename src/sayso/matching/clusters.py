"""Clusters of mentions by average linkage: a chain of likenesses does not make one event of two."""

from __future__ import annotations

from collections.abc import Callable, Iterable


def components(nodes: Iterable[str], edges: Iterable[tuple[str, str]]) -> list[list[str]]:
    """Connected blocks, members and blocks in order of names."""
    parent = {n: n for n in nodes}

    def root(x: str) -> str:
        while parent[x] != x:
            parent[x] = parent[parent[x]]
            x = parent[x]
        return x

    for a, b in edges:
        first, second = sorted((root(a), root(b)))
        parent[second] = first
    found: dict[str, list[str]] = {}
    for n in sorted(parent):
        found.setdefault(root(n), []).append(n)
    return [found[k] for k in sorted(found)]


def cluster(
    members: list[str],
    score: Callable[[str, str], int],
    threshold: int,
    forbidden: frozenset[tuple[str, str]] = frozenset(),
) -> list[list[str]]:
    """Join the two clusters with the highest average score until none reaches the threshold.

    `score` is asked for sorted pairs; ties are broken by names, so that order changes nothing. A
    `forbidden` pair never comes into one cluster.
    """
    order = sorted(members)
    clusters: dict[int, list[str]] = {k: [m] for k, m in enumerate(order)}
    total = {(i, j): score(a, order[j]) for i, a in enumerate(order) for j in range(i + 1, len(order))}
    barred = {pair for pair in total if (order[pair[0]], order[pair[1]]) in forbidden}
    while True:
        best: tuple[float, int, int] | None = None
        for (i, j), value in total.items():
            if (i, j) in barred:
                continue
            average = value / (len(clusters[i]) * len(clusters[j]))
            if average >= threshold and (best is None or (-average, i, j) < best):
                best = (-average, i, j)
        if best is None:
            return [clusters[k] for k in sorted(clusters)]
        _merge(best[1], best[2], clusters, total, barred)


def _merge(
    i: int, j: int, clusters: dict[int, list[str]], total: dict[tuple[int, int], int], barred: set[tuple[int, int]]
) -> None:
    """Put cluster j into cluster i and add up the scores towards all others."""
    clusters[i] = sorted(clusters[i] + clusters.pop(j))
    total.pop((i, j), None)
    for k in clusters:
        if k == i:
            continue
        mine, theirs = (min(i, k), max(i, k)), (min(j, k), max(j, k))
        total[mine] = total[mine] + total.pop(theirs)
        if theirs in barred:
            barred.discard(theirs)
            barred.add(mine)
