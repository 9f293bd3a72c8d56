"""Figures that belong to no event told: statistics over a period, habits, events named anew."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from sayso.codebook.lexicon import Lexicon
from sayso.reading.figure import Figure
from sayso.reading.parsing import Parsed
from sayso.reading.sentences import Sentence
from sayso.reading.telling import Anchor
from sayso.reading.triggers import Trigger

if TYPE_CHECKING:
    from spacy.tokens import Token


# A count over a longer stretch than this, of no one place, is a statistic and no event.
_LONG_DAYS = 45


def context(lexicon: Lexicon, name: str) -> re.Pattern[str]:
    """What leads a figure away from the event told, as the language book has it under [contexts]."""
    return _either(tuple(lexicon.settings["contexts"][name]))


@lru_cache(maxsize=64)
def _either(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(patterns)})", re.I)


def of_new_event(parsed: Parsed, governor: Token, sentence: Sentence, triggers: Sequence[Trigger]) -> bool:
    """As in "a fire that killed 112", "earlier a blaze killed 112": an event named as a new one, past the lead."""
    if sentence.index < 2:
        return False
    heads = [c for c in governor.children if c.dep_ in ("nsubj", "nsubjpass")]
    if governor.dep_ in ("relcl", "acl"):
        heads.append(governor.head)
    for head in heads:
        start = parsed.spans[head.i][0]
        if any(t.fresh and t.start <= start < t.end for t in triggers):
            return True
    return False


def in_the_background(f: Figure, anchor: Anchor, lexicon: Lexicon) -> bool:
    """Counts over a period or the whole country, and stocks of a past year."""
    sentence = f.parsed.text
    at = f.number.start - f.parsed.sentence.start
    before, after = sentence[max(0, at - 70) : at], sentence[at : at + 70]
    if anchor.moment is not None and anchor.moment.precision in ("year", "decade") and f.reading is not None:
        fiscal = context(lexicon, "budget_year").search(anchor.moment.text + before[-20:])
        if f.reading.rule.current or fiscal or (anchor.place is None and not anchor.elsewhere and anchor.bound):
            return True
    if anchor.elsewhere:
        return False
    moment = anchor.moment
    if (
        moment is not None
        and moment.begin
        and moment.finish
        and anchor.place is None
        and (moment.finish - moment.begin).days > _LONG_DAYS
    ):
        return True
    if context(lexicon, "everywhere").search(after):
        return True
    return context(lexicon, "period").search(before) is not None and not context(lexicon, "lately").search(before)


def habitual(f: Figure, governor: Token, lexicon: Lexicon) -> bool:
    """Vague numbers of what is done at large, past the lead: "uses to imprison thousands", "has deployed hundreds",
    "dictators whose squads killed thousands"."""
    if f.number.qualifier != "vague" or f.parsed.sentence.index < 4:
        return False
    verb = governor
    while verb.pos_ not in ("VERB", "AUX") and verb.head != verb:
        verb = verb.head
    auxiliaries = {c.lower_ for c in verb.children if c.dep_ == "aux"}
    after = f.parsed.text[f.number.end - f.parsed.sentence.start :][:60]
    return (
        (verb.tag_ in ("VBP", "VBZ", "VB") and "did" not in auxiliaries)
        or bool(auxiliaries & {"has", "have"})
        or (verb.dep_ == "relcl" and any(c.tag_ == "WP$" for t in verb.lefts for c in t.lefts))
        or context(lexicon, "period").search(after) is not None
    )
