"""A declared order of kinds of sources: the figure of the highest kind that gives one.

The order is data of a codebook (`hierarchy` under [policies]) and names roles of speakers; what a report says in its
own voice counts as media. Among sources of one kind the rule of `ucdp` decides. Which order is right depends on the
event: who had access, who counted, who gains. Low and high are the bounds that all sources state.
Source: Every Casualty Counts, "Standards for Casualty Recording" (2016), on evaluating sources and stating how.
"""

from __future__ import annotations

from sayso.reconciling.policies.bounds import Bounds, bounded
from sayso.reconciling.policies.support import numbered
from sayso.reconciling.policies.ucdp import most_likely
from sayso.reconciling.voices import Case, Voice

_OWN_VOICE = "media"


def decide(case: Case) -> Bounds:
    """Low, best and high of a case under this policy."""
    told = numbered(case.voices)
    if not told:
        return bounded(case.voices, None, None, ("no origin gives one number: best stays blank",))
    order = {kind: k for k, kind in enumerate(case.order)}
    first = min((_kind(v) for v in told), key=lambda kind: (order.get(kind, len(order)), kind))
    heard = [v for v in told if _kind(v) == first]
    best, hedge, steps = most_likely(heard, case.grows)
    others = len(told) - len(heard)
    step = f"{first} is the highest kind of source with a number" + (f", before {others} below" if others else "")
    return bounded(case.voices, best, hedge, (step, *steps))


def _kind(voice: Voice) -> str:
    """The role of who speaks; a report's own voice is media, and so is whom it cites without a role that is known."""
    return voice.claim.speaker_role or _OWN_VOICE
