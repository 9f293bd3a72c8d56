"""What a time expression may mean: TIMEX3 value and interval, the words it is made of, what it is relative to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from sayso.atlas import calendar
from sayso.atlas.calendar import DAY, Interval
from sayso.model.moment import is_known

Match = re.Match[str]


@dataclass(frozen=True, slots=True)
class Words:
    """Calendar words with their numbers."""

    months: dict[str, int]
    weekdays: dict[str, int]
    seasons: dict[str, str]
    dayparts: dict[str, str]
    units: dict[str, str]
    parts: dict[str, str]
    holidays: dict[str, dict[str, int]]
    numbers: dict[str, float]
    ahead: re.Pattern[str]

    @classmethod
    def of(cls, book: dict[str, Any], numerals: dict[str, Any]) -> Words:
        """The words of a language book."""
        numbers = {
            **numerals["units"],
            **numerals["tens"],
            "a": 1,
            "an": 1,
            "another": 1,
            "a couple of": 2,
            "couple of": 2,
            "a couple": 2,
            "a dozen": 12,
            "half a": 0.5,
            "half an": 0.5,
            "half": 0.5,
        }
        # the month of May speaks of nothing to come
        cues = "|".join(rf"(?-i:{cue})" if cue in book["months"] else cue for cue in book["ahead"])
        ends = "|".join(book["behind"])
        ahead = re.compile(rf"(?:\b(?:{cues})\b|['’]ll\b)(?:(?!\b(?:{ends})\b)[^.])*$", re.I)
        names = ("months", "weekdays", "seasons", "dayparts", "units", "parts", "holidays")
        return cls(**{name: book[name] for name in names}, numbers=numbers, ahead=ahead)


@dataclass(frozen=True, slots=True)
class Reference:
    """What a relative expression is relative to.

    The day of publication, the last day told, the beginning of whatever was dated last and its unit, the period (its
    unit and first day) that figures were last told of, the words before and behind, whether days stand before months.
    """

    published: date | None
    words: Words
    told: date | None = None
    last: date | None = None
    last_unit: str = ""
    period: tuple[str, date] | None = None
    before: str = ""
    after: str = ""
    day_first: bool | None = None

    @property
    def future(self) -> bool:
        """Whether the words round about speak of what is to come."""
        return self.words.ahead.search(self.before) is not None


@dataclass(frozen=True, slots=True)
class Meaning:
    """A resolved expression."""

    kind: str
    value: str
    interval: Interval | None = None
    precision: str = "unknown"
    partial: str | None = None
    # told only to be set beside another: what comes behind is not relative to it
    beside: bool = False


def group(match: Match, name: str) -> str | None:
    """A named group of a match, None where the rule has no such group."""
    return match.groupdict().get(name)


_SCALES = {"hundred": 100.0, "thousand": 1000.0, "million": 1e6, "billion": 1e9}


def number_of(text: str, words: Words) -> float | None:
    """The value of a number word of the moment grammar, or None for vague ones."""
    text = " ".join(text.lower().split())
    half = re.sub(r"(?:[- ]and[- ]a[- ]half| 1/2|½)$", "", text)
    extra = 0.5 if half != text else 0.0
    if half[0].isdigit():
        return float(half.replace(",", "")) + extra
    if half in words.numbers:
        return words.numbers[half] + extra
    scale = 1.0
    pieces = re.split(r"[ -]", half)
    if pieces[-1] in _SCALES:
        scale = _SCALES[pieces.pop()]
    if pieces and all(p in words.numbers for p in pieces):
        return sum(words.numbers[p] for p in pieces) * scale + extra
    return None


def counted(match: Match, words: Words) -> float | None:
    """The number of a match; a range ("two to three weeks") and a vague word have none."""
    return None if group(match, "upto") else number_of(match["number"], words)


def unit_of(text: str, words: Words) -> str:
    """The TIMEX3 unit of a printed word ("weeks" is W)."""
    text = text.lower()
    singular = text if text in words.units else (text[:-3] + "y" if text.endswith("ies") else text[:-1])
    return words.units.get(singular, "D")


def year_of(match: Match) -> int | None:
    """The year that a match states, two digits completed."""
    text = group(match, "year")
    if text is None:
        return None
    value = int(text)
    return value + (2000 if value < 50 else 1900) if value < 100 else value


def month_of(match: Match, words: Words) -> int | None:
    """The month that a match states, 1 to 12."""
    text = group(match, "month")
    if text is not None:
        return words.months[text.lower().rstrip(".")]
    number = group(match, "monthnum")
    return int(number) if number and 1 <= int(number) <= 12 else None


def on_day(on: date, suffix: str = "") -> Meaning:
    """One day, with the part of the day if any ("TMO")."""
    return Meaning("TIME" if suffix else "DATE", on.isoformat() + suffix, calendar.of_day(on), "day")


_SHIFTED_PARTS = {"earlier": "START", "later": "END", "sometime": "MID"}


def parted(meaning: Meaning, match: Match, words: Words) -> Meaning:
    """Narrow an interval to its early, mid or late part."""
    which = group(match, "part")
    if not which or meaning.interval is None:
        return meaning
    which = " ".join(which.lower().split())
    narrowed = calendar.part(meaning.interval, _SHIFTED_PARTS.get(which) or words.parts[which])
    return Meaning(meaning.kind, meaning.value, narrowed, "part")


def unit_interval(unit: str, shift: int, on: date) -> tuple[str, Interval, str] | None:
    """(TIMEX3 value, interval, precision) of the unit that lies `shift` units from `on`."""
    if unit == "D":
        d = on + shift * DAY
        return d.isoformat(), calendar.of_day(d), "day"
    if unit == "W":
        d = on + 7 * shift * DAY
        return calendar.iso_week(d), calendar.of_week(d), "week"
    if unit == "M":
        d = calendar.add_months(on, shift)
        return f"{d.year:04d}-{d.month:02d}", calendar.of_month(d.year, d.month), "month"
    if unit == "Q":
        d = calendar.add_months(on, 3 * shift)
        number = (d.month + 2) // 3
        begin = date(d.year, 3 * number - 2, 1)
        return f"{d.year:04d}-Q{number}", Interval(begin, calendar.add_months(begin, 3) - DAY), "season"
    if unit == "Y":
        return f"{on.year + shift:04d}", calendar.of_year(on.year + shift), "year"
    if unit == "C":
        first = (on.year // 100 + shift) * 100
        return str(first)[:2], Interval(date(first, 1, 1), date(first + 99, 12, 31)), "decade"
    if unit == "E":
        first = (on.year // 10 + shift) * 10
        return str(first)[:3], Interval(date(first, 1, 1), date(first + 9, 12, 31)), "decade"
    return None


def length(number: float | None, unit: str) -> str:
    """A TIMEX3 duration."""
    if number is not None and number % 1 == 0.5 and unit == "TH":
        return f"PT{number // 1:g}H30M" if number > 1 else "PT30M"
    if unit == "E" and number is not None:
        number, unit = 10 * number, "Y"
    amount = "X" if number is None else f"{number:g}"
    if unit in ("S", "TM", "TH"):
        return f"PT{amount}{unit[-1]}"
    return {"F": f"P{amount if number is None else f'{2 * number:g}'}W", "E": f"P{amount}DE", "C": f"P{amount}CE"}.get(
        unit, f"P{amount}{unit}"
    )


def shift_days(number: float, unit: str, on: date, sign: int) -> date | None:
    """`on` moved by a number of units; None where that leads out of the years that are told of."""
    size = {"D": 1, "W": 7, "F": 14}.get(unit)
    if size is not None:
        moved = calendar.moved(on, sign * round(size * number))
    else:
        months = {"M": 1, "Q": 3, "Y": 12, "E": 120, "C": 1200}.get(unit, 0)
        moved = calendar.add_months(on, sign * round(months * number))
        # a month later than the last one is that one again
        moved = moved if moved != on or round(months * number) == 0 else None
    return moved if moved is not None and is_known(moved) else None
