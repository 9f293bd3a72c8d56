"""A figure of an incident over time: what the reports up to each day made of it, as steps."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from sayso.model.claim import Claim
from sayso.model.finding import Finding
from sayso.model.series import Course, Step
from sayso.reconciling.origins import Carrier

Key = tuple[str, str, str]
_MARKED = ("final", "increment", "preliminary")


def counted_on(claim: Claim, carriers: Mapping[str, Carrier]) -> str:
    """The day that a count is of, else the day of its report; "" where neither is known."""
    return claim.as_of or (carriers[claim.report].published or "")[:10]


def courses(
    claims: Sequence[Claim],
    carriers: Mapping[str, Carrier],
    reconciled: Callable[[Sequence[Claim]], Sequence[Finding]],
) -> list[Course]:
    """The course of each figure, in order of measure, group and standing; `reconciled` makes findings of claims.

    For each day findings are made of all that was told up to it. Claims without any day are told from the first one on.
    """
    days = sorted({d for c in claims if (d := counted_on(c, carriers))})
    by_id = {c.id: c for c in claims}
    before: dict[Key, Finding] = {}
    steps: dict[Key, list[Step]] = {}
    for day in days:
        for key, f in _latest(reconciled([c for c in claims if counted_on(c, carriers) <= day])).items():
            was = before.get(key)
            if was is None or _essence(was) != _essence(f):
                fresh = [c for c in _used(f) if c in by_id and (was is None or c not in _used(was))]
                gone = sorted(set(_used(was)) - set(_used(f))) if was is not None else []
                steps.setdefault(key, []).append(_step(day, f, was, [by_id[c] for c in fresh], gone))
            before[key] = f
    return [
        Course(f.measure, f.group, f.standing, f.unit, f.policy, tuple(steps[k])) for k, f in sorted(before.items())
    ]


def _latest(found: Sequence[Finding]) -> dict[Key, Finding]:
    """Of the findings that differ by their day only the latest."""
    return {(f.measure, f.group or "", f.standing): f for f in sorted(found, key=lambda f: (f.as_of or "", f.measure))}


def _essence(f: Finding) -> tuple[object, ...]:
    return (f.low, f.low_open, f.best, f.high, f.high_open, f.state)


def _used(f: Finding) -> list[str]:
    aside = {s.claim for s in f.set_aside}
    return sorted(c for o in f.origins for c in o.claims if c not in aside)


def _step(day: str, f: Finding, was: Finding | None, fresh: Sequence[Claim], gone: Sequence[str]) -> Step:
    told = {c.id for c in fresh}
    names = dict.fromkeys(o.shown for o in f.origins if told & set(o.claims))
    return Step(
        day,
        f.low,
        f.best,
        f.high,
        f.state,
        f.verdict,
        _kind(f, was, fresh),
        tuple(names),
        tuple(sorted(told)),
        tuple(gone),
    )


def _kind(f: Finding, was: Finding | None, fresh: Sequence[Claim]) -> str:
    """What a step is: marked so by the words of its claims, else the first, a lower or another figure."""
    marks = {c.counter for c in fresh}
    marked = next((m for m in _MARKED if m in marks), None)
    if marked is not None:
        return marked
    if was is None:
        return "first"
    return "lower" if f.best is not None and was.best is not None and f.best < was.best else "update"
