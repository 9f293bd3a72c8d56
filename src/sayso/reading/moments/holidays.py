"""Resolves holidays: days of a month, the n-th weekday of a month, or days counted from Easter."""

from __future__ import annotations

from datetime import date

from sayso.atlas import calendar
from sayso.atlas.calendar import DAY
from sayso.reading.moments.meaning import Match, Meaning, Reference, group, on_day, year_of

_BEFORE = (
    "on",
    "since",
    "by",
    "before",
    "after",
    "until",
    "till",
    "at",
    "over",
    "around",
    "during",
    "for",
    "of",
    "from",
    "to",
)


def holiday(match: Match, ref: Reference) -> Meaning | None:
    """As in "last Thanksgiving", "on New Year's Eve": of a stated year, else the latest, or the next where that is meant."""
    modifier = (group(match, "modifier") or "").lower()
    of = (group(match, "of_holiday") or "").lower()
    year = year_of(match)
    words = ref.before.lower().removesuffix("the ").split()
    if not (modifier or of or year or (words and words[-1] in _BEFORE)):
        # "Christmas trees"
        return None
    return _told(match, ref)


def _told(match: Match, ref: Reference) -> Meaning | None:
    """The day of a holiday that is meant as one."""
    modifier, year = (group(match, "modifier") or "").lower(), year_of(match)
    of = (group(match, "of_holiday") or "").lower()
    name = " ".join(match["holiday"].lower().replace("’", "'").split())
    rule = ref.words.holidays.get(name) or ref.words.holidays.get(name.replace("new years", "new year's"))
    if rule is None:
        return None
    eve = DAY if of == "eve" else 0 * DAY
    if year is not None:
        on = calendar.holiday(rule, year)
        return on_day(on - eve) if on is not None else None
    if ref.published is None:
        month = rule.get("month")
        return Meaning("DATE", f"XXXX-{month:02d}-{rule['day']:02d}" if month and "day" in rule else "XXXX-XX-XX")
    found = _near(rule, ref.published, ref.told, modifier, ref.future)
    return on_day(found - eve) if found is not None else None


def weekday_by(match: Match, ref: Reference) -> Meaning | None:
    """As in "the Tuesday after Labor Day"."""
    direction = match["direction"].lower()
    feast = _told(match, ref)
    if feast is None or feast.interval is None:
        return feast
    number = ref.words.weekdays[match["weekday"].rstrip(".").lower()]
    if direction == "before":
        return on_day(calendar.last_weekday(number, feast.interval.begin - DAY))
    return on_day(calendar.next_weekday(number, feast.interval.begin))


def _near(rule: dict[str, int], published: date, told: date | None, modifier: str, future: bool) -> date | None:
    """The holiday nearest to what is told: past, unless it is told of as to come."""
    days = [d for y in range(published.year - 1, published.year + 2) if (d := calendar.holiday(rule, y)) is not None]
    past, to_come = [d for d in days if d <= published], [d for d in days if d >= published]
    if modifier in ("next", "coming", "this coming") or (future and modifier not in ("last", "past")):
        return min(to_come, default=None)
    if modifier == "this":
        return next((d for d in days if d.year == published.year), None)
    if modifier in ("last", "past"):
        return max((d for d in past if d != published), default=None)
    near = min(days, key=lambda d: abs((d - published).days), default=None)
    # close at hand it may lie ahead
    return near if near is not None and abs((near - published).days) <= 30 else max(past, default=None)
