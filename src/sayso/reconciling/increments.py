"""Increments of a toll: "two more died" is added to the last total that was told before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from sayso.codebook.lexicon import Lexicon
from sayso.model.claim import Claim
from sayso.model.number import Value, plain
from sayso.reconciling.pooling import Pool


def running_totals(usable: Pool, told: Callable[[Claim], str], lexicon: Lexicon) -> dict[str, str]:
    """Turn increments that are told later than any total into totals; the steps by the claims' ids.

    Increments of one size that are told on one day are one, of several sizes the largest stands. `told` gives the day
    of a claim.
    """
    steps: dict[str, str] = {}
    for key, claims in usable.items():
        rule = lexicon.measures.get(key[0])
        if rule is None or not rule.grows or key[2] != "asserted":
            continue
        base = _last_total(claims, told)
        if base is None:
            continue
        running = base
        for day, size in _added(claims, told(base), told):
            risen = _plus(running, size)
            for claim in [c for c in claims if _increment(c) and told(c) == day and c.best == size]:
                claims[claims.index(claim)] = replace(
                    claim, low=risen.low, best=risen.best, high=risen.high, qualifier=risen.qualifier, extent="whole"
                )
                steps[claim.id] = f"{running.best:,} and {size:,} more, told on {day}, are {risen.best:,}"
            running = risen
    return steps


def _increment(claim: Claim) -> bool:
    return claim.counter == "increment" and bool(claim.best) and not claim.implicit and not claim.superseded


def _last_total(claims: Sequence[Claim], told: Callable[[Claim], str]) -> Claim | None:
    """Of the totals told last the one given exactly, then the largest."""
    totals = [
        c for c in claims if c.extent == "whole" and c.best and not c.superseded and not _increment(c) and told(c)
    ]
    return max(totals, key=lambda c: (told(c), c.qualifier == "exact", c.best, c.id), default=None)


def _added(claims: Sequence[Claim], since: str, told: Callable[[Claim], str]) -> list[tuple[str, Value]]:
    """The day and size of each increment that is told later than a total, in order of days."""
    days: dict[str, Value] = {}
    for claim in claims:
        if _increment(claim) and told(claim) > since and claim.best is not None:
            days[told(claim)] = max(days.get(told(claim), 0), claim.best)
    return sorted(days.items())


def _plus(total: Claim, size: Value) -> Claim:
    low, best, high = (None if v is None else plain(v + size) for v in (total.low, total.best, total.high))
    return replace(total, low=low, best=best, high=high)
