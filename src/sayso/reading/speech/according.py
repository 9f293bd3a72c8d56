"""Statements by "according to X" and "per X", at either end of a sentence or in the middle."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sayso.reading.parsing import Parsed
from sayso.reading.speech.draft import Draft
from sayso.reading.speech.sources import maker, source_tokens

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


def according(sentence: Parsed, token: Token) -> Iterator[Draft]:
    """As in "according to X" at either end covers the whole sentence, in the middle its clause."""
    inner = token
    if token.lower_ == "according":
        to = next((c for c in token.children if c.lower_ == "to"), None)
        if to is None:
            return
        inner = to
    elif token.i and token.lower_ == "per" and sentence.doc[token.i - 1].pos_ in ("NOUN", "NUM"):
        return
    head = next((c for c in inner.children if c.dep_ == "pobj"), None)
    made = maker(head) if head is not None else None
    if head is None or (token.lower_ == "per" and not _names(head)):
        return
    phrase = sorted({token, inner, *head.subtree}, key=lambda t: t.i)
    doc = sentence.doc
    first, last = phrase[0].i, phrase[-1].i
    if first <= 1:
        # "According to a lawsuit, the rate fell": the source ends at the comma
        last = next((t.i for t in doc[head.i + 1 : last + 1] if t.text == ","), last)
    cue = sentence.span_of([token, inner])
    sides = _sides(doc)
    if first <= 1:
        rest = _without_asides(doc, last + 1)
    elif len(sides) > 1 and sides[0] > 1 and token.i in sides:
        # "18,000 according to police and 45,000 according to unions": each names what stands before it
        before = max((i for i in sides if i < token.i), default=None)
        start = 0 if before is None else _end_of_side(doc[before]) + 1
        rest = [t for t in doc[start:first] if not t.is_punct]
    elif last >= len(doc) - 3 or doc[last + 1].text in ";":
        after = max((t.i for t in doc[:first] if t.text == ";"), default=-1)
        rest = [t for t in doc[after + 1 : first] if not t.is_punct]
    else:
        rest = [t for t in token.head.subtree if t.i < first or t.i > last]
    if rest:
        spans: tuple[tuple[int, int], ...] = (sentence.span_of(rest),)
        if last + 2 < len(doc) and doc[last + 1].text == ";":
            spans = (*spans, (sentence.spans[last + 2][0], sentence.sentence.end))
        yield Draft(made or head, cue, spans, None, "according")


def _names(head: Token) -> bool:
    """Whether "per" names a source ("per the sheriff's office", "per ICE") and no rate ("per year")."""
    return any(t.text[0].isupper() for t in source_tokens(head)) or any(c.lower_ == "the" for c in head.subtree)


def _sides(doc: Doc) -> list[int]:
    """Where the sources of one sentence are named by "according to"."""
    return [t.i for t in doc[:-1] if t.lower_ == "according" and doc[t.i + 1].lower_ == "to"]


def _end_of_side(according: Token) -> int:
    """The last word of the source that "according to" names, up to the comma."""
    doc = according.doc
    last = max(t.i for t in according.subtree)
    return next((t.i - 1 for t in doc[according.i : last + 1] if t.text in (",", ";") or t.lower_ == "and"), last)


def _without_asides(doc: Doc, first: int) -> list[Token]:
    """The words from `first` on, up to a clause that only adds something (", in which ...")."""
    for token in doc[first:]:
        if token.dep_ == "relcl":
            opened = token.left_edge.i
            if opened > first + 2 and doc[opened - 1].text in (",", "—", "–"):
                return [t for t in doc[first : opened - 1] if not t.is_punct]
    return [t for t in doc[first:] if not t.is_punct]
