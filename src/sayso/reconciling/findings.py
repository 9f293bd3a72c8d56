"""All findings of an incident: claims gathered by measure, group, standing and as-of, decided by one policy each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from sayso.codebook.lexicon import Lexicon
from sayso.codebook.schema import Measure
from sayso.model.claim import UNCOUNTED, Claim
from sayso.model.finding import Finding, SetAside
from sayso.model.mention import Actor
from sayso.reconciling.derived import derived
from sayso.reconciling.floors import floors, raised
from sayso.reconciling.increments import running_totals
from sayso.reconciling.origins import Carrier, origins
from sayso.reconciling.over_time import counted_on
from sayso.reconciling.policies import DEFAULT, policy
from sayso.reconciling.pooling import (
    Aside,
    Key,
    Pool,
    died_since,
    told_of_groups_only,
    uncounted_aside,
    weighed_together,
)
from sayso.reconciling.verdicts import verdict
from sayso.reconciling.voices import case
from sayso.reconciling.wholes import last_counts, standing_ones, wholes

_COUNTED_STANDINGS = ("asserted", "projected", "planned")


@dataclass(frozen=True, slots=True)
class _Grounds:
    """What every finding of an incident is made with.

    `steps` are those of single claims, `larger` the claims of groups that are larger than a total, `decided` what
    persons ruled.
    """

    carriers: Mapping[str, Carrier]
    actors: Sequence[Actor]
    lexicon: Lexicon
    accepted: Mapping[str, str]
    policy_of: Callable[[str], str]
    steps: Mapping[str, str]
    larger: frozenset[str]
    decided: Mapping[Key, list[tuple[Claim, str]]]
    taken: Mapping[str, str]


def findings(
    claims: Sequence[Claim],
    carriers: Mapping[str, Carrier],
    actors: Sequence[Actor],
    lexicon: Lexicon,
    *,
    policy_name: str | Callable[[str], str] = DEFAULT,
    rejected: Mapping[str, str] | None = None,
    accepted: Mapping[str, str] | None = None,
    taken: Mapping[str, str] | None = None,
) -> list[Finding]:
    """The findings of one incident's claims, in order of their keys.

    `policy_name` may be that of each measure; `rejected` are claims that a person ruled out, with the reason;
    `accepted` those confirmed, by whom and why, the last one last;
    `taken` those in sentences that another report had first, with that report.
    """
    usable, aside = _gathered(claims, rejected or {})
    confirmed = accepted or {}

    def told(claim: Claim) -> str:
        return counted_on(claim, carriers)

    weighed_together(usable)
    died_since(usable, aside, lexicon)
    told_of_groups_only(usable)
    uncounted_aside(usable, aside)
    decided = {key: _decided(own, confirmed) for key, own in usable.items()}
    added = running_totals(usable, told, lexicon)
    larger = floors(usable, told, lexicon)
    policy_of = policy_name if callable(policy_name) else lambda _: str(policy_name)
    steps = added | larger
    grounds = _Grounds(carriers, actors, lexicon, confirmed, policy_of, steps, frozenset(larger), decided, taken or {})
    found = []
    partial = set()
    for key in sorted(usable, key=lambda k: (k[0], k[1] or "", k[2], k[3] or "")):
        whole, parts = wholes(usable[key])
        if all(c.extent != "whole" for c in whole):
            partial.add(key[0])
        whole, replaced = standing_ones(whole)
        rule = lexicon.measures.get(key[0])
        whole, outdated = last_counts(whole) if rule is not None and rule.current else (whole, [])
        found.append(_finding(key, whole, [*parts, *replaced, *outdated, *aside.pop(key[0], [])], grounds))
    return derived(found, partial, lexicon)


def _decided(claims: Sequence[Claim], confirmed: Mapping[str, str]) -> list[tuple[Claim, str]]:
    """The claims of a figure that persons confirmed, the last one last; parts only where there is no whole."""
    order = list(confirmed)
    whole = any(c.extent == "whole" for c in claims)
    own = [c for c in claims if c.id in confirmed and (c.extent == "whole" or not whole)]
    return [(c, confirmed[c.id]) for c in sorted(own, key=lambda c: order.index(c.id))]


def _gathered(claims: Sequence[Claim], ruled: Mapping[str, str]) -> tuple[Pool, Aside]:
    """The claims that are figures of the incident by key, and the others by measure with the reason."""
    usable: Pool = {}
    aside: Aside = {}
    for claim in sorted(claims, key=lambda c: c.id):
        if claim.measure is None:
            continue
        reason = ruled.get(claim.id) or _unusable(claim)
        if reason is not None:
            aside.setdefault(claim.measure, []).append(SetAside(claim.id, reason))
            continue
        usable.setdefault((claim.measure, claim.group, claim.standing, claim.as_of), []).append(claim)
    return usable, aside


def _unusable(claim: Claim) -> str | None:
    """Why a claim is no figure of the incident, if it is none."""
    if claim.standing not in _COUNTED_STANDINGS:
        return f"{claim.standing}, not counted"
    if claim.per is not None:
        return f"per {claim.per}, no total"
    if claim.scope == "background":
        return "background, not of this event"
    if claim.best is None and claim.low is None and claim.high is None and claim.qualifier not in UNCOUNTED:
        return "no number in it"
    return None


def _finding(key: Key, claims: list[Claim], aside: list[SetAside], grounds: _Grounds) -> Finding:
    measure, group, standing, as_of = key
    rule = grounds.lexicon.measures.get(measure)
    name = grounds.policy_of(measure)
    found = origins(claims, grounds.carriers, grounds.actors, grounds.lexicon, grounds.taken)
    considered = case(
        claims,
        found,
        grounds.carriers,
        grounds.lexicon,
        current=bool(rule and rule.current),
        grows=bool(rule and rule.grows),
        decided=grounds.decided.get(key, ()),
    )
    word, step = verdict(considered.voices)
    gone = {s.claim for s in considered.set_aside}
    kept = [c for c in claims if c.id not in gone]
    bounds = policy(name)(considered)
    least = max((c.low for c in kept if group is None and c.id in grounds.larger and c.low is not None), default=None)
    if least is not None and word != "conflict":
        bounds = raised(bounds, least)
    added = dict.fromkeys(grounds.steps[c.id] for c in kept if c.id in grounds.steps)
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
        unit=_unit(claims, rule),
        verdict=word,
        policy=name,
        origins=tuple(found),
        set_aside=tuple(sorted([*considered.set_aside, *aside], key=lambda s: s.claim)),
        trace=(considered.trace[0], *added, *considered.trace[1:], f"{word}: {step}", *bounds.trace),
        reviewed=all(c.id in grounds.accepted for c in claims),
        words=_words(kept),
    )


def _unit(claims: Sequence[Claim], rule: Measure | None) -> str | None:
    """The unit of a measure; money has that of its claims."""
    if rule is not None and not rule.unit.startswith("usd"):
        return rule.unit
    return min((c.unit for c in claims if c.unit), default=None)


def _words(claims: Sequence[Claim]) -> tuple[str, ...]:
    """The words that stand where claims give no number."""
    told = (" ".join(c.text.split()) for c in claims if c.best is None and c.qualifier != "range")
    return tuple(dict.fromkeys(told))
