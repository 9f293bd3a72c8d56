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
_LITTLE = frozenset(["a", "an", "the", "of", "in", "on", "at", "to", "from", "by", "with", "for", "into", "as"])
_PERSON_WORDS = ("male", "female", "male_pronouns", "female_pronouns")
_FIRST_WORD = re.compile(r"\W*(\w+)")
_CAPITAL = re.compile(r"[A-Z]|[^\W\d_a-z]")


class Sift:
    """Picks the sentences worth a parser's time, with the words of one lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        irregular = lexicon.settings["grammar"]["irregular"]
        # a word as printed -> what else of its phrase must stand in the sentence, in one form or other: "taken" needs
        # "hospital"
        self._phrases: dict[str, set[tuple[frozenset[str], ...]]] = {}
        for rule in lexicon.rules:
            if not lexicon.measures[rule.reads_as or rule.name].singles:
                continue
            for phrase in (*rule.patient_of, *rule.agent_of, *rule.states, *rule.noun_of):
                # the first word that is not in every sentence leads to the others
                words = sorted((w for w in phrase.split() if w not in ("be", "not")), key=_LITTLE.__contains__)
                printed = [frozenset({*forms.inflected(w, irregular), *forms.plural(w)}) for w in words]
                for form in printed[0]:
                    self._phrases.setdefault(form, set()).add(tuple(printed[1:]))
        classes = [c for c in lexicon.classes if lexicon.is_a(c, "person")]
        nouns = {noun.split()[-1] for c in classes for noun in lexicon.classes[c].nouns}
        people = lexicon.settings["people"]
        self._people = {*nouns, "no", "nobody", "none", "old"}.union(*(people[k] for k in _PERSON_WORDS))
        self._people |= {form for noun in nouns for form in forms.plural(noun)}
        self._endings = tuple(e for c in classes for e in lexicon.classes[c].suffixes) or ("\0",)
        self._openers = lexicon.word_set("sentence_openers")

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
        dated = holding(sentences, [m.start for m in moments if m.kind in ("DATE", "TIME")])
        telling = holding(sentences, [t.start for t in triggers])
        return [
            s
            for s in sentences
            if s.index in numbered
            or (s.index in dated and s.index in telling)
            or self._counts_without_numeral(text[s.start : s.end])
        ]

    def _counts_without_numeral(self, sentence: str) -> bool:
        """As in "a man was killed", "Reed died", "no arrests were made"."""
        words = set(_WORD.findall(sentence.lower()))
        if not self._may_tell_of_one(sentence, words):
            return False
        return any(
            all(not printed.isdisjoint(words) for printed in rest)
            for word in words & self._phrases.keys()
            for rest in self._phrases[word]
        )

    def _may_tell_of_one(self, sentence: str, words: set[str]) -> bool:
        """Whether a person may be meant: by a noun, a pronoun, a name; or nobody."""
        if not self._people.isdisjoint(words) or any(word.endswith(self._endings) for word in words):
            return True
        first = _FIRST_WORD.match(sentence)
        opened = first is not None and first.group(1) in self._openers
        return _CAPITAL.search(sentence, first.end() if first is not None and opened else 0) is not None
