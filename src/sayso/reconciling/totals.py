"""Totals held against their groups and parts: no part is larger than its whole; who is in no group is not told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sayso.codebook.lexicon import Lexicon
from sayso.model.claim import Claim
from sayso.model.finding import Check, Finding
from sayso.reconciling.floors import least
from sayso.reconciling.identities import Sides, named, point, possible, shown_value, span_behind, with_sources
from sayso.reconciling.intervals import Span, span_of
from sayso.reconciling.wholes import PART


def checks(found: Sequence[Finding], claims: Mapping[str, Claim], lexicon: Lexicon) -> list[Check]:
    """A check for each total that a group or a part of it exceeds, in order of the findings."""
    totals = {(f.measure, f.standing, f.as_of): f for f in found if f.group is None}
    made: list[Check] = []
    for f in found:
        total = totals.get((f.measure, f.standing, f.as_of)) or totals.get((f.measure, f.standing, None))
        if f.group is None:
            made += _of_parts(f, claims, lexicon)
        elif total is not None and f.state != "unknown" and point(total).low < point(f).low:
            made.append(_of_group(total, f, claims, lexicon))
    return made


def _of_group(total: Finding, group: Finding, claims: Mapping[str, Claim], lexicon: Lexicon) -> Check:
    own = {c for o in group.origins for c in o.claims}
    left = span_behind(total, {i: c for i, c in claims.items() if i not in own}, lexicon)
    right = span_behind(group, claims, lexicon)
    shown = f"{total.measure} {shown_value(total)} >= {named(group)} {shown_value(group)}; {left} against {right}"
    check = Check(f"{total.measure} >= {named(group)}", _status(left, right), shown)
    return with_sources(check, [total, group])


def _of_parts(total: Finding, claims: Mapping[str, Claim], lexicon: Lexicon) -> Iterable[Check]:
    """A check of the largest part that a total was told beside, where it is larger."""
    aside = [claims[s.claim] for s in total.set_aside if s.claim in claims and s.why.startswith(PART)]
    parts = [(size, c) for c in aside if c.unit == total.unit and (size := least(c)) is not None]
    if total.best is None or not parts:
        return
    size, part = max(parts, key=lambda p: (p[0], p[1].id))
    right = span_of(part, lexicon)
    if size <= total.best or right is None:
        return
    left = span_behind(total, claims, lexicon)
    words = " ".join(part.text.split())
    shown = f"{total.measure} {shown_value(total)} >= a part of it, “{words}”; {left} against {right}"
    yield with_sources(Check(f"{total.measure} >= its parts", _status(left, right), shown), [total])


def _status(left: Span, right: Span) -> str:
    return "tight" if possible(Sides(left, right), ">=") else "fails"
