"""Counts beyond one numeral: "the owner and three managers", "no arrests were made"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from sayso.codebook.lexicon import Lexicon
from sayso.model.number import Number
from sayso.reading.figure import Figure, blank
from sayso.reading.links import Counted, links
from sayso.reading.measures import classes_of, match
from sayso.reading.parsing import Parsed
from sayso.reading.surroundings import Surroundings

if TYPE_CHECKING:
    from spacy.tokens import Token

_ARTICLES = frozenset(["a", "an", "the", "another", "his", "her", "its", "their", "'s"])
# Only a word tied as closely as this counts somebody for whom no numeral stands.
_TIGHT = 1.6
_NOBODY = frozenset(["nobody", "none"])
_NO = re.compile(r"\b(?:no|nobody|none)\b", re.I)


def widened(f: Figure, lexicon: Lexicon) -> Number:
    """A number joined by single people ("three adults and a child") becomes the sum of the list."""
    number = f.number
    noun = f.target.noun
    if noun is None or number.form != "cardinal" or number.best is None or number.qualifier != "exact":
        return number
    own = lexicon.units_of(classes_of(noun, lexicon))
    singles = [s for s in _singles(noun) if not own or lexicon.units_of(classes_of(s, lexicon)) & own]
    if not singles or f.target.anchor != noun:
        return number
    tokens = [noun, f.token, *singles]
    start, end = f.parsed.span_of([*tokens, *(t for s in singles for t in s.lefts if t.dep_ == "det")])
    total = number.best + len(singles)
    if end - start > 60:
        return number
    text = _text(f.parsed, start, end)
    return replace(
        number,
        start=start,
        end=end,
        text=text,
        low=total,
        high=total,
        best=total,
        form="sum",
        core_start=start,
        core_end=end,
    )


def _text(parsed: Parsed, start: int, end: int) -> str:
    return parsed.text[start - parsed.sentence.start : end - parsed.sentence.start]


def _singles(noun: Token) -> Iterator[Token]:
    """Singular nouns with an article that are listed together with `noun`."""
    listed = [t for t in noun.conjuncts if t.tag_ == "NN" and t.pos_ == "NOUN"]
    for token in listed:
        lefts = [t.lower_ for t in token.lefts]
        numeral = any(t.tag_ == "CD" for t in token.lefts)
        articled = any(word in _ARTICLES for word in lefts) or any(t.dep_ == "poss" for t in token.lefts)
        if articled and not numeral:
            yield token


def nobody(parsed: Parsed, lexicon: Lexicon, around: Surroundings) -> list[Figure]:
    """Figures of nobody ("no one was hurt", "no arrests were made"), where the codebook counts single people."""
    found: list[Figure] = []
    if not _NO.search(parsed.text):
        return found
    for token in parsed.doc:
        number = _nobody(parsed, token)
        if number is None:
            continue
        f = blank(parsed, token, number)
        f.target = Counted(token, token)
        f.ties = links(f.target)
        f.implicit = True
        f.classes = classes_of(token, lexicon)
        f.reading = match(number, f.target, f.ties, lexicon, around)
        reading = f.reading
        if reading is None or not lexicon.measures[reading.measure].singles or reading.score > _TIGHT:
            continue
        if reading.kind in ("patient", "agent", "state", "noun"):
            found.append(f)
    return found


def both(parsed: Parsed, lexicon: Lexicon, around: Surroundings) -> list[Figure]:
    """Figures of two whom "both" counts ("both men were killed"), where the codebook counts single people."""
    found: list[Figure] = []
    for token in parsed.doc:
        if token.lower_ != "both":
            continue
        noun = token.head if token.dep_ == "det" and token.head.tag_ == "NNS" and token.head.i > token.i else None
        if noun is None and token.dep_ not in ("nsubj", "nsubjpass"):
            continue
        start, end = parsed.span_of([token])
        f = blank(parsed, token, _number(parsed, start, end, 2, "cardinal"))
        f.target = Counted(noun if noun is not None else token, noun)
        f.ties = links(f.target)
        f.classes = classes_of(noun, lexicon)
        f.reading = match(f.number, f.target, f.ties, lexicon, around, default=False)
        reading = f.reading
        if reading is None or not lexicon.measures[reading.measure].singles or reading.score > _TIGHT:
            continue
        if reading.kind in ("patient", "agent", "state"):
            found.append(f)
    return found


def _nobody(parsed: Parsed, token: Token) -> Number | None:
    """As in "no one", "no arrests": zero."""
    article = next((t for t in token.lefts if t.lower_ == "no"), None)
    if article is not None and token.pos_ in ("NOUN", "PRON"):
        start, end = parsed.span_of([article, token] if token.lower_ == "one" else [article])
        return _number(parsed, start, end, 0, "zero")
    if token.lower_ in _NOBODY and token.dep_ in ("nsubj", "nsubjpass"):
        start, end = parsed.span_of([token])
        return _number(parsed, start, end, 0, "zero")
    return None


def _number(parsed: Parsed, start: int, end: int, value: int, form: str) -> Number:
    return Number(start, end, start, end, start, end, _text(parsed, start, end), value, value, value, "exact", form)
