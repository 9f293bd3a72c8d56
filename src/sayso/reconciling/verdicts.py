"""How far independent origins agree: single, agree, compatible, conflict or incomparable."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.model.claim import SOME
from sayso.reconciling.voices import Voice


def verdict(voices: Sequence[Voice]) -> tuple[str, str]:
    """(verdict, the step in words) for the voices on one figure."""
    told = [v for v in voices if v.span is not None]
    if all(v.claim.qualifier == SOME for v in told):
        return "incomparable", "no origin gives a number"
    if len(told) == 1:
        return "single", f"only {told[0].origin.shown} gives a number"
    values = {(v.claim.best, v.claim.low, v.claim.high) for v in told}
    if len(values) == 1 and told[0].claim.best is not None:
        return "agree", f"{len(told)} origins say {told[0].claim.best:,}"
    shared = told[0].span
    for voice in told[1:]:
        if shared is not None and voice.span is not None:
            shared = shared.common(voice.span)
    if shared is not None and not shared.empty:
        return "compatible", f"all intervals have {shared} in common"
    return "conflict", "no number lies in every interval"
