"""How a number hangs together with the words round it: what it counts, and which verbs and nouns govern that."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sayso.reading.complements import complements
from sayso.reading.link import Counted, Link
from sayso.reading.phrases import has_object, numbered

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["Counted", "Link", "counted", "links", "modifiers", "subject_links"]

_INTO_NOUN = frozenset(["nummod", "quantmod", "compound", "nmod", "amod", "npadvmod", "advmod", "det"])
_NOUNS = frozenset(["NOUN", "PROPN"])
_PARTITIVE = frozenset(["of", "among"])
# A toll moves along these prepositions: "rose to 161", "stood at 83", "by 40"
_VALUE_PREPOSITIONS = frozenset(["to", "at", "of", "above", "past", "over", "near", "by", "around", "as", "in", "from"])


def counted(token: Token) -> Counted:
    """The noun phrase that the numeral `token` belongs to."""
    anchor = token
    while anchor.dep_ in _INTO_NOUN and anchor.head.i > anchor.i and anchor.head != anchor:
        if anchor.head.pos_ in ("VERB", "ADV", "AUX") and anchor.dep_ in ("advmod", "npadvmod"):
            break
        if anchor.head.tag_ == "CD" and any(t.lower_ == "," for t in anchor.doc[anchor.i : anchor.head.i]):
            break  # "Three dead, five wounded": two figures side by side
        anchor = anchor.head
    if anchor.pos_ in _NOUNS and anchor != token:
        base = _base(anchor) if anchor.lemma_ in ("percent", "number", "total", "share", "%") else None
        return Counted(anchor, anchor if base is None else base, base)
    base = _base(anchor)
    if base is not None:
        return Counted(anchor, base, base)
    if anchor != token and anchor.tag_ == "JJ":
        # "34 naval, coastguard and civilian ships"
        noun = next((t for t in anchor.conjuncts if t.pos_ in _NOUNS and t.i > anchor.i), None)
        return Counted(anchor, noun)
    return Counted(anchor, None)


def _base(anchor: Token) -> Token | None:
    """The noun behind "of" ("12 of them", "dozens of agents")."""
    behind = (c for c in anchor.rights if c.dep_ == "prep" and c.lower_ in _PARTITIVE)
    return next((noun for c in behind for noun in c.children if noun.dep_ in ("pobj", "pcomp")), None)


def links(target: Counted) -> list[Link]:
    """All ties of what is counted, the tightest first; ties at one distance keep the order of the text."""
    found = list(_own(target)) + list(_governors(target.anchor, 1.0, set()))
    if target.noun is not None and target.noun != target.anchor and not numbered(target.noun):
        found += [Link(k.kind, k.governor, k.distance + 4, k.preposition) for k in modifiers(target.noun, 1.0)]
    return sorted(found, key=lambda k: k.distance)


def _own(target: Counted) -> Iterator[Link]:
    """The noun itself, and what modifies it."""
    if target.noun is not None:
        yield Link("noun", target.noun, 0.5)
        for other in target.noun.conjuncts:
            if other.pos_ == "NOUN" and other.i > target.noun.i and not numbered(other):
                yield Link("noun", other, 0.9)
    elif target.anchor.tag_ in ("JJ", "VBN", "VBD", "VBG"):
        yield Link("state", target.anchor, 0.5)
        yield Link("patient", target.anchor, 0.6)
    # a number without a noun is counted by what stands right behind it: "628,000 relocated"
    yield from modifiers(target.anchor, 1.5 if target.noun is not None else 0.7)


def modifiers(noun: Token, distance: float) -> Iterator[Link]:
    """Adjectives, participles, relative clauses and phrases that belong to a noun."""
    for child in noun.children:
        if child.dep_ == "amod" and child.tag_ in ("JJ", "VBN", "VBD", "VBG"):
            yield Link("state", child, distance + 0.4)
            if child.tag_ in ("VBN", "VBD"):
                yield Link("patient", child, distance + 0.5)
        elif child.dep_ in ("acl", "relcl"):
            yield from _clause(child, distance)
        elif child.dep_ in ("prep", "advmod", "npadvmod"):
            yield Link("state", child, distance)


def _clause(verb: Token, distance: float) -> Iterator[Link]:
    """A participle or relative clause behind its noun."""
    subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    passive = verb.tag_ == "VBN" and (verb.dep_ == "acl" or any(c.dep_ == "auxpass" for c in verb.children))
    if verb.dep_ == "relcl" and subject is not None and subject.tag_ not in ("WP", "WDT", "WP$"):
        if subject.dep_ == "nsubj":
            # "the man whom police shot"; in "the officer that his son was shot" it is the son
            yield Link("patient", verb, distance + 0.3)
        return
    if passive or (subject is not None and subject.dep_ == "nsubjpass"):
        yield Link("patient", verb, distance)
    elif verb.tag_ in ("JJ",):
        yield Link("state", verb, distance)
    else:
        yield Link("agent", verb, distance)
    if passive or not has_object(verb):
        yield Link("state", verb, distance + 0.1)
    yield from complements(verb, passive, distance + 0.3)
    for other in verb.conjuncts:
        if other.tag_ in ("VBN", "VBD") and not any(c.dep_ in ("nsubj", "nsubjpass") for c in other.children):
            yield Link("patient" if passive else "agent", other, distance + 1.5)


def _governors(anchor: Token, distance: float, seen: set[int]) -> Iterator[Link]:
    """Verbs and nouns that govern a noun phrase, by the role it plays."""
    if anchor.i in seen:
        return
    seen.add(anchor.i)
    head, dep = anchor.head, anchor.dep_
    if dep in ("conj", "appos"):
        yield from _governors(head, distance + 1, seen)
    elif dep == "nsubjpass":
        yield from subject_links(head, True, distance)
    elif dep == "nsubj":
        yield from subject_links(head, False, distance)
    elif dep in ("dobj", "obj", "dative", "oprd"):
        yield from _object(anchor, head, distance)
    elif dep == "pobj":
        yield from _prepositional(anchor, head, distance, seen)
    elif dep in ("attr", "acomp"):
        yield from _toll(head, distance)
        yield from _predicate_of(head, distance)
    elif dep in ("npadvmod", "advmod", "nummod", "dep", "quantmod"):
        yield from _toll(head, distance)
        if head.pos_ == "VERB":
            yield Link("patient", head, distance + 1.5)
    elif dep in ("ccomp", "ROOT", "pcomp", "advcl"):
        yield from _headline(anchor, distance)


def subject_links(verb: Token, passive: bool, distance: float) -> Iterator[Link]:
    """What a subject does or has done to it, with complements and coordinated verbs."""
    if verb.pos_ in _NOUNS or verb.pos_ == "ADJ":
        yield Link("state", verb, distance)
    if verb.dep_ in ("auxpass", "aux") and verb.head.tag_ == "VBN":
        verb, passive = verb.head, True  # "Also netted were 361 employees"
    passive = passive or any(c.dep_ == "auxpass" for c in verb.children)
    # a bare participle in a headline is a passive: "680 arrested in raids"
    bare = verb.tag_ == "VBN" and not any(c.dep_ in ("aux", "auxpass", "dobj") for c in verb.children)
    yield Link("patient" if passive or bare else "agent", verb, distance)
    if bare and not passive:
        yield Link("agent", verb, distance + 0.4)
    free = not has_object(verb) and not any(c.dep_ in ("aux", "prep", "ccomp", "xcomp") for c in verb.children)
    if verb.tag_ == "VBD" and free:
        yield Link("patient", verb, distance + 2.5)
    if passive or bare or not has_object(verb):
        yield Link("state", verb, distance + 0.2)
    yield from complements(verb, passive, distance + 0.2)
    yield from _pronoun_below(verb, distance)
    for other in verb.conjuncts:
        if other.i > verb.i and not any(c.dep_ in ("nsubj", "nsubjpass") for c in other.children):
            again = any(c.dep_ == "auxpass" for c in other.children) or (passive and other.tag_ == "VBN")
            yield Link("patient" if again else "agent", other, distance + 2)
            yield from complements(other, again, distance + 2.2)


def _pronoun_below(verb: Token, distance: float) -> Iterator[Link]:
    """As in "Three adults told a paper they were hurt": what the pronoun of the told clause does."""
    own = {c.lower_ for c in verb.children if c.dep_ == "nsubj"}
    for child in verb.children:
        if child.dep_ == "ccomp":
            for subject in child.children:
                other = {"he", "she"} - {subject.lower_}
                if own & other and subject.lower_ in ("he", "she"):
                    # "He said she was shot"
                    continue
                if subject.dep_ in ("nsubj", "nsubjpass") and subject.lower_ in ("they", "he", "she", "we", "i"):
                    yield from subject_links(child, subject.dep_ == "nsubjpass", distance + 1.5)


def _object(anchor: Token, verb: Token, distance: float) -> Iterator[Link]:
    """What is done to an object, with "leaving 287 people missing"."""
    yield Link("patient", verb, distance)
    yield from _toll(verb, distance + 0.1)
    for child in verb.children:
        if child.dep_ == "ccomp" and any(c.dep_ == "mark" for c in child.children):
            # "told the officer that his son was shot"
            continue
        if child.i > anchor.i and child.dep_ in ("oprd", "xcomp", "acomp", "ccomp", "advmod"):
            yield Link("state", child, distance + 0.1)
        elif child.i > anchor.i and child.dep_ == "prep":
            # "counted 3,400 people in shelters"
            yield Link("state", child, distance + 1.0)
    if verb.lemma_ == "have" or verb.lemma_ == "see":
        yield from complements(verb, False, distance + 0.6)
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    if subject is not None and verb.lemma_ in ("include", "number", "comprise", "total"):
        yield Link("noun", subject, distance + 1)
        yield from modifiers(subject, distance + 1)
    for other in verb.conjuncts:
        if not any(c.dep_ in ("dobj", "obj", "ccomp", "nsubj", "nsubjpass") for c in other.children):
            yield Link("patient", other, distance + (0.8 if other.i < verb.i else 2))


def _prepositional(anchor: Token, preposition: Token, distance: float, seen: set[int]) -> Iterator[Link]:
    """The object of a preposition: of a noun ("the arrest of"), of a verb ("descended on"), of a toll."""
    head = preposition.head
    word = preposition.lower_
    while preposition.dep_ == "conj" or (preposition.dep_ == "prep" and head.pos_ == "ADP" and word == "to"):
        preposition, head = head, head.head
    if head.pos_ in _NOUNS or head.tag_ in ("NN", "NNS", "CD"):
        if word in ("of", "for", "to", "by", "against"):
            yield Link("noun_of", head, distance)
            yield Link("toll", head, distance)
            yield from (Link("noun_of", other, distance + 0.3) for other in head.conjuncts if other.i < anchor.i)
        yield Link("at", head, distance, word)
        if word in ("including", "like", "with") or (word == "of" and head.tag_ != "CD"):
            yield from _governors(head, distance + 2, seen)
        elif head.dep_ == "dobj":
            # "took 114 people from two locations": the place of the verb
            yield Link("at", head.head, distance + 0.5, word)
        elif head.dep_ == "pobj":
            yield Link("at", head.head.head, distance + 1, word)
    else:
        yield Link("at", head, distance, word)
        if word == "by":
            yield Link("agent", head, distance)
        if word in _VALUE_PREPOSITIONS:
            yield from _toll(head, distance)
        if word in ("including", "among"):
            yield Link("patient", head, distance + 2)
        if head.lower_ in ("along", "together") and head.head.pos_ == "VERB":
            # "was rescued along with 10 others"
            yield from subject_links(head.head, False, distance + 0.5)
        for target in head.children:
            if target.dep_ in ("dobj", "prt") and target.i < preposition.i:
                yield Link("at", target, distance + 0.3, word)


def _toll(verb: Token, distance: float) -> Iterator[Link]:
    """The subject whose value the number is: "the death toll reached 219"."""
    while (
        verb.dep_ in ("conj", "xcomp")
        and verb.pos_ in ("VERB", "AUX")
        and not any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children)
    ):
        verb = verb.head
    for child in verb.children:
        if child.dep_ in ("nsubj", "nsubjpass", "dobj"):
            yield Link("toll", child, distance + (0.2 if child.dep_ == "dobj" else 0))
    if verb.dep_ in ("acl", "relcl"):
        yield Link("toll", verb.head, distance + 0.4)
    if verb.pos_ in _NOUNS:
        yield Link("toll", verb, distance)


def _predicate_of(verb: Token, distance: float) -> Iterator[Link]:
    """As in "there were 261 arrests", "among the dead were four children"."""
    for child in verb.children:
        if child.dep_ in ("acl", "relcl", "prep"):
            yield Link("state", child, distance + 0.5)


def _headline(anchor: Token, distance: float) -> Iterator[Link]:
    """A phrase without a verb of its own: what stands at its side."""
    for child in anchor.children:
        if child.dep_ in ("acl", "relcl", "amod", "prep"):
            yield Link("state", child, distance)
            if child.tag_ in ("VBN", "VBD"):
                yield Link("patient", child, distance)
