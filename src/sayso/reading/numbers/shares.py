"""Fractions and ratios as percent: "half of those", "two-thirds", "one in five"."""

from __future__ import annotations

from sayso.codebook.numerals import Numerals
from sayso.reading.numbers.cardinals import Cardinal, CardinalReader, hyphenated, plain
from sayso.reading.numbers.drafts import Draft, stand
from sayso.reading.numbers.lexing import Token

_MOST_SHARERS = 20


def share(toks: list[Token], i: int, n: Numerals, cardinals: CardinalReader) -> Draft | None:
    """The share that begins at token i, if one does."""
    word = toks[i].lower
    if word == "half" and _half_of(toks, i):
        return Draft(i, i + 1, i, i, i + 1, 50, 50, 50, form="fraction", unit="percent")
    cardinal = cardinals.read(toks, i)
    if word in ("a", "an", "one") and i + 1 < len(toks):
        cardinal = Cardinal(i, i + 1, 1, words=True)
    if cardinal is None or cardinal.vague:
        return None
    at = cardinal.last
    if hyphenated(toks, at):
        at += 1
    if at < len(toks) and toks[at].lower in n.fractions and cardinal.value < _MOST_SHARERS:
        return _fraction(toks, cardinal, at, n)
    return _ratio(toks, cardinal, n, cardinals)


def _fraction(toks: list[Token], cardinal: Cardinal, at: int, n: Numerals) -> Draft | None:
    of = at + 1 < len(toks) and toks[at + 1].lower in ("of", "the", "its", "their")
    plural = toks[at].lower.endswith("s")
    if not of and not plural:
        return None
    value = plain(round(cardinal.value * n.fractions[toks[at].lower] * 100, 1))
    if not 0 < value < 100:
        return None
    i = cardinal.first
    return Draft(i, at + 1, i, i, at + 1, value, value, value, form="fraction", unit="percent")


def _ratio(toks: list[Token], cardinal: Cardinal, n: Numerals, cardinals: CardinalReader) -> Draft | None:
    """As in "one in five", "nine out of 10"."""
    at = cardinal.last
    if stand(toks, at, "out", "of"):
        at += 2
    elif stand(toks, at, "in") and (cardinal.words or toks[cardinal.first].text == "1"):
        at += 1
    else:
        return None
    if at >= len(toks):
        return None
    every = cardinals.read(toks, at)
    if every is None or every.vague or not 0 < cardinal.value < every.value <= 1000:
        return None
    if every.value > 100 and cardinal.value > 10:
        return None
    behind = toks[every.last].lower if every.last < len(toks) else ""
    if toks[at - 1].lower == "in" and (every.value < 2 or behind in n.units_of_measure or cardinal.value > 9):
        return None
    value = plain(round(100 * cardinal.value / every.value, 1))
    i = cardinal.first
    return Draft(i, every.last, i, i, every.last, value, value, value, form="fraction", unit="percent")


def _half_of(toks: list[Token], i: int) -> bool:
    """Whether "half" at token i is a share and not an hour, a game or a numeral."""
    after = toks[i + 1].lower if i + 1 < len(toks) else ""
    before = toks[i - 1].lower if i else ""
    if before in ("a", "and", "first", "second", "-") or after in ("an", "a", "-", "past", "hour"):
        return False
    return after in ("of", "the", "its", "their", "his", "her", "were", "are")
