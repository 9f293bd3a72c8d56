"""Decisions on mentions as links that clusters obey: which must be together, which must not; the later decision wins."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from sayso.model.decision import Decision

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Links:
    """Groups of mentions that must be one event, sorted; pairs that must not; older decisions that could not hold.

    `contradicted` tells for each of these which later decision it contradicts.
    """

    required: tuple[tuple[str, ...], ...] = ()
    forbidden: frozenset[Pair] = frozenset()
    contradicted: dict[str, str] = field(default_factory=dict)

    def mates(self) -> dict[str, tuple[str, ...]]:
        """Mention -> all mentions of its group."""
        return {m: group for group in self.required for m in group}

    def within(self, members: Iterable[str]) -> tuple[list[list[str]], frozenset[Pair]]:
        """(groups, forbidden pairs) among some mentions."""
        own = set(members)
        groups = [[m for m in group if m in own] for group in self.required]
        barred = frozenset(p for p in self.forbidden if p[0] in own and p[1] in own)
        return [g for g in groups if len(g) > 1], barred


def linked(decisions: Sequence[Decision]) -> Links:
    """The links that decisions come to, from the last one back: an older one holds where no later one forbids it."""
    made = _Making()
    settled: set[Pair] = set()
    for d in sorted(decisions, key=lambda d: d.order, reverse=True):
        joined, apart = _asked(d)
        if d.kind == "unsure":
            settled.update(pair(a, b) for a, b in combinations(d.attached(what="mention"), 2))
            continue
        if d.kind in ("same", "different") and settled.issuperset(
            pair(a, b) for a, b in combinations(d.attached(what="mention"), 2)
        ):
            continue
        for group in joined:
            made.join(group, d.id)
        for a, b in apart:
            made.part(a, b, d.id)
    return made.links()


def pair(a: str, b: str) -> Pair:
    """Two mentions in the order in which pairs are kept."""
    return (a, b) if a <= b else (b, a)


def _asked(d: Decision) -> tuple[list[list[str]], list[Pair]]:
    """(groups to be together, pairs to be apart) of one decision, in a total order."""
    own = sorted(set(d.attached(what="mention")))
    if d.kind in ("same", "merge"):
        return [own], []
    if d.kind == "different":
        return [], list(combinations(own, 2))
    if d.kind == "split":
        out, rest = (sorted(set(d.attached(role=role, what="mention"))) for role in ("out", "rest"))
        # what a person left together is one event to that person, on both sides
        return [rest, out], [pair(a, b) for a in rest for b in out if a != b]
    return [], []


class _Making:
    """Groups and bars as they grow, from the last decision to the first."""

    def __init__(self) -> None:
        self._group: dict[str, list[str]] = {}
        self._why: dict[int, str] = {}
        self._bars: dict[str, dict[str, str]] = {}
        self._contradicted: dict[str, str] = {}

    def join(self, members: Sequence[str], why: str) -> None:
        """Put mentions together, each with the first of them that nothing bars it from."""
        for k, m in enumerate(members):
            for other in members[:k]:
                if self._of(m) is self._of(other):
                    break
                bar = self._bar(m, other)
                if bar is None:
                    self._merge(m, other, why)
                    break
                self._contradicted.setdefault(why, bar)

    def part(self, a: str, b: str, why: str) -> None:
        """Bar two mentions from one another, if nothing keeps them together."""
        if self._of(a) is self._of(b):
            # two ids of one mention, or a group that a later decision made
            self._contradicted.setdefault(why, self._why.get(id(self._of(a)), why))
            return
        self._bars.setdefault(a, {}).setdefault(b, why)
        self._bars.setdefault(b, {}).setdefault(a, why)

    def links(self) -> Links:
        """What was made."""
        groups = {id(g): tuple(sorted(g)) for g in self._group.values()}
        required = tuple(sorted(g for g in groups.values() if len(g) > 1))
        # a split bars each of what left from each of what stayed, but both sides are one group: each two only once
        apart = {
            (id(self._of(a)), id(self._of(b))): (self._of(a), self._of(b))
            for a, others in list(self._bars.items())
            for b in others
        }
        barred = {pair(m, n) for left, right in apart.values() for m in left for n in right}
        contradicted = {old: new for old, new in self._contradicted.items() if old != new}
        return Links(required, frozenset(barred), contradicted)

    def _of(self, m: str) -> list[str]:
        return self._group.setdefault(m, [m])

    def _bar(self, a: str, b: str) -> str | None:
        """The decision that keeps two groups apart."""
        left, right = self._of(a), set(self._of(b))
        found = [why for m in left for n, why in self._bars.get(m, {}).items() if n in right]
        return min(found, default=None)

    def _merge(self, a: str, b: str, why: str) -> None:
        mine, theirs = self._of(a), self._of(b)
        mine += theirs
        for m in theirs:
            self._group[m] = mine
        self._why.setdefault(id(mine), why)
