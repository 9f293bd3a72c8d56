"""Majority of independent sources: the figure that more than half of the origins give; without one, no best figure.

An origin that rounds ("about 100") also speaks for an exact figure that it may be a rounding of (98). Copies are one
source. Low and high are the bounds that sources state.
Source: Every Casualty Counts, "Standards for Casualty Recording" (2016), on weighing sources that conflict.
"""

from __future__ import annotations

from sayso.reconciling.policies.bounds import Bounds, bounded
from sayso.reconciling.policies.support import counted, hedge, majority, numbered
from sayso.reconciling.voices import Case


def decide(case: Case) -> Bounds:
    """Low, best and high of a case under this policy."""
    told = numbered(case.voices)
    best = majority(told)
    if best is None:
        step = f"no figure is given by more than half of {len(told)} origins: best stays blank"
        return bounded(case.voices, None, None, (step,))
    step = f"best {best:,}: {counted(told)[best]} of {len(told)} origins, more than half, give it or round it"
    return bounded(case.voices, best, hedge(told, best), (step,))
