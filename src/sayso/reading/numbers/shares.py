"""Fractions and ratios as percent: "half of those", "two-thirds", "one in five"; and halves of a unit or a million."""

from __future__ import annotations

from sayso.codebook.numerals import Numerals
from sayso.model.number import plain
from sayso.reading.numbers.cardinals import Cardinal, CardinalReader
from sayso.reading.numbers.drafts import Draft, stand
from sayso.reading.numbers.hedges import phrase_before
from sayso.reading.numbers.lexing import Token, hyphenated
from sayso.reading.numbers.units import percent_behind, unit_behind

_MOST_SHARERS = 20
_MANY = 1000
_RAREST = 1_000_000
_ARTICLES = ("a", "an", "one")


def share(toks: list[Token], i: int, n: Numerals, cardinals: CardinalReader) -> Draft | None:
    """The share that begins at token i, if one does."""
    word = toks[i].lower
    if word == "half" and _half_of(toks, i):
        return _draft(i, i + 1, 0.5)
    cardinal = cardinals.read(toks, i)
    if word in _ARTICLES and i + 1 < len(toks):
        cardinal = Cardinal(i, i + 1, 1, words=True)
    if cardinal is None or cardinal.vague:
        return None
    at = cardinal.last
    hyphen = hyphenated(toks, at)
    if hyphen:
        at += 1
    if at < len(toks) and toks[at].lower in n.fractions and cardinal.value < _MOST_SHARERS:
        return _fraction(toks, cardinal, at, n, hyphen=hyphen)
    return _ratio(toks, cardinal, n, cardinals)


def _draft(first: int, last: int, value: float) -> Draft:
    """A share; figures tell it in percent, the layer of numbers as part of one."""
    percent = plain(round(100 * value, 1))
    return Draft(
        first, last, first, first, last, percent, percent, percent, form="fraction", unit="percent", share=value
    )


def _fraction(toks: list[Token], cardinal: Cardinal, at: int, n: Numerals, *, hyphen: bool) -> Draft | None:
    after = toks[at + 1].lower if at + 1 < len(toks) else ""
    of = after in ("of", "the", "its", "their")
    plural = toks[at].lower.endswith("s")
    # "one third." is a share, "one third party" and "one quarter" are not
    alone = toks[cardinal.first].lower == "one" and toks[at].lower not in ("quarter", "tenth", "hundredth")
    alone = alone and (not after.isalpha() or after in n.openers)
    alone = alone or (toks[cardinal.first].lower == "a" and _by_a_third(toks, cardinal.first, after, n))
    if not of and not plural and not alone and not (hyphen and toks[cardinal.first].lower == "one"):
        return None
    value = cardinal.value / n.fractions[toks[at].lower]
    return _draft(cardinal.first, at + 1, value) if 0 < value < 1 else None


def _by_a_third(toks: list[Token], i: int, after: str, n: Numerals) -> bool:
    """Whether "a third" at token i says how much: "fell by a third", "nearly a quarter higher"."""
    before = toks[i - 1].lower if i else ""
    weighed = before in n.change_words or phrase_before(toks, i, n.before, n.longest) is not None
    return weighed and after != "-" and (not after.isalpha() or after in n.openers or after.endswith("er"))


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
    if every is None or every.vague or not 0 < cardinal.value < every.value <= _RAREST:
        return None
    if every.value > _MANY and (cardinal.value != 1 or toks[at].text.isdecimal()):
        # "one in 5,000", no "one in 2017"
        return None
    if every.value > 100 and cardinal.value > 10:
        return None
    behind = toks[every.last].lower if every.last < len(toks) else ""
    if toks[at - 1].lower == "in" and (every.value < 2 or behind in n.units_of_measure or cardinal.value > 9):
        return None
    return _draft(cardinal.first, every.last, cardinal.value / every.value)


def _half_of(toks: list[Token], i: int) -> bool:
    """Whether "half" at token i is a share and not an hour, a game or a numeral."""
    after = toks[i + 1].lower if i + 1 < len(toks) else ""
    before = toks[i - 1].lower if i else ""
    if before in ("a", "and", "first", "second", "-") or after in ("an", "a", "-", "past", "hour"):
        return False
    return after in ("of", "the", "its", "their", "his", "her", "were", "are")


def part(toks: list[Token], i: int, n: Numerals) -> Draft | None:
    """Parts of a scale or unit: "a quarter of a million", "half an hour", "an hour and a half", "half a percent"."""
    return _unit_and_half(toks, i, n) or _part_of(toks, i, n)


def _part_of(toks: list[Token], i: int, n: Numerals) -> Draft | None:
    """As in "half a mile", "three-quarters of a million"."""
    at, count = i, 1
    if toks[at].lower in n.units and toks[at].lower != "one":
        count, at = n.units[toks[at].lower], at + 1
    elif toks[at].lower in _ARTICLES:
        at += 1
    at += at > i and at < len(toks) and toks[at].text == "-"
    if at >= len(toks) or toks[at].lower not in ("half", "quarter", "quarters", "third", "thirds"):
        return None
    value = count / n.fractions[toks[at].lower]
    thirds = "third" in toks[at].lower
    at += 1
    of = stand(toks, at, "of")
    at += of
    article = at < len(toks) and toks[at].lower in ("a", "an")
    at += article
    if at >= len(toks) or value >= 1:
        return None
    if toks[at].lower in n.scales and (article or not of):
        worth = plain(value * n.scales[toks[at].lower])
        return Draft(i, at + 1, i, i, at + 1, worth, worth, worth)
    return None if not article or thirds else _measured_part(toks, i, at, value, n)


def _measured_part(toks: list[Token], i: int, at: int, value: float, n: Numerals) -> Draft | None:
    """A part of the unit at token `at`."""
    percent = percent_behind(toks, at, n)
    if percent is not None:
        return Draft(i, percent, i, i, percent, value, value, value, form="percent", unit="percent")
    unit = unit_behind(toks, at, n)
    if unit is None or unit[1] in ("century", "decade", "story"):
        return None
    return Draft(i, unit[0], i, i, at, value, value, value, form="quantity", unit=unit[1])


def _unit_and_half(toks: list[Token], i: int, n: Numerals) -> Draft | None:
    """As in "an hour and a half"."""
    if toks[i].lower not in _ARTICLES or i + 4 >= len(toks):
        return None
    unit = n.units_of_measure.get(toks[i + 1].lower)
    if unit is None or not stand(toks, i + 2, "and", "a", "half"):
        return None
    return Draft(i, i + 5, i, i, i + 5, 1.5, 1.5, 1.5, form="quantity", unit=unit)
