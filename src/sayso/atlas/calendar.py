"""Intervals of days: what a year, month, week, weekday or "early August" covers."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, order=True)
class Interval:
    """Inclusive days `begin`..`finish`.

    >>> Interval(date(2019, 8, 1), date(2019, 8, 31)).days
    31
    """

    begin: date
    finish: date

    @property
    def days(self) -> int:
        """How many days the interval covers."""
        return (self.finish - self.begin).days + 1

    def gap(self, other: Interval) -> int:
        """Days between the two intervals; 0 where they touch or overlap."""
        if self.finish < other.begin:
            return (other.begin - self.finish).days
        if other.finish < self.begin:
            return (self.begin - other.finish).days
        return 0


def day(year: int, month: int, number: int) -> date | None:
    """The date, or None where the calendar has no such day or year."""
    try:
        return date(year, month, number)
    except ValueError:
        return None


def moved(on: date, days: int) -> date | None:
    """The day that lies so many days from another, or None where the calendar has ended.

    >>> moved(date(2019, 8, 7), -7), moved(date(2019, 8, 7), 10**12)
    (datetime.date(2019, 7, 31), None)
    """
    try:
        return on + days * DAY
    except OverflowError:
        return None


def of_day(on: date) -> Interval:
    """The interval of one day."""
    return Interval(on, on)


def of_year(year: int) -> Interval:
    """1 January to 31 December."""
    return Interval(date(year, 1, 1), date(year, 12, 31))


def of_month(year: int, month: int) -> Interval:
    """The first to the last day of a month."""
    return Interval(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))


def of_week(on: date) -> Interval:
    """Monday to Sunday of the week that `on` lies in."""
    first = on - timedelta(days=on.weekday())
    return Interval(first, first + 6 * DAY)


def of_weekend(on: date) -> Interval:
    """Saturday and Sunday of the week that `on` lies in."""
    week = of_week(on)
    return Interval(week.finish - DAY, week.finish)


def of_season(year: int, season: str) -> Interval:
    """Meteorological seasons of the northern half: SP, SU, FA, WI (December to February)."""
    month = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[season]
    end = add_months(date(year, month, 1), 3) - DAY
    return Interval(date(year, month, 1), end)


def part(whole: Interval, which: str) -> Interval:
    """The early, mid or late third of an interval."""
    third = max(1, round(whole.days / 3))
    if which == "START":
        return Interval(whole.begin, whole.begin + (third - 1) * DAY)
    if which == "END":
        return Interval(whole.finish - (third - 1) * DAY, whole.finish)
    return Interval(whole.begin + third * DAY, whole.finish - third * DAY)


def add_months(on: date, months: int) -> date:
    """The same day `months` later, or the last day of that month."""
    index = on.year * 12 + on.month - 1 + months
    year, month = divmod(index, 12)
    if not 1 <= year <= 9999:
        return on
    return date(year, month + 1, min(on.day, calendar.monthrange(year, month + 1)[1]))


def nearest_year(month: int, number: int, reference: date) -> date | None:
    """The day of that month closest to the reference, as a newspaper means "Aug. 6".

    >>> nearest_year(12, 30, date(2019, 1, 4))
    datetime.date(2018, 12, 30)
    """
    days = [d for y in (reference.year - 1, reference.year, reference.year + 1) if (d := day(y, month, number))]
    return min(days, key=lambda d: (abs((d - reference).days), d), default=None)


# A day of a month ahead of the report is nearer than this; a day farther back than the other is still to come.
_AHEAD_DAYS, _BEHIND_DAYS = 60, 180


def told_year(month: int, number: int, reference: date, *, future: bool) -> date | None:
    """The day of that month that news of a day means: the past one, unless what is to come is told or close at hand.

    >>> told_year(10, 23, date(1999, 5, 5), future=False), told_year(11, 21, date(1999, 10, 30), future=False)
    (datetime.date(1998, 10, 23), datetime.date(1999, 11, 21))
    """
    days = [d for y in range(reference.year - 4, reference.year + 5) if (d := day(y, month, number))]
    past = max((d for d in days if d <= reference), default=None)
    ahead = min((d for d in days if d >= reference), default=None)
    if past is None or ahead is None:
        return past or ahead
    close = (ahead - reference).days <= _AHEAD_DAYS and (reference - past).days > _BEHIND_DAYS
    return ahead if close or (future and (ahead - reference).days <= 300) else past


def easter(year: int) -> date:
    """Easter Sunday of the western churches (the anonymous Gregorian algorithm).

    >>> easter(2021)
    datetime.date(2021, 4, 4)
    """
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    h = (19 * a + b - d - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    i, k = divmod(c, 4)
    rest = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * rest) // 451
    month, number = divmod(h + rest - 7 * m + 114, 31)
    return date(year, month, number + 1)


def holiday(rule: dict[str, int], year: int) -> date | None:
    """A holiday of a year, from a day of a month, the nth weekday of a month or days counted from Easter.

    >>> holiday({"month": 11, "weekday": 4, "nth": 4}, 1999)
    datetime.date(1999, 11, 25)
    """
    if "easter" in rule:
        return easter(year) + rule["easter"] * DAY
    if "day" in rule:
        return day(year, rule["month"], rule["day"])
    whole = of_month(year, rule["month"])
    if rule["nth"] < 0:
        return last_weekday(rule["weekday"], whole.finish)
    first = next_weekday(rule["weekday"], whole.begin - DAY)
    return first + (7 * (rule["nth"] - 1) + rule.get("later", 0)) * DAY


def last_weekday(number: int, reference: date) -> date:
    """The latest day with ISO weekday `number` on or before the reference."""
    return reference - ((reference.isoweekday() - number) % 7) * DAY


def next_weekday(number: int, reference: date) -> date:
    """The first day with ISO weekday `number` after the reference."""
    return reference + ((number - reference.isoweekday() - 1) % 7 + 1) * DAY


def iso_week(on: date) -> str:
    """The week as TIMEX3 writes it, "2019-W32"."""
    year, week, _ = on.isocalendar()
    return f"{year:04d}-W{week:02d}"
