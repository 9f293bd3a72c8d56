"""Iraq Body Count and Airwars: minimum to maximum over the credible reports, no best figure between.

Where all reports give one number it is also the best. Source: Iraq Body Count, "Methods", section 3;
Airwars, "Methodology: how we count".
"""

from __future__ import annotations

from sayso.reconciling.policies.bounds import Bounds, stated_high, stated_low
from sayso.reconciling.voices import Case


def decide(case: Case) -> Bounds:
    """Minimum and maximum of a case under this policy."""
    low, low_open = stated_low(case.voices)
    high, high_open = stated_high(case.voices)
    same = low is not None and low == high and not low_open and not high_open
    trace = ("minimum and maximum over the origins not set aside",)
    return Bounds(low, low_open, low if same else None, high, high_open, "exact" if same else None, trace)
