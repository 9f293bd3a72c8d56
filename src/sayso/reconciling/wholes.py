"""Which claims of one figure stand for its whole: parts summed, what was replaced set aside, of a running count the last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sayso.model.claim import OFFENDER, OTHERS, VICTIMS, Claim
from sayso.model.finding import SetAside

# Why a part is set aside, before its place.
PART = "a part of the total"


def wholes(claims: list[Claim]) -> tuple[list[Claim], list[SetAside]]:
    """Claims of the whole; parts only where there is nothing else.

    A report that gives no whole but tells of just as many people one by one bears out the whole that another gives.
    """
    claims, nobody = _without_nobody(_with_offenders(claims))
    whole = [c for c in claims if c.extent == "whole"]
    parts = [c for c in claims if c.extent != "whole"]
    if not whole:
        tallied, counted = _tallied(claims)
        return tallied, [*counted, *nobody]
    reports, totals = {c.report for c in whole}, {c.best for c in whole if c.best is not None}
    alone = [c for c in parts if c.report not in reports]
    single = {c.report for c in alone} - {c.report for c in alone if not c.implicit}
    tallied, counted = _tallied([c for c in alone if c.report in single])
    borne_out = [c for c in tallied if c.best in totals]
    kept = {c.id for c in borne_out}
    with_them = [a for a in counted if a.claim.rsplit(":", 2)[0] in {c.report for c in borne_out}]
    told = kept | {a.claim for a in with_them}
    return [*whole, *borne_out], [
        *with_them,
        *nobody,
        *(SetAside(c.id, _part_reason(c)) for c in parts if c.id not in told),
    ]


def _with_offenders(claims: Sequence[Claim]) -> list[Claim]:
    """Where one killed four and then himself, a report that tells so counts five: whole, by the words for the four."""
    told = {r: [c for c in claims if c.report == r and c.extent == OFFENDER] for r in {c.report for c in claims}}
    return [
        replace(_sum([c, *told[c.report]]), extent="whole") if c.extent == VICTIMS and told[c.report] else c
        for c in claims
    ]


def _without_nobody(claims: Sequence[Claim]) -> tuple[list[Claim], list[SetAside]]:
    """ "None of the officers was hurt" says nothing of others, where somebody was."""
    if not any(c.best for c in claims):
        return list(claims), []
    gone = [c for c in claims if c.best == 0 and c.extent != "whole"]
    return [c for c in claims if c not in gone], [SetAside(c.id, "nobody of a part; others were") for c in gone]


def standing_ones(claims: list[Claim]) -> tuple[list[Claim], list[SetAside]]:
    """Claims without those that their own report says were replaced, as long as others stand."""
    kept = [c for c in claims if not c.superseded]
    if not kept:
        return claims, []
    return kept, [SetAside(c.id, "given first and replaced since, says the report") for c in claims if c.superseded]


def last_counts(claims: list[Claim]) -> tuple[list[Claim], list[SetAside]]:
    """Of a running count that one report gives for several days, the last."""
    last: dict[str, str] = {}
    for claim in claims:
        last[claim.report] = max(last.get(claim.report, ""), _counted_on(claim))
    kept = [c for c in claims if not _counted_on(c) or _counted_on(c) == last[c.report]]
    return kept, [
        SetAside(c.id, f"superseded: the same report counts anew on {last[c.report]}") for c in claims if c not in kept
    ]


def _tallied(claims: Sequence[Claim]) -> tuple[list[Claim], list[SetAside]]:
    """Parts that one report tells together are one figure: single people, and the numbers of one list.

    Their sum stands under the first one's words. Where a report sums so, or tells of several groups, the largest of
    its figures stands for it; what it says was replaced and what has no best number is left as it is.
    """
    of_report: dict[str, dict[tuple[int, int] | str, list[Claim]]] = {}
    for claim in sorted(claims, key=lambda c: (c.start, c.id)):
        # "three of them" are among those told of beside them
        if claim.best and not claim.superseded and claim.of is None:
            one_by_one = claim.implicit or claim.extent == OTHERS
            of_report.setdefault(claim.report, {}).setdefault("" if one_by_one else claim.sentence, []).append(claim)
    tallied: dict[str, Claim] = {}
    why: dict[str, str] = {}
    for lists in of_report.values():
        told = [c for those in lists.values() for c in those]
        if all(len(those) == 1 for those in lists.values()) and len({c.group for c in told}) == 1:
            continue
        largest = max(lists.values(), key=lambda those: sum(c.best or 0 for c in those))
        why |= {c.id: _part_reason(c) for c in told}
        why |= {c.id: "counted in the sum of what its report tells one by one" for c in largest}
        del why[largest[0].id]
        tallied[largest[0].id] = _sum(largest)
    return [tallied.get(c.id, c) for c in claims if c.id not in why], [SetAside(i, w) for i, w in why.items()]


def _sum(claims: Sequence[Claim]) -> Claim:
    """The first of some claims with the sum of all; an end that one of them leaves open is open."""
    low, best, high = (
        None if None in values else sum(v for v in values if v is not None)
        for values in zip(*((c.low, c.best, c.high) for c in claims), strict=True)
    )
    hedges = {c.qualifier for c in claims} - {"exact"}
    qualifier = "exact" if not hedges else hedges.pop() if len(hedges) == 1 else "about"
    return replace(claims[0], low=low, best=best, high=high, qualifier=qualifier)


def _counted_on(claim: Claim) -> str:
    """The day that a count is told of, where it is a day."""
    if claim.as_of is not None:
        return claim.as_of
    when = claim.when or {}
    return str(when.get("start") or "") if when.get("precision") == "day" else ""


def _part_reason(claim: Claim) -> str:
    if claim.implicit and claim.best:
        return "one by one, of the total"
    place = (claim.where or {}).get("name")
    if claim.counter == "increment":
        return "an increment, no total"
    return f"{PART} ({place})" if place and claim.part_of else PART
