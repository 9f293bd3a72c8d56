"""Who speaks by a verb of speech, and to whom."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from sayso.reading.speech.sources import maker

if TYPE_CHECKING:
    from spacy.tokens import Token


def subject_of(verb: Token) -> Token | None:
    """Who speaks by a verb: its own subject, or that of the verb that it continues."""
    subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass", "csubj")), None)
    continues = (verb.dep_ == "conj" and verb.head.pos_ == "VERB") or (
        verb.dep_ in ("advcl", "acl") and verb.tag_ == "VBG"
    )
    if subject is None and continues:
        subject = next((c for c in verb.head.children if c.dep_ == "nsubj"), None)
    if subject is None and verb.dep_ == "acl" and verb.tag_ == "VBG" and verb.head.pos_ == "NOUN":
        # "issued a statement claiming ...": whoever issued it
        paper = verb.head
        issued = paper.head if paper.dep_ == "dobj" else None
        subject = next((c for c in issued.children if c.dep_ == "nsubj"), None) if issued is not None else maker(paper)
    if subject is None and verb.dep_ == "pcomp" and verb.head.lower_ == "as":
        # "quoted an official as saying"
        subject = next((c for c in verb.head.head.children if c.dep_ == "dobj"), None)
    return subject


def hearer_of(verb: Token, heads: list[Token]) -> Token | None:
    """Whom something is told."""
    # a date line before the sentence may hang on its verb: "OMAHA, Neb. -- ... in what officials called ..."
    hearers = (c for c in verb.children if c.dep_ in ("dative", "dobj") and c not in heads and c.i > verb.i)
    hearer = next(hearers, None)
    if hearer is None:
        to = next((c for c in verb.children if c.dep_ == "prep" and c.lower_ == "to"), None)
        hearer = next((c for c in to.children if c.dep_ == "pobj"), None) if to is not None else None
    return hearer


def cited(verb: Token, source: Token | None, hearer: Token | None) -> tuple[Token | None, Token | None]:
    """As in "the Herald reported, citing police": the police say so, through the Herald."""
    holders = [verb, source] if source is not None else [verb]
    for child in (
        c for h in holders for c in h.children if c.dep_ in ("advcl", "acl") and c.lower_ in ("citing", "quoting")
    ):
        named = next((c for c in child.children if c.dep_ == "dobj"), None)
        if named is not None and source is not None and source.pos_ == "PROPN":
            return named, source
    return source, hearer


def stray_subject(verb: Token) -> tuple[Token, int] | None:
    """As in "..., Ann Low, medical examiner, said": a name and office that the tree has hung elsewhere.

    The name's last word and the index of its first; None unless the words between the commas are just that.
    """
    doc = verb.doc
    if verb.dep_ != "ROOT":
        return None
    edges = [*[t.i for t in doc[: verb.i] if t.text == ","][-3:], verb.i]
    parts = [doc[a + 1 : b] for a, b in itertools.pairwise(edges)]
    for part in [p for p in parts if len(p)][-2:]:
        if all(t.tag_ in ("NNP", "NNPS") and t.text[0].isupper() for t in part) and len(part) <= 4:
            rest = doc[part.end + 1 : verb.i]
            if all(t.pos_ in ("NOUN", "PROPN", "ADJ", "ADP", "DET", "PUNCT", "PART") for t in rest):
                return part[-1], part.start
    return None


def inserted(verb: Token, subject: Token) -> bool:
    """Whether subject and verb stand between commas inside another clause: ", the agency said,"."""
    doc = verb.doc
    first, last = min(subject.left_edge.i, verb.i), max(subject.right_edge.i, verb.i)
    return (
        last - first <= 6
        and first > 0
        and doc[first - 1].text == ","
        and last + 1 < len(doc)
        and doc[last + 1].text == ","
    )
