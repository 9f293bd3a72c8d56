"""Which sentences can hold a figure: those with a number, and those where a single person or nobody is counted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from sayso.codebook import forms
from sayso.codebook.lexicon import Lexicon
from sayso.model.number import Number
from sayso.reading.sentences import Sentence

_ARTICLE = r"\b(?:an?|another|no|nobody|none)\b"


def sift(text: str, sentences: Sequence[Sentence], numbers: Sequence[Number], lexicon: Lexicon) -> list[Sentence]:
    """The sentences worth a parser's time, in order."""
    implicit = _implicit(lexicon)
    held = {n.start for n in numbers}
    starts = sorted(held)
    chosen = []
    at = 0
    for sentence in sentences:
        while at < len(starts) and starts[at] < sentence.start:
            at += 1
        numbered = at < len(starts) and starts[at] < sentence.end
        if numbered or implicit.search(text, sentence.start, sentence.end):
            chosen.append(sentence)
    return chosen


def _implicit(lexicon: Lexicon) -> re.Pattern[str]:
    words = set()
    for rule in lexicon.rules:
        if lexicon.measures[rule.reads_as or rule.name].singles:
            words |= {w.split()[0] for w in (*rule.patient_of, *rule.agent_of)} | {
                w for w in rule.states if " " not in w
            }
    irregular = {verb: tuple(made) for verb, made in lexicon.settings["grammar"]["irregular"].items()}
    return _pattern(tuple(sorted(words)), tuple(sorted(irregular.items())))


@lru_cache(maxsize=4)
def _pattern(words: tuple[str, ...], irregular: tuple[tuple[str, tuple[str, ...]], ...]) -> re.Pattern[str]:
    table = dict(irregular)
    printed = sorted({form for word in words for form in forms.inflected(word, table)} - {"be", "is", "are"})
    either = "|".join(re.escape(form) for form in printed)
    return re.compile(rf"{_ARTICLE}[^\n]*?\b(?:{either})\b|\b(?:{either})\b[^\n]*?{_ARTICLE}", re.I)
