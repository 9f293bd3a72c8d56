"""Statements before their sources have names: verbs of speech, "according to", nouns of speech."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sayso.codebook.lexicon import Lexicon
from sayso.reading.parsing import Parsed
from sayso.reading.speech.according import according
from sayso.reading.speech.draft import IMPERSONAL, Draft
from sayso.reading.speech.sources import is_addressed, maker
from sayso.reading.speech.speakers import cited, hearer_of, inserted, stray_subject, subject_of
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
        subject = subject_of(verb)
        cue = sentence.span_of([verb])
        if subject is None and (stray := stray_subject(verb)) is not None:
            name, first = stray
            before = [t for t in verb.doc[:first] if not t.is_punct]
            if before:
                yield Draft(name, cue, (sentence.span_of(before),), None, verb.lemma_)
            return
        passive = any(c.dep_ in ("nsubjpass", "auxpass") for c in verb.children)
        if any(c.dep_ == "mark" and c.lower_ in ("if", "unless", "whether") for c in verb.children):
            return
        if (subject is None and not passive) or _bare(verb) or (subject is not None and is_addressed(subject)):
            return
        clause = self._clauses(verb, subject)
        heads = self._heads(verb, clause)
        if not heads:
            if subject is not None and (words := _around(sentence, subject, verb)):
                yield Draft(subject, cue, (sentence.span_of(words),), None, verb.lemma_)
            return
        head: Token | None = subject
        if passive:
            if clause == [] or (subject is not None and subject.lower_ not in IMPERSONAL):
                return
            by = next((c for c in verb.children if c.dep_ == "agent"), None)
            head = next((c for c in by.children if c.dep_ == "pobj"), None) if by is not None else None
        spans = tuple(self._span(sentence, c, verb, whole=c.dep_ != "oprd") for c in heads)
        quoted = verb.head.head if verb.dep_ == "pcomp" else None
        hearer = subject_of(quoted) if quoted is not None else hearer_of(verb, heads)
        head, hearer = cited(verb, head, hearer)
        if head is not None and head.lemma_ in self.nouns:
            head = maker(head) or head
        yield Draft(head, cue, self._over_semicolon(sentence, verb, head, spans), hearer, verb.lemma_)

    def _heads(self, verb: Token, clause: list[Token]) -> list[Token]:
        """Heads of what is said: a clause, a noun with what belongs to it, what is spoken of."""
        noun = [c for c in verb.children if c.dep_ in ("dobj", "oprd", "attr") and verb.lemma_ in self.noun_verbs]
        noun += [c for c in verb.children if c.dep_ == "prep" and noun and (verb.lemma_, c.lower_) in self.with_object]
        if clause and noun and noun[0].i < clause[0].left_edge.i:
            parted = not any(c.dep_ in _SUBJECTS for c in clause[0].children)
            if parted or clause[0].left_edge.lower_ == "whether":
                # "reported 295 people were missing": the tree has parted the people from what they were
                return [noun[0], *clause]
        spoken = [c for c in verb.children if c.dep_ == "prep" and c.lower_ == "of" and verb.lemma_ == "speak"]
        return clause or (noun and [*noun, *_amounts(verb)]) or spoken

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


def _bare(verb: Token) -> bool:
    """Whether a verb is a participle without auxiliary ("the man accused of it")."""
    if verb.tag_ != "VBN" or any(c.dep_ in ("aux", "auxpass") for c in verb.children):
        return False
    # a tree may take "put" and "as the mayor announced" for participles
    finite = verb.lower_ == verb.lemma_ or any(c.lower_ == "as" and c.dep_ == "mark" for c in verb.children)
    return not (finite and any(c.dep_ == "nsubj" for c in verb.children))


def _around(sentence: Parsed, subject: Token, verb: Token) -> list[Token]:
    """The words that "as X said" or ", X said," is put into; none where it is not."""
    host = _host(verb) if verb.lemma_ != "go" else None
    if host is not None:
        return host
    outside = _outside(sentence, subject, verb) if inserted(verb, subject) else []
    return outside if len(outside) > 3 else []


def _host(verb: Token) -> list[Token] | None:
    """As in "as the agency made clear, 40 people were held": the words of the clause that the aside hangs on."""
    if verb.dep_ != "advcl" or not any(c.dep_ in ("mark", "advmod") and c.lower_ == "as" for c in verb.children):
        return None
    aside = set(verb.subtree)
    words = [t for t in verb.head.subtree if t not in aside]
    before = [t for t in words if t.i < verb.i]
    words = before if before and verb.head.i < verb.i else [t for t in words if t.i > verb.i]
    while words and words[0].is_punct and words[0].text in ",—–-":
        words = words[1:]
    return words if len(words) > 2 else None


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


def _outside(sentence: Parsed, subject: Token, verb: Token) -> list[Token]:
    """The tokens of a sentence round an inserted "X said" with its commas."""
    first, last = min(subject.left_edge.i, verb.i) - 1, max(subject.right_edge.i, verb.i) + 1
    return [t for t in sentence.doc if t.i < first or t.i > last]
