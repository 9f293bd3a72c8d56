"""All loaded codebooks compiled into the look-up tables that the steps use; order of books is immaterial."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sayso.codebook.numerals import Numerals, Phrase, numerals_of, phrase
from sayso.codebook.places import OwnPlace
from sayso.codebook.schema import (
    Actor,
    Background,
    Codebook,
    EventType,
    Identity,
    Measure,
    NounClass,
    Qualifier,
    Role,
    Speech,
    Standing,
)


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words that tie a number to a measure: the first word is looked up, the rest must follow from it."""

    words: Phrase
    rule: Measure
    denied: bool = False


_RELATIONS = {
    "patient": "patient_of",
    "agent": "agent_of",
    "noun": "nouns",
    "noun_of": "noun_of",
    "toll": "tolls",
    "state": "states",
    "at": "at",
    "before": "before",
}
# These are also looked up by their last word: a noun phrase is known by its head.
_BY_HEAD = frozenset(["noun", "noun_of", "toll", "state"])


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Everything that the loaded codebooks declare, ready to be looked up."""

    books: tuple[tuple[str, str, str], ...]
    numerals: Numerals
    settings: dict[str, Any]
    qualifiers: dict[str, Qualifier]
    classes: dict[str, NounClass]
    nouns: dict[str, Phrase]
    endings: tuple[tuple[str, tuple[str, ...]], ...]
    measures: dict[str, Measure]
    overruled: dict[str, frozenset[str]]
    rules: tuple[Measure, ...]
    triggers: dict[str, dict[str, tuple[Trigger, ...]]]
    events: dict[str, EventType]
    roles: tuple[Role, ...]
    role_of: dict[str, str]
    actors: tuple[Actor, ...]
    actor_of: dict[str, Actor]
    identities: tuple[Identity, ...]
    standings: dict[str, Standing]
    background: Background
    speech: Speech
    places: tuple[OwnPlace, ...] = ()

    @classmethod
    def of(cls, books: Iterable[Codebook]) -> Lexicon:
        """Compile codebooks; a class or measure named twice joins its words."""
        books = list(books)
        settings: dict[str, Any] = {}
        for book in books:
            settings = _merged(settings, book.settings)
        qualifiers = {q.name: q for book in books for q in book.qualifiers}
        classes = _classes(books)
        rules = tuple(rule for book in books for rule in book.measures)
        measures: dict[str, Measure] = {}
        for rule in rules:
            measures.setdefault(rule.reads_as or rule.name, rule)
        events = {event.name: event for book in books for event in book.events}
        roles = tuple(role for book in books for role in book.roles)
        actors = tuple(actor for book in books for actor in book.actors)
        return cls(
            books=tuple((b.name, b.version, b.digest) for b in books),
            numerals=numerals_of(settings, qualifiers.values()),
            settings=settings,
            qualifiers=qualifiers,
            classes=classes,
            nouns=_nouns(classes),
            endings=tuple((c.name, tuple(c.suffixes)) for c in classes.values() if c.suffixes),
            measures=measures,
            overruled={
                name: frozenset(w for rule in rules if (rule.reads_as or rule.name) == name for w in rule.overrules)
                for name in measures
            },
            rules=rules,
            triggers={name: _triggers(rules, name, field) for name, field in _RELATIONS.items()},
            events=events,
            roles=roles,
            role_of={noun: role.name for role in reversed(roles) for noun in role.nouns},
            actors=actors,
            actor_of={name.lower(): a for a in actors for name in (a.name, *a.variants)},
            identities=tuple(identity for book in books for identity in book.identities),
            standings={s.name: s for book in books for s in book.standings},
            background=_joined(Background, [b.background for b in books]),
            speech=_joined(Speech, [b.speech for b in books]),
        )

    def word_set(self, name: str) -> frozenset[str]:
        """A list of words under [grammar] of the language book, with what other books add to it."""
        return frozenset(self.settings["grammar"][name])

    def class_of(self, noun: str) -> Phrase:
        """Names of the classes that a noun (phrase) belongs to, the most specific first."""
        return self.nouns.get(noun, ())

    def is_a(self, name: str, ancestor: str) -> bool:
        """Whether class `name` is `ancestor` or lies under it."""
        while name:
            if name == ancestor:
                return True
            name = self.classes[name].parent or "" if name in self.classes else ""
        return False

    def units_of(self, names: Iterable[str]) -> set[str]:
        """The units of several classes; those without one are left out."""
        return {unit for name in names if (unit := self.unit_of(name))}

    def unit_of(self, name: str) -> str | None:
        """The unit in which things of a class are counted."""
        while name in self.classes:
            if self.classes[name].unit:
                return self.classes[name].unit
            name = self.classes[name].parent or ""
        return None


def _classes(books: Iterable[Codebook]) -> dict[str, NounClass]:
    """Classes by name; the words of one declared in several books are joined."""
    joined: dict[str, NounClass] = {}
    for book in books:
        for new in book.classes:
            old = joined.get(new.name)
            if old is not None:
                new = NounClass(
                    new.name,
                    (*old.nouns, *new.nouns),
                    old.unit or new.unit,
                    old.parent or new.parent,
                    old.group or new.group,
                    (*old.suffixes, *new.suffixes),
                )
            joined[new.name] = new
    return joined


def _nouns(classes: dict[str, NounClass]) -> dict[str, Phrase]:
    """Noun -> its classes, children before parents, then by name."""

    def depth(name: str) -> int:
        count = 0
        while name in classes and classes[name].parent:
            name, count = classes[name].parent or "", count + 1
        return count

    found: dict[str, list[str]] = {}
    for name in sorted(classes, key=lambda n: (-depth(n), n)):
        for noun in classes[name].nouns:
            if name not in found.setdefault(noun, []):
                found[noun].append(name)
    return {noun: tuple(names) for noun, names in found.items()}


def _triggers(rules: Iterable[Measure], relation: str, field: str) -> dict[str, tuple[Trigger, ...]]:
    """First word (of `at` the preposition, of noun phrases the last word as well) -> triggers, longest first."""
    found: dict[str, list[Trigger]] = {}
    for rule in rules:
        for words in getattr(rule, field):
            key = phrase(words)
            denied = key[0] == "not" and relation in ("patient", "agent")
            trigger = Trigger(key[1:] if denied else key, rule, denied)
            found.setdefault(trigger.words[-1 if relation == "at" else 0], []).append(trigger)
            if relation in _BY_HEAD and key[-1] != key[0]:
                found.setdefault(key[-1], []).append(trigger)
    return {w: tuple(sorted(ts, key=lambda t: -len(t.words))) for w, ts in found.items()}


def _joined(kind: Any, parts: list[Any]) -> Any:
    """One object whose word lists are those of all parts."""
    values: dict[str, Any] = {}
    for name in kind.__dataclass_fields__:
        if name in ("media", "networks", "frames"):
            values[name] = {k: v for part in parts for k, v in getattr(part, name).items()}
        else:
            values[name] = tuple(w for part in parts for w in getattr(part, name))
    return kind(**values)


def _merged(into: dict[str, Any], more: dict[str, Any]) -> dict[str, Any]:
    """Settings of two books: tables merge, lists run on, anything else is what the later book says."""
    joined = dict(into)
    for key, value in more.items():
        old = joined.get(key)
        if isinstance(old, dict) and isinstance(value, dict):
            joined[key] = _merged(old, value)
        elif isinstance(old, list) and isinstance(value, list):
            joined[key] = [*old, *value]
        else:
            joined[key] = value
    return joined
