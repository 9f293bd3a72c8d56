"""Which sentences can hold a figure: those with a number, and those where a single person or nobody is counted."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.codebook import forms
from sayso.codebook.lexicon import Lexicon
from sayso.model.moment import Moment
from sayso.model.number import Number
from sayso.reading.sentences import Sentence, holding, may_name
from sayso.reading.triggers import Trigger

_WORD = re.compile(r"[^\W\d_]+")
# "Reed" of "Anna Reed": alone it may open a sentence
_LAST_NAME = re.compile(r"\b[A-Z][\w'’.-]* ([A-Z][\w'’-]+)")
_LITTLE = frozenset(["a", "an", "the", "of", "in", "on", "at", "to", "from", "by", "with", "for", "into", "as"])
_PERSON_WORDS = ("male", "female", "male_pronouns", "female_pronouns")


class Sift:
    """Picks the sentences worth a parser's time, with the words of one lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        irregular = lexicon.settings["grammar"]["irregular"]
        # a word as printed -> what else of its phrase must stand in the sentence, in one form or other: "taken" needs
        # "hospital"
        self._phrases: dict[str, set[tuple[frozenset[str], ...]]] = {}
        nouns: set[str] = set()
        objects: set[str] = set()
        for rule in lexicon.rules:
            if not lexicon.measures[rule.reads_as or rule.name].singles:
                continue
            nouns |= {form for phrase in rule.noun_of for form in forms.plural(phrase.split()[-1])}
            objects |= {word for phrase in rule.patient_of if " " not in phrase for word in _ing(phrase, irregular)}
            himself = rule.at if rule.reflexive else ()
            for phrase in (*rule.patient_of, *rule.agent_of, *rule.states, *himself):
                # the first word that is not in every sentence leads to the others
                words = sorted((w for w in phrase.split() if w not in ("be", "not")), key=_LITTLE.__contains__)
                printed = [frozenset({*forms.inflected(w, irregular), *forms.plural(w)}) for w in words]
                for form in printed[0] - (objects if len(words) == 1 and phrase in rule.patient_of else set()):
                    self._phrases.setdefault(form, set()).add(tuple(printed[1:]))
        self._taking = _taking(nouns, objects, set(lexicon.settings["uncounted"]["some"]))
        classes = [c for c in lexicon.classes if lexicon.is_a(c, "person")]
        nouns = {noun.split()[-1] for c in classes for noun in lexicon.classes[c].nouns}
        people = lexicon.settings["people"]
        some = lexicon.settings["uncounted"]["some"]
        self._people = {*nouns, *some, "many", "number", "no", "nobody", "none", "both", "old"}.union(
            *(people[k] for k in _PERSON_WORDS)
        )
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
        claimed: Sequence[int] = (),
    ) -> list[Sentence]:
        """The sentences to parse, in order; an event word beside a date needs the tree that ties them.

        `claimed` are where superlatives stand: the tree tells who says them.
        """
        numbered = holding(sentences, [*(n.start for n in numbers), *claimed])
        dated = holding(
            sentences, [m.start for m in moments if m.kind in ("DATE", "TIME") and not m.value.endswith("_REF")]
        )
        telling = holding(sentences, [t.start for t in triggers])
        named = frozenset(_LAST_NAME.findall(text))
        return [
            s
            for s in sentences
            if s.index in numbered
            or (s.index in dated and s.index in telling)
            or self._counts_without_numeral(text[s.start : s.end], named)
        ]

    def _counts_without_numeral(self, sentence: str, named: frozenset[str] = frozenset()) -> bool:
        """As in "a man was killed", "Reed died", "no arrests were made"."""
        words = set(_WORD.findall(sentence.lower()))
        if not self._may_tell_of_one(sentence, words) and not _opens_with(sentence, named):
            return False
        return self._taking.search(sentence) is not None or any(
            all(not printed.isdisjoint(words) for printed in rest)
            for word in words & self._phrases.keys()
            for rest in self._phrases[word]
        )

    def _may_tell_of_one(self, sentence: str, words: set[str]) -> bool:
        """Whether a person may be meant: by a noun, a pronoun, a name; or nobody."""
        if not self._people.isdisjoint(words) or any(word.endswith(self._endings) for word in words):
            return True
        return may_name(sentence, self._openers)


def _opens_with(sentence: str, named: frozenset[str]) -> bool:
    """Whether a sentence begins with the last word of a name told in full elsewhere."""
    first = _WORD.search(sentence)
    return first is not None and first.group() in named


def _ing(verb: str, irregular: dict[str, list[str]]) -> set[str]:
    return {form for form in forms.inflected(verb, irregular) if form.endswith("ing")}


def _taking(nouns: set[str], verbs: set[str], some: set[str]) -> re.Pattern[str]:
    """A noun with somebody behind "of" or before it ("the death of", "her son's death"), a participle with an object."""

    def any_of(words: set[str]) -> str:
        return "|".join(sorted(map(re.escape, words))) or "(?!)"

    owner = r"(?:['’]s|s['’]|\b(?:his|her|their|my|our))\s+(?:\S+\s+){0,4}"
    behind = (
        r"\W+(?:\w+ly\W+)?(?:a|an|the|his|her|him|himself|herself|their|my|our|this|that|one|another|(?-i:[A-Z])|\d|"
        + any_of(some)
        + ")"
    )
    return re.compile(
        rf"\b(?:{any_of(nouns)})\b\W+(?:\S+\s+){{0,4}}of\b|{owner}(?:{any_of(nouns)})\b|\b(?:{any_of(verbs)}){behind}",
        re.I,
    )
