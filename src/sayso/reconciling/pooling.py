"""Claims gathered by measure, group, standing and as-of, and moved to where they count."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sayso.codebook.lexicon import Lexicon
from sayso.model.claim import SOME, UNCOUNTED, Claim
from sayso.model.finding import SetAside

Key = tuple[str, str | None, str, str | None]
Pool = dict[Key, list[Claim]]
Aside = dict[str, list[SetAside]]


def weighed_together(usable: Pool) -> None:
    """Counts as of a day stand by themselves only where every account gives its day; else all are weighed as one."""
    for measure, group, standing, as_of in list(usable):
        undated: Key = (measure, group, standing, None)
        if as_of is not None and undated in usable:
            usable[undated] += usable.pop((measure, group, standing, as_of))


def died_since(usable: Pool, aside: Aside, lexicon: Lexicon) -> None:
    """Single people whom one report tells of as hurt, and another as dead, are the dead of the other.

    So where the other report counts as many dead as the first one dead and hurt, and nobody hurt; or more, where the first
    knows of no dead.
    """
    for over, measures in lexicon.overruled.items():
        dead = _tallies(usable, over)
        for measure in sorted(measures):
            hurt = _tallies(usable, measure)
            gone: list[Claim] = []
            for report, number in hurt.items():
                if any(r not in hurt and _among(dead.get(report, 0), number, n) for r, n in dead.items()):
                    gone += _taken(usable, measure, report)
            # where nothing is left of the measure, no finding of its own can tell of them
            place = measure if any(k[0] == measure for k in usable) else over
            why = f"counted among the {lexicon.measures[over].label} by another report"
            aside.setdefault(place, []).extend(SetAside(c.id, why) for c in gone)


def _among(dead: float, hurt: float, others_dead: float) -> bool:
    """Whether the hurt of a report may be among the dead of another one."""
    return others_dead == dead + hurt or (not dead and others_dead > hurt)


def _taken(usable: Pool, measure: str, report: str) -> list[Claim]:
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
    return {r: _most(own) for r, own in told.items()}


def _most(claims: Sequence[Claim]) -> float:
    """The largest of some figures; of single people their sum."""
    singles = sum(c.best or 0 for c in claims if c.implicit)
    return max(singles, max((c.best or 0 for c in claims if not c.implicit), default=0))


def told_of_groups_only(usable: Pool) -> None:
    """Single people are counted whatever their group; a measure told of groups alone has no other total than theirs.

    The whole of one group among several is a part of the total.
    """
    told: Pool = {}
    for key in sorted((k for k in usable if k[1] is not None), key=lambda k: (k[0], k[1] or "", k[2], k[3] or "")):
        total: Key = (key[0], None, key[2], key[3])
        whole = any(c.extent == "whole" for c in usable.get(total, ()))
        told.setdefault(total, []).extend(c for c in usable[key] if not whole or c.implicit or c.extent != "whole")
    for total, claims in told.items():
        several = len({c.group for c in claims}) > 1
        beside = _most(usable.get(total, ()))
        if claims:
            usable.setdefault(total, []).extend(
                replace(c, extent="part") if c.extent == "whole" and (several or beside > (c.best or 0)) else c
                for c in claims
            )


def uncounted_aside(usable: Pool, aside: Aside) -> None:
    """Words without a number ("some", "not known how many") count only where nobody gives one.

    Beside a zero "some" stays: whether anybody was hurt is then what the sources disagree on.
    """
    told: dict[tuple[str, str | None, str], list[Claim]] = {}
    for key, claims in usable.items():
        told.setdefault(key[:3], []).extend(c for c in claims if c.qualifier not in UNCOUNTED)
    for key in list(usable):
        numbers = told[key[:3]]
        only_zero = all(c.best == 0 for c in numbers)
        gone = [
            c for c in usable[key] if c.qualifier in UNCOUNTED and numbers and not (only_zero and c.qualifier == SOME)
        ]
        usable[key] = [c for c in usable[key] if c not in gone]
        aside.setdefault(key[0], []).extend(SetAside(c.id, "gives no number, others do") for c in gone)
        if not usable[key]:
            del usable[key]
