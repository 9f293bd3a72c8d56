"""ACLED: the most conservative figure that any source gives; vague words count as their unit.

Where sources differ or are vague, the most conservative estimate is taken: "tens" are 10, "dozens" 12, "hundreds" 100.
It is revised, up or down, when better information comes. ACLED writes 3 or 10 where a source knows no more than that
there were some; sayso leaves that blank, since nobody said it. Low and high are the bounds that sources state.
Source: ACLED, "Armed Conflict Location & Event Data Project (ACLED) Codebook", "Reported Fatalities", and the FAQ
"How does ACLED code fatalities?".
"""

from __future__ import annotations

from collections.abc import Sequence

from sayso.model.claim import Claim
from sayso.model.number import Value, plain
from sayso.reconciling.intervals import Span
from sayso.reconciling.policies.bounds import Bounds, bounded
from sayso.reconciling.policies.support import numbered
from sayso.reconciling.voices import Case, Voice

# A vague claim's low is twice its unit: "hundreds" states 200 and counts here as 100.
_UNITS_OF_VAGUE = 2


def decide(case: Case) -> Bounds:
    """Low, best and high of a case under this policy."""
    numbers = numbered(case.voices)
    firm = {id(v) for v in numbers}
    firm_spans = [v.span for v in numbers if v.span is not None]
    told = [
        (value, v.claim)
        for v in case.voices
        if (id(v) in firm or (v.claim.best is None and not _borne_out(v, firm_spans)))
        and (value := _least(v.claim)) is not None
    ]
    if not told:
        return bounded(case.voices, None, None, ("no source gives a number: best stays blank",))
    best, claim = min(told, key=lambda of: (of[0], of[1].id))
    step = f"best {best:,}: the most conservative estimate" + (f" of {len(told)}" if len(told) > 1 else "")
    if claim.qualifier == "vague":
        step += f" (“{claim.text}” counts as {best:,})"
    hedge = "about" if claim.qualifier in ("vague", "range") else claim.qualifier
    return bounded(case.voices, best, hedge, (step,))


def _borne_out(voice: Voice, spans: Sequence[Span]) -> bool:
    """Whether a vague word says nothing that a number does not: "hundreds" beside 450."""
    span = voice.span
    return voice.claim.qualifier == "vague" and span is not None and any(span.meets(s) for s in spans)


def _least(claim: Claim) -> Value | None:
    """The least that a claim says."""
    if claim.best is not None or claim.qualifier == "range":
        return claim.best if claim.best is not None else claim.low
    return plain(claim.low / _UNITS_OF_VAGUE) if claim.qualifier == "vague" and claim.low is not None else None
