"""Counts that are somebody's: "the ministry's toll stood at 204"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sayso.reading.parsing import Parsed
from sayso.reading.speech.draft import Draft
from sayso.reading.speech.sources import maker

if TYPE_CHECKING:
    from spacy.tokens import Token
_TOLD = frozenset(["prep", "attr", "dobj", "acomp", "oprd", "npadvmod", "advmod", "nummod"])


def tally(sentence: Parsed, noun: Token) -> Iterator[Draft]:
    """What the verb tells of a count, or the count itself, on the word of its owner."""
    owner = next((c for c in noun.children if c.dep_ == "poss" and c.tag_ != "PRP$"), None)
    if owner is None:
        owner = next((b for b in (maker(noun),) if b is not None and b.head.lower_ == "by"), None)
    if owner is None:
        return
    verb = noun.head
    words = [t for t in noun.subtree if t.i > noun.i and t != owner and not owner.is_ancestor(t)]
    if noun.dep_ in ("nsubj", "nsubjpass") and verb.pos_ in ("VERB", "AUX"):
        words += [t for c in verb.children if c.i > verb.i and c.dep_ in _TOLD for t in c.subtree]
    words = [t for t in words if not t.is_punct]
    if words:
        yield Draft(owner, sentence.span_of([noun]), (sentence.span_of(words),), None, noun.lemma_)
