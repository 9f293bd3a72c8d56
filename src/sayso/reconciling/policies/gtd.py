"""Global Terrorism Database: the most recent source, then the majority figure, then the lowest.

Where independent sources differ, the most recent one is taken, unless it is questionable or rests on a perpetrator's
claim. Where several are equally recent, or the most recent is questionable, the majority figure among independent
sources; where there is no majority, the lowest that is not questionable. Where people died but no usable figure is
given, the field stays blank, and never becomes zero. Low and high are the bounds that sources state.
Source: START, "Global Terrorism Database Codebook: Methodology, Inclusion Criteria, and Variables" (August 2021),
"Total Number of Fatalities".
"""

from __future__ import annotations

from collections.abc import Sequence

from sayso.model.number import Value
from sayso.reconciling.policies.bounds import Bounds, bounded
from sayso.reconciling.policies.support import hedge, majority, numbered, questionable
from sayso.reconciling.voices import Case, Voice


def decide(case: Case) -> Bounds:
    """Low, best and high of a case under this policy."""
    told = numbered(case.voices)
    best, step = _best(told)
    return bounded(case.voices, best, hedge(told, best) if best is not None else None, (step,))


def _best(told: Sequence[Voice]) -> tuple[Value | None, str]:
    sound = [v for v in told if not questionable(v)]
    if not sound:
        return None, "no usable figure: blank, not zero" if not told else "every figure is questionable: blank"
    values = {v.claim.best for v in sound}
    if len(values) == 1:
        return sound[0].claim.best, f"every source that is not questionable gives {sound[0].claim.best:,}"
    last = max(v.told for v in told)
    latest = [v for v in told if v.told == last]
    if last and len({v.claim.best for v in latest}) == 1 and not any(map(questionable, latest)):
        return latest[0].claim.best, f"best {latest[0].claim.best:,}: the most recent source, of {last}"
    why = (
        "the most recent source is questionable"
        if any(map(questionable, latest))
        else "several sources are equally recent"
    )
    most = majority(sound)
    if most is not None:
        return most, f"best {most:,}: {why}, most independent sources give it"
    lowest = min(v.claim.best for v in sound if v.claim.best is not None)
    return lowest, f"best {lowest:,}: {why} and no figure has a majority, so the lowest that is not questionable"
