"""Where a number or a day lies on an axis, and which round ones are written beside it."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

_STEPS = (1, 2, 5, 10)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_YEAR = 365.25
# Where the least value is less than this share of the greatest, an axis of numbers begins at zero.
_NEAR_ZERO = 0.5
# A gap between two days that takes more than this share of an axis is not drawn to scale.
_LONG_GAP = 0.7


@dataclass(frozen=True, slots=True)
class Scale:
    """A line from `low` at the pixel `start` to `high` at the pixel `end`.

    >>> Scale(0, 10, 100, 200).at(5)
    150.0
    """

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """The pixel of a value; values beyond the ends lie on them."""
        share = (value - self.low) / ((self.high - self.low) or 1)
        return self.start + (self.end - self.start) * min(1.0, max(0.0, share))


def span(values: Sequence[float]) -> tuple[float, float]:
    """From where to where an axis goes that shows these values: round ends, zero where it is not far.

    >>> span([680, 700]), span([3, 40]), span([]), span([5])
    ((680.0, 700.0), (0.0, 40.0), (0.0, 1.0), (0.0, 5.0))
    """
    if not values:
        return 0.0, 1.0
    low, high = min(values), max(values)
    if low >= 0 and (low <= _NEAR_ZERO * high or low == high):
        low = 0.0
    step = step_of(low, high if high > low else low + 1, 5)
    bottom, top = math.floor(low / step) * step, math.ceil(high / step) * step
    return bottom, top if top > bottom else bottom + step


def step_of(low: float, high: float, count: int) -> float:
    """The round step that parts a stretch into about so many.

    >>> step_of(0, 680, 5), step_of(0, 1, 5)
    (200.0, 0.2)
    """
    rough = (high - low) / count or 1.0
    size = 10.0 ** math.floor(math.log10(rough))
    return float(next(k * size for k in _STEPS if k * size >= rough * 0.999))


def ticks(low: float, high: float, count: int = 5) -> list[float]:
    """Round values from low to high, both of them among these where they are round.

    >>> ticks(0, 400)
    [0.0, 100.0, 200.0, 300.0, 400.0]
    """
    step = step_of(low, high, count)
    first = math.ceil(low / step - 1e-9)
    return [round(k * step, 9) for k in range(first, math.floor(high / step + 1e-9) + 1)]


def short(value: float) -> str:
    """A round number as an axis has room for it.

    >>> short(1500.0), short(2000000.0), short(0.25), short(12000.0)
    ('1,500', '2M', '0.25', '12k')
    """
    for least, size, mark in ((1e9, 1e9, "bn"), (1e6, 1e6, "M"), (1e4, 1e3, "k")):
        if abs(value) >= least:
            return f"{value / size:g}{mark}"
    return f"{value:,g}"


@dataclass(frozen=True, slots=True)
class Days:
    """Days on an axis: in proportion, or one beside the other where one long gap would press all others together."""

    days: tuple[int, ...]
    start: float
    end: float

    @classmethod
    def of(cls, days: Sequence[int], start: float, end: float) -> Days:
        """The axis of some days, not all the same perhaps."""
        return cls(tuple(sorted(set(days))), start, end)

    @property
    def is_even(self) -> bool:
        """Whether the gaps between the days are not to scale.

        >>> Days.of([1, 2, 3, 4000], 0, 100).is_even, Days.of([1, 8, 20], 0, 100).is_even
        (True, False)
        """
        gaps = [b - a for a, b in pairwise(self.days)]
        return len(gaps) > 1 and max(gaps) > _LONG_GAP * sum(gaps)

    def at(self, day: int) -> float:
        """The pixel of one of the days; behind the last there is room for what holds until now."""
        if self.is_even:
            return Scale(0, len(self.days), self.start, self.end).at(bisect_left(self.days, day))
        first, last = self.days[0], self.days[-1]
        return Scale(first, last + max(1, round((last - first) * 0.08)), self.start, self.end).at(day)

    def ticks(self, count: int) -> list[tuple[float, str]]:
        """Pixels with the days written there."""
        if not self.is_even:
            first, last = self.days[0], self.days[-1]
            reach = last + max(1, round((last - first) * 0.08))
            return [(self.at(d), words) for d, words in day_ticks(first, reach, count)]
        step = max(1, -(-len(self.days) // count))
        return [(self.at(d), f"{_day(d)} {date.fromordinal(d).year}") for d in self.days[::step]]


def day_number(day: str) -> int:
    """An ISO date, as exact as it is, as a number of days; the first of what it covers."""
    parts = [int(p) for p in day[:10].split("-")]
    return date(parts[0], parts[1] if len(parts) > 1 else 1, parts[2] if len(parts) > 2 else 1).toordinal()


def day_ticks(first: int, last: int, count: int = 5) -> list[tuple[int, str]]:
    """Days to be written on an axis of time: years, months or days, as the stretch is long.

    >>> [words for _, words in day_ticks(day_number("2019-08-07"), day_number("2019-08-11"), 2)]
    ['7 Aug', '9 Aug', '11 Aug']
    """
    length = max(1, last - first)
    if length > _YEAR * 2:
        step = max(1, round(step_of(0, length / _YEAR, count)))
        years = range(date.fromordinal(first).year, date.fromordinal(last).year + 1)
        found = [(date(y, 1, 1).toordinal(), str(y)) for y in years if y % step == 0]
    elif length > 62:
        found = _months(first, last, max(1, math.ceil(length / 30.4 / count)))
    else:
        step = max(1, math.ceil(length / count))
        found = [(d, _day(d)) for d in range(first, last + 1) if d % step == 0]
    return [(d, words) for d, words in found if first <= d <= last]


def _months(first: int, last: int, step: int) -> list[tuple[int, str]]:
    on, found = date.fromordinal(first).replace(day=1), []
    while on.toordinal() <= last:
        if (on.month - 1) % step == 0:
            found.append((on.toordinal(), f"{_MONTHS[on.month - 1]} {on.year}"))
        on = (on + timedelta(days=32)).replace(day=1)
    return found


def _day(number: int) -> str:
    on = date.fromordinal(number)
    return f"{on.day} {_MONTHS[on.month - 1]}"
