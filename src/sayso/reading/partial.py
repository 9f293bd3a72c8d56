"""Words by which a figure tells of some only, or of a stretch of time: "nobody else", "none of the officers", "this year"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sayso.codebook.lexicon import Lexicon
from sayso.reading.figure import Figure

if TYPE_CHECKING:
    from spacy.tokens import Token


def nobody_else(f: Figure) -> bool:
    """As in "nobody else was hurt", "no other arrests": none beside those told of."""
    return re.match(r"\W*(?:else|other|others|further|more|additional)\b", right_of(f), re.I) is not None


def none_of_some(f: Figure, degrees: frozenset[str]) -> bool:
    """As in "none of the officers was hurt", "nobody was seriously injured": others may well have been."""
    anchor = f.target.anchor
    if any(c.dep_ in ("prep", "relcl", "acl") for c in anchor.rights):
        return True
    verb = f.reading.governor if f.reading is not None else None
    return verb is not None and any(c.dep_ == "advmod" and c.lower_ in degrees for c in verb.children)


def of_several_events(f: Figure, lexicon: Lexicon) -> bool:
    """As in "eight people were killed in separate shootings over the weekend": the toll of no single event."""
    rule = f.reading.rule if f.reading is not None else None
    if rule is None or f.implicit or not (rule.current and rule.singles):
        return False
    words = " ".join(f.parsed.text.lower().split())
    return any(phrase in words for phrase in lexicon.background.several)


def of_a_period(f: Figure, lexicon: Lexicon) -> bool:
    """As in "500 people have been shot this year": what the verb itself tells of a stretch of time is no event's toll."""
    rule = f.reading.rule if f.reading is not None else None
    if rule is None or f.counter != "period" or f.implicit or not (rule.current and rule.singles):
        return False
    verb = f.reading.governor if f.reading is not None else None
    chain = [verb, *verb.ancestors] if verb is not None else []
    return any(
        any(c.dep_ == "aux" and c.tag_ in ("VBP", "VBZ") and c.lemma_ == "have" for c in v.children)
        and any(c.dep_ in ("npadvmod", "prep") and _period_in(c, lexicon) for c in v.children)
        for v in chain
    )


def _period_in(token: Token, lexicon: Lexicon) -> bool:
    words = " ".join(t.lower_ for t in token.subtree)
    return any(phrase in words for phrase in lexicon.settings["counting"]["period"])


def of_my_own(f: Figure, lexicon: Lexicon) -> bool:
    """As in "I have buried three people today", "I saw five bodies": what one speaker met with, of whatever total."""
    governors = [f.target.anchor.head, *([f.reading.governor] if f.reading is not None and f.reading.governor else [])]
    verbs = [g for g in governors if g.pos_ == "VERB" and g.lemma_ not in lexicon.word_set("vouching")]
    return any(c.dep_ == "nsubj" and c.lower_ == "i" for v in verbs for c in v.children)


def right_of(f: Figure) -> str:
    """What stands behind a figure in its sentence."""
    return f.parsed.text[f.number.end - f.parsed.sentence.start :]
