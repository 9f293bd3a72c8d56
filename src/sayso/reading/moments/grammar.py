"""Finds time expressions by rules over the language book's calendar words; each rule knows how to resolve."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from sayso.model.moment import Moment, is_known
from sayso.reading.moments.hints import Hint, Vocabulary
from sayso.reading.moments.meaning import Meaning, Reference, Words, shift_days
from sayso.reading.moments.pieces import Rule
from sayso.reading.moments.rules import rules

_QUARTER = re.compile(r"\d{4}-Q[1-4]")

_SLASHES = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/(?:19|20)?\d\d(?![\d/])")
_TIES = re.compile(
    r"\s*,?\s*(?:(?P<to>(?:that\s+)?(?:to|ended|ending|through|up\s+to|until|till|leading\s+up\s+to))"
    r"|(?P<since>since|beginning|starting)|(?P<before>before)|after|from|following)(?:\s+(?:on|the\s+end\s+of|in))?\s+",
    re.I,
)
_LENGTH = re.compile(r"P(\d+(?:\.\d+)?)([DWMY])")
# A longer gap ties nothing.
_TIED = 80
# A quarter that is almost over is reported on.
_QUARTER_DAYS = 80

# a stretch of the text and the day it was spoken on
Spoken = tuple[int, int, date | None]

# start, end below zero (the longest first), place of the rule among all, rule, match
Found = tuple[int, int, int, Rule, "re.Match[str]"]


class MomentReader:
    """Reads the moments of a text; `calendar` and `numerals` are the settings of the language book."""

    def __init__(self, calendar: dict[str, Any], numerals: dict[str, Any]) -> None:
        self.words = Words.of(calendar, numerals)
        # the rules of one hint are tried together
        self._by_hint: dict[Hint, list[tuple[int, Rule]]] = {}
        for order, rule in enumerate(rules(calendar, numerals)):
            self._by_hint.setdefault(rule.needs, []).append((order, rule))
        self._vocabulary = Vocabulary(self._by_hint)

    def find(
        self,
        text: str,
        reference: date | None,
        *,
        start: int = 0,
        end: int | None = None,
        day_first: bool | None = None,
        spoken_on: Sequence[Spoken] = (),
    ) -> list[Moment]:
        """The moments of `text[start:end]` in order, resolved against the day the report speaks from.

        `reference` is the day of publication; without it relative expressions stay unknown. `day_first` says whether
        the source writes 4 March as 04/03, None where that is not known. `spoken_on` are stretches with a day of their
        own, as an embedded post has, None where that is not known.
        """
        end = len(text) if end is None else end
        lower = text.lower()
        if len(lower) != len(text):
            lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
        found: list[Found] = []
        present = self._vocabulary.present(lower, start, end)
        for hint, likely in self._by_hint.items():
            for begin, finish in hint.windows(text, lower, start, end, present):
                for order, rule in likely:
                    for match in rule.pattern.finditer(text, begin, finish):
                        found.append((match.start(), -match.end(), order, rule, match))
        own = Reference(_known(reference), self.words, day_first=_day_first(text, day_first))
        return self._resolve(text, _longest(found), own, spoken_on)

    def _resolve(
        self, text: str, matches: list[tuple[Rule, re.Match[str]]], own: Reference, spoken_on: Sequence[Spoken]
    ) -> list[Moment]:
        found: list[Moment] = []
        said: dict[int, Reference] = {}
        for rule, match in matches:
            start, end = match.span()
            voice = next((i for i, (first, last, _) in enumerate(spoken_on) if first <= start and end <= last), -1)
            reference = said.get(voice, own if voice < 0 else replace(own, published=_known(spoken_on[voice][2])))
            near = replace(reference, before=text[max(0, start - 80) : start], after=text[end : end + 60])
            meaning = rule.meaning(match, near)
            if meaning is None:
                continue
            found.append(_moment(text, start, end, meaning))
            said[voice] = _told(reference, meaning)
        return [_anchored(text, m, found[i + 1], self.words) if i + 1 < len(found) else m for i, m in enumerate(found)]


def _anchored(text: str, moment: Moment, behind: Moment, words: Words) -> Moment:
    """As in "the six weeks to 30 June": a length of time that ends, or begins, with the day behind it."""
    if moment.kind != "DURATION" or moment.begin is not None or behind.begin is None or behind.kind != "DATE":
        return moment
    tie = _TIES.fullmatch(text, moment.end, behind.start) if behind.start - moment.end <= _TIED else None
    length = _LENGTH.fullmatch(moment.value)
    if tie is None or length is None or behind.finish is None:
        return moment
    number, unit = float(length[1]), length[2]
    begin: date | None = behind.begin
    finish: date | None = behind.finish
    room = timedelta()
    if tie["to"]:
        begin = shift_days(number, unit, behind.finish, -1)
    elif tie["since"]:
        finish = shift_days(number, unit, behind.begin, 1)
    else:
        sign = -1 if tie["before"] else 1
        room = timedelta(days={"D": 0, "W": 3, "M": 15, "Y": 180}[unit])
        begin, finish = (shift_days(number, unit, on, sign) for on in (behind.begin, behind.finish))
    if begin is None or finish is None:
        return moment
    begin, finish = begin - room, finish + room
    return replace(moment, begin=begin, finish=finish, precision="day" if begin == finish else "part", tied=True)


def _known(reference: date | None) -> date | None:
    return reference if reference is not None and is_known(reference) else None


def _day_first(text: str, known: bool | None) -> bool | None:
    """Whether days stand before months in a text, as one of its own dates ("25/03/2021") shows; else what is known."""
    orders = {int(m[1]) > int(m[2]) for m in _SLASHES.finditer(text) if (int(m[1]) > 12) != (int(m[2]) > 12)}
    return orders.pop() if len(orders) == 1 else known


def _moment(text: str, start: int, end: int, meaning: Meaning) -> Moment:
    return Moment(
        start,
        end,
        text[start:end],
        meaning.kind,
        meaning.value,
        meaning.interval.begin if meaning.interval else None,
        meaning.interval.finish if meaning.interval else None,
        meaning.precision,
        meaning.partial,
    )


def _told(reference: Reference, meaning: Meaning) -> Reference:
    """What the next expression may be relative to."""
    if meaning.interval is None or meaning.kind not in ("DATE", "TIME") or not is_known(meaning.interval.begin):
        return reference
    begin = meaning.interval.begin
    unit = {"day": "D", "month": "M", "year": "Y", "week": "W"}.get(meaning.precision, "")
    if meaning.beside:
        return replace(reference, last=begin, last_unit=unit)
    if _QUARTER.fullmatch(meaning.value):
        begin = date(int(meaning.value[:4]), 3 * int(meaning.value[-1]) - 2, 1)
        over = reference.published is None or (reference.published - begin).days >= _QUARTER_DAYS
        return replace(reference, last=begin, last_unit="Q", period=("Q", begin) if over else reference.period)
    told = begin if meaning.precision == "day" else reference.told
    return replace(reference, last=begin, last_unit=unit, told=told, period=None if unit == "Y" else reference.period)


def _longest(found: list[Found]) -> list[tuple[Rule, re.Match[str]]]:
    """Leftmost, then longest, then earliest rule; none overlap."""
    kept: list[tuple[Rule, re.Match[str]]] = []
    behind = 0
    for start, end, _, rule, match in sorted(found, key=lambda f: f[:3]):
        if start >= behind:
            kept.append((rule, match))
            behind = -end
    return kept
