"""People told of without a number: "some were hurt", "several arrests", "it was not known how many were killed"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from sayso.codebook.lexicon import Lexicon
from sayso.model.claim import SOME, UNKNOWN
from sayso.model.number import Number
from sayso.reading.figure import Figure, blank
from sayso.reading.links import Counted, Link, links
from sayso.reading.measures import classes_of, match
from sayso.reading.parsing import Parsed
from sayso.reading.phrases import numbered
from sayso.reading.surroundings import Surroundings

if TYPE_CHECKING:
    from spacy.tokens import Token

# Only a word tied as closely as this counts somebody for whom no numeral stands.
_TIGHT = 1.6


def uncounted(parsed: Parsed, lexicon: Lexicon, around: Surroundings) -> list[Figure]:
    """Figures without a number, of measures that count single people; "some" states one at least, "unknown" nothing."""
    words = lexicon.settings["uncounted"]
    lower = f" {' '.join(parsed.text.lower().split())} "
    if not any(f" {w} " in lower for w in words["some"]) and not _unknowing(lower, words["unknown"]):
        return []
    found: list[Figure] = []
    for target, first, last, state in (*_some(parsed, frozenset(words["some"])), *_unknown(parsed, lower, words)):
        start, end = parsed.span_of([first, last])
        text = parsed.text[start - parsed.sentence.start : end - parsed.sentence.start]
        low = 1 if state == SOME else None
        number = Number(start, end, start, end, start, end, text, low, None, None, state, state)
        f = blank(parsed, target.anchor, number)
        f.target, f.implicit = target, True
        f.ties = sorted([*links(target), *_itself(target)], key=lambda k: k.distance)
        f.classes = classes_of(target.noun, lexicon)
        f.reading = match(number, target, f.ties, lexicon, around, default=False)
        reading = f.reading
        if reading is None or not lexicon.measures[reading.measure].singles or reading.score > _TIGHT:
            continue
        if (state == UNKNOWN or _fits(f, reading.kind, words["told_by"], lexicon)) and not any(
            g.measure == f.measure for g in found
        ):
            found.append(f)
    return found


def _fits(f: Figure, kind: str, told_by: list[str], lexicon: Lexicon) -> bool:
    """Whether people are counted: those of whom something is told, or what was done to them ("several arrests").

    "Some detainees said" tells nothing of the event, and "several shops were hit" of nobody.
    """
    noun = f.target.noun
    if kind == "noun":
        return noun is not None and noun.lemma_.lower() in told_by
    anybody = noun is None or noun.pos_ == "PRON" or noun.lemma_ in lexicon.word_set("anybody")
    return kind in ("patient", "agent", "state") and (anybody or "person" in lexicon.units_of(f.classes))


def _itself(target: Counted) -> Iterator[Link]:
    """As in "the number of injured", "how many dead": what is counted is said by its state alone."""
    if target.noun is not None and target.noun != target.anchor:
        yield Link("noun", target.noun, 0.5)
        yield Link("state", target.noun, 0.7)
        yield Link("patient", target.noun, 0.8)


def _some(parsed: Parsed, words: frozenset[str]) -> Iterator[tuple[Counted, Token, Token, str]]:
    """As in "some people were hurt", "many were killed", "several arrests were made"."""
    for token in parsed.doc:
        if token.lower_ not in words or (token.i and parsed.doc[token.i - 1].lower_ in ("how", "not", "so", "too")):
            continue
        noun = token.head if token.dep_ in ("det", "amod", "nummod") and token.head.i > token.i else None
        if noun is not None:
            between = parsed.doc[token.i + 1 : noun.i]
            if noun.tag_ != "NNS" or numbered(noun) or any(t.tag_ == "CD" or t.like_num for t in between):
                continue
            yield Counted(noun, noun), token, token, SOME
        elif token.dep_ in ("nsubj", "nsubjpass"):
            of = next((n for c in token.rights if c.lower_ == "of" for n in c.children if n.dep_ == "pobj"), None)
            yield Counted(token, of), token, token, SOME


def _unknown(parsed: Parsed, lower: str, words: dict[str, list[str]]) -> Iterator[tuple[Counted, Token, Token, str]]:
    """As in "it is not clear how many were hurt", "an unknown number of people", "no figures for arrests"."""
    for token in parsed.doc:
        if token.lower_ in words["nouns"]:
            noun = _counted_by(token)
            marks = [c for c in token.lefts if c.lower_ in words["unnamed"]]
            if noun is not None and (marks or _unknowing(lower, words["unknown"])):
                yield Counted(token, noun), marks[0] if marks else token, token, UNKNOWN
        elif token.lower_ == "many" and token.i and parsed.doc[token.i - 1].lower_ == "how":
            how = parsed.doc[token.i - 1]
            if _unknowing(lower, words["unknown"]):
                own = token.head if token.dep_ == "amod" and token.head.i > token.i else None
                yield Counted(own if own is not None else token, own), how, token, UNKNOWN


def _counted_by(token: Token) -> Token | None:
    """What a "number" or "figure" is of: "of the injured", "for arrests", "on casualties"."""
    rights = [*token.rights, *(token.head.rights if token.dep_ in ("dobj", "nsubjpass") else ())]
    behind = (c for c in rights if c.dep_ == "prep" and c.lower_ in ("of", "for", "on"))
    return next((noun for c in behind for noun in c.children if noun.dep_ == "pobj"), None)


def _unknowing(lower: str, phrases: list[str]) -> bool:
    """Whether a sentence says that something is not known."""
    return any(re.search(rf"\b{re.escape(p)}\b", lower) for p in phrases)
