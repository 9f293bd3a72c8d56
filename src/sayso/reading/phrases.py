"""Whether the words of a codebook's phrase stand together in a tree: a verb with its particles, a noun with its modifiers."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

# with a verb these are particles ("take in"); with an object of their own they are mere prepositions
_PARTICLES = frozenset(["in", "out", "off", "up", "down", "over", "away", "back"])


def verb_words(verb: Token, rest: tuple[str, ...], numeral: Token | None = None) -> bool:
    """Whether the rest of a phrase ("into custody", "go") hangs on the verb, in order, and is said of `numeral`.

    A particle that ends the phrase has no object of its own: "take in" is not "taken in Morton".
    """
    at = 0
    for token in verb.subtree:
        if at == len(rest):
            break
        if rest[at] not in (token.lower_, token.lemma_.lower()) or token == verb or _depth(token, verb) > 3:
            continue
        if numeral is not None and _of_another(token, numeral):
            continue
        if numeral is not None and token.dep_ == "conj" and token.head == verb and "and" not in rest:
            # "left three dead and injured another": nobody was left injured
            continue
        if at == len(rest) - 1 and token.lower_ in _PARTICLES and any(c.dep_ == "pobj" for c in token.children):
            continue
        at += 1
    return at == len(rest)


def _of_another(word: Token, numeral: Token) -> bool:
    """Whether a word is said of another numeral: "wounded" in "left two dead and six wounded" is not of the two."""
    if word.pos_ not in ("VERB", "ADJ", "ADV"):
        return False
    near = [word.head, *word.children]
    near += [c for noun in word.children if noun.dep_ in ("nsubj", "nsubjpass") for c in noun.lefts]
    return any(t.tag_ == "CD" for t in near) and numeral not in near


def _depth(token: Token, top: Token) -> int:
    depth = 0
    while token != top and token.head != token:
        if token.dep_ in ("conj", "relcl", "advcl", "ccomp") and token.head != top:
            return 9
        token, depth = token.head, depth + 1
    return depth


def with_object(preposition: Token, words: tuple[str, ...]) -> bool:
    """Whether a phrase of two words is a preposition and its object: "in jail" of "in the county jail"."""
    return len(words) == 2 and any(
        c.dep_ == "pobj" and words[1] in (c.lower_, c.lemma_.lower()) for c in preposition.children
    )


def run_on(first: Token, words: tuple[str, ...], light: frozenset[str]) -> bool:
    """Whether a phrase runs on from its first word, over articles and short modifiers."""
    doc = first.doc
    at = first.i + 1
    for word in words[1:]:
        while at < len(doc) and doc[at].lower_ in light and doc[at].lower_ != word:
            at += 1
        if at >= len(doc) or word not in (doc[at].lower_, doc[at].lemma_.lower()):
            return False
        at += 1
    return True


def noun_words(noun: Token, words: tuple[str, ...], light: frozenset[str]) -> bool:
    """Whether a noun phrase is the one declared: read up to its head, or on from it ("number of dead")."""
    doc = noun.doc
    size = len(words)

    def same(token: Token, word: str) -> bool:
        return word in (token.lower_, token.lemma_.lower())

    if same(noun, words[-1]):
        begin = noun.i - size + 1
        if begin >= 0 and all(same(doc[begin + k], words[k]) for k in range(size)):
            return True
    return size > 1 and same(noun, words[0]) and run_on(noun, words, light)


def at_words(governor: Token, words: tuple[str, ...], light: frozenset[str]) -> bool:
    """Whether the verb or noun before a preposition is the one declared ("descend" of "descend on")."""
    if governor.pos_ in ("VERB", "AUX"):
        return words[0] == governor.lemma_.lower() and (len(words) == 1 or verb_words(governor, words[1:]))
    return noun_words(governor, words, light)


def negated(word: Token) -> bool:
    """Whether a word is denied: "were not hurt", "was not found dead"."""
    tops = [word, word.head] if word.dep_ in ("acomp", "attr", "oprd", "advmod") else [word]
    return any(c.dep_ == "neg" for top in tops for c in top.children)


def numbered(noun: Token) -> bool:
    """Whether a noun has a numeral of its own ("five of the six towns")."""
    return any(c.tag_ == "CD" for c in noun.lefts)


def has_object(verb: Token) -> bool:
    """Whether something is done to somebody else: who "shot the boy", or "shot and wounded" him, is not shot."""
    verbs = [verb, *(v for v in verb.conjuncts if v.i > verb.i and not _own_subject(v))]
    return any(c.dep_ == "dobj" for v in verbs for c in v.children)


def _own_subject(verb: Token) -> bool:
    return any(c.dep_ in ("nsubj", "nsubjpass", "auxpass") for c in verb.children)
