"""The words of the codebooks as questions use them: printed forms of measures, kinds of incidents and what is counted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sayso.codebook import forms
from sayso.codebook.lexicon import Lexicon
from sayso.codebook.schema import Measure

Words = tuple[str, ...]
# By what sort of word a measure is known, the surest first; "have" are adjectives of incidents ("fatal").
_RELATIONS = ("patient_of", "agent_of", "tolls", "nouns", "noun_of", "states")
_NOUNS = frozenset(["tolls", "nouns", "noun_of"])


@dataclass(frozen=True, slots=True)
class Told:
    """A measure that words tell of: by which sort of word, and which classes it counts."""

    measure: str
    relation: str
    counts: frozenset[str]

    @property
    def is_noun(self) -> bool:
        """Whether the words name what is counted ("deaths")."""
        return self.relation in _NOUNS


class Vocabulary:
    """Printed words to measures, kinds and classes."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self._irregular: Mapping[str, Iterable[str]] = lexicon.settings["grammar"]["irregular"]
        questions = lexicon.settings["questions"]
        self.openers = _phrases(questions["openers"])
        self.anybody = _phrases(questions["anybody"])
        self.incidents = _phrases(questions["incidents"])
        self.idle = _phrases(questions["idle"])
        self.having = {w: m for m, words in questions.get("having", {}).items() for w in _phrases(words)}
        self.measures: dict[Words, list[Told]] = {}
        for rule in lexicon.rules:
            self._add(rule)
        self.events: dict[Words, str] = {}
        for event in sorted(lexicon.events.values(), key=lambda e: e.generic):
            if not event.background:
                for noun in (*event.nouns, event.label):
                    for words in _plurals(noun):
                        self.events.setdefault(words, event.name)
        self.nouns = {words: noun for noun in lexicon.nouns for words in _plurals(noun)}
        for noun, plural in questions["plurals"].items():
            if noun in lexicon.nouns:
                self.nouns[(plural,)] = noun

    def _add(self, rule: Measure) -> None:
        name = rule.reads_as or rule.name
        if rule.background or rule.event == "background":
            return
        for relation in _RELATIONS:
            for phrase in getattr(rule, relation):
                if phrase.startswith("not "):
                    continue
                for words in self._printed(phrase, relation):
                    told = Told(name, relation, frozenset(rule.counts))
                    known = self.measures.setdefault(words, [])
                    if told not in known:
                        known.append(told)

    def _printed(self, phrase: str, relation: str) -> Iterable[Words]:
        first, *rest = phrase.lower().split()
        if relation in ("patient_of", "agent_of"):
            return [(form, *rest) for form in forms.inflected(first, self._irregular)]
        return _plurals(phrase) if relation in _NOUNS else [tuple(phrase.lower().split())]

    def kind(self, words: Words) -> str | None:
        """The type of incident that words name."""
        return self.events.get(words)

    def group_of(self, words: Words) -> tuple[bool, str | None, frozenset[str]]:
        """Whether words name something that is counted, its group, and its classes with those above them."""
        noun = self.nouns.get(words)
        if noun is None:
            return False, None, frozenset()
        classes = self.lexicon.class_of(noun)
        group = next((self.lexicon.classes[c].group for c in classes if self.lexicon.classes[c].group), None)
        above: set[str] = set()
        for name in classes:
            while name:
                above.add(name)
                name = self.lexicon.classes[name].parent or "" if name in self.lexicon.classes else ""
        return True, group, frozenset(above)

    def best(self, words: Words, classes: frozenset[str]) -> Told | None:
        """The measure that words tell of, where what is counted belongs to those classes (none: people)."""
        wanted = classes or frozenset(["person"])
        found = [t for t in self.measures.get(words, ()) if not t.counts or t.counts & wanted or t.is_noun]
        order = {name: k for k, name in enumerate(self.lexicon.measures)}
        own = {rule.name for rule in self.lexicon.rules}
        return min(
            found,
            key=lambda t: (
                not t.counts & wanted,
                _RELATIONS.index(t.relation),
                t.measure not in own or not self._named(words, t.measure),
                order.get(t.measure, 0),
            ),
            default=None,
        )

    def _named(self, words: Words, measure: str) -> bool:
        """Whether a measure is called by these words: its label says so."""
        label = self.lexicon.measures[measure].label.lower().split()
        return label == list(words)


def _phrases(words: Iterable[str]) -> frozenset[Words]:
    return frozenset(tuple(w.lower().split()) for w in words)


def _plurals(noun: str) -> list[Words]:
    *lead, last = noun.lower().split()
    return [(*lead, form) for form in forms.plural(last)]
