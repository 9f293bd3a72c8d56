"""Event words of the codebooks in a text, found without a parser: "raid", "was swept", "the shooting"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from sayso.codebook import forms
from sayso.codebook.lexicon import Lexicon

_DEFINITE = re.compile(
    r"\b(?:the|this|that|these|those|its|their|his|her|'s|’s|\w+day's|\w+day’s)\s+(?:[\w-]+\s+){0,3}$", re.I
)
_WORD = re.compile(r"\w+")
_INDEFINITE = re.compile(r"\b(?:a|an|another|one)\s+(?:[\w-]+\s+){0,3}$", re.I)
_PREDICATE = re.compile(
    r"\b(?:is|was|are|were|be|been|called|calls|marks|marked|as)\s+(?:an?\s+)?(?:[\w-]+\s+){0,3}$", re.I
)


@dataclass(frozen=True, slots=True)
class Trigger:
    """An event word; `fresh` if it introduces an event ("a fire"), `definite` if it takes one up ("the raid")."""

    start: int
    end: int
    event: str
    lemma: str
    verbal: bool
    fresh: bool
    definite: bool


@dataclass(frozen=True, slots=True)
class _Meaning:
    """What one printed form tells of: the event as a noun, as a verb, or as both ("storm")."""

    noun: tuple[str, str] | None = None
    verb: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class _Compiled:
    pattern: re.Pattern[str]
    meaning: dict[str, _Meaning]
    firsts: frozenset[str]


class TriggerReader:
    """Finds the event words of one lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.compiled = _compile(lexicon)
        self._compounds = lexicon.word_set("heads_of_compounds")
        self._unless = {
            event.name: re.compile(rf"[^.!?\n]*\b(?:{'|'.join(map(re.escape, event.unless))})\b", re.I)
            for event in lexicon.events.values()
            if event.unless
        }

    def find(self, text: str, closed: Sequence[tuple[int, int]] = ()) -> list[Trigger]:
        """Event words of a text in order; `closed` spans (dates: "March") hold none."""
        found = []
        firsts, at = self.compiled.firsts, 0
        for word in _WORD.finditer(text):
            if word.start() < at or word.group().lower() not in firsts:
                continue
            match = self.compiled.pattern.match(text, word.start())
            if match is None:
                continue
            at = match.end()
            trigger = self._trigger(text, match)
            if trigger is not None and not any(s < match.end() and match.start() < e for s, e in closed):
                found.append(trigger)
        return found

    def _trigger(self, text: str, match: re.Match[str]) -> Trigger | None:
        """The event that a form tells of in its sentence, None where its neighbours make it something else."""
        before = text[max(0, match.start() - 60) : match.start()]
        indefinite = _INDEFINITE.search(before) is not None
        definite = not indefinite and _DEFINITE.search(before) is not None
        meaning = self.compiled.meaning[" ".join(match.group().lower().split())]
        verbal = meaning.verb is not None and (meaning.noun is None or not (indefinite or definite))
        told = meaning.verb if verbal else meaning.noun
        assert told is not None
        event, lemma = told
        behind = _WORD.match(text, match.end() + 1)
        if not verbal and behind is not None and behind.group().lower() in self._compounds:
            # "the fire chief"
            return None
        if event in self._unless and self._unless[event].match(text, match.end()):
            return None
        return Trigger(
            match.start(),
            match.end(),
            event,
            lemma,
            verbal,
            not verbal and indefinite and _PREDICATE.search(before) is None,
            not verbal and definite,
        )


@lru_cache(maxsize=4)
def _compiled_of(words: tuple[tuple[str, str, str, bool], ...]) -> _Compiled:
    nouns = {form: (event, lemma) for form, event, lemma, verbal in words if not verbal}
    verbs = {form: (event, lemma) for form, event, lemma, verbal in words if verbal}
    meaning = {form: _Meaning(nouns.get(form), verbs.get(form)) for form in nouns | verbs}
    pattern = forms.either(meaning, r"\s+")
    firsts = frozenset(match.group() for form in meaning if (match := _WORD.match(form)))
    return _Compiled(re.compile(rf"(?<![\w-])(?:{pattern})(?![\w-])", re.I), meaning, firsts)


def _compile(lexicon: Lexicon) -> _Compiled:
    irregular = lexicon.settings["grammar"]["irregular"]
    words: list[tuple[str, str, str, bool]] = []
    for event in lexicon.events.values():
        for verb in event.verbs:
            head, *rest = verb.split()
            for form in forms.inflected(head, irregular):
                words.append((" ".join([form, *rest]).lower(), event.name, verb, True))
        for noun in event.nouns:
            *rest, head = noun.split()
            for form in forms.plural(head):
                words.append((" ".join([*rest, form]).lower(), event.name, noun, False))
    return _compiled_of(tuple(words))


def spoken_of(lexicon: Lexicon) -> re.Pattern[str]:
    """Printed forms of the plainest verbs of speech, for sentences that are not parsed."""
    irregular = lexicon.settings["grammar"]["irregular"]
    words = {f for v in lexicon.speech.announcing for f in forms.inflected(v, irregular)} | {"statement", "statements"}
    return _either(tuple(sorted(words)))


@lru_cache(maxsize=4)
def _either(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(re.escape(w) for w in words)})\b", re.I)
