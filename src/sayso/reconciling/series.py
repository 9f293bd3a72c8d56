"""Statistics as series: background claims of one measure and place in the order of their periods."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.model.claim import Claim
from sayso.model.series import Point, Series

Key = tuple[str, str, str, str]


def series(claims: Sequence[Claim]) -> list[Series]:
    """Series of the background claims that state a measure and a period, in order of measure and place.

    Values that one sentence sets side by side ("fell from 41 percent to 8") are of one place, wherever it stands there.
    """
    ordered = sorted((c for c in claims if _is_statistic(c)), key=lambda c: c.id)
    beside = {(c.report, c.sentence, c.measure): _place(c) for c in reversed(ordered) if _place(c)}
    found: dict[Key, list[Claim]] = {}
    for c in ordered:
        place = _place(c) or beside.get((c.report, c.sentence, c.measure), "")
        found.setdefault((c.measure or "", c.group or "", place, c.unit or ""), []).append(c)
    return [
        Series(measure, group or None, place or None, unit or None, tuple(_points(of_one)))
        for (measure, group, place, unit), of_one in sorted(found.items())
    ]


def _is_statistic(claim: Claim) -> bool:
    return (
        claim.scope == "background"
        and claim.measure is not None
        and claim.standing == "asserted"
        and bool(_period(claim))
    )


def _place(claim: Claim) -> str:
    return str((claim.where or {}).get("name") or "")


def _period(claim: Claim) -> str:
    """The period of a claim, as exact as it is said."""
    when = claim.when or {}
    start, end = when.get("start"), when.get("end")
    if not start or not end:
        return ""
    if when.get("precision") == "year":
        return str(start)[:4]
    if when.get("precision") == "month":
        return str(start)[:7]
    return str(start) if start == end else f"{start}/{end}"


def _points(claims: Sequence[Claim]) -> list[Point]:
    """The values of claims by period; reports that give the same one stand behind one point."""
    found: dict[tuple[str, float, str, str], list[Claim]] = {}
    for c in claims:
        value = c.best if c.best is not None else c.low
        counted = " ".join((c.counted or "").split())
        found.setdefault((_period(c), -1.0 if value is None else float(value), c.qualifier, counted), []).append(c)
    points = []
    for (period, _, qualifier, counted), alike in sorted(found.items(), key=lambda f: (f[0][0], f[1][0].id)):
        speakers = dict.fromkeys(c.speaker for c in alike if c.speaker is not None)
        value = alike[0].best if alike[0].best is not None else alike[0].low
        points.append(Point(period, value, qualifier, counted or None, tuple(speakers), tuple(c.id for c in alike)))
    return points
