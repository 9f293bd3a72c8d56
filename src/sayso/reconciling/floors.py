"""A total is no smaller than any group or part of it: 31 dead civilians are at least 31 dead."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from sayso.codebook.lexicon import Lexicon
from sayso.model.claim import Claim
from sayso.model.number import Value
from sayso.reconciling.intervals import INFINITY, Span, span_of
from sayso.reconciling.policies.bounds import Bounds
from sayso.reconciling.pooling import Pool

# Hedges that leave no doubt about the least: "about 30" may be 28.
_FIRM = frozenset(["exact", "at_least", "more_than"])


def floors(usable: Pool, told: Callable[[Claim], str], lexicon: Lexicon) -> dict[str, str]:
    """Let groups and parts bound a total from below where its words leave room for them; the steps by their claims.

    An exact total is left as it is told: that it cannot be right is for a check to tell and a person to settle.

    `told` gives the day of a claim. Of a running count only the totals of the last day are held against them.
    """
    steps: dict[str, str] = {}
    for total in [k for k in usable if k[1] is None]:
        rule = lexicon.measures.get(total[0])
        wholes = [c for c in usable[total] if c.extent == "whole" and c.best is not None and not c.superseded]
        if rule is not None and rule.current:
            last = max((told(c) for c in wholes), default="")
            wholes = [c for c in wholes if told(c) == last]
        if not wholes:
            continue
        lowest = min(c.best for c in wholes if c.best is not None)
        held = {c.id for c in usable[total]}
        within = [c for k, claims in usable.items() if _within(k, total) for c in claims if c.id not in held]
        parts = [c for c in usable[total] if c.extent != "whole" and c.part_of is not None]
        spans = [s for c in wholes if (s := span_of(c, lexicon)) is not None]
        bounding = [
            (c, floor)
            for c in (*within, *parts)
            if (floor := _floor(c, wholes)) is not None
            and floor > lowest
            and all(s.meets(Span(float(floor), INFINITY)) for s in spans)
        ]
        for claim, floor in sorted(bounding, key=lambda of: of[0].id):
            usable[total] = [c for c in usable[total] if c.id != claim.id]
            usable[total].append(
                replace(claim, low=floor, best=floor, high=None, qualifier="at_least", extent="whole", group=None)
            )
            of = f"{claim.group} among them" if claim.group else "part of it"
            steps[claim.id] = (
                f"at least the {floor:,} of a {of} (“{' '.join(claim.text.split())}”), more than a total of {lowest:,}"
            )
    return steps


def raised(bounds: Bounds, floor: Value) -> Bounds:
    """Bounds of a total that is no smaller than one of its groups; what is already larger stays."""
    low = floor if bounds.low is None else max(bounds.low, floor)
    best = None if bounds.best is None else max(bounds.best, floor)
    high = None if bounds.high is None else max(bounds.high, floor)
    risen = (low, best, high) != (bounds.low, bounds.best, bounds.high)
    return replace(
        bounds,
        low=low,
        low_open=bounds.low_open and low == bounds.low,
        best=best,
        high=high,
        best_qualifier=bounds.best_qualifier if best == bounds.best else "at_least",
        trace=(*bounds.trace, f"no less than {floor:,}, which a part of it has") if risen else bounds.trace,
    )


def _within(key: tuple[str, str | None, str, str | None], total: tuple[str, str | None, str, str | None]) -> bool:
    """Whether the figures of a key are of a group of what another key counts as a whole."""
    return key[0] == total[0] and key[1] is not None and key[2] == total[2]


def _floor(claim: Claim, wholes: Sequence[Claim]) -> Value | None:
    """The least that a claim surely says, where it is counted as the wholes are."""
    return least(claim) if claim.unit in {c.unit for c in wholes} else None


def least(claim: Claim) -> Value | None:
    """The least that a claim surely says of a part of a total; None where its words leave it open."""
    plain = claim.qualifier in _FIRM and not claim.superseded and not claim.implicit and claim.counter != "increment"
    return claim.low if plain else None
