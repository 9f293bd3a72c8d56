"""Counts that leave somebody out who is told of beside them: "three others", those whom a gunman killed before himself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from sayso.codebook.lexicon import Lexicon
from sayso.model.claim import OFFENDER, OTHERS, VICTIMS
from sayso.reading.figure import Figure
from sayso.reading.measures import Reading
from sayso.reading.people.doers import harms, somebody, subject_of

_INCLUDED = re.compile(r"\binclud|\bamong the (?:dead|victims)\b|\b(?:himself|herself|themselves) included\b", re.I)


def as_others(f: Figure, lexicon: Lexicon) -> Reading | None:
    """The reading of a figure; of those told of beside others that of the measure which their rule declares."""
    if f.reading is None or f.reading.rule.others_as is None or not is_other(f, lexicon):
        return f.reading
    return replace(f.reading, rule=lexicon.measures[f.reading.rule.others_as])


def of_kin(f: Figure, lexicon: Lexicon) -> bool:
    """As in "the father of four": a parent's children, of whom nothing is told."""
    anchor = f.target.anchor
    if anchor.dep_ != "pobj" or anchor.head.lower_ != "of":
        return False
    words = lexicon.settings["people"]
    return anchor.head.head.lower_ in (*words["male"], *words["female"])


def leave_out(found: Sequence[Figure], singles: Sequence[Figure], lexicon: Lexicon) -> None:
    """Mark the figures that leave somebody out whom the report counts one by one, and those who did it to the others."""
    done_by = [s for s in singles if s.group == lexicon.settings["people"]["offenders_group"]]
    for s in done_by:
        s.beside = OFFENDER
    for f in found:
        if f.implicit or f.measure is None or not lexicon.measures[f.measure].singles or not f.number.best:
            continue
        if any(s.measure == f.measure for s in done_by) and _done_by_somebody(f, lexicon):
            f.beside = VICTIMS
        elif is_other(f, lexicon) and any(_told_before(g, f) for g in (*found, *singles)):
            f.beside = OTHERS


def is_other(f: Figure, lexicon: Lexicon) -> bool:
    """As in "three others", "two other men"."""
    words = frozenset(lexicon.settings["people"]["others"])
    noun = f.target.noun if f.target.noun is not None else f.target.anchor
    near = f.parsed.doc[f.token.i : noun.i + 1] if noun.i >= f.token.i else ()
    return any(t.lower_ in words for t in near)


def _told_before(g: Figure, f: Figure) -> bool:
    return g.measure == f.measure and g.number.start < f.number.start and bool(g.number.best)


def _done_by_somebody(f: Figure, lexicon: Lexicon) -> bool:
    """As in "he shot four people before killing himself": a person did it to those counted; nothing says to himself too."""
    verb = f.reading.governor if f.reading is not None else None
    if verb is None or f.reading is None or f.reading.kind != "patient" or _INCLUDED.search(f.parsed.text):
        return False
    passive = verb.tag_ == "VBN" and verb.dep_ in ("acl", "relcl")
    doer = subject_of(verb)
    return not passive and harms(verb, lexicon) and doer is not None and somebody(doer, lexicon)
