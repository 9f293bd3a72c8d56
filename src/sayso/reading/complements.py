"""What the complements of a verb say of its subject: "confirmed dead", "believed to have been killed", "after being shot"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sayso.reading.link import Link
from sayso.reading.phrases import has_object

if TYPE_CHECKING:
    from spacy.tokens import Token


def complements(verb: Token, passive: bool, distance: float) -> Iterator[Link]:
    """As in "confirmed dead", "remain missing", "are believed to have been killed", "are in custody"."""
    for child in verb.children:
        if child.dep_ in ("acomp", "oprd", "attr"):
            yield Link("state", child, distance)
            if child.tag_ == "VBN":
                yield Link("patient", child, distance + 0.1)
        elif child.dep_ in ("prep", "advmod", "prt", "npadvmod"):
            if child.dep_ == "advmod" and child.i < verb.i and not passive and has_object(verb):
                # "fatally shot" is whom they shot
                continue
            yield Link("state", child, distance + 0.2)
            if child.lower_ == "as":
                # "confirmed as injured"
                for inner_child in child.children:
                    yield Link("state", inner_child, distance + 0.3)
            elif child.lower_ in ("before", "after"):
                yield from _framed(child, verb, distance)
        elif child.dep_ == "xcomp" or (child.dep_ == "ccomp" and passive):
            inner = any(c.dep_ == "auxpass" for c in child.children)
            if child.tag_ == "JJ":
                yield Link("state", child, distance)
            else:
                done = inner or (child.tag_ == "VBN" and passive and not _perfect(child))
                yield Link("patient" if done else "agent", child, distance)
                if not _perfect(child):
                    yield Link("state", child, distance + 0.1)
            yield from complements(child, inner, distance + 0.5)


def _framed(preposition: Token, verb: Token, distance: float) -> Iterator[Link]:
    """As in "was taken to a hospital after being shot", "shot two men before taking his own life"."""
    for inner in preposition.children:
        passive = any(a.dep_ == "auxpass" for a in inner.children)
        if inner.dep_ == "pcomp" and passive and not has_object(verb):
            yield Link("patient", inner, distance + 0.8)
        elif inner.dep_ == "pcomp" and not passive:
            yield Link("agent", inner, distance + 0.4)


def _perfect(verb: Token) -> bool:
    """As in "is alleged to have shot two men": what the subject did, not what was done to it."""
    return has_object(verb) and any(c.dep_ == "aux" and c.lemma_ == "have" for c in verb.children)
