"""Where single people are told of whom something was done to: "a man was killed", "Reed, 34, died", "her son was shot"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from sayso.codebook.lexicon import Lexicon
from sayso.model.number import Number
from sayso.reading.figure import Figure, blank
from sayso.reading.links import Counted, Link, links
from sayso.reading.measures import Reading, classes_of, match
from sayso.reading.parsing import Parsed
from sayso.reading.people.doers import done_by_somebody, to_others_too
from sayso.reading.people.marks import (
    NOUNS,
    ROLES,
    age_beside,
    age_of,
    aged,
    denied,
    standing_for_one,
    summed,
    with_adverb,
)
from sayso.reading.people.mention import LONGEST, Mention
from sayso.reading.surroundings import Surroundings, words_of

if TYPE_CHECKING:
    from spacy.tokens import Token

# Only a word tied as closely as this counts somebody for whom no numeral stands.
_TIGHT = 3.3
# From this age on nobody is called a teenager, and below that nobody a man.
_GROWN, _YOUNG = 20, 18
_FULL_NAME = re.compile(r"(?=\b([A-Z][a-z'’.-]+) ((?:[A-Z][\w'’.-]* )?[A-Z][\w'’-]+))")


class MentionReader:
    """Finds the mentions of single people with one lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.words = lexicon.settings["people"]
        self.sex_of = {noun: sex for sex in ("male", "female") for noun in self.words[sex]}
        self.pronouns = {word: sex for sex in ("male", "female") for word in self.words[f"{sex}_pronouns"]}
        self.owners = {word: sex for sex in ("male", "female") for word in self.words[f"{sex}_owners"]}
        (
            self.articles,
            self.anew,
            self.nobody,
            self.besides,
            self.not_quite,
            self.particles,
            self.suffixes,
            self.grown,
        ) = (
            frozenset(self.words[k])
            for k in ("articles", "anew", "nobody", "besides", "not_quite", "name_particles", "name_suffixes", "grown")
        )
        self.unborn = frozenset(self.words["unborn"])
        self.offenders = frozenset(self.words["offenders"])
        self.titles = frozenset(t.lower() for t in lexicon.settings["names"]["titles"]) | frozenset(
            lexicon.settings["regions"]["courtesy"]
        )
        self.openers = lexicon.word_set("sentence_openers")
        calendar = lexicon.settings["calendar"]
        self.closed = lexicon.word_set("closed_class") | calendar["weekdays"].keys() | calendar["months"].keys()
        self.institutions = frozenset(self.words["in_names_of_institutions"])
        self.telling = frozenset(
            trigger.words[0]
            for table in lexicon.triggers.values()
            for triggers in table.values()
            for trigger in triggers
            if lexicon.measures[trigger.rule.reads_as or trigger.rule.name].singles
        )

    def names_in_full(self, text: str) -> dict[str, int | None]:
        """The last words of names told in full somewhere in a report, with an age that stands there: "Reed" of "Anna Reed, 34,"."""
        ages: dict[str, set[int]] = {}
        for m in _FULL_NAME.finditer(text):
            if m.group(1) not in self.openers and m.group(1).lower() not in self.closed:
                age = age_beside(text, m.start(1), m.end(2))
                for word in m.group(2).split():
                    ages.setdefault(word, set()).update(() if age is None else (age,))
        # of two people of one name the age does not tell
        return {word: next(iter(told)) if len(told) == 1 else None for word, told in ages.items()}

    def mentions(self, parsed: Parsed, named: Mapping[str, int | None], around: Surroundings) -> list[Mention]:
        """The mentions of single people in a sentence that something of the codebook was done to."""
        if self.telling.isdisjoint(words_of(parsed.doc)):
            return []
        found: dict[int, Mention] = {}
        for token in standing_for_one(parsed.doc):
            m = self._mention(parsed, token, named)
            if m is not None:
                self._fates(m, around)
                found[token.i] = m
        for m in found.values():
            # "Reed and his wife were shot": what is told of the first is told of all
            head = found.get(m.token.head.i) if m.token.dep_ == "conj" else None
            if head is not None and not m.fates:
                m.fates = [self._figure(m, f.reading) for f in head.fates if f.reading is not None]
        return [m for m in found.values() if m.fates]

    def _mention(self, parsed: Parsed, token: Token, named: Mapping[str, int | None]) -> Mention | None:
        """A token that stands for one person; None for anything else."""
        tag = token.tag_
        if tag != "PRP" and tag not in NOUNS and token.lower_ != "old":
            return None
        if token.dep_ not in ROLES or token.i in parsed.numbers or token.i in parsed.moments:
            return None
        if tag == "PRP":
            sex = self.pronouns.get(token.lower_)
            if sex is None:
                return None
            if token.lower_.endswith("self"):
                return self._reflexive(parsed, token, sex, named)
            return Mention(parsed, token, "pronoun", token, sex)
        if any(t.i in parsed.numbers and t.dep_ == "nummod" for t in token.lefts) and token.lower_ != "old":
            return None
        lefts = [t.lower_ for t in token.lefts]
        if not self.nobody.isdisjoint(lefts) or summed(token) or self._same_twice(token):
            return None
        if aged(token) or any(self.lexicon.is_a(c, "person") for c in classes_of(token, self.lexicon)):
            return self._noun(parsed, token, lefts)
        return self._name(parsed, token, named) if token.tag_ in ("NNP", "NNPS") else None

    def _noun(self, parsed: Parsed, token: Token, lefts: list[str]) -> Mention | None:
        if token.lemma_.lower() in self.words["never_one"] or not self.unborn.isdisjoint(lefts):
            return None
        kind = "indefinite" if not lefts or not self.articles.isdisjoint(lefts) else "definite"
        noun = token.lower_ if token.lower_ in self.sex_of else token.lemma_.lower()
        m = Mention(parsed, token, kind, token, self.sex_of.get(noun, ""), noun)
        m.owner = next((self.owners[t.lower_] for t in token.lefts if t.lower_ in self.owners), "")
        if done_by_somebody(token, self.lexicon):
            # "shot his friend": it is the friend of who shot
            m.owner, m.victim = "", True
        m.offender = noun in self.offenders
        m.grown = True if noun in self.grown else False if self._a_child(token) else None
        m.pair = token.lemma_.lower() in self.words["pairs"]
        m.anew = not self.anew.isdisjoint(lefts)
        m.age = age_of(parsed, token)
        if m.age is not None:
            # "his 23-year-old daughter"
            m.grown = True if m.age >= _GROWN else False if m.age < _YOUNG else None
        name = next((t for t in token.children if t.dep_ == "appos" and t.tag_ == "NNP"), None)
        if name is not None:
            m.first, m.last = self._names(name)
        return m

    def _name(self, parsed: Parsed, token: Token, named: Mapping[str, int | None]) -> Mention | None:
        """As in "Anna Reed"; names of places, offices and institutions are none."""
        words = [t for t in token.lefts if t.dep_ == "compound"]
        parts_as_written = [t.text for t in (*words, token)]
        parts = [w.lower() for w in parts_as_written]
        last = token
        if words and parts[-1].rstrip(".") in self.suffixes:
            # "Tom Reddle Jr."
            last, parts = words[-1], parts[:-1]
        if parts[-1] in self.closed or parts[-1].rstrip(".") in self.suffixes:
            return None
        if all(w.isupper() or w.lower() in self.particles for w in parts_as_written) and not parsed.text.isupper():
            # a date line: "LA PORTE, Texas"
            return None
        if any(t.tag_ == "DT" for t in token.lefts) or not all(
            t.text[0].isupper() or t.lower_ in self.particles for t in (*words, token)
        ):
            return None
        of_age = age_of(parsed, token) is not None
        # "John and Mary Reed"
        kin = next((t for t in token.conjuncts if t.i > token.i and t.tag_ == "NNP" and t.n_lefts), None)
        if not words and not of_age and kin is None and last.text not in named:
            return None
        if (
            not self.institutions.isdisjoint(parts[:-1] if of_age else parts)
            or " ".join(parts) in self.lexicon.actor_of
        ):
            return None
        if not of_age and any(self.lexicon.class_of(w) and not self._of_person(w) for w in parts):
            return None
        m = Mention(parsed, token, "name", token)
        m.first, m.last = self._names(token)
        if not words and kin is not None and token.text not in named:
            m.first, m.last = m.last, self._names(kin)[1]
        m.age = age_of(parsed, token)
        if m.age is None:
            m.age = named.get(last.text)
        if m.age is not None:
            m.grown = True if m.age >= _GROWN else False if m.age < _YOUNG else None
        return m

    def _names(self, token: Token) -> tuple[str, str]:
        """First and last name of a name's head, in small letters; a single word is a last name."""
        first = next((t.i for t in token.lefts if t.dep_ == "compound" and t.tag_ == "NNP"), token.i)
        # "Reed-Low" is one word of a name, and three of the tree
        *parts, last = token.doc[first : token.i + 1].text.lower().split()
        parts = [w for w in parts if w not in self.titles]
        if last.rstrip(".") in self.suffixes and parts:
            last = parts.pop()
        return (parts[0] if parts else "", last)

    def _same_twice(self, token: Token) -> bool:
        """As in "his friend and teammate": one person by two nouns, unless they are "a husband and wife"."""
        if token.dep_ != "conj" or token.tag_ != "NN" or token.head.tag_ != "NN":
            return False
        own = any(t.dep_ in ("det", "poss") for t in token.lefts)
        kin = {token.lower_, token.head.lower_} & self.sex_of.keys()
        return not own and not kin and any(t.dep_ in ("det", "poss") for t in token.head.lefts)

    def _of_person(self, noun: str) -> bool:
        return any(self.lexicon.is_a(c, "person") for c in self.lexicon.class_of(noun))

    def _a_child(self, noun: Token) -> bool:
        return any(self.lexicon.is_a(c, "child") for c in classes_of(noun, self.lexicon))

    def _reflexive(self, parsed: Parsed, token: Token, sex: str, named: Mapping[str, int | None]) -> Mention | None:
        """As in "shot his wife before killing himself": the subject is meant."""
        verb = token.head
        for _ in range(4):
            subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
            if subject is not None:
                m = None if subject.lower_.endswith("self") else self._mention(parsed, subject, named)
                if m is not None:
                    m.token, m.sex = token, m.sex or sex
                    m.killer = to_others_too(token, self.lexicon)
                    return m
                break
            verb = verb.head
        return Mention(parsed, token, "pronoun", token, sex, killer=to_others_too(token, self.lexicon))

    def _fates(self, m: Mention, around: Surroundings) -> None:
        """What the words of the sentence say was done to, or became of, a person."""
        target = Counted(m.token, None if m.kind in ("name", "pronoun") or m.token is not m.shown else m.token)
        ties = [k for k in links(target) if k.kind != "noun"]
        if m.token.dep_ == "poss":
            # "Reed's death", "her son's killing"
            ties = [Link("noun_of", m.token.head, 1.0)]
        before = m.parsed.doc[: m.token.i]
        if any(t.lower_ == "neither" for t in before) or (m.token.n_lefts and denied(m.token)):
            return
        seen: set[str] = set()
        for tie in ties:
            number = _one(m)
            classes = target if target.noun is None or not aged(m.token) else Counted(m.token, None)
            reading = match(number, classes, [tie], self.lexicon, around, default=False)
            on_himself = tie.kind == "at" and m.token.lower_.endswith("self")
            if m.token.dep_ in ("pobj", "poss") and tie.kind != "noun_of" and not on_himself:
                # "the son of a deputy was killed"; but "turned the gun on himself"
                continue
            if tie.kind == "noun_of" and m.token.dep_ == "pobj" and m.token.head.lower_ != "of":
                # "a shooting by an officer"
                continue
            if reading is None or reading.measure in seen or reading.score > _TIGHT:
                continue
            if reading.kind not in ("patient", "agent", "state", "noun_of") and not on_himself:
                continue
            if not self.lexicon.measures[reading.measure].singles or with_adverb(reading, self.not_quite):
                continue
            if m.kind == "indefinite" and with_adverb(reading, self.besides):
                m.anew = True
            seen.add(reading.measure)
            if reading.rule.own_hand and reading.governor is not None:
                m.killer = m.killer or to_others_too(reading.governor, self.lexicon)
            m.fates.append(self._figure(m, reading))

    def _figure(self, m: Mention, reading: Reading) -> Figure:
        f = blank(m.parsed, m.token, _one(m))
        f.target = Counted(m.token, None if m.kind in ("name", "pronoun") or m.token is not m.shown else m.token)
        f.ties = links(f.target)
        f.implicit = True
        f.classes = classes_of(f.target.noun, self.lexicon)
        f.reading = reading
        return f


def _one(m: Mention) -> Number:
    """The number one, at the words of a mention."""
    start, end = m.parsed.spans[m.shown.i]
    first = start
    if m.kind == "name":
        first = m.parsed.spans[next((t.i for t in m.shown.lefts if t.dep_ == "compound"), m.shown.i)][0]
    elif m.kind in ("indefinite", "definite"):
        article = next((t for t in m.shown.lefts if t.dep_ in ("det", "poss")), m.shown)
        first = m.parsed.spans[article.left_edge.i][0]
    shown = m.parsed.text[first - m.parsed.sentence.start : end - m.parsed.sentence.start]
    if end - first > LONGEST or (any(c.isdigit() for c in shown) and not aged(m.shown)):
        # an age is no count: "boy" of "a 15-year-old boy"
        first, shown = start, m.parsed.text[start - m.parsed.sentence.start : end - m.parsed.sentence.start]
    value = 2 if m.pair else 1
    return Number(first, end, first, end, first, end, shown, value, value, value, "exact", "implicit")
