"""Figures that nobody gives, but that declared arithmetic leaves no choice about: three shot and one dead are two hurt."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from sayso.codebook.lexicon import Lexicon
from sayso.codebook.schema import Identity
from sayso.model.finding import Finding
from sayso.reconciling.identities import difference, measures_of


def derived(found: Sequence[Finding], partial: Collection[str], lexicon: Lexicon) -> list[Finding]:
    """The findings with those that an identity gives, in order of their keys.

    An identity gives its measure `derives` where the others are known and nobody gives its total; `partial` are the
    measures of which only parts are told. What a person has confirmed is left as it is.
    """
    made = list(found)
    for identity in sorted(lexicon.identities, key=lambda i: i.expression):
        if identity.derives is not None:
            made = _with(made, identity, identity.derives, partial, lexicon)
    return sorted(made, key=lambda f: f.key)


def _with(
    found: list[Finding], identity: Identity, target: str, partial: Collection[str], lexicon: Lexicon
) -> list[Finding]:
    known = {f.measure: f for f in found if f.group is None and f.standing == "asserted"}
    own = known.pop(target, None)
    others = [n for n in measures_of(identity.expression) if n != target]
    told_whole = own is not None and target not in partial and own.state not in ("some", "unknown")
    if told_whole or any(n not in known or known[n].best is None for n in others):
        return found
    least, value = difference(identity.expression, target, {n: known[n] for n in others})
    told = own.best if own is not None else None
    if least <= 0 or value <= (told or 0) or (own is not None and own.reviewed):
        return found
    whole = known[others[-1]]
    step = f"{identity.about} So {value:,} by {identity.expression}"
    if own is not None:
        step += f"; {told if told is not None else 'some'} of them are told of one by one"
    new = replace(
        own or whole,
        measure=target,
        low=max(least, (own.low if own is not None else None) or 0),
        low_open=False,
        best=value,
        high=None,
        high_open=False,
        best_qualifier="at_least",
        unit=lexicon.measures[target].unit,
        origins=(own or whole).origins,
        set_aside=own.set_aside if own is not None else (),
        trace=(*(own.trace if own is not None else ()), step),
        reviewed=False,
        derived=identity.expression,
    )
    return [*(f for f in found if f is not own), new]
