"""Ties that a reader understands though the tree does not show them: a label, a stray subject, the noun named before."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from sayso.codebook.lexicon import Lexicon
from sayso.reading.figure import Figure
from sayso.reading.links import Link, subject_links
from sayso.reading.measures import Reading, match
from sayso.reading.surroundings import Surroundings

if TYPE_CHECKING:
    from spacy.tokens import Token

_FINITE = frozenset(["VBD", "VBP", "VBZ", "MD"])
# A label before a colon has few words: "Number of people displaced: 452".
_LABEL_WORDS = 7


def understood(f: Figure) -> list[Link]:
    """Further ties of a figure, to be weighed with those of its tree."""
    return [*_labelled(f), *_stray_subject(f), *_doer(f)]


def _labelled(f: Figure) -> Iterator[Link]:
    """As in "Houses destroyed: 36": the number is the value of the words before the colon."""
    doc, at = f.parsed.doc, f.token.i - 1
    if at < 1 or doc[at].text != ":":
        return
    # with a noun behind the number its own words weigh more: "Displaced: 300 people"
    farther = 0.0 if f.target.noun is None else 1.0
    for token in reversed(doc[max(0, at - _LABEL_WORDS) : at]):
        if token.is_punct or token.tag_ == "CD":
            return
        yield Link("toll", token, 0.8 + farther)
        yield Link("state", token, 0.9 + farther)


def _stray_subject(f: Figure) -> Iterator[Link]:
    """As in "By Monday 1,700 were in tents": a verb without a subject right behind the number that the tree hung elsewhere."""
    last = f.target.noun if f.target.noun is not None else f.token
    doc = f.parsed.doc
    if last.i < f.token.i or last.i + 1 >= len(doc) or f.target.anchor.dep_ in ("nsubj", "nsubjpass", "dobj"):
        return
    verb = doc[last.i + 1]
    if verb.tag_ not in _FINITE:
        return
    if verb.dep_ in ("aux", "auxpass"):
        verb = verb.head
    if not any(c.dep_ in ("nsubj", "nsubjpass", "expl", "csubj", "attr") for c in verb.children):
        yield from subject_links(verb, False, 0.9)


def _doer(f: Figure) -> Iterator[Link]:
    """As in "forced 900 people to flee", "helped nine men escape": who is made to do it does it."""
    anchor, verb = f.target.anchor, f.target.anchor.head
    if anchor.dep_ != "dobj":
        return
    for child in verb.children:
        if child.dep_ in ("xcomp", "ccomp") and child.i > anchor.i and child.tag_ == "VB":
            yield Link("agent", child, 1.4)


def same_kind(f: Figure, before: list[Figure], lexicon: Lexicon, around: Surroundings) -> Reading | None:
    """As in "36 houses were destroyed and 85 damaged": what a bare number counts was named with the one before.

    People are never meant so; of them a bare number speaks by itself.
    """
    noun = f.target.noun
    if noun is not None and noun.lower_ not in lexicon.word_set("stand_ins"):
        return None
    if f.number.form != "cardinal" or (f.reading is not None and "person" in f.reading.rule.counts):
        return None
    named = next((g.classes for g in reversed(before) if g.classes), ())
    if not named or "person" in lexicon.units_of(named):
        return None
    found = match(f.number, f.target, f.ties, lexicon, around, f.token, classes=named)
    if found is None or found.kind == "default":
        return None
    f.classes = named
    return found


def told_together(here: list[Figure], lexicon: Lexicon, around: Surroundings) -> None:
    """As in "300 families (1,400 people) lost their homes": what is said of one is said of the other."""
    for f, g in pairwise(here):
        if not _in_brackets(f, g):
            continue
        for one, other in ((f, g), (g, f)):
            if one.reading is None and other.reading is not None:
                ties = [link for link in other.ties if link.kind not in ("noun", "toll")]
                one.reading = match(one.number, one.target, ties, lexicon, around)


def _in_brackets(f: Figure, g: Figure) -> bool:
    """Whether g stands in brackets, or behind "or", right behind what f counts: or bounds it, "12, possibly as many as 20,"."""
    last: Token = f.target.noun if f.target.noun is not None else f.token
    doc = f.parsed.doc
    if not (f.token.i <= last.i < g.token.i <= last.i + 3):
        return False
    if f.target.noun is None and g.number.qualifier == "at_most" and doc[last.i + 1].text == ",":
        return True
    return any(t.text in ("(", "[") or t.lower_ == "or" for t in doc[last.i + 1 : g.token.i])
