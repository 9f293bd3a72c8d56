"""Statements before their sources have names: verbs of speech, "according to", nouns of speech."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import TYPE_CHECKING

from sayso.codebook.lexicon import Lexicon
from sayso.reading.parsing import Parsed
from sayso.reading.speech.according import according
from sayso.reading.speech.draft import IMPERSONAL, Draft
from sayso.reading.speech.sources import is_addressed, maker
from sayso.reading.speech.tallies import tally

if TYPE_CHECKING:
    from spacy.tokens import Token


_SUBJECTS = frozenset(["nsubj", "nsubjpass", "csubj", "expl"])


class Drafter:
    """Finds who speaks by which word of what, with the speech words of a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        speech = lexicon.speech
        self.verbs = frozenset(speech.verbs)
        self.noun_verbs = frozenset(speech.noun_verbs)
        self.that_verbs = frozenset(speech.that_verbs)
        self.beliefs = frozenset(speech.beliefs)
        self.nouns = frozenset(speech.nouns)
        self.tallies = frozenset(speech.tallies)
        self.phrasal = {tuple(v.split()) for v in speech.verbs if " " in v}
        # "accused the firm of hiring 40 people": what stands behind the object is said as well
        self.with_object = {tuple(v.split()) for v in speech.frames.get("object_preposition", ())}
        self.sources = frozenset(speech.according)

    def drafts(self, sentence: Parsed) -> Iterator[Draft]:
        """All statements of one sentence."""
        for token in sentence.doc:
            lemma, lower = token.lemma_.lower(), token.lower_
            if (lemma in self.verbs or lemma in self.beliefs) and token.pos_ in ("VERB", "AUX"):
                yield from self._verb(sentence, token)
            elif lower == "according" or (lower in self.sources and token.dep_ == "prep"):
                yield from according(sentence, token)
            elif token.pos_ == "VERB" and any((lemma, c.lower_) in self.phrasal for c in token.children):
                yield from self._verb(sentence, token)
            elif token.pos_ == "NOUN":
                if lemma in self.nouns:
                    yield from self._noun(sentence, token)
                if lemma in self.tallies:
                    yield from tally(sentence, token)

    def _verb(self, sentence: Parsed, verb: Token) -> Iterator[Draft]:
        """As in "X said (that) ...", "... , X said", "X announced the arrest of ...", "it was reported that ..."."""
        subject = _subject(verb)
        cue = sentence.span_of([verb])
        if subject is None and (stray := _stray_subject(verb)) is not None:
            name, first = stray
            before = [t for t in verb.doc[:first] if not t.is_punct]
            if before:
                yield Draft(name, cue, (sentence.span_of(before),), None, verb.lemma_)
            return
        passive = any(c.dep_ in ("nsubjpass", "auxpass") for c in verb.children)
        bare = verb.tag_ == "VBN" and not any(c.dep_ in ("aux", "auxpass") for c in verb.children)
        # a tree may take "put" for a participle
        bare = bare and not (verb.lower_ == verb.lemma_ and any(c.dep_ == "nsubj" for c in verb.children))
        if any(c.dep_ == "mark" and c.lower_ in ("if", "unless", "whether") for c in verb.children):
            return
        if (subject is None and not passive) or bare or (subject is not None and is_addressed(subject)):
            return
        clause = self._clauses(verb, subject)
        noun = [c for c in verb.children if c.dep_ in ("dobj", "oprd", "attr") and verb.lemma_ in self.noun_verbs]
        noun += [c for c in verb.children if c.dep_ == "prep" and noun and (verb.lemma_, c.lower_) in self.with_object]
        if clause and noun and noun[0].i < clause[0].i and not any(c.dep_ in _SUBJECTS for c in clause[0].children):
            # "reported 295 people were missing": the tree has parted the people from what they were
            clause = [noun[0], *clause]
        spoken = [c for c in verb.children if c.dep_ == "prep" and c.lower_ == "of" and verb.lemma_ == "speak"]
        heads = clause or (noun and [*noun, *_amounts(verb)]) or spoken
        if not heads:
            if subject is not None and _inserted(verb, subject):
                outside = _outside(sentence, subject, verb)
                if len(outside) > 3:
                    yield Draft(subject, cue, (sentence.span_of(outside),), None, verb.lemma_)
            return
        head: Token | None = subject
        if passive:
            if clause == [] or (subject is not None and subject.lower_ not in IMPERSONAL):
                return
            by = next((c for c in verb.children if c.dep_ == "agent"), None)
            head = next((c for c in by.children if c.dep_ == "pobj"), None) if by is not None else None
        spans = tuple(self._span(sentence, c, verb, whole=c.dep_ != "oprd") for c in heads)
        quoted = verb.head.head if verb.dep_ == "pcomp" else None
        hearer = _subject(quoted) if quoted is not None else _hearer(verb, heads)
        head, hearer = _cited(verb, head, hearer)
        if head is not None and head.lemma_ in self.nouns:
            head = maker(head) or head
        yield Draft(head, cue, self._over_semicolon(sentence, verb, head, spans), hearer, verb.lemma_)

    def _clauses(self, verb: Token, subject: Token | None) -> list[Token]:
        """Heads of the clauses that a verb of speech governs."""
        clause = [c for c in verb.children if c.dep_ in ("ccomp", "parataxis") and c != subject]
        clause = [c for c in clause if not _stolen(c, verb)] or _lent(verb)
        if verb.lemma_ in ("tell", "warn", "remind", "inform"):
            clause += [c for c in verb.children if c.dep_ == "xcomp"]
        if verb.lemma_ in self.that_verbs:
            clause = [c for c in clause if any(m.dep_ == "mark" and m.lower_ == "that" for m in c.children)]
        return [c for c in clause if not _behind_semicolon(c, verb)]

    def _span(self, sentence: Parsed, head: Token, verb: Token, *, whole: bool = True) -> tuple[int, int]:
        """The stretch of a clause, cut where the verb of speech stands inside it; of a noun without its clauses."""
        opened, closed = _brackets(verb)
        tokens = [t for t in head.subtree if t != verb and opened < t.i < closed]
        stop = next((t.i for t in tokens if t.text == ";" and t.i > verb.i), None)
        if stop is not None and head.i > verb.i:
            tokens = [t for t in tokens if t.i < stop]
        if not whole:
            clauses = {t.i for c in head.subtree if c.dep_ == "relcl" for t in c.subtree}
            tokens = [t for t in tokens if t.i not in clauses]
        before = [t for t in tokens if t.i < verb.i]
        after = [t for t in tokens if t.i > verb.i]
        chosen = before if opened < head.i < verb.i else after
        while chosen and (chosen[0].is_punct and chosen[0].text not in '$#“"'):
            chosen = chosen[1:]
        while chosen and chosen[-1].is_punct and chosen[-1].text in ",;:.—–-":
            chosen = chosen[:-1]
        return sentence.span_of(chosen or ([head] if opened < 0 else [verb]))

    def _over_semicolon(
        self, sentence: Parsed, verb: Token, head: Token | None, spans: tuple[tuple[int, int], ...]
    ) -> tuple[tuple[int, int], ...]:
        """As in "..., said the general; 12 had been brought out": the second part is his as well."""
        if not spans or spans[0][0] > sentence.spans[verb.i][0]:
            return spans
        doc = sentence.doc
        edge = max([verb.i, *(t.i for t in head.subtree)] if head is not None else [verb.i])
        if edge + 2 < len(doc) and doc[edge + 1].text == ";":
            return (*spans, (sentence.spans[edge + 2][0], sentence.sentence.end))
        return spans

    def _noun(self, sentence: Parsed, noun: Token) -> Iterator[Draft]:
        """As in "her claim that ...", "reports that ...", "issued a statement claiming ..."."""
        clause = next(
            (
                c
                for c in noun.children
                if c.dep_ in ("acl", "ccomp", "relcl")
                and any(m.lower_ == "that" and m.dep_ == "mark" for m in c.children)
            ),
            None,
        )
        owner = next((c for c in noun.children if c.dep_ == "poss"), None)
        if clause is None:
            told = next(
                (c for c in noun.children if c.dep_ == "prep" and c.lower_ in ("of", "in", "about") and c.i > noun.i),
                None,
            )
            if owner is not None and told is not None:
                yield Draft(owner, sentence.span_of([noun]), (sentence.span_of(told.subtree),), None, noun.lemma_)
            return
        by = next((c for c in noun.children if c.dep_ == "prep" and c.lower_ in ("by", "from")), None)
        if by is not None:
            owner = next((c for c in by.children if c.dep_ == "pobj"), owner)
        yield Draft(owner or noun, sentence.span_of([noun]), (self._span(sentence, clause, noun),), None, noun.lemma_)


def _amounts(verb: Token) -> list[Token]:
    """As in "put the crowd at 45,000": what the noun is put at is said as well."""
    return [
        c
        for c in verb.children
        if c.dep_ == "prep" and c.lower_ == "at" and any(t.tag_ == "CD" for t in c.subtree) and c.i > verb.i
    ]


def _behind_semicolon(clause: Token, verb: Token) -> bool:
    """Whether a semicolon parts a clause from the verb of speech that follows it."""
    if clause.i > verb.i:
        return False
    return any(t.text == ";" for t in verb.doc[clause.i : verb.i])


def _inserted(verb: Token, subject: Token) -> bool:
    """Whether subject and verb stand between commas inside another clause: ", the agency said,"."""
    doc = verb.doc
    first, last = min(subject.left_edge.i, verb.i), max(subject.right_edge.i, verb.i)
    return (
        last - first <= 6
        and first > 0
        and doc[first - 1].text == ","
        and last + 1 < len(doc)
        and doc[last + 1].text == ","
    )


def _stray_subject(verb: Token) -> tuple[Token, int] | None:
    """As in "..., Ann Low, medical examiner, said": a name and office that the tree has hung elsewhere.

    The name's last word and the index of its first; None unless the words between the commas are just that.
    """
    doc = verb.doc
    if verb.dep_ != "ROOT":
        return None
    edges = [*[t.i for t in doc[: verb.i] if t.text == ","][-3:], verb.i]
    parts = [doc[a + 1 : b] for a, b in itertools.pairwise(edges)]
    for part in [p for p in parts if len(p)][-2:]:
        if all(t.tag_ in ("NNP", "NNPS") and t.text[0].isupper() for t in part) and len(part) <= 4:
            rest = doc[part.end + 1 : verb.i]
            if all(t.pos_ in ("NOUN", "PROPN", "ADJ", "ADP", "DET", "PUNCT", "PART") for t in rest):
                return part[-1], part.start
    return None


def _brackets(verb: Token) -> tuple[int, int]:
    """The numbers of the brackets that a verb stands in; those before and behind the sentence where there are none."""
    doc = verb.doc
    opened = next((t.i for t in reversed(doc[: verb.i]) if t.text in ("(", ")")), -1)
    if opened < 0 or doc[opened].text == ")":
        return -1, len(doc)
    return opened, next((t.i for t in doc[verb.i :] if t.text == ")"), len(doc))


def _stolen(clause: Token, verb: Token) -> bool:
    """As in "told the Post, which first reported the raid, that 45 ...": what was told, not what was reported."""
    return verb.dep_ == "relcl" and clause.left_edge.lower_ == "that" and clause.left_edge.nbor(-1).text == ","


def _lent(verb: Token) -> list[Token]:
    """The clause that a verb of telling has lost to the relative clause of its hearer."""
    for hearer in (c for c in verb.children if c.dep_ in ("dobj", "dative")):
        for aside in (c for c in hearer.children if c.dep_ == "relcl"):
            for clause in aside.subtree:
                if clause.dep_ in ("ccomp", "acl") and clause.i > aside.i and clause.left_edge.lower_ == "that":
                    return [clause] if clause.left_edge.nbor(-1).text == "," else []
    return []


def _cited(verb: Token, source: Token | None, hearer: Token | None) -> tuple[Token | None, Token | None]:
    """As in "the Herald reported, citing police": the police say so, through the Herald."""
    holders = [verb, source] if source is not None else [verb]
    for child in (
        c for h in holders for c in h.children if c.dep_ in ("advcl", "acl") and c.lower_ in ("citing", "quoting")
    ):
        named = next((c for c in child.children if c.dep_ == "dobj"), None)
        if named is not None and source is not None and source.pos_ == "PROPN":
            return named, source
    return source, hearer


def _subject(verb: Token) -> Token | None:
    """Who speaks by a verb: its own subject, or that of the verb that it continues."""
    subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass", "csubj")), None)
    continues = (verb.dep_ == "conj" and verb.head.pos_ == "VERB") or (
        verb.dep_ in ("advcl", "acl") and verb.tag_ == "VBG"
    )
    if subject is None and continues:
        subject = next((c for c in verb.head.children if c.dep_ == "nsubj"), None)
    if subject is None and verb.dep_ == "pcomp" and verb.head.lower_ == "as":
        # "quoted an official as saying"
        subject = next((c for c in verb.head.head.children if c.dep_ == "dobj"), None)
    return subject


def _hearer(verb: Token, heads: list[Token]) -> Token | None:
    """Whom something is told."""
    hearer = next((c for c in verb.children if c.dep_ in ("dative", "dobj") and c not in heads), None)
    if hearer is None:
        to = next((c for c in verb.children if c.dep_ == "prep" and c.lower_ == "to"), None)
        hearer = next((c for c in to.children if c.dep_ == "pobj"), None) if to is not None else None
    return hearer


def _outside(sentence: Parsed, subject: Token, verb: Token) -> list[Token]:
    """The tokens of a sentence round an inserted "X said" with its commas."""
    first, last = min(subject.left_edge.i, verb.i) - 1, max(subject.right_edge.i, verb.i) + 1
    return [t for t in sentence.doc if t.i < first or t.i > last]
