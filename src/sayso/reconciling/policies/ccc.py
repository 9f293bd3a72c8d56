"""Crowd Counting Consortium: low and high as reported, best the mean between them.

Vague words are kept and count as two of their unit: "hundreds" 200, "thousands" 2,000, "tens of thousands" 20,000.
Where only one figure is reported it is low, best and high. Made for crowds, where nobody counts heads.
Source: Crowd Counting Consortium, "Coding Rules" and data dictionary (size_low, size_high, size_mean, size_text).
"""

from __future__ import annotations

from sayso.model.claim import Claim
from sayso.model.number import Value, plain
from sayso.reconciling.policies.bounds import Bounds, bounded
from sayso.reconciling.voices import Case


def decide(case: Case) -> Bounds:
    """Low, best and high of a case under this policy."""
    told = [(value, c) for v in case.voices for c in v.claims for value in _values(c)]
    if not told:
        return bounded(case.voices, None, None, ("no source gives a size: blank",))
    low, high = min(v for v, _ in told), max(v for v, _ in told)
    best = plain((low + high) / 2)
    words = sorted({f"“{' '.join(c.text.split())}” as {v:,}" for v, c in told if c.qualifier == "vague"})
    trace = [f"best {best:,}: the mean of the lowest, {low:,}, and the highest, {high:,}, as reported"]
    if words:
        trace.append("vague words count as two of their unit: " + ", ".join(words))
    alone = {c.qualifier for _, c in told} if low == high else {"about"}
    hedge = alone.pop() if len(alone) == 1 else "exact" if "exact" in alone else "about"
    return Bounds(low, False, best, high, False, "about" if hedge == "vague" else hedge, tuple(trace))


def _values(claim: Claim) -> list[Value]:
    """The sizes that a claim reports: one, or the two ends of a range."""
    if claim.best is not None:
        return [claim.best]
    if claim.qualifier == "vague":
        return [claim.low] if claim.low is not None else []
    return [v for v in (claim.low, claim.high) if v is not None] if claim.qualifier == "range" else []
