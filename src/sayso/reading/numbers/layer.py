"""What the layer `numbers` prints: every number of a text as it is said, where figures tell what was counted.

Figures and the layer read with one grammar, and differ here, at the edge:

- A fraction is a part of one ("half of them" is 0.5, "two-thirds" 0.6667), in figures it is a percentage.
- A change from one value to another is one row, a range between the two ("from 75 to 45.88").
- "Eight or nine" are two numbers, in figures a range.
- Ranks are no numbers ("the 10th"), nor are "one" for a thing told before, and "a pair of" for one thing.
- Ages behind a name ("Ann, 34,") and spans of time in dates ("two days later") are numbers.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from sayso.codebook.numerals import Numerals, phrase
from sayso.model.moment import Moment
from sayso.model.number import Number
from sayso.reading.numbers.lexing import Token, tokens
from sayso.reading.numbers.units import kind_behind, money_before
from sayso.reading.numbers.vetoes import counted_before

_REACH = 40
# of what the words of a unit may take between the two ends of a change ("from $75 a barrel to $45")
_UNIT_WORDS = 4
_SPAN_OF_TIME = frozenset(["second", "minute", "hour", "day", "night", "week", "month", "quarter", "year", "decade"])
_YEAR = 4
_FIRST_YEAR = 1900


def stated(text: str, found: Iterable[Number], numerals: Numerals) -> list[Number]:
    """The numbers of a text as the layer prints them, in order."""
    kept = [_as_said(n) for one in found if not _no_number(text, one, numerals) for n in _either(one)]
    return _changes(text, kept, numerals)


def blocking(text: str, moments: Iterable[Moment], numerals: Numerals) -> list[tuple[int, int]]:
    """Dates and clock times; those made of a span of time ("two days later") hold a number and block nothing."""
    spans = []
    for m in moments:
        if m.kind in ("DATE", "TIME", "SET") and not (_counts_time(m, numerals) or _no_year(text, m, numerals)):
            spans.append((m.start, m.end))
    return spans


def _counts_time(moment: Moment, numerals: Numerals) -> bool:
    toks = tokens(moment.text)
    for a, b in itertools.pairwise(toks):
        small = a.digits and len(a.text) < 4
        if (small or a.lower in numerals.units or a.lower in numerals.tens) and numerals.units_of_measure.get(
            b.lower
        ) in _SPAN_OF_TIME:
            return True
    return False


def _no_year(text: str, moment: Moment, numerals: Numerals) -> bool:
    """Whether what looks like a year is a count: "2000 euros", "an average of 1500"."""
    if not (moment.text.isdecimal() and moment.end - moment.start == _YEAR):
        return False
    toks = tokens(text, max(0, moment.start - _REACH), min(len(text), moment.end + _REACH))
    i = next((k for k, t in enumerate(toks) if t.start == moment.start), None)
    if i is None:
        return False
    if money_before(toks, i, numerals) is not None or counted_before(toks, i, numerals):
        return True
    if _round_count(toks, i, numerals):
        return True
    kind = kind_behind(toks, i + 1, numerals)
    # "the 2019 quarter", "a 2018 story"
    return kind is not None and (kind[1] not in numerals.units_of_measure or toks[kind[0] - 1].lower.endswith("s"))


def _round_count(toks: list[Token], i: int, numerals: Numerals) -> bool:
    """As in "hired 2000 workers": a round or early number that no preposition makes a year, and a plural behind it."""
    after = toks[i + 1] if i + 1 < len(toks) else None
    plural = after is not None and after.text.islower() and after.lower.endswith("s")
    if after is None or not plural or after.lower in numerals.openers:
        return False
    value = toks[i].amount
    before = toks[i - 1] if i else None
    free = before is not None and before.text.islower() and before.lower not in numerals.openers
    return free and (value < _FIRST_YEAR or value % 100 == 0)


def _no_number(text: str, number: Number, numerals: Numerals) -> bool:
    """Whether a number of the grammar is a rank, a pronoun or part of a fixed phrase."""
    if number.form == "ordinal":
        return True
    if number.best not in (1, 2) or number.unit is not None or number.text[0].isdigit():
        return False
    before = tokens(text, max(0, number.core_start - _REACH), number.core_start)
    after = tokens(text, number.core_end, min(len(text), number.core_end + _REACH))
    words = tuple(phrase(number.text))
    if words in numerals.no_numbers or any(
        (*words, *(t.lower for t in after[:size])) in numerals.no_numbers for size in (1, 2, 3, 4)
    ):
        return True
    return words == ("one",) and _pronoun(before, after, numerals)


def _pronoun(before: Sequence[Token], after: Sequence[Token], numerals: Numerals) -> bool:
    """Whether "one" between these words stands for a thing told before, or for anybody."""
    last = before[-1].lower if before else ""
    then = after[0].lower if after else ""
    if last == "no" or then in numerals.pronoun_after or then.startswith("'"):
        return True
    noun = then.isalpha() and then not in numerals.openers and then not in numerals.pronouns
    if noun or then in ("of", "-"):
        return last in ("each", "every", "any") and then != "of"
    determined = [t.lower for t in before[-2:]]
    described = len(before) > 1 and before[-1].text.isalpha() and last not in numerals.openers
    return last in numerals.pronoun_before or (
        described and (determined[0] in numerals.pronoun_before or determined[0] in ("a", "an"))
    )


_OR = re.compile(r"\s+or\s+", re.I)


def _either(number: Number) -> list[Number]:
    """Two numbers where one or the other is meant, else the number itself."""
    gap = _OR.search(number.text, max(0, number.core_start - number.start))
    if number.low is None or number.high is None or number.best is not None or gap is None:
        return [number]
    exact = number.qualifier == "range"
    rows = []
    for value, a, b in ((number.low, 0, gap.start()), (number.high, gap.end(), len(number.text))):
        said = value if exact else None
        start, end = number.start + a, number.start + b
        rows.append(
            replace(
                number,
                start=start,
                end=end,
                core_start=max(start, number.core_start),
                core_end=min(end, number.core_end),
                slot_start=max(start, number.slot_start),
                slot_end=min(end, number.slot_end),
                text=number.text[a:b],
                low=said,
                high=said,
                best=value,
                qualifier="exact" if exact else number.qualifier,
            )
        )
    return rows


def _as_said(number: Number) -> Number:
    """The number with fractions as parts of one, and without a best value where it has two bounds."""
    if number.share is not None:
        low = None if number.low is None else number.share
        high = None if number.high is None else number.share
        return replace(number, low=low, high=high, best=number.share, unit=None)
    if number.best is None and number.low is not None and number.high is not None:
        return replace(number, qualifier="range")
    return number


def _changes(text: str, found: list[Number], numerals: Numerals) -> list[Number]:
    """The numbers with "from A to B" as one row."""
    kept: list[Number] = []
    for number in found:
        if kept and _from_to(text, kept[-1], number, numerals):
            first = kept[-1]
            ends = [value for value in (first.best, number.best) if value is not None]
            kept[-1] = replace(
                number,
                start=first.start,
                core_start=first.core_start,
                slot_start=first.slot_start,
                text=text[first.start : number.end],
                low=min(ends),
                high=max(ends),
                best=None,
                qualifier="range",
                unit=number.unit or first.unit,
            )
            continue
        kept.append(number)
    return kept


_FROM = re.compile(r"\bfrom\s+$", re.I)


def _from_to(text: str, a: Number, b: Number, numerals: Numerals) -> bool:
    """Whether two numbers are the ends of one change: "from $75 a barrel to $45", "from 208 pounds to 193"."""
    if a.best is None or b.best is None or a.qualifier != "exact" or b.qualifier != "exact":
        return False
    if a.unit is not None and b.unit is not None and a.unit != b.unit:
        return False
    if not _FROM.search(text, max(0, a.start - _REACH), a.start) or b.start - a.end > _REACH:
        return False
    between = tokens(text, a.end, b.start)
    if not between or between[-1].lower != "to" or len(between) > _UNIT_WORDS + 3:
        return False
    words = [t.lower for t in between[:-1] if t.text not in "."]
    return len(words) <= _UNIT_WORDS and all(
        w.isalpha() and (w in ("a", "an", "per") or w not in numerals.openers) for w in words
    )
