"""Statistics as series: background claims of one measure and place in the order of their periods."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.model.claim import Claim
from sayso.model.series import Point, Series


def series(claims: Sequence[Claim]) -> list[Series]:
    """Series of the background claims that state a measure and a period, in order of measure and place."""
    found: dict[tuple[str, str], list[Claim]] = {}
    for claim in sorted(claims, key=lambda c: c.id):
        period = _period(claim)
        if claim.scope == "background" and claim.measure is not None and claim.standing == "asserted" and period:
            place = str((claim.where or {}).get("name") or "")
            found.setdefault((claim.measure, place), []).append(claim)
    return [
        Series(
            measure,
            place or None,
            claims[0].unit,
            tuple(sorted((_point(c) for c in claims), key=lambda p: (p.period, p.claim))),
        )
        for (measure, place), claims in sorted(found.items())
    ]


def _period(claim: Claim) -> str | None:
    """The period of a claim, as exact as it is said."""
    when = claim.when or {}
    start, end = when.get("start"), when.get("end")
    if not start or not end:
        return None
    if when.get("precision") == "year":
        return str(start)[:4]
    if when.get("precision") == "month":
        return str(start)[:7]
    return str(start) if start == end else f"{start}/{end}"


def _point(claim: Claim) -> Point:
    value = claim.best if claim.best is not None else claim.low
    return Point(_period(claim) or "", value, claim.qualifier, claim.speaker, claim.id)
