"""Quotations: where they stand, and the words before and behind that give each to its speaker."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from sayso.reading.parsing import Parsed
from sayso.reading.speech.draft import Draft
from sayso.reading.speech.frames import subject

if TYPE_CHECKING:
    from spacy.tokens import Token

Span = tuple[int, int]
_QUOTES = re.compile(
    r"“[^“”]{1,3000}”|“[^“”\n]{1,3000}(?=\n\s*“)|\"[^\"\n]{1,3000}\"|\"[^\"\n]{1,3000}(?=\n\s*\")|''(?:(?!'')[^\n]){1,3000}''"
)
_WORD = re.compile(r"\w+")
# "Ann Low: “...”", at the head of a line
_NAMED = re.compile(r"(?:^|\n)[ \t]*(?P<name>[A-Z][^\n:“”\"]{1,60}?):\s*$")
# A quotation of fewer words is a nickname or a title of which nobody need be the speaker.
_FEWEST_WORDS = 3
# How many words of a sentence may stand between a quotation and the verb behind it ("..., a spokesman for the mill said").
_NEAR = 14


def quotations(text: str) -> list[Span]:
    """The stretches between quotation marks."""
    return [m.span() for m in _QUOTES.finditer(text)]


# How many characters may stand between a quotation and its verb of speech where it goes on behind that.
_CLOSE = 80


class Quoter:
    """Gives quotations to those who say them."""

    def __init__(self, verbs: Iterable[str], nouns: Iterable[str]) -> None:
        self._verbs = frozenset(verbs)
        self._nouns = frozenset(nouns)

    def completed(
        self, text: str, parsed: Sequence[Parsed], told: Sequence[tuple[Parsed, Draft]], quotes: Sequence[Span]
    ) -> list[tuple[Parsed, Draft]]:
        """Statements whose quotations are whole, with those that a sentence of its own gives to somebody."""
        found = [(p, replace(d, content=_whole(d.content, quotes))) for p, d in told]
        starts = [p.sentence.start for p in parsed]
        short: list[Span] = []
        for quote in quotes:
            if any(s < quote[1] and quote[0] < e for _, d in found for s, e in d.content):
                continue
            if len(_WORD.findall(text, *quote)) < _FEWEST_WORDS:
                short.append(quote)
                continue
            behind = self._behind(text, parsed, starts, quote, found)
            if behind is None and (k := _continued(text, found, quote)) is not None:
                sentence, draft = found[k]
                found[k] = sentence, replace(draft, content=(*draft.content, quote))
                continue
            draft_here = behind or self._before(text, parsed, starts, quote)
            if draft_here is not None:
                found.append(draft_here)
        for quote in short:
            if (k := _opened(text, found, quote)) is not None:
                sentence, draft = found[k]
                found[k] = sentence, replace(draft, content=(quote, *draft.content))
        return found

    def _behind(
        self,
        text: str,
        parsed: Sequence[Parsed],
        starts: Sequence[int],
        quote: Span,
        told: Sequence[tuple[Parsed, Draft]],
    ) -> tuple[Parsed, Draft] | None:
        """As in "“Who did it?” she asked.": the verb stands in the rest of the sentence or in the next one."""
        at = _next_word(text, quote[1])
        sentence = _sentence_at(parsed, starts, at)
        if sentence is None or "\n" in text[quote[1] : at]:
            return None
        tokens = [t for t in sentence.doc if sentence.spans[t.i][0] >= at][:_NEAR]
        stop = next((k for k, t in enumerate(tokens) if t.text in ('"', "''", ";") or t.is_sent_end), len(tokens))
        for token in tokens[:stop]:
            if token.pos_ == "VERB" and token.lemma_.lower() in self._verbs:
                speaker = subject(token) or _following_name(token)
                cue = sentence.span_of([token])
                if speaker is None or abs(speaker.i - token.i) > _NEAR or any(d.cue == cue for _, d in told):
                    return None
                if sentence.spans[speaker.i][0] < at and sentence.spans[speaker.i][1] > quote[0]:
                    return None
                return sentence, Draft(speaker, cue, (quote,), None, token.lemma_)
        return None

    def _before(
        self, text: str, parsed: Sequence[Parsed], starts: Sequence[int], quote: Span
    ) -> tuple[Parsed, Draft] | None:
        """As in "The firm tweeted: “...”", "The mayor linked the two in a statement: “...”"."""
        left = text[: quote[0]].rstrip()
        if not left.endswith((":", ",")):
            return None
        sentence = _sentence_at(parsed, starts, len(left) - 1)
        if sentence is None:
            return None
        tokens = [t for t in sentence.doc if sentence.spans[t.i][1] <= len(left)]
        for token in reversed(tokens[-_NEAR:]):
            verb = token.pos_ == "VERB" and token.lemma_.lower() in self._verbs
            noun = left.endswith(":") and token.pos_ == "NOUN" and token.lemma_.lower() in self._nouns
            if not verb and not noun:
                continue
            holder = token if verb else next((a for a in token.ancestors if a.pos_ == "VERB"), token)
            speaker = subject(holder)
            if speaker is not None and speaker.i < token.i:
                cue = sentence.span_of([token])
                return sentence, Draft(speaker, cue, (quote,), None, token.lemma_)
        return None


def _whole(content: tuple[Span, ...], quotes: Sequence[Span]) -> tuple[Span, ...]:
    """Content with the whole of each quotation that it cuts."""
    grown: list[Span] = []
    for start, end in content:
        for first, last in quotes:
            if first < end and start < last and not (start <= first and last <= end):
                start, end = min(start, first), max(end, last)
        if grown and start < grown[-1][1]:
            grown[-1] = grown[-1][0], max(end, grown[-1][1])
        else:
            grown.append((start, end))
    return tuple(grown)


def _opened(text: str, told: Sequence[tuple[Parsed, Draft]], quote: Span) -> int | None:
    """As in "“The bridge,” she said, “is closed.”": the number of the statement that has begun before its verb."""
    for k, (sentence, draft) in enumerate(told):
        start = draft.content[0][0]
        if sentence.sentence.start <= quote[0] and quote[1] <= draft.cue[0] < start and text[start] in '“"':
            return k if draft.cue[0] - quote[1] < _CLOSE and "\n" not in text[quote[1] : start] else None
    return None


def _continued(text: str, told: Sequence[tuple[Parsed, Draft]], quote: Span) -> int | None:
    """As in "“We left,” she said. “Nobody asked us.”": the number of the statement that goes on."""
    for k, (sentence, draft) in enumerate(told):
        gap = text[sentence.sentence.end : quote[0]]
        direct = any(text[s : s + 1] in "“\"'" for s, _ in draft.content)
        if (
            direct
            and draft.content[-1][1] < quote[0]
            and sentence.sentence.end <= quote[0]
            and not gap.strip()
            and "\n" not in gap
        ):
            return k
        if direct and draft.content[-1][1] < quote[0] and _reopened(text, draft.content[-1], quote):
            return k
    return None


def _reopened(text: str, last: Span, quote: Span) -> bool:
    """Whether a quotation without closing mark goes on in the next paragraph."""
    return text[last[1] - 1 : last[1]] not in '”"' and not text[last[1] : quote[0]].strip()


def _sentence_at(parsed: Sequence[Parsed], starts: Sequence[int], offset: int) -> Parsed | None:
    k = bisect_right(starts, offset) - 1
    return parsed[k] if k >= 0 and offset < parsed[k].sentence.end else None


def _next_word(text: str, offset: int) -> int:
    match = _WORD.search(text, offset)
    return match.start() if match else len(text)


def _following_name(verb: Token) -> Token | None:
    """As in "said Low" where the tree has hung the name as an object."""
    return next(
        (c for c in verb.children if c.i > verb.i and c.dep_ in ("dobj", "attr", "oprd") and c.pos_ == "PROPN"), None
    )
