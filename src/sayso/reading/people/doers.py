"""Who does to people what is told of them: a person, and perhaps one who did it to himself as well."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.codebook.lexicon import Lexicon
from sayso.reading.measures import classes_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_SAME_SUBJECT = frozenset(["conj", "advcl", "xcomp", "pcomp", "prep", "dep"])
_RELATIVES = frozenset(["WDT", "WP"])


def done_by_somebody(token: Token, lexicon: Lexicon) -> bool:
    """Whether a person is told of as the object of what another does: "he shot his friend", "killing two men"."""
    while token.dep_ in ("conj", "appos") and token.pos_ != "VERB":
        token = token.head
    doer = subject_of(token.head) if token.dep_ in ("dobj", "obj") else None
    return doer is not None and somebody(doer, lexicon)


def subject_of(verb: Token) -> Token | None:
    """Who does what a verb tells: its own subject, or that of the verb that it continues."""
    for _ in range(5):
        if any(c.dep_ == "auxpass" for c in verb.children):
            return None
        subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
        if subject is not None:
            return subject
        if verb.dep_ not in _SAME_SUBJECT:
            return None
        verb = verb.head
    return None


def somebody(token: Token, lexicon: Lexicon) -> bool:
    """Whether a word may stand for a person."""
    known = classes_of(token, lexicon)
    return token.tag_ in ("PRP", "NNP", *_RELATIVES) or any(lexicon.is_a(c, "person") for c in known)


def harms(verb: Token, lexicon: Lexicon) -> bool:
    """Whether a verb by itself does something to somebody who is counted: "shoot", "kill"; not "find", of "find dead"."""
    table = lexicon.triggers["patient"].get(verb.lemma_.lower(), ())
    return any(
        len(t.words) == 1 and lexicon.measures[t.rule.reads_as or t.rule.name].singles and t.rule.priority <= 0
        for t in table
    )


def to_others_too(token: Token, lexicon: Lexicon) -> bool:
    """As in "shot two men and then himself": who does it to himself did it to somebody else before."""
    if token.dep_ in ("conj", "appos") and somebody(token.head, lexicon):
        return True
    verb = token if token.pos_ == "VERB" else token.head
    for _ in range(6):
        if verb.pos_ == "VERB" and harms(verb, lexicon) and any(_another(c, lexicon) for c in verb.children):
            return True
        if verb.dep_ not in _SAME_SUBJECT:
            return False
        verb = verb.head
    return False


def _another(token: Token, lexicon: Lexicon) -> bool:
    """Whether an object is somebody else than who does it."""
    if token.dep_ not in ("dobj", "obj") or token.lower_.endswith("self"):
        return False
    return token.tag_ == "CD" or somebody(token, lexicon)
