"""All findings of an incident: claims gathered by measure, group, standing and as-of, decided by one policy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sayso.codebook.lexicon import Lexicon
from sayso.model.claim import Claim
from sayso.model.finding import Finding, SetAside
from sayso.model.mention import Actor
from sayso.reconciling.derived import derived
from sayso.reconciling.origins import Carrier, origins
from sayso.reconciling.policies import DEFAULT, policy
from sayso.reconciling.verdicts import verdict
from sayso.reconciling.voices import case

_COUNTED_STANDINGS = ("asserted", "projected", "planned")
Key = tuple[str, str | None, str, str | None]


def findings(
    claims: Sequence[Claim],
    carriers: Mapping[str, Carrier],
    actors: Sequence[Actor],
    lexicon: Lexicon,
    *,
    policy_name: str = DEFAULT,
    rejected: Mapping[str, str] | None = None,
    accepted: frozenset[str] = frozenset(),
) -> list[Finding]:
    """The findings of one incident's claims, in order of their keys.

    `rejected` are claims that a person ruled out, with the reason; `accepted` those confirmed.
    """
    ruled = rejected or {}
    usable: dict[Key, list[Claim]] = {}
    aside: dict[str, list[SetAside]] = {}
    for claim in sorted(claims, key=lambda c: c.id):
        if claim.measure is None:
            continue
        reason = ruled.get(claim.id) or _unusable(claim)
        if reason is not None:
            aside.setdefault(claim.measure, []).append(SetAside(claim.id, reason))
            continue
        usable.setdefault((claim.measure, claim.group, claim.standing, claim.as_of), []).append(claim)
    _weighed_together(usable)
    _died_since(usable, aside, lexicon)
    _told_of_groups_only(usable)
    found = []
    partial = set()
    for key in sorted(usable, key=lambda k: (k[0], k[1] or "", k[2], k[3] or "")):
        wholes, parts = _wholes(usable[key])
        if all(c.extent != "whole" for c in wholes):
            partial.add(key[0])
        wholes, replaced = _standing_ones(wholes)
        rule = lexicon.measures.get(key[0])
        wholes, outdated = _last_counts(wholes) if rule is not None and rule.current else (wholes, [])
        here = [*parts, *replaced, *outdated, *aside.pop(key[0], [])]
        found.append(_finding(key, wholes, here, carriers, actors, lexicon, policy_name, accepted))
    return derived(found, partial, lexicon)


def _weighed_together(usable: dict[Key, list[Claim]]) -> None:
    """Counts as of a day stand by themselves only where every account gives its day; else all are weighed as one."""
    for measure, group, standing, as_of in list(usable):
        undated: Key = (measure, group, standing, None)
        if as_of is not None and undated in usable:
            usable[undated] += usable.pop((measure, group, standing, as_of))


def _died_since(usable: dict[Key, list[Claim]], aside: dict[str, list[SetAside]], lexicon: Lexicon) -> None:
    """Single people whom one report tells of as hurt, and another as dead, are the dead of the other.

    So where the other report counts as many dead as the first one dead and hurt, and nobody hurt.
    """
    for over, measures in lexicon.overruled.items():
        dead = _tallies(usable, over)
        for measure in sorted(measures):
            hurt = _tallies(usable, measure)
            gone: list[Claim] = []
            for report, number in hurt.items():
                if any(r not in hurt and n == dead.get(report, 0) + number for r, n in dead.items()):
                    gone += _taken(usable, measure, report)
            # where nothing is left of the measure, no finding of its own can tell of them
            place = measure if any(k[0] == measure for k in usable) else over
            why = f"counted among the {lexicon.measures[over].label} by another report"
            aside.setdefault(place, []).extend(SetAside(c.id, why) for c in gone)


def _taken(usable: dict[Key, list[Claim]], measure: str, report: str) -> list[Claim]:
    """The single people that a report counts under a measure, taken out of what is usable."""
    gone: list[Claim] = []
    for key in [k for k in usable if k[0] == measure]:
        here = [c for c in usable[key] if c.report == report and c.implicit and c.best]
        usable[key] = [c for c in usable[key] if c not in here]
        gone += here
        if not usable[key]:
            del usable[key]
    return gone


def _tallies(usable: Mapping[Key, Sequence[Claim]], measure: str) -> dict[str, float]:
    """Of each report how many people it tells of under a measure; none where its figures are not of single people."""
    told: dict[str, list[Claim]] = {}
    for key, claims in usable.items():
        if key[0] == measure and key[2] == "asserted":
            for claim in claims:
                told.setdefault(claim.report, []).append(claim)
    return {
        r: max(
            sum(c.best or 0 for c in own if c.implicit), max((c.best or 0 for c in own if not c.implicit), default=0)
        )
        for r, own in told.items()
    }


def _told_of_groups_only(usable: dict[Key, list[Claim]]) -> None:
    """Single people are counted whatever their group; a measure told of groups alone has no other total than theirs.

    The whole of one group among several is a part of the total.
    """
    told: dict[Key, list[Claim]] = {}
    for key in sorted((k for k in usable if k[1] is not None), key=lambda k: (k[0], k[1] or "", k[2], k[3] or "")):
        total: Key = (key[0], None, key[2], key[3])
        told.setdefault(total, []).extend(c for c in usable[key] if total not in usable or c.implicit)
    for total, claims in told.items():
        several = len({c.group for c in claims}) > 1
        if claims:
            usable.setdefault(total, []).extend(replace(c, extent="part") if several else c for c in claims)


def _tallied(claims: Sequence[Claim]) -> tuple[list[Claim], list[SetAside]]:
    """Parts that one report tells together are one figure: single people, and the numbers of one list.

    Their sum stands under the first one's words. Where a report sums so, or tells of several groups, the largest of
    its figures stands for it; what it says was replaced and what has no best number is left as it is.
    """
    of_report: dict[str, dict[tuple[int, int] | str, list[Claim]]] = {}
    for claim in sorted(claims, key=lambda c: (c.start, c.id)):
        # "three of them" are among those told of beside them
        if claim.best and not claim.superseded and claim.of is None:
            of_report.setdefault(claim.report, {}).setdefault("" if claim.implicit else claim.sentence, []).append(
                claim
            )
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


def _unusable(claim: Claim) -> str | None:
    """Why a claim is no figure of the incident, if it is none."""
    if claim.standing not in _COUNTED_STANDINGS:
        return f"{claim.standing}, not counted"
    if claim.per is not None:
        return f"per {claim.per}, no total"
    if claim.scope == "background":
        return "background, not of this event"
    if claim.best is None and claim.low is None and claim.high is None:
        return "no number in it"
    return None


def _wholes(claims: list[Claim]) -> tuple[list[Claim], list[SetAside]]:
    """Claims of the whole; parts only where there is nothing else.

    A report that gives no whole but tells of just as many people one by one bears out the whole that another gives.
    """
    whole = [c for c in claims if c.extent == "whole"]
    parts = [c for c in claims if c.extent != "whole"]
    if not whole:
        return _tallied(claims)
    reports, totals = {c.report for c in whole}, {c.best for c in whole if c.best is not None}
    alone = [c for c in parts if c.report not in reports]
    single = {c.report for c in alone} - {c.report for c in alone if not c.implicit}
    tallied, counted = _tallied([c for c in alone if c.report in single])
    borne_out = [c for c in tallied if c.best in totals]
    kept = {c.id for c in borne_out}
    with_them = [a for a in counted if a.claim.rsplit(":", 2)[0] in {c.report for c in borne_out}]
    told = kept | {a.claim for a in with_them}
    return [*whole, *borne_out], [*with_them, *(SetAside(c.id, _part_reason(c)) for c in parts if c.id not in told)]


def _standing_ones(claims: list[Claim]) -> tuple[list[Claim], list[SetAside]]:
    """Claims without those that their own report says were replaced, as long as others stand."""
    kept = [c for c in claims if not c.superseded]
    if not kept:
        return claims, []
    return kept, [SetAside(c.id, "given first and replaced since, says the report") for c in claims if c.superseded]


def _last_counts(claims: list[Claim]) -> tuple[list[Claim], list[SetAside]]:
    """Of a running count that one report gives for several days, the last."""
    last: dict[str, str] = {}
    for claim in claims:
        last[claim.report] = max(last.get(claim.report, ""), _counted_on(claim))
    kept = [c for c in claims if not _counted_on(c) or _counted_on(c) == last[c.report]]
    return kept, [
        SetAside(c.id, f"superseded: the same report counts anew on {last[c.report]}") for c in claims if c not in kept
    ]


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
    return f"a part of the total ({place})" if place and claim.part_of else "a part of the total"


def _finding(
    key: Key,
    claims: list[Claim],
    aside: list[SetAside],
    carriers: Mapping[str, Carrier],
    actors: Sequence[Actor],
    lexicon: Lexicon,
    policy_name: str,
    accepted: frozenset[str],
) -> Finding:
    measure, group, standing, as_of = key
    rule = lexicon.measures.get(measure)
    found = origins(claims, carriers, actors, lexicon)
    considered = case(
        claims, found, carriers, lexicon, current=bool(rule and rule.current), grows=bool(rule and rule.grows)
    )
    bounds = policy(policy_name)(considered)
    word, step = verdict(considered.voices)
    units = {c.unit for c in claims if c.unit}
    return Finding(
        measure=measure,
        group=group,
        standing=standing,
        as_of=as_of,
        low=bounds.low,
        low_open=bounds.low_open,
        best=bounds.best,
        high=bounds.high,
        high_open=bounds.high_open,
        best_qualifier=bounds.best_qualifier,
        unit=rule.unit if rule is not None and not rule.unit.startswith("usd") else min(units, default=None),
        verdict=word,
        policy=policy_name,
        origins=tuple(found),
        set_aside=tuple(sorted([*considered.set_aside, *aside], key=lambda s: s.claim)),
        trace=(*considered.trace, f"{word}: {step}", *bounds.trace),
        reviewed=all(c.id in accepted for c in claims),
    )
