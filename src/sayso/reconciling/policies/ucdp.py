"""UCDP GED: low and high are the lowest and highest reliable estimates, best the most likely, leaning low.

An unverified claim of a party to the conflict raises only high. Best is the figure that most origins
give, in doubt the lower (of a toll, which only grows, the higher of one day); vague words and ranges alone leave it blank. Source: UCDP GED Codebook 24.1,
"Fatality estimates".
"""

from __future__ import annotations

from sayso.model.number import Value
from sayso.reconciling.intervals import Span
from sayso.reconciling.policies.bounds import Bounds, stated_high, stated_low
from sayso.reconciling.voices import Case, Voice

_LIMITS = frozenset(["at_most", "fewer_than"])
_ROUNDING = frozenset(["about", "nearly"])


def decide(case: Case) -> Bounds:
    """Low, best and high of a case under this policy."""
    reliable = [v for v in case.voices if v.claim.speaker_role != "party"] or list(case.voices)
    low, low_open = stated_low(reliable)
    high, high_open = stated_high(case.voices)
    best, qualifier, steps = _best(reliable, case.grows)
    trace = list(steps)
    if len(reliable) < len(case.voices):
        trace.append("a party's own claim raises only high")
    if low is not None and best is not None and best < low:
        low, low_open = best, False
    trace.append("low and high are the bounds of claims not set aside")
    return Bounds(low, low_open, best, high, high_open, qualifier, tuple(trace))


def _best(voices: list[Voice], grows: bool) -> tuple[Value | None, str | None, list[str]]:
    """The value that most origins give; then one given exactly; then the lower one, of a toll the higher.

    An origin that rounds ("nearly 100", "about 100") gives its own number and any exact one that it may
    be a rounding of (98).
    """
    given = sorted({v.claim.best for v in voices if v.claim.best is not None})
    sharp = [v for v in given if not _only_limits(voices, v)] or given
    if not sharp:
        return None, None, ["no origin gives one number: best stays blank"]
    exact = {v.claim.best for v in voices if v.claim.qualifier == "exact"}
    support = {value: sum(_gives(voice, value, value in exact) for voice in voices) for value in sharp}
    room = {value: sum(_allows(voice, value) for voice in voices) for value in sharp}
    best = min(sharp, key=lambda v: (-support[v], -room[v], v not in exact, -v if grows else v))
    marks = {v.claim.qualifier for v in voices if v.claim.best == best}
    qualifier = "exact" if "exact" in marks else min(marks)
    step = f"best {best:,}: {support[best]} of {len(voices)} origins give it or round it"
    tied = [v for v in sharp if support[v] == support[best] and v != best]
    return best, qualifier, [step + (f"; so do as many {tied[0]:,}" if tied else "")]


def _allows(voice: Voice, value: Value) -> bool:
    """Whether an origin's words leave room for a value ("at least 4" does for 200)."""
    return voice.claim.best == value or (voice.span is not None and voice.span.meets(Span(float(value), float(value))))


def _gives(voice: Voice, value: Value, exact: bool) -> bool:
    """Whether an origin gives a value, or a rounding of it."""
    if voice.claim.best == value:
        return True
    rounds = voice.claim.qualifier in _ROUNDING and exact
    return rounds and voice.span is not None and voice.span.meets(Span(float(value), float(value)))


def _only_limits(voices: list[Voice], value: Value) -> bool:
    """Whether a value is only ever given as a ceiling ("up to 350")."""
    return all(v.claim.qualifier in _LIMITS for v in voices if v.claim.best == value)
