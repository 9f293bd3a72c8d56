"""Rises over time that rest on sources which were not there before, and may be none of what happened."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any

from sayso.atlas import calendar

# A rise is looked at where it is by half and by so many; it is doubted where sources that were there before show less
# than half of it.
_TIMES = 1.5
_LEAST = 3
_SHARE = 0.5
_YEARS_FROM = 3 * 365
_MONTHS_FROM = 60
_NAMED = 3


@dataclass(frozen=True, slots=True)
class Unit:
    """Something that is counted over time, with the sources that tell of it."""

    day: date
    sources: frozenset[str]


@dataclass(frozen=True, slots=True)
class Trend:
    """A rise from one period to the next; `known_*` count what sources that were there before tell of."""

    what: str
    before: str
    after: str
    count_before: int
    count_after: int
    known_before: int
    known_after: int
    entered: tuple[tuple[str, int], ...]

    @property
    def words(self) -> str:
        """The warning in one sentence."""
        names = ", ".join(f"{name} ({times})" for name, times in self.entered[:_NAMED])
        more = len(self.entered) - _NAMED
        return (
            f"{self.what} rise from {self.count_before} ({self.before}) to {self.count_after} ({self.after}); the sources "
            f"of {self.before} and before show {self.known_before} and {self.known_after}: the rise may be that of new "
            f"sources: {names}{f' and {more} more' if more > 0 else ''}"
        )

    def row(self) -> dict[str, Any]:
        """The trend as plain JSON values."""
        return {**asdict(self), "entered": [{"source": s, "only_told_by_new": n} for s, n in self.entered]}


def size_of(days: Sequence[date]) -> str:
    """The periods in which a pile is looked at: years, months or weeks, by how long it is.

    >>> size_of([date(2013, 1, 1), date(2017, 1, 1)]), size_of([date(2019, 8, 7)])
    ('year', 'week')
    """
    length = (max(days) - min(days)).days if days else 0
    return "year" if length > _YEARS_FROM else "month" if length > _MONTHS_FROM else "week"


def period_of(day: date, size: str) -> str:
    """The period that a day lies in, as ISO writes it."""
    if size == "year":
        return f"{day.year:04d}"
    return f"{day.year:04d}-{day.month:02d}" if size == "month" else calendar.iso_week(day)


def _last_day(period: date, size: str) -> date:
    if size == "year":
        return date(period.year, 12, 31)
    if size == "month":
        return calendar.of_month(period.year, period.month).finish
    return calendar.of_week(period).finish


def trends(what: str, units: Iterable[Unit], first: Mapping[str, date], size: str) -> list[Trend]:
    """The rises of a count that sources which were there before do not bear out; `first` is when each source began.

    >>> old = [Unit(date(y, 5, d), frozenset(["Echo"])) for y in (2014, 2015, 2016, 2017) for d in (1, 2)]
    >>> new = [Unit(date(2016, 5, d), frozenset(["Post"])) for d in (3, 4, 5, 6)]
    >>> [t.entered for t in trends("reports", old + new, {"Echo": date(2014, 5, 1), "Post": date(2016, 5, 3)}, "year")]
    [(('Post', 4),)]
    """
    by_period: dict[str, list[Unit]] = {}
    for unit in sorted(units, key=lambda u: u.day):
        by_period.setdefault(period_of(unit.day, size), []).append(unit)
    if not by_period:
        return []
    found = []
    day, last = (
        min(by_period.values(), key=lambda us: us[0].day)[0].day,
        max(u.day for us in by_period.values() for u in us),
    )
    while (end := _last_day(day, size)) < last:
        after = end + timedelta(days=1)
        here, there = period_of(day, size), period_of(after, size)
        found += _rise(what, (here, by_period.get(here, [])), (there, by_period.get(there, [])), end, first)
        day = after
    return found


def _rise(
    what: str,
    before: tuple[str, list[Unit]],
    after: tuple[str, list[Unit]],
    end: date,
    first: Mapping[str, date],
) -> list[Trend]:
    counts = len(before[1]), len(after[1])
    if counts[1] < max(counts[0] * _TIMES, counts[0] + _LEAST):
        return []
    there = {s for s, began in first.items() if began <= end}
    known = sum(bool(u.sources & there) for u in before[1]), sum(bool(u.sources & there) for u in after[1])
    if known[1] - known[0] >= _SHARE * (counts[1] - counts[0]):
        return []
    entered = Counter(s for u in after[1] if not u.sources & there for s in u.sources)
    if not there or not entered:
        return []
    ranked = tuple(sorted(entered.items(), key=lambda e: (-e[1], e[0])))
    return [Trend(what, before[0], after[0], *counts, *known, ranked)]
