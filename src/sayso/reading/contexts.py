"""Figures that belong to no event told: statistics over a period, habits, events named anew."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from sayso.reading.figure import Figure
from sayso.reading.parsing import Parsed
from sayso.reading.sentences import Sentence
from sayso.reading.telling import Anchor
from sayso.reading.triggers import Trigger

if TYPE_CHECKING:
    from spacy.tokens import Token


# A count over a longer stretch than this, of no one place, is a statistic and no event.
_LONG_DAYS = 45


_PERIOD = re.compile(
    r"\b[Ss]ince\s+(?:the\s+)?(?:\w+\s+)?(?:1[89]|20)\d\d|\b[Ss]ince\s+[A-Z]\w+|\bso far (?:this|in)\b|\bfiscal\b|\bover the (?:past|last|course of)\b[^,.;]{0,12}\b(?:year|decade)|\bunder (?:the )?\w+ (?:administration|presidency)\b|\b(?:during|in|over) (?:\w+ )?years in (?:power|office)\b"
)


_EVERYWHERE = re.compile(
    r"\b(?:nationwide|statewide|worldwide|around the country|across the country|around the world|per year|a year(?! (?:before|ago|earlier|later|after))|annually|each year|every year)\b",
    re.I,
)


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


def in_the_background(f: Figure, anchor: Anchor) -> bool:
    """Counts over a period or the whole country, and stocks of a past year."""
    sentence = f.parsed.text
    at = f.number.start - f.parsed.sentence.start
    before, after = sentence[max(0, at - 70) : at], sentence[at : at + 70]
    if anchor.moment is not None and anchor.moment.precision in ("year", "decade") and f.reading is not None:
        fiscal = re.search(r"\bfiscal\b", anchor.moment.text + before[-20:], re.I)
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
    return (
        _PERIOD.search(before) is not None
        and not re.search(r"since[^,.;]*\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day", before)
    ) or _EVERYWHERE.search(after) is not None


def habitual(f: Figure, governor: Token) -> bool:
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
        or _PERIOD.search(after) is not None
    )
