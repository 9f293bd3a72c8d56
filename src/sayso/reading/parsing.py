"""spaCy, loaded once: sentences become dependency trees in which each number is one token."""

from __future__ import annotations

import sys
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sayso.model.moment import Moment
from sayso.model.number import Number
from sayso.reading.language import MODEL, LanguageModel, language_model
from sayso.reading.sentences import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# The model was trained on typewriter marks; each is one character, so that offsets stay.
_PLAIN_MARKS = str.maketrans("’‘“”", "''\"\"")
# beyond the end of any text
_FAR = sys.maxsize
_KEPT_WORDS = frozenset(["money", "percent", "fraction", "modifier", "ordinal", "quantity", "zero"])


@dataclass(slots=True)
class Parsed:
    """A sentence, its text and its tree; `spans` are the tokens' offsets in the report's text."""

    sentence: Sentence
    text: str
    doc: Doc
    spans: list[tuple[int, int]]
    numbers: dict[int, Number]
    moments: dict[int, Moment]

    def token_at(self, offset: int) -> Token | None:
        """The token that covers an offset of the report's text."""
        i = bisect_right(self.spans, (offset, _FAR)) - 1
        return self.doc[i] if i >= 0 and offset < self.spans[i][1] else None

    def tokens_in(self, start: int, end: int) -> Sequence[Token]:
        """The tokens that lie at least partly in a span of the report's text."""
        first = bisect_right(self.spans, (start, _FAR)) - 1
        if first < 0 or self.spans[first][1] <= start:
            first += 1
        return list(self.doc[first : bisect_left(self.spans, (end, -1))])

    def span_of(self, tokens: Iterable[Token]) -> tuple[int, int]:
        """Offsets in the report's text of a group of tokens."""
        ids = [t.i for t in tokens]
        return self.spans[min(ids)][0], self.spans[max(ids)][1]


def merged(parsed: list[Parsed], more: list[Parsed]) -> list[Parsed]:
    """Trees in the order of their sentences."""
    return sorted([*parsed, *more], key=lambda p: p.sentence.index) if more else parsed


class Parser:
    """Parses the sentences of one report as one batch, so that other reports cannot change its trees."""

    def __init__(self, model: str = MODEL, titles: Iterable[str] = ()) -> None:
        self.model = model
        self.titles = tuple(titles)

    @property
    def language(self) -> LanguageModel:
        """The language model, loaded when it is first needed."""
        return language_model(self.model, self.titles)

    def parse(
        self, text: str, sentences: Sequence[Sentence], numbers: Sequence[Number], moments: Sequence[Moment]
    ) -> list[Parsed]:
        """Trees of the given sentences; a number's slot and a written-out date are one token each."""
        if not sentences:
            return []
        text = text.translate(_PLAIN_MARKS)
        parsed = [self._draft(text, s, numbers, moments) for s in sentences]
        self.language.trees([p.doc for p in parsed])
        return parsed

    def entities(self, text: str, sentences: Sequence[Sentence]) -> list[tuple[int, int, str]]:
        """(start, end, label) of the named entities in the given sentences."""
        text = text.translate(_PLAIN_MARKS)
        docs = [self.language.tokens(text[s.start : s.end]) for s in sentences]
        self.language.names(docs)
        return [
            (s.start + e.start_char, s.start + e.end_char, e.label_)
            for s, doc in zip(sentences, docs, strict=True)
            for e in doc.ents
        ]

    def _draft(self, text: str, s: Sentence, numbers: Sequence[Number], moments: Sequence[Moment]) -> Parsed:
        slots: list[tuple[int, int, str, Any]] = []
        for number in numbers:
            if s.start <= number.start < s.end:
                slots.append((number.slot_start, number.slot_end, _numeral(number), number))
        for moment in moments:
            if s.start <= moment.start < s.end and _written_out(moment):
                slots.append((moment.start, moment.end, _calendar_word(moment), moment))
        slots.sort(key=lambda slot: slot[:2])
        words: list[str] = []
        spaces: list[bool] = []
        spans: list[tuple[int, int]] = []
        at_number: dict[int, Number] = {}
        at_moment: dict[int, Moment] = {}
        at = s.start

        def plain(upto: int) -> None:
            for token in self.language.tokens(text[at:upto]):
                if not token.is_space:
                    words.append(token.text)
                    spaces.append(bool(token.whitespace_))
                    spans.append((at + token.idx, at + token.idx + len(token.text)))

        for start, end, word, what in slots:
            if start < at:
                continue
            plain(start)
            if isinstance(what, Number):
                if what.form in _KEPT_WORDS:
                    # the hedge is left out, the number's own words stay ("$3.75 million", "15-month")
                    first, at = len(words), what.core_start
                    plain(what.core_end)
                    at = what.core_end
                    # "not a single arrest": the last word hangs on the noun
                    at_number[len(words) - 1 if what.form == "zero" else _numeral_at(words, first)] = what
                    continue
                at_number[len(words)] = what
            else:
                at_moment[len(words)] = what
            words.append(word)
            spaces.append(text[end : end + 1] == " ")
            spans.append((start, end))
            at = end
        plain(s.end)
        return Parsed(s, text[s.start : s.end], self.language.doc(words, spaces), spans, at_number, at_moment)


def _numeral(number: Number) -> str:
    """The word that stands for a number in the tree."""
    value = number.best if number.best is not None else number.high if number.high is not None else number.low
    core = _core(number)
    if number.qualifier == "exact" and " " not in core and "-" not in core and core.isalpha():
        return core
    return f"{value:,}"


def _numeral_at(words: list[str], first: int) -> int:
    """The first of the words from `first` on that holds a numeral, not a currency sign."""
    return next((i for i in range(first, len(words)) if words[i][-1].isalnum()), first)


def _core(number: Number) -> str:
    return number.text[number.core_start - number.start : number.core_end - number.start]


def _written_out(moment: Moment) -> bool:
    """Dates of several words confuse a parser's idea of what a numeral counts."""
    return (
        moment.kind == "DATE"
        and any(c.isdigit() for c in moment.text)
        and any(c.isspace() for c in moment.text)
        and any(c.isupper() for c in moment.text)
    )


def _calendar_word(moment: Moment) -> str:
    return next((w.strip(",") for w in moment.text.split() if w[0].isupper()), "Monday")
