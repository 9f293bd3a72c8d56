"""What a number measures: its links looked up in the codebook's triggers, the tightest fitting one wins."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.codebook.lexicon import Lexicon, Trigger
from sayso.codebook.schema import Measure
from sayso.model.number import Number
from sayso.reading.links import Counted, Link
from sayso.reading.phrases import at_words, noun_words, numbered, run_on, verb_words, with_object
from sayso.reading.surroundings import Surroundings, words_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_CURRENCIES = frozenset(["usd", "eur", "gbp"])
_SPECIAL_UNITS = {"percent": "percent", "fraction": "percent", "money": "money"}


@dataclass(frozen=True, slots=True)
class Reading:
    """A measure that a number was matched with: through which word, how tightly."""

    rule: Measure
    governor: Token | None
    score: float
    kind: str

    @property
    def measure(self) -> str:
        """The measure's name as it is written down."""
        return self.rule.reads_as or self.rule.name


def classes_of(noun: Token | None, lexicon: Lexicon) -> tuple[str, ...]:
    """Classes of a counted noun, most specific first; () where it is a pronoun or unknown.

    The longest compound that is declared decides ("detention center" before "center").
    """
    if noun is None:
        return ()
    own = _classes_of_one(noun, lexicon)
    listed = [t for t in noun.conjuncts if t.pos_ == "NOUN" and not numbered(t)]
    for other in listed:
        # "children, and adults": what is counted is wider than either
        theirs = _classes_of_one(other, lexicon)
        if own and theirs and not set(own) & set(theirs) and lexicon.classes[own[0]].group:
            parents = [lexicon.classes[c].parent for c in own if lexicon.classes[c].parent]
            return tuple(p for p in parents if p is not None) or own
    return own


def _classes_of_one(noun: Token, lexicon: Lexicon) -> tuple[str, ...]:
    lemma = noun.lemma_.lower()
    parts = [t.lower_ for t in noun.lefts if t.dep_ in ("compound", "amod", "nmod") and noun.i - t.i <= 3]
    for size in (2, 1):
        if len(parts) >= size:
            found = lexicon.class_of(" ".join([*parts[-size:], lemma]))
            if found:
                return found
    found = lexicon.class_of(lemma) or lexicon.class_of(noun.lower_)
    if found:
        return found
    return next(((name,) for name, endings in lexicon.endings if noun.lower_.endswith(endings)), ())


def _stated_before(number: Number, token: Token, lexicon: Lexicon) -> Reading | None:
    """A measure named by the words directly before the number ("as young as four")."""
    words = tuple(t.lower_ for t in token.doc[max(0, token.i - 4) : token.i])
    for triggers in lexicon.triggers["before"].values():
        for trigger in triggers:
            if words[-len(trigger.words) :] == trigger.words and _unit_fits(trigger.rule, number, bare_years=True):
                return Reading(trigger.rule, token, 0.0, "before")
    return None


def match(
    number: Number,
    target: Counted,
    ties: list[Link],
    lexicon: Lexicon,
    around: Surroundings,
    token: Token | None = None,
    *,
    classes: tuple[str, ...] | None = None,
    default: bool = True,
) -> Reading | None:
    """The best reading of a number, or None where no declared word ties it to a measure.

    It counts its noun, or things of the given `classes` where the noun is understood; without `default` a noun alone
    is not enough.
    """
    if token is not None:
        stated = _stated_before(number, token, lexicon)
        if stated is not None:
            return stated
    classes = classes_of(target.noun, lexicon) if classes is None else classes
    found: list[tuple[float, int, Reading]] = []
    living = target.noun is not None and target.noun.lemma_.lower() in lexicon.word_set("living")
    for order, link in enumerate(ties):
        if living and link.kind == "toll":
            # "the toll is 17 dead and 26 survivors"
            continue
        for trigger in _candidates(link, lexicon, token):
            if not _applies(trigger.rule, number, classes, lexicon, around, link.kind):
                continue
            if trigger.rule.reflexive and not target.anchor.lower_.endswith("self"):
                continue
            if trigger.rule.tense and _tense(link.governor) != trigger.rule.tense:
                continue
            score = link.distance - 0.4 * trigger.rule.priority - 0.3 * (len(trigger.words) - 1)
            found.append((score, order, Reading(trigger.rule, link.governor, score, link.kind)))
    if found:
        return min(found, key=lambda f: (f[0], f[1], f[2].rule.name))[2]
    return _default(number, target, classes, lexicon, around) if default else None


def _candidates(link: Link, lexicon: Lexicon, numeral: Token | None) -> list[Trigger]:
    """Triggers of the link's kind whose words stand at its governor and belong to no other numeral."""
    word, kind = link.governor, link.kind
    lemma, lower = word.lemma_.lower(), word.lower_
    table = lexicon.triggers[kind]
    if kind in ("patient", "agent"):
        found = _sayable(table.get(lemma, ()) or table.get(lower, ()), word)
        if not found:
            return []
        denied = any(c.dep_ == "neg" for c in word.children)
        return [
            t for t in found if t.denied == denied and (len(t.words) == 1 or verb_words(word, t.words[1:], numeral))
        ]
    light = lexicon.word_set("light_modifiers")
    found = _sayable((*table.get(lower, ()), *(table.get(lemma, ()) if lemma != lower else ())), word)
    if kind == "state":
        return [
            t
            for t in found
            if run_on(word, t.words, light) or noun_words(word, t.words, light) or with_object(word, t.words)
        ]
    if kind in ("noun", "noun_of", "toll"):
        return [t for t in found if noun_words(word, t.words, light)]
    return [t for t in table.get(link.preposition, ()) if at_words(word, t.words[:-1], light)]


def _sayable(triggers: Iterable[Trigger], word: Token) -> list[Trigger]:
    """Those triggers of several words whose words all stand somewhere in the sentence, and those of one."""
    several = [t for t in triggers if len(t.words) > 1]
    if not several:
        return list(triggers)
    said = words_of(word.doc)
    return [t for t in triggers if len(t.words) == 1 or said.issuperset(t.words[1:])]


def _applies(
    rule: Measure,
    number: Number,
    classes: tuple[str, ...],
    lexicon: Lexicon,
    around: Surroundings,
    kind: str,
) -> bool:
    """Whether a rule may count this: unit, noun class, and words that must or must not stand near."""
    if not _unit_fits(rule, number):
        return False
    if kind != "noun" and rule.counts and not _counts(rule, classes, lexicon, kind):
        return False
    return context_fits(rule, around)


def _unit_fits(rule: Measure, number: Number, *, bare_years: bool = False) -> bool:
    """Whether a rule counts in the number's unit: money, percent, years, or things."""
    special = _SPECIAL_UNITS.get(number.form)
    wanted = "percent" if rule.unit == "percent" else "money" if rule.unit in _CURRENCIES else None
    if special != wanted:
        return False
    if rule.unit == "year":
        return number.unit == "year" or bare_years
    return number.form not in ("quantity", "modifier") or number.unit is None


def _counts(rule: Measure, classes: tuple[str, ...], lexicon: Lexicon, kind: str) -> bool:
    """Whether a rule counts nouns of these classes.

    Rules for people take pronouns and unknown nouns too, rules for sites what is done to unknown nouns ("raided six
    dairies").
    """
    if not classes:
        return kind == "toll" or "person" in rule.counts or (kind == "patient" and "site" in rule.counts)
    return any(lexicon.is_a(c, want) for c in classes for want in rule.counts)


def _tense(verb: Token) -> str:
    """present or past, of a verb or of its auxiliary."""
    marks = [c.tag_ for c in verb.children if c.dep_ in ("aux", "auxpass")] or [verb.tag_]
    return "present" if any(tag in ("VBP", "VBZ") for tag in marks) and "VBD" not in marks else "past"


def context_fits(rule: Measure, around: Surroundings) -> bool:
    """Whether the words round a number allow a rule."""
    if rule.near and not around.sentence.holds(rule.near):
        return False
    if rule.unless and around.sentence.holds(rule.unless):
        return False
    if rule.topic and not around.report.holds(rule.topic):
        return False
    return not (rule.unless_topic and around.report.holds(rule.unless_topic))


def _default(
    number: Number, target: Counted, classes: tuple[str, ...], lexicon: Lexicon, around: Surroundings
) -> Reading | None:
    """What a noun class is read as when nothing else is said."""
    special = _SPECIAL_UNITS.get(number.form)
    if special is None and number.form in ("quantity", "modifier"):
        return None
    if target.base is not None and numbered(target.base):
        return None
    if special and any(c.dep_ == "neg" for c in target.anchor.head.children):
        return None
    wanted = (special,) if special else classes
    best: Reading | None = None
    for rule in lexicon.rules:
        if not rule.default_for or not context_fits(rule, around):
            continue
        if rule.default_near and not around.sentence.holds(rule.default_near):
            continue
        ranks = [
            k
            for k, name in enumerate(wanted)
            if name in rule.default_for or any(lexicon.is_a(name, d) for d in rule.default_for)
        ]
        if ranks:
            score = 8.0 + ranks[0] - 0.4 * rule.priority
            if best is None or score < best.score:
                best = Reading(rule, None, score, "default")
    return best
