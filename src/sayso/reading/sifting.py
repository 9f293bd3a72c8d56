"""Which sentences can hold a figure: those with a number, and those where a single person or nobody is counted."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.codebook import forms
from sayso.codebook.lexicon import Lexicon
from sayso.model.moment import Moment
from sayso.model.number import Number
from sayso.reading.sentences import Sentence, holding
from sayso.reading.triggers import Trigger

_WORD = re.compile(r"[^\W\d_]+")
_ARTICLES = frozenset(["a", "an", "another"])
_NOBODY = frozenset(["no", "nobody", "none"])
# How far behind its article a noun may stand: "a white off-duty police officer".
_REACH = 8


class Sift:
    """Picks the sentences worth a parser's time, with the words of one lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        irregular = lexicon.settings["grammar"]["irregular"]
        words = set()
        for rule in lexicon.rules:
            if lexicon.measures[rule.reads_as or rule.name].singles:
                words |= {w.split()[0] for w in (*rule.patient_of, *rule.agent_of)}
                words |= {w for w in rule.states if " " not in w}
        printed = {form for word in words for form in forms.inflected(word, irregular)}
        self._verbs = printed - {"be", "is", "are"}
        people = [c for c in lexicon.classes if lexicon.is_a(c, "person")]
        self._people = {noun.split()[-1] for c in people for noun in lexicon.classes[c].nouns}
        self._endings = tuple(e for c in people for e in lexicon.classes[c].suffixes)

    def sift(
        self,
        text: str,
        sentences: Sequence[Sentence],
        numbers: Sequence[Number],
        moments: Sequence[Moment] = (),
        triggers: Sequence[Trigger] = (),
    ) -> list[Sentence]:
        """The sentences to parse, in order; an event word beside a date needs the tree that ties them."""
        numbered = holding(sentences, [n.start for n in numbers])
        dated = holding(sentences, [m.start for m in moments if m.kind == "DATE"])
        telling = holding(sentences, [t.start for t in triggers])
        return [
            s
            for s in sentences
            if s.index in numbered
            or (s.index in dated and s.index in telling)
            or self._counts_without_numeral(text[s.start : s.end])
        ]

    def _counts_without_numeral(self, sentence: str) -> bool:
        """As in "a man was killed", "no arrests were made"."""
        words = _WORD.findall(sentence.lower())
        if self._verbs.isdisjoint(words):
            return False
        if not _NOBODY.isdisjoint(words):
            return True
        return any(
            word in self._people or word.endswith(self._endings)
            for i, article in enumerate(words)
            if article in _ARTICLES
            for word in words[i + 1 : i + 1 + _REACH]
        )
