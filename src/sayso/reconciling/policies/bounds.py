"""What a policy decides: low, best, high and the steps; and the bounds that claims state."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sayso.model.claim import Claim
from sayso.model.number import Value
from sayso.reconciling.voices import Voice

_VAGUE = frozenset(["vague", "some"])


@dataclass(frozen=True, slots=True)
class Bounds:
    """Low, best and high of one figure; None is unknown or unbounded."""

    low: Value | None
    low_open: bool
    best: Value | None
    high: Value | None
    high_open: bool
    best_qualifier: str | None
    trace: tuple[str, ...]


def bounded(
    voices: Sequence[Voice],
    best: Value | None,
    qualifier: str | None,
    trace: tuple[str, ...],
    *,
    floors: Sequence[Voice] | None = None,
) -> Bounds:
    """A best figure between the bounds that voices state, which are widened where they would leave it out.

    `floors` are the voices that bound it from below, where not all do.
    """
    low, low_open = stated_low(voices if floors is None else floors)
    high, high_open = stated_high(voices)
    if best is not None and low is not None and best < low:
        low, low_open = best, False
    if best is not None and high is not None and best > high:
        high, high_open = best, False
    return Bounds(low, low_open, best, high, high_open, qualifier, trace)


def stated_low(voices: Sequence[Voice]) -> tuple[Value | None, bool]:
    """The lowest number that any claim states as a floor or as the figure itself, and whether it is excluded."""
    found = []
    for c in _bounding(voices):
        if c.low is not None:
            found.append((c.low, c.qualifier == "more_than"))
        elif c.best is not None and c.qualifier == "about":
            found.append((c.best, False))
    return min(found, default=(None, False), key=lambda f: (f[0], f[1]))


def stated_high(voices: Sequence[Voice]) -> tuple[Value | None, bool]:
    """The highest number that any claim states as a ceiling or as the figure itself.

    A floor at or above all of them ("more than 300" beside 300) leaves the figure unbounded: None.
    """
    ceilings: list[tuple[Value, bool]] = []
    floors: list[Value] = []
    for c in _bounding(voices):
        if c.high is not None:
            ceilings.append((c.high, c.qualifier == "fewer_than"))
        elif c.best is not None and c.qualifier == "about":
            ceilings.append((c.best, False))
        elif c.low is not None and c.qualifier in ("more_than", "at_least"):
            floors.append(c.low)
    if not ceilings:
        return None, False
    top = max(ceilings, key=lambda f: (f[0], not f[1]))
    return (None, False) if floors and max(floors) >= top[0] else top


def _bounding(voices: Sequence[Voice]) -> list[Claim]:
    """Claims that bound a figure: a vague word ("hundreds") only where nobody's number lies within what it means."""
    told = [(c, span) for v in voices for c, span in zip(v.claims, v.spans, strict=True)]
    numbers = [span for c, span in told if c.qualifier not in _VAGUE and span is not None]
    return [
        c
        for c, span in told
        if c.qualifier not in _VAGUE or span is None or not any(span.meets(number) for number in numbers)
    ]
