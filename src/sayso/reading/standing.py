"""Whether a figure is asserted, projected, planned, hypothetical, rhetorical or denied."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sayso.codebook.lexicon import Lexicon
from sayso.model.statement import Statement
from sayso.reading.figure import Figure
from sayso.reading.phrases import negated

if TYPE_CHECKING:
    from spacy.tokens import Token

_ADDRESS = frozenset(["you", "your", "yours", "u"])


def standing(f: Figure, statement: Statement | None, lexicon: Lexicon) -> str:
    """The standing of a figure; `statement` is the one that it stands in, if any."""
    spoken = statement is not None and (statement.medium == "post" or statement.directness == "direct")
    if _conditional(f, lexicon):
        return "rhetorical" if spoken else "hypothetical"
    if spoken and f.measure is None and any(t.lower_ in _ADDRESS for t in f.parsed.doc):
        return "rhetorical"
    text = f.parsed.text.lower()
    if f.measure is None and any(phrase in text for phrase in lexicon.standings["rhetorical"].phrases):
        return "rhetorical"
    return "denied" if _negated(f) else _phrased(f, lexicon) or _modal(f, lexicon)


def _phrased(f: Figure, lexicon: Lexicon) -> str | None:
    """As in "room for 8,000 people", "a goal of 3,000 arrests": declared words directly before the number."""
    before = " " + f.parsed.text[: max(0, f.number.start - f.parsed.sentence.start)].lower().rstrip()
    for name in ("planned", "projected"):
        if any(before.endswith(" " + phrase) for phrase in lexicon.standings[name].phrases):
            return name
    return None


def _conditional(f: Figure, lexicon: Lexicon) -> bool:
    marks = lexicon.standings["hypothetical"].subordinators
    return any(
        c.dep_ == "mark" and c.lower_ in marks
        for verb in _chain(f, lexicon)
        for clause in (verb, *_conditions(verb, lexicon))
        for c in clause.children
    )


def _conditions(verb: Token, lexicon: Lexicon) -> Iterator[Token]:
    """Adverbial clauses of a verb: "If all were raided, a teacher said, 2,000 would come home" hangs on "said"."""
    yield from (c for c in verb.children if c.dep_ == "advcl")
    yield from (a for c in verb.children if c.dep_ == "parataxis" and c.i < verb.i for a in c.children if a.i < c.i)
    modals = lexicon.standings["projected"].modals
    if verb.dep_ in ("ccomp", "parataxis") and any(c.dep_ == "aux" and c.lower_ in modals for c in verb.children):
        yield from (c for c in verb.head.children if c.dep_ == "advcl" and c.i < verb.i)


def _presupposed(token: Token, lexicon: Lexicon) -> bool:
    """As in "they would not cheer police arresting 700": what is cheered is told as a fact."""
    if token.dep_ == "ccomp" and any(t.tag_ in ("WP", "WDT", "WP$") for c in token.lefts for t in c.subtree):
        # "tried to find out what ring brought 100 people in": that they came is no plan
        return True
    own_subject = any(c.dep_ == "nsubj" for c in token.children)
    return (
        token.tag_ == "VBG"
        and own_subject
        and token.dep_ in ("ccomp", "xcomp", "pcomp")
        and token.head.lemma_ not in lexicon.standings["projected"].carriers
    )


def _chain(f: Figure, lexicon: Lexicon) -> Iterator[Token]:
    """The verbs above a figure within its own clause and the clauses that it depends on."""
    governor = f.reading.governor if f.reading is not None and not f.inherited else None
    token = governor if governor is not None and governor.pos_ in ("VERB", "AUX") else f.target.anchor
    for _ in range(12):
        yield token
        if token.dep_ in ("relcl", "ROOT") or (token.dep_ == "acl" and token.tag_ == "VBN"):
            return
        if _presupposed(token, lexicon):
            return
        if token.dep_ in ("ccomp", "parataxis") and token.head.pos_ == "VERB":
            yield token.head if any(c.dep_ == "mark" and c.lower_ == "if" for c in token.head.children) else token
            return
        token = token.head


def _negated(f: Figure) -> bool:
    """As in "twelve people were not arrested"; verbs that a rule takes with its "not" are no states."""
    reading = f.reading
    return (
        reading is not None and reading.kind == "state" and reading.governor is not None and negated(reading.governor)
    )


def _modal(f: Figure, lexicon: Lexicon) -> str:
    """projected or planned by an auxiliary or a governing verb, denied by a verb of denial."""
    projected, planned, denied = (lexicon.standings[n] for n in ("projected", "planned", "denied"))
    anchor = f.target.anchor
    foreseen = anchor.dep_ in ("dobj", "nsubjpass") and anchor.head.lemma_ in projected.verbs
    # "expects 5,000 people at the rally"; "5,000 are expected to come" is told by the verb below
    if foreseen and not any(c.dep_ == "xcomp" for c in anchor.head.children):
        return "projected"
    for verb in _chain(f, lexicon):
        if any(c.dep_ == "aux" and c.lower_ in projected.modals for c in verb.children):
            if verb.lemma_ in lexicon.word_set("perception"):
                # "could be seen": was seen
                return "asserted"
            head = verb.head.lemma_ if verb.dep_ == "ccomp" else ""
            return "planned" if head in ("announce", "promise", "plan", "vow", "pledge", "order") else "projected"
        if verb.dep_ in ("xcomp", "ccomp"):
            lemma = verb.head.lemma_
            if lemma in planned.verbs and lemma != "announce":
                return "planned"
            if lemma in projected.verbs and verb.dep_ == "xcomp":
                return "projected"
            if lemma in denied.verbs:
                return "denied"
    return "asserted"
