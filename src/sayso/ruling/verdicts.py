"""Figures that persons adjudicated, in place of what a policy made of the claims."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sayso.model.decision import Decision
from sayso.model.finding import SINCE, Finding
from sayso.ruling.standing import Key, said

POLICY = "adjudicated"


def adjudicated(found: Sequence[Finding], decided: Mapping[Key, Decision]) -> list[Finding]:
    """Findings with the figures that persons decided; what no report tells any more is kept with no source."""
    if not decided:
        return list(found)
    left = dict(decided)
    made = []
    for f in found:
        own = left.pop((f.measure, f.group, f.standing, f.as_of), None)
        made.append(f if own is None else _decided(f, own))
    made += [_decided(_blank(key), d) for key, d in left.items()]
    return sorted(made, key=lambda f: f.key)


def _decided(f: Finding, d: Decision) -> Finding:
    best = d.payload.get("best")
    # where no report states a bound the decision is all there is
    least, most = (f.low, f.high) if f.origins else (best, best)
    low, high = d.payload.get("low", least), d.payload.get("high", most)
    low_open, high_open = f.low_open and "low" not in d.payload, f.high_open and "high" not in d.payload
    if best is not None and low is not None and (best < low or (best == low and low_open)):
        low, low_open = best, False
    if best is not None and high is not None and (best > high or (best == high and high_open)):
        high, high_open = best, False
    shown = "no figure" if best is None else f"{best:,}"
    step = f"{said(d)} ({shown})" if d.reason else f"{said(d)}: {shown}"
    more = told(f) - int(d.payload.get("told", told(f)))
    return replace(
        f,
        low=low,
        low_open=low_open,
        best=best,
        high=high,
        high_open=high_open,
        best_qualifier=None if best is None else d.payload.get("qualifier") or "exact",
        policy=POLICY,
        reviewed=True,
        derived=None,
        trace=(*f.trace, step, *([f"{SINCE}{more} more"] if more > 0 else [])),
    )


def _blank(key: Key) -> Finding:
    measure, group, standing, as_of = key
    return Finding(
        measure=measure,
        group=group,
        standing=standing,
        as_of=as_of,
        low=None,
        low_open=False,
        best=None,
        high=None,
        high_open=False,
        best_qualifier=None,
        unit=None,
        verdict="incomparable",
        policy=POLICY,
        origins=(),
        set_aside=(),
        trace=("no report gives this figure",),
    )


def told(f: Finding) -> int:
    """How many claims a finding draws on, by which later reports are noticed."""
    return len({c for o in f.origins for c in o.claims} | {s.claim for s in f.set_aside})
