"""A decision: what a person ruled on a claim, appended and never overwritten."""

from __future__ import annotations

from collections.abc import Iterable
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


def standing(decisions: Iterable[Decision]) -> tuple[dict[str, str], dict[str, str]]:
    """Claims ruled out and claims confirmed, by whom and why: the last ruling on each stands, the last one last."""
    last = {d.claim: d for d in sorted(decisions, key=lambda d: d.seq)}
    found: dict[str, dict[str, str]] = {"reject": {}, "accept": {}}
    for d in sorted(last.values(), key=lambda d: d.seq):
        if d.verdict in found:
            found[d.verdict][d.claim] = f"{d.verdict}ed by {d.by}" + (f": {d.reason}" if d.reason else "")
    return found["reject"], found["accept"]
