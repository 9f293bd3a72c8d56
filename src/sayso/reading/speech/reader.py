"""Statements of a report from its trees: verbs of speech, "according to", nouns of speech, prefixes, posts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar

from sayso.codebook import forms
from sayso.codebook.lexicon import Lexicon
from sayso.model.statement import Statement
from sayso.reading.parsing import Parsed
from sayso.reading.speech.draft import IMPERSONAL, Draft
from sayso.reading.speech.drafts import Drafter
from sayso.reading.speech.frames import Framer, unreal
from sayso.reading.speech.posts import posts
from sayso.reading.speech.quoted import Quoter
from sayso.reading.speech.quoted import quotations as marked
from sayso.reading.speech.sources import (
    Cast,
    antecedent,
    is_pronoun,
    name_of,
    openers_of,
    own_office,
    phrase_of,
    source_tokens,
)

if TYPE_CHECKING:
    from spacy.tokens import Token

_QUOTES = re.compile(r"“[^“”]{1,3000}”|\"[^\"\n]{1,3000}\"")
_MARKS = re.compile(r"[“”\"]|''|:\s")
_WORDS = re.compile(r"[^\W\d_]+")
_PREFIX = re.compile(
    r"(?<!\w)(?P<name>(?:[A-Z][\w~&.'’-]{0,40})(?:\s{1,9}(?:and|of|the|[A-Z][\w~&.'’-]{0,40})){0,12}),\s+(?P<date>\d{1,2}(?::\d\d)?\s?[A-Za-z.]+|[A-Z][a-z]+\.?\s\d{1,2})(?:,\s*\d{4})?:\s"
)
_NAME = re.compile(r"\b[A-Z][\w'’.&-]+(?:\s[A-Z][\w'’.&-]+)+")
# So far from the word of speech its medium is looked for.
_REACH = 80
T = TypeVar("T")
# Where a tree keeps what is found in it: a report's sentences may be asked more than once.
_DRAFTS, _NAMES = "sayso.drafts", "sayso.names"
_PERSONS = frozenset(["official", "witness", "relative", "lawyer", "employer", "expert"])
_NAMED = frozenset(["nsubj", "nsubjpass", "pobj", "appos", "dobj", "dative", "conj"])


def _cues(lexicon: Lexicon) -> Iterator[str]:
    """The printed forms of all words by which statements are told."""
    speech, irregular = lexicon.speech, lexicon.settings["grammar"]["irregular"]
    framed = (phrase for words in speech.frames.values() for phrase in words)
    for phrase in (*speech.verbs, *speech.beliefs, *speech.nouns, *speech.according, "according", *framed):
        word = phrase.split()[0]
        yield from forms.inflected(word, irregular)
        yield from forms.plural(word)


def source_marks(text: str) -> list[tuple[int, int]]:
    """Stretches that name a source and nothing of the event: prefixes of a digest, signatures of posts."""
    return digest_marks(text) + [p.source[0] for p in posts(text)]


def _kept(sentence: Parsed, key: str, find: Callable[[Parsed], Iterable[T]]) -> list[T]:
    """What is found in a sentence, looked for once."""
    found: list[T] | None = sentence.doc.user_data.get(key)
    if found is None:
        found = sentence.doc.user_data[key] = list(find(sentence))
    return found


def digest_marks(text: str) -> list[tuple[int, int]]:
    """The prefixes that name a digest's sources."""
    return [m.span() for m in _PREFIX.finditer(text)]


def quotations(text: str) -> list[tuple[int, int]]:
    """The stretches between quotation marks."""
    return [(m.start() + 1, m.end() - 1) for m in _QUOTES.finditer(text)]


class SpeechReader:
    """Finds statements with the speech words of a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.drafter = Drafter(lexicon)
        self.framer = Framer(lexicon)
        self.quoter = Quoter((*lexicon.speech.verbs, *lexicon.speech.frames.get("clause", ())), lexicon.speech.nouns)
        self.narrow_quoter = Quoter(lexicon.speech.verbs, lexicon.speech.nouns)
        self._openers = openers_of(lexicon)
        self._cues = frozenset(_cues(lexicon))
        self._full_names = lru_cache(maxsize=1)(Cast(lexicon, self._openers).full_names)
        self.media = [
            (medium, re.compile(rf"\b(?:{'|'.join(map(re.escape, marks))})"))
            for medium, marks in lexicon.speech.media.items()
        ]
        self.networks = [(name, re.compile("|".join(shapes))) for name, shapes in lexicon.speech.networks.items()]

    def may_tell(self, sentence: str) -> bool:
        """Whether a sentence has a quotation mark or a word that can make a statement: without one its tree tells nothing."""
        return _MARKS.search(sentence) is not None or not self._cues.isdisjoint(_WORDS.findall(sentence.lower()))

    def find(self, text: str, parsed: Sequence[Parsed], *, wide: bool = False) -> list[Statement]:
        """The statements of the parsed sentences and all posts of the text, in order.

        `wide` takes in beliefs, intentions, praise and blame, and leaves out what is said inside of quotations.
        """
        quotes = marked(text) if wide else quotations(text)
        cast = Cast(self.lexicon, self._openers)
        for sentence in parsed:
            self._introduce(sentence, cast)
        for name, surname in self._full_names(text):
            cast.meet(name, surname)
        told = [(p, d) for p in parsed for d in self._drafts(p, quotes, wide=wide)]
        quoter = self.quoter if wide else self.narrow_quoter
        told = sorted(quoter.completed(text, parsed, told, marked(text)), key=lambda t: t[1].cue)
        found = [s for p, d in told if (s := self._statement(p, d, cast, quotes, wide=wide)) is not None]
        found += self._prefixed(text, parsed)
        found += [replace(post, via=self._network(post)) for post in posts(text)]
        return sorted(found, key=lambda s: (s.content[0][0], s.size, s.speaker or ""))

    def _drafts(self, sentence: Parsed, quotes: list[tuple[int, int]], *, wide: bool) -> list[Draft]:
        """Statements of a sentence; where `wide` in all frames, and none inside of a quotation or of another one."""
        told = _kept(sentence, _DRAFTS, self.drafter.drafts)
        if not wide:
            return told
        cues = {d.cue for d in told}
        told = told + [d for d in self.framer.drafts(sentence) if d.cue not in cues]
        told = [d for d in told if not any(start <= d.cue[0] < end for start, end in quotes)]
        told = [d for d in told if not unreal(sentence.token_at(d.cue[0]))]
        return [d for d in told if not any(_holds(o, d) for o in told)]

    def _network(self, post: Statement) -> str | None:
        """The network that a post's handle is of, None where its shape does not tell."""
        handle = (post.speaker or "").rsplit(" ", 1)[-1].strip("()")
        return next((name for name, shape in self.networks if shape.search(handle)), None)

    def _introduce(self, sentence: Parsed, cast: Cast) -> None:
        """Remember full names ("ICE spokesman Bryan Cox") and registered agencies."""
        for name, surname, acted in _kept(sentence, _NAMES, self._named):
            if surname is None:
                cast.seen(name)
            else:
                cast.meet(name, surname)
                if acted is not None:
                    cast.acted(name, acted)

    def _named(self, sentence: Parsed) -> Iterator[tuple[str, str | None, int | None]]:
        """Full names with their last word and, of subjects, their place; agencies without."""
        for token in sentence.doc:
            proper = token.pos_ == "PROPN"
            large = token.text[0].isupper()
            if not proper and not large:
                if token.dep_ == "nsubj" and token.tag_ == "NN" and self.lexicon.role_of.get(token.lower_) in _PERSONS:
                    yield name_of(sentence, source_tokens(token)), "", sentence.spans[token.i][0]
                continue
            actor = self.lexicon.actor_of.get(token.lower_)
            if actor is not None and actor.kind == "agency" and large:
                yield actor.name, None, None
            if proper and token.dep_ in _NAMED:
                given = any(t.dep_ == "compound" and t.pos_ == "PROPN" for t in token.lefts)
                if given:
                    acted = sentence.spans[token.i][0] if token.dep_ == "nsubj" else None
                    yield name_of(sentence, source_tokens(token)), token.text, acted

    def _statement(
        self, sentence: Parsed, draft: Draft, cast: Cast, quotes: list[tuple[int, int]], *, wide: bool = False
    ) -> Statement | None:
        speaker: str | None = None
        source: tuple[tuple[int, int], ...] = ()
        if draft.head is not None and draft.head.lower_ not in IMPERSONAL - {"it"}:
            tokens = source_tokens(antecedent(draft.head))
            source = (phrase_of(sentence, draft.head, draft.cue) if wide else sentence.span_of(tokens),)
            pronoun = is_pronoun(draft.head) and cast.role(draft.head.lower_) is None
            speaker = cast.resolve(name_of(sentence, tokens), pronoun, draft.cue[0])
            office = own_office(sentence, draft.head)
            speaker = f"{speaker}, {office}" if speaker and office else speaker
            if speaker is not None and not pronoun:
                cast.heard(speaker, draft.cue[0], several=draft.head.tag_ in ("NNS", "NNPS"))
        content = tuple(_grown(span, quotes) for span in draft.content)
        via = self._relay(sentence, draft.hearer, cast)
        direct = any(
            (s <= q[0] and q[1] <= e + 1 and (q[1] - q[0]) > 0.6 * (e - s)) or (q[0] <= s and e <= q[1])
            for s, e in content
            for q in quotes
        )
        words = " ".join([speaker or "", draft.noun or "", _around(sentence, draft)])
        return Statement(
            source,
            (draft.cue,),
            content,
            speaker,
            cast.role(speaker) if speaker else None,
            "direct" if direct else "indirect",
            self._medium(words),
            via,
        )

    def _relay(self, sentence: Parsed, hearer: Token | None, cast: Cast) -> str | None:
        """Through whom it came: "told CNN", "spoke to the Omaha World-Herald"."""
        if hearer is None or hearer.pos_ not in ("PROPN", "NOUN"):
            return None
        name = cast.resolve(name_of(sentence, source_tokens(hearer)), False)
        if name is None or not (
            hearer.pos_ == "PROPN" or cast.role(name) == "media" or hearer.lemma_ in ("reporter", "press")
        ):
            return None
        return name

    def _medium(self, words: str) -> str:
        return next((medium for medium, marks in self.media if marks.search(words)), "unspecified")

    def _prefixed(self, text: str, parsed: Sequence[Parsed]) -> list[Statement]:
        """As in "Stars and Stripes, 23 April: ...": a digest's source holds until the next one."""
        found = []
        marks = [(p.sentence, m) for p in parsed if (m := _PREFIX.match(text, p.sentence.start))]
        for k, (sentence, match) in enumerate(marks):
            end = sentence.end
            for p in parsed:
                after = k + 1 < len(marks) and p.sentence.start >= marks[k + 1][0].start
                if p.sentence.start > sentence.start and p.sentence.paragraph == sentence.paragraph and not after:
                    end = max(end, p.sentence.end)
            name = match["name"]
            found.append(
                Statement(
                    ((match.start("name"), match.end("name")),),
                    (),
                    ((match.end(), end),),
                    name,
                    "media",
                    "indirect",
                    "report",
                    None,
                )
            )
        return found


def _holds(outer: Draft, inner: Draft) -> bool:
    """Whether a statement is part of what another one tells; a paper that says who said so only relays it."""
    return outer is not inner and outer.noun != "according" and any(s <= inner.cue[0] < e for s, e in outer.content)


def _around(sentence: Parsed, draft: Draft) -> str:
    """The words of a sentence round what is told, where its medium is named; no names of several words."""
    text, first = sentence.text, sentence.sentence.start
    for start, end in sorted(draft.content, reverse=True):
        text = text[: max(0, start - first)] + " " + text[max(0, end - first) :]
    at = max(0, draft.cue[0] - first)
    return _NAME.sub(" ", text[max(0, at - _REACH) : at + _REACH]).lower()


def _grown(span: tuple[int, int], quotes: list[tuple[int, int]]) -> tuple[int, int]:
    """A content that begins or ends inside a quotation takes in the whole of it."""
    start, end = span
    for first, last in quotes:
        if first <= start < last and last - end < 1500 and start - first <= 2:
            end = max(end, last)
        if first < end <= last and end < last and start <= first:
            end = last
    return start, end
