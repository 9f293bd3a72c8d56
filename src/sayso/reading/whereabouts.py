"""Which moment and which place of its sentence a figure or an event word belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeVar

from sayso.model.moment import Moment
from sayso.model.place import Place
from sayso.reading.parsing import Parsed

if TYPE_CHECKING:
    from spacy.tokens import Token

T = TypeVar("T", Moment, Place)
_FARTHEST = 7
_RELATIVE = 3
_PARTED = 4


def path_length(a: Token, b: Token) -> int:
    """Steps between two tokens of one tree; what stands in a clause about somebody else is farther away."""
    up = {a.i: 0}
    token, steps = a, 0
    while token.head != token:
        token, steps = token.head, steps + 1
        up[token.i] = steps
    token, steps = b, 0
    while token.i not in up and token.head != token:
        steps += 1 + _RELATIVE * (token.dep_ == "relcl")
        token = token.head
    return steps + up.get(token.i, 99)


def nearest(parsed: Parsed, token: Token, things: Sequence[T], *, farthest: int = _FARTHEST) -> T | None:
    """The moment or place of the sentence closest to a token in the tree; ties go to the later, nearer one."""
    best: tuple[tuple[int, int, int], T] | None = None
    for thing in things:
        if not parsed.sentence.start <= thing.start < parsed.sentence.end:
            continue
        at = parsed.token_at(thing.start)
        if at is None:
            continue
        steps = path_length(token, head_of_span(parsed, thing.start, thing.end))
        first, last = sorted((at.i, token.i))
        steps += _PARTED * any(t.text == ";" for t in parsed.doc[first:last])
        key = (steps, abs(at.i - token.i), -thing.start)
        if steps <= farthest and (best is None or key < best[0]):
            best = (key, thing)
    return best[1] if best else None


def head_of_span(parsed: Parsed, start: int, end: int) -> Token:
    """The token of a span that the rest of it hangs on."""
    inside = parsed.tokens_in(start, end)
    ids = {t.i for t in inside}
    return next((t for t in inside if t.head.i not in ids), inside[0])


def preposition_before(text: str, start: int, *, articles: bool = False) -> str:
    """The word before an offset, lower case; articles are skipped, unless they are asked for."""
    words = text[max(0, start - 40) : start].lower().split()
    while not articles and words and words[-1] in ("the", "a", "an", "late", "early"):
        words.pop()
    return words[-1] if words else ""
