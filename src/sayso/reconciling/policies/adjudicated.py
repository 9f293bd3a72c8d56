"""Adjudicated: what a named person decided, with a reason; what nobody has decided stays blank.

A person decides by accepting the claim that is right. Where several are accepted, the last decision stands, also over
what the machine set aside. Low and high are the bounds that sources state, widened to what was decided.
Source: Every Casualty Counts, "Standards for Casualty Recording" (2016), on decisions that are kept with who and why.
"""

from __future__ import annotations

from sayso.model.number import Value
from sayso.reconciling.policies.bounds import Bounds, bounded
from sayso.reconciling.voices import Case


def decide(case: Case) -> Bounds:
    """Low, best and high of a case under this policy."""
    if not case.decided:
        return bounded(case.voices, None, None, ("nobody has decided: best stays blank",))
    claim, who = case.decided[-1]
    if claim.best is None:
        ends: tuple[Value | None, Value | None] = (claim.low, claim.high)
        return Bounds(
            ends[0], False, None, ends[1], False, None, (f"{who}: “{claim.text}”, which gives no one number",)
        )
    steps = [f"{who}: {claim.best:,}"]
    if len(case.decided) > 1:
        steps.append(f"the last of {len(case.decided)} decisions stands")
    return bounded(case.voices, claim.best, claim.qualifier, tuple(steps))
