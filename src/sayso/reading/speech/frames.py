"""Statements by grammatical frame: which word takes its content as a clause, an infinitive, an object or a phrase."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.codebook.lexicon import Lexicon
from sayso.reading.parsing import Parsed
from sayso.reading.speech.draft import IMPERSONAL, Draft

if TYPE_CHECKING:
    from spacy.tokens import Token

_SUBJECTS = frozenset(["nsubj", "nsubjpass", "csubj", "expl"])
_OBJECTS = frozenset(["dobj", "oprd", "attr"])
_CLAUSES = frozenset(["ccomp", "parataxis"])
# a verb without a subject of its own borrows that of the verb it hangs on so
_BORROWED = frozenset(["conj", "advcl", "xcomp", "pcomp"])
_ASKING = frozenset(["if", "whether"])
# what may be said, should be said or is only wanted has not been said
_UNREAL = frozenset(
    ["will", "would", "could", "can", "may", "might", "must", "should", "to", "'ll", "'d", "shall", "wo", "ca"]
)
# who speaks in quotations only, and what nobody is
_NOBODY = frozenset(["i", "we", "you", "me", "us", "there", "it", "that", "this"])
_CLOSING = ",;:.—–-"
_KEPT_SIGNS = '$#"'
_MOST_STEPS = 4


@dataclass(frozen=True, slots=True)
class Framed:
    """A word in one of its frames: `kind` names the list that has to hold `phrase` if it is to be a statement."""

    kind: str
    phrase: str
    draft: Draft


class Framer:
    """Finds words with what they take, and keeps those that the lexicon lists in that frame."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._papers = frozenset(lexicon.speech.nouns)
        self._seeming = frozenset(lexicon.speech.frames.get("seeming", ()))
        self._listed = {kind: frozenset(words) for kind, words in lexicon.speech.frames.items()}
        self._first = frozenset(phrase.split()[0] for words in self._listed.values() for phrase in words)
        for kind in ("question", "passive_question"):
            # who says that something is so may say how it is so
            said = self._listed.get(kind.replace("question", "clause"), frozenset())
            self._listed[kind] = said | self._listed.get(kind, frozenset())

    def drafts(self, sentence: Parsed) -> Iterator[Draft]:
        """The statements of one sentence."""
        cues = set()
        for framed in self.candidates(sentence):
            head, cue = framed.draft.head, framed.draft.cue
            listed = framed.phrase in self._listed.get(framed.kind, ())
            if listed and cue not in cues and (head is None or head.lower_ not in _NOBODY):
                cues.add(cue)
                yield framed.draft

    def candidates(self, sentence: Parsed) -> Iterator[Framed]:
        """Words that are listed in some frame with what they take, listed in that frame or not."""
        for token in sentence.doc:
            if token.lemma_.lower() not in self._first and token.lower_ not in self._first:
                continue
            if token.pos_ in ("VERB", "AUX"):
                yield from self._verb(sentence, token)
            elif token.pos_ == "NOUN":
                yield from self._noun(sentence, token)
            elif token.pos_ == "ADJ":
                yield from self._adjective(sentence, token)
            elif token.pos_ == "ADV":
                yield from self._adverb(sentence, token)

    def _verb(self, sentence: Parsed, verb: Token) -> Iterator[Framed]:
        """As in "vowed to leave", "accused them of fraud", "called for calm", "was expected to win"."""
        children = list(verb.children)
        if unreal(verb):
            return
        name = " ".join([verb.lemma_.lower(), *(c.lower_ for c in children if c.dep_ == "prt")])
        source, told = subject(verb), None
        if source is None and verb.tag_ == "VB":
            # "know your rights": nobody has said so
            return
        loose = verb.tag_ == "VBN" and verb.dep_ in ("acl", "advcl") and not any(c.dep_ == "aux" for c in children)
        passive = loose or any(c.dep_ in ("nsubjpass", "auxpass") for c in children)
        if passive:
            told, source = source if verb.dep_ != "advcl" else None, _by(verb)
        elif verb.lemma_ in self._seeming:
            told, source = source, None
        for kind, phrase, heads in _frames(verb, name, children, passive):
            if kind == "object" and self._issued(heads[0]):
                continue
            tokens = [t for h in heads for t in h.subtree if (t.i < verb.i) == (h.i < verb.i)]
            if told is not None and told.lower_ not in IMPERSONAL:
                tokens += told.subtree
            spans = _spans(sentence, tokens, verb)
            if spans:
                yield Framed(kind, phrase, Draft(source, sentence.span_of([verb]), spans, None, verb.lemma_))

    def _issued(self, paper: Token) -> bool:
        """As in "a statement claiming ...", which speaks itself."""
        return paper.lemma_ in self._papers and any(c.dep_ == "acl" and c.tag_ == "VBG" for c in paper.children)

    def _noun(self, sentence: Parsed, noun: Token) -> Iterator[Framed]:
        """As in "her claim that", "a plan to leave", "expressed concern about the cost"."""
        source = _owner(noun)
        lemma = noun.lemma_.lower()
        for child in noun.children:
            if child.i < noun.i:
                continue
            kind, phrase = "", lemma
            if child.dep_ in ("acl", "ccomp", "relcl"):
                if any(c.dep_ == "mark" and c.lower_ == "that" for c in child.children):
                    kind = "noun_clause"
                elif _infinitive(child):
                    kind = "noun_infinitive"
            elif child.dep_ == "prep" and child.lower_ not in ("by", "from"):
                kind = "noun_preposition" if source is None else "owned_noun_preposition"
                phrase = f"{lemma} {child.lower_}"
            spans = _spans(sentence, list(child.subtree), noun) if kind else ()
            if spans:
                yield Framed(kind, phrase, Draft(source, sentence.span_of([noun]), spans, None, lemma))

    def _adjective(self, sentence: Parsed, adjective: Token) -> Iterator[Framed]:
        """As in "confident that", "reluctant to", "critical of"."""
        if adjective.dep_ not in ("acomp", "conj", "ROOT", "advcl", "amod", "oprd"):
            return
        holder = adjective.head
        source = subject(holder) if holder.pos_ in ("AUX", "VERB") else None
        lower = adjective.lower_
        for child in adjective.children:
            if child.i < adjective.i:
                continue
            kind, phrase = "", lower
            if child.dep_ == "ccomp":
                kind = "adjective_clause"
            elif child.dep_ == "xcomp":
                kind = "adjective_infinitive"
            elif child.dep_ == "prep":
                kind, phrase = "adjective_preposition", f"{lower} {child.lower_}"
            spans = _spans(sentence, list(child.subtree), adjective) if kind else ()
            if spans:
                yield Framed(kind, phrase, Draft(source, sentence.span_of([adjective]), spans, None, lower))

    def _adverb(self, sentence: Parsed, adverb: Token) -> Iterator[Framed]:
        """As in "reportedly left": nobody is named."""
        head = adverb.head
        tokens = [t for t in head.subtree if t.i != adverb.i]
        if head.pos_ in ("VERB", "AUX") and tokens:
            cue = sentence.span_of([adverb])
            yield Framed("adverb", adverb.lower_, Draft(None, cue, _spans(sentence, tokens, adverb), None, None))


def _frames(
    verb: Token, name: str, children: Sequence[Token], passive: bool
) -> Iterator[tuple[str, str, Sequence[Token]]]:
    """The frames of a verb: kind, phrase, heads of what it takes."""
    prefix = "passive_" if passive else ""
    behind = [c for c in children if c.i > verb.i]
    clauses = [c for c in children if c.dep_ in _CLAUSES]
    objects = [c for c in behind if c.dep_ in _OBJECTS]
    bids = [c for c in behind if c.dep_ == "xcomp"]
    places = [c for c in behind if c.dep_ == "prep"]
    if clauses:
        after = [c for c in clauses if c.i > verb.i]
        heads = after or clauses
        kind = "clause"
        if any(_infinitive(c) for c in heads):
            kind = "bid"
        elif after and any(_asks(c) for c in after):
            kind = "question"
        yield prefix + kind, name, heads
    elif bids:
        kind = "gerund" if bids[0].tag_ == "VBG" else "infinitive" if _infinitive(bids[0]) else "bare"
        kind = "bid" if objects and kind == "infinitive" else kind
        yield prefix + kind, name, [*objects, *bids]
    elif objects:
        rest = [p for p in places if p.i > objects[0].i]
        yield prefix + "object", name, [*objects, *rest]
        if rest:
            yield prefix + "object_preposition", f"{name} {rest[0].lower_}", [*objects, *rest]
    elif places:
        yield prefix + "preposition", f"{name} {places[0].lower_}", places
        if passive:
            yield "passive", name, places
    elif passive:
        yield "passive", name, []


def unreal(cue: Token | None) -> bool:
    """Whether something may, should or will only be said, or is wanted to be."""
    return cue is not None and any(c.dep_ == "aux" and c.lower_ in _UNREAL for c in cue.children)


def subject(verb: Token) -> Token | None:
    """Who does what a verb tells: its own subject, or that of the verb that it continues; of a participle the noun."""
    said = verb
    for _ in range(_MOST_STEPS):
        own = next((c for c in verb.children if c.dep_ in _SUBJECTS), None)
        if own is not None:
            return own
        head = verb.head
        if verb.dep_ == "acl":
            return head
        if verb.dep_ == "pcomp":
            head = head.head
        elif verb.dep_ not in _BORROWED:
            break
        if head.pos_ not in ("VERB", "AUX") or head == verb:
            break
        verb = head
    return _neighbour(said)


def _neighbour(verb: Token) -> Token | None:
    """The name or pronoun right before a finite verb, or behind it, to which the tree has given no subject."""
    if verb.tag_ not in ("VBD", "VBZ", "VBP"):
        return None
    before = next((t for t in reversed(verb.doc[max(0, verb.i - 3) : verb.i]) if t.pos_ not in ("ADV", "AUX")), None)
    behind = verb.nbor() if verb.i + 1 < len(verb.doc) else None
    return next((t for t in (before, behind) if t is not None and (t.pos_ == "PROPN" or t.tag_ == "PRP")), None)


def _by(verb: Token) -> Token | None:
    """As in "was praised by the mayor"."""
    by = next((c for c in verb.children if c.dep_ == "agent"), None)
    return next((c for c in by.children if c.dep_ == "pobj"), None) if by is not None else None


def _owner(noun: Token) -> Token | None:
    """Whose claim it is: "her claim", "a claim by the firm", "they made the claim"."""
    by = next((c for c in noun.children if c.dep_ == "prep" and c.lower_ in ("by", "from") and c.i > noun.i), None)
    if by is not None:
        return next((c for c in by.children if c.dep_ == "pobj"), None)
    owner = next((c for c in noun.children if c.dep_ == "poss"), None)
    if owner is None and noun.dep_ == "dobj" and noun.head.pos_ == "VERB":
        return subject(noun.head)
    return owner


def _infinitive(verb: Token) -> bool:
    return verb.tag_ == "VB" and any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)


def _asks(clause: Token) -> bool:
    """Whether a clause is an indirect question."""
    first = clause.left_edge
    return first.tag_ in ("WRB", "WP", "WDT") or any(c.dep_ == "mark" and c.lower_ in _ASKING for c in clause.children)


def _spans(sentence: Parsed, tokens: Iterable[Token], cue: Token) -> tuple[tuple[int, int], ...]:
    """The stretches of the tokens before and behind the cue, without commas at their edges."""
    found = []
    ordered = sorted(set(tokens), key=lambda t: t.i)
    for part in ([t for t in ordered if t.i < cue.i], [t for t in ordered if t.i > cue.i]):
        while part and part[0].is_punct and part[0].text not in _KEPT_SIGNS:
            part = part[1:]
        while part and part[-1].is_punct and part[-1].text in _CLOSING:
            part = part[:-1]
        if part:
            found.append(sentence.span_of(part))
    return tuple(found)
