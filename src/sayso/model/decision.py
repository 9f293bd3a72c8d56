"""A decision: what a person ruled on a claim, appended and never overwritten."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Decision:
    """Who ruled what, when and why; the claim's span and quote are kept so that the ruling can be found again.

    `verdict` is accept, reject or undo; undo withdraws the earlier rulings on the claim.
    """

    seq: int
    at: str
    by: str
    verdict: str
    claim: str
    quote: str
    value: str
    reason: str
