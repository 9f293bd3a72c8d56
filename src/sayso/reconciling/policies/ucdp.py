"""UCDP GED: low and high are the lowest and highest reliable estimates, best the most likely, leaning low.

An unverified claim of a party to the conflict raises only high. Best is the figure that most origins give, in doubt
the lower (of a toll, which only grows, the higher of one day); vague words and ranges alone leave it blank.
Source: UCDP GED Codebook 24.1, "Fatality estimates".
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sayso.model.number import Value
from sayso.reconciling.intervals import Span
from sayso.reconciling.policies.bounds import Bounds, bounded
from sayso.reconciling.policies.support import allows, counted, hedge, numbered, of_no_party
from sayso.reconciling.voices import Case, Voice


def decide(case: Case) -> Bounds:
    """Low, best and high of a case under this policy."""
    reliable = of_no_party(case.voices)
    best, qualifier, steps = most_likely(reliable, case.grows)
    if len(reliable) < len(case.voices):
        steps.append("a party's own claim raises only high")
    return bounded(
        case.voices, best, qualifier, (*steps, "low and high are the bounds of claims not set aside"), floors=reliable
    )


def most_likely(voices: Sequence[Voice], grows: bool) -> tuple[Value | None, str | None, list[str]]:
    """The value that most origins give; then one that is no rounding of another; then the lower, of a toll the higher.

    An origin that rounds ("nearly 100", "about 100") gives its own number and any exact one that it may
    be a rounding of (98).
    """
    sharp = sorted({v.claim.best for v in numbered(voices) if v.claim.best is not None})
    if not sharp:
        return None, None, ["no origin gives one number: best stays blank"]
    exact = {v.claim.best for v in voices if v.claim.qualifier == "exact"}
    support = counted(voices)
    room = {value: sum(allows(voice, value) for voice in voices) for value in sharp}
    best = min(sharp, key=lambda v: (-support[v], -room[v], _rounds(voices, v, exact), -v if grows else v))
    step = f"best {best:,}: {support[best]} of {len(voices)} origins give it or round it"
    tied = [v for v in sharp if support[v] == support[best] and v != best]
    return best, hedge(voices, best), [step + (f"; so do as many {tied[0]:,}" if tied else "")]


def _rounds(voices: Sequence[Voice], value: Value, exact: Collection[Value | None]) -> bool:
    """Whether a value is only given with a hedge that leaves room for one that is given exactly."""
    if value in exact:
        return False
    others = [Span(float(e), float(e)) for e in exact if e is not None]
    return any(v.span is not None and v.span.meets(o) for v in voices if v.claim.best == value for o in others)
