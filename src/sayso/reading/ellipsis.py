"""Figures without words of their own take the measure of the one that they continue, correct or repeat."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sayso.codebook.lexicon import Lexicon
from sayso.reading.figure import Figure
from sayso.reading.links import Counted, Link
from sayso.reading.measures import Reading, match
from sayso.reading.phrases import negated
from sayso.reading.surroundings import Surroundings

if TYPE_CHECKING:
    from spacy.tokens import Token


def fill(here: list[Figure], before: list[Figure], lexicon: Lexicon, around: Surroundings) -> None:
    """Bare numbers take their measure from the figure that they continue, correct or are compared with."""
    for k, f in enumerate(here):
        if f.reading is not None or f.number.form not in ("cardinal", "complement"):
            continue
        money = next((g for g in reversed(here[:k]) if g.number.form == "money"), None)
        if money is not None and f.target.noun is None and f.number.qualifier == "vague":
            # "$738 billion, with hundreds of billions more"
            f.number = replace(f.number, form="money", unit=money.number.unit)
            f.reading = money.reading
            f.inherited, f.model = True, money
            continue
        model = _model(f, here[:k], before, lexicon.word_set("anaphors"))
        if model is None and _recounted(f, lexicon.word_set("recounting")):
            model = _just_told(f, here[:k], before)
        if model is not None and model.reading is not None and f.per is None:
            f.reading = replace(model.reading, score=model.reading.score + 2, kind="inherited")
            f.inherited, f.model = True, model
            if f.target.noun is None:
                f.classes = model.classes
        elif not is_base(f) and (_before_participle(f) or "person" in lexicon.units_of(f.classes)):
            f.reading = _nearby(f, here, lexicon, around)


def _before_participle(f: Figure) -> bool:
    """Whether the figure has no noun, or one with a participle right behind it ("150 houses destroyed")."""
    noun, doc = f.target.noun, f.parsed.doc
    return noun is None or (f.token.i < noun.i < len(doc) - 1 and doc[noun.i + 1].tag_ == "VBN")


def is_base(f: Figure) -> bool:
    """The 19 of "four of the 19 were released": what follows is said of the four."""
    anchor = f.target.anchor
    if anchor.dep_ != "pobj" or anchor.head.lower_ != "of":
        return False
    part = anchor.head.head
    return part.tag_ == "CD" or part.i in f.parsed.numbers


def _model(f: Figure, earlier: list[Figure], before: list[Figure], anaphors: frozenset[str]) -> Figure | None:
    """The figure that a bare number repeats the measure of."""
    anchor = f.target.anchor
    if _compared(f) and earlier:
        return earlier[-1]
    if f.target.noun is not None and f.target.noun != anchor:
        return None
    last = (
        earlier[-1] if earlier and earlier[-1].number.form == "cardinal" and earlier[-1].reading is not None else None
    )
    if f.target.noun is None and last is not None and (_verb_free(f) or _same_predicate(f, last)):
        return last
    if (
        any(link.kind == "toll" and link.governor.lemma_.lower() in anaphors for link in f.ties)
        and f.target.noun is None
    ):
        pool = earlier or before
        return next((p for p in reversed(pool) if p.reading is not None), None)
    return None


def _recounted(f: Figure, verbs: frozenset[str]) -> bool:
    """As in "police counted 18,000": a bare number that somebody gives against the one told before."""
    anchor = f.target.anchor
    giver = anchor.head
    alone = f.target.noun is None
    given = anchor.dep_ in ("dobj", "ccomp", "oprd", "attr") and giver.lemma_ in verbs
    return alone and given and any(c.dep_ == "nsubj" for c in giver.children) and not list(anchor.rights)


def _just_told(f: Figure, earlier: list[Figure], before: list[Figure]) -> Figure | None:
    """The last figure with a measure in this sentence, or in the one before it."""
    near = [g for g in before if f.parsed.sentence.index - g.parsed.sentence.index <= 1]
    last = next((g for g in reversed([*near, *earlier]) if not g.implicit), None)
    return last if last is not None and last.reading is not None and last.number.form == "cardinal" else None


def _compared(f: Figure) -> bool:
    """As in "compared with 666 workers", "against 143,099 arrests"."""
    anchor = f.target.anchor
    if anchor.dep_ != "pobj":
        return False
    preposition = anchor.head
    return (preposition.lower_ in ("against", "versus", "from") and preposition.i > 0) or preposition.head.lower_ in (
        "compared",
        "compare",
    )


def _verb_free(f: Figure) -> bool:
    """Whether the number stands in an elliptical phrase: "67 in Phoenix", "and one in Culver City"."""
    anchor = f.target.anchor
    return anchor.dep_ in ("conj", "appos", "dep", "nummod", "ROOT") or (
        anchor.dep_ in ("nsubj", "nsubjpass")
        and anchor.head.i - anchor.i > 4
        and any(c.dep_ == "prep" for c in anchor.rights)
    )


def _same_predicate(f: Figure, model: Figure) -> bool:
    """As in "77 arrests were made ..., and more than 300 were made": the verb comes again, or is a mere auxiliary."""
    verb = f.target.anchor.head
    other = model.target.anchor.head
    alone = f.target.anchor.dep_ in ("nsubj", "nsubjpass")
    return (
        verb.lemma_ == "have"
        or (verb.lemma_ == other.lemma_ and verb.lemma_ != "be")
        or (alone and verb.lemma_ in ("be", "do"))
    )


def _nearby(f: Figure, here: list[Figure], lexicon: Lexicon, around: Surroundings) -> Reading | None:
    """The verb that follows closely where the tree went astray ("120-140 remain detained")."""
    doc = f.parsed.doc
    last = max(f.token.i, f.target.noun.i if f.target.noun is not None else f.token.i)
    others = [g.token.i for g in here if g is not f and g.token.i > f.token.i]
    stop = min([last + 13, len(doc), *others])
    for token in doc[f.token.i + 1 : f.token.i + 5]:
        if token.pos_ not in ("ADJ", "NOUN", "PROPN", "VERB", "ADV") or token.i in others:
            break
        if token.tag_ in ("NN", "NNS"):
            found = match(f.number, Counted(token, token), [Link("noun", token, 5.0)], lexicon, around)
            if found is not None and found.kind != "default":
                return found
    for token in doc[last + 1 : stop]:
        if negated(token) or _of_other(token, f):
            continue
        if token.tag_ in ("VBN", "JJ", "VBD") and token.pos_ != "NOUN":
            passive = any(c.dep_ == "auxpass" for c in token.children) or token.i - last <= 2
            kinds = ["state", "patient"] if passive else ["state"]
            ties = [Link(kind, token, 5.0 + 0.1 * (token.i - last)) for kind in kinds]
            found = match(f.number, Counted(f.target.anchor, f.target.noun), ties, lexicon, around)
            if found is not None and found.kind != "default":
                return found
        if token.lower_ in (";", ":") or token.tag_ in ("WDT", "WP"):
            break
    return None


def _of_other(word: Token, f: Figure) -> bool:
    """Whether a word has an object, or is said of another noun: "three were in a car when the teen was shot", "160 in the flooded towns"."""
    if word.dep_ == "amod" and word.head.i > word.i and word.head != f.target.noun:
        return True
    # a name in small letters is no name: there the tree cannot be trusted
    if any(c.dep_ == "dobj" and not (c.tag_ == "NNP" and c.is_lower) for c in word.children):
        return True
    return any(c.dep_ in ("nsubj", "nsubjpass") and c.i > f.token.i and c != f.target.noun for c in word.children)


def repeat(found: list[Figure], lexicon: Lexicon) -> None:
    """As in "the 284 workers", "nearly 700 people is too many": a figure told before comes again without its verb."""
    for k, f in enumerate(found):
        if f.reading is not None or f.number.form != "cardinal" or f.number.best is None or f.per is not None:
            continue
        definite = any(
            t.lower_ in ("the", "those", "these", "all") for t in f.parsed.doc[max(0, f.token.i - 1) : f.token.i]
        )
        if not definite and (f.number.best < 10 or "person" not in f.classes or _conditional(f)):
            continue
        for other in (*found[:k][::-1], *found[k + 1 :]):
            same = other.number.best == f.number.best and other.number.form == "cardinal"
            if other.reading is not None and same and _same_unit(f, other, lexicon):
                f.reading = replace(other.reading, kind="inherited", score=other.reading.score + 3)
                f.inherited, f.model = True, other
                break


def _same_unit(f: Figure, other: Figure, lexicon: Lexicon) -> bool:
    """Whether nothing speaks against two figures counting the same kind of thing."""
    mine, theirs = lexicon.units_of(f.classes), lexicon.units_of(other.classes)
    return not mine or not theirs or bool(mine & theirs)


def _conditional(f: Figure) -> bool:
    """Whether the figure stands under "if"."""
    verbs = [f.target.anchor, *f.target.anchor.ancestors]
    return any(c.dep_ == "mark" and c.lower_ in ("if", "unless") for v in verbs for c in v.children)
