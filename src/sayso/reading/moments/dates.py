"""Resolves dates that the calendar names: days, months, years, weekdays, seasons, quarters."""

from __future__ import annotations

import re
from datetime import date, timedelta

from sayso.atlas import calendar
from sayso.atlas.calendar import DAY, Interval
from sayso.reading.moments.meaning import (
    Match,
    Meaning,
    Reference,
    group,
    month_of,
    on_day,
    parted,
    year_of,
)

_PLACED = re.compile(r"\b(?:in|since|of|until|till|by|during|from|last|through|to|between|and|for)$")


def full(match: Match, ref: Reference) -> Meaning | None:
    """A day of a month, with or without its year."""
    month, number, year = month_of(match, ref.words), int(match["day"]), year_of(match)
    if month is None:
        return None
    if year is not None:
        on = calendar.day(year, month, number)
        return on_day(on) if on else None
    partial = f"--{month:02d}-{number:02d}"
    if ref.published is not None:
        # a look back keeps to the year that it tells of
        retold = ref.told is not None and abs((ref.published - ref.told).days) > 300
        near = calendar.nearest_year(month, number, ref.told if retold and ref.told else ref.published)
        return on_day(near) if near else None
    if calendar.day(2000, month, number) is None:
        return None
    if ref.told is not None:
        near = calendar.nearest_year(month, number, ref.told)
        return Meaning("DATE", near.isoformat(), calendar.of_day(near), "day", partial) if near else None
    return Meaning("DATE", f"XXXX-{month:02d}-{number:02d}", None, "unknown", partial)


def days(match: Match, ref: Reference) -> Meaning | None:
    """As in "July 13-20": a stretch of days in one month."""
    first = full(match, ref)
    if first is None or first.interval is None:
        return first
    last = calendar.day(first.interval.begin.year, first.interval.begin.month, int(match["last"]))
    if last is None or last < first.interval.begin:
        return first
    return Meaning("DATE", first.value, Interval(first.interval.begin, last), "part")


def month(match: Match, ref: Reference) -> Meaning | None:
    """A month of a stated year."""
    number, year = month_of(match, ref.words), year_of(match)
    if number is None:
        return None
    if year is None:
        if ref.published is None:
            return Meaning("DATE", f"XXXX-{number:02d}", None, "unknown", f"--{number:02d}")
        year = ref.published.year + {"last": -1, "this": 0, "next": 1}[match["which"].lower()]
    whole = Meaning("DATE", f"{year:04d}-{number:02d}", calendar.of_month(year, number), "month")
    return parted(whole, match)


def lone_month(match: Match, ref: Reference) -> Meaning | None:
    """A month without a year: the latest one, or the next where the words look ahead."""
    word = match["month"].rstrip(".")
    number = ref.words.months[word.lower()]
    before = ref.before.lower().rstrip()
    opened = group(match, "part") or group(match, "modifier")
    ambiguous = word.lower() in ("may", "march", "mar", "jan", "jun", "dec", "sun", "sat", "apr", "august")
    if ambiguous and not opened and not _PLACED.search(before):
        return None
    if len(word) <= 3 and not match["month"].endswith(".") and word.lower() != "may" and not opened:
        return None
    reference = ref.published or ref.told
    if reference is None:
        return Meaning("DATE", f"XXXX-{number:02d}", None, "unknown", f"--{number:02d}")
    modifier = (group(match, "modifier") or "").lower()
    year = reference.year if number <= reference.month else reference.year - 1
    if modifier in ("last", "past", "previous") and number == reference.month:
        year -= 1
    if (modifier in ("next", "coming") or (not modifier and ref.future)) and number < reference.month:
        year = reference.year + 1
    elif modifier in ("next", "coming", "this") or (not modifier and ref.future):
        year = reference.year
    return parted(Meaning("DATE", f"{year:04d}-{number:02d}", calendar.of_month(year, number), "month"), match)


def year(match: Match, ref: Reference) -> Meaning | None:
    """A bare year."""
    value = year_of(match)
    if value is None:
        return None
    return parted(Meaning("DATE", f"{value:04d}", calendar.of_year(value), "year"), match)


def decade(match: Match, ref: Reference) -> Meaning | None:
    """As in "the 1930s"."""
    first = int(match["decade"])
    whole = Interval(date(first, 1, 1), date(first + 9, 12, 31))
    return Meaning("DATE", str(first)[:3], whole, "decade")


def weekday(match: Match, ref: Reference) -> Meaning | None:
    """A weekday: the latest one, unless the words look ahead."""
    word = match["weekday"].rstrip(".").lower()
    if len(word) <= 3 and not match["weekday"].endswith(".") and not group(match, "daypart"):
        return None
    number = ref.words.weekdays[word]
    daypart = group(match, "daypart")
    suffix = "T" + ref.words.dayparts[daypart.lower()] if daypart else ""
    reference = ref.published
    if reference is None:
        return Meaning("TIME" if suffix else "DATE", f"XXXX-WXX-{number}{suffix}")
    modifier = (group(match, "modifier") or "").lower()
    on = calendar.last_weekday(number, reference)
    if modifier in ("next", "coming", "following") or (not modifier and ref.future and on != reference):
        on = calendar.next_weekday(number, reference)
    elif modifier in ("last", "past", "previous") and on == reference:
        on -= 7 * DAY
    elif modifier == "this" and ref.future and on != reference:
        on = calendar.next_weekday(number, reference)
    return on_day(on, suffix)


def deictic(match: Match, ref: Reference) -> Meaning | None:
    """today, yesterday, tomorrow, tonight."""
    word = match["deictic"].lower()
    daypart = group(match, "daypart")
    suffix = "TNI" if word == "tonight" else "T" + ref.words.dayparts[daypart.lower()] if daypart else ""
    if ref.published is None:
        return Meaning("DATE", "PRESENT_REF" if word in ("today", "tonight") else "XXXX-XX-XX")
    shift = {"yesterday": -1, "tomorrow": 1}.get(word, 0)
    return on_day(ref.published + shift * DAY, suffix)


def part_of_day(match: Match, ref: Reference) -> Meaning | None:
    """As in "this morning", "last night"."""
    which = match["modifier"].lower()
    suffix = "T" + ref.words.dayparts[match["daypart"].lower()]
    if which in ("that", "same") and ref.told:
        return on_day(ref.told, suffix)
    if which not in ("this", "last") or ref.published is None:
        return Meaning("TIME", "XXXX-XX-XX" + suffix)
    return on_day(ref.published - (DAY if which == "last" else timedelta()), suffix)


def season(match: Match, ref: Reference) -> Meaning | None:
    """A season with its year, or this, last or next one."""
    which = ref.words.seasons[match["season"].lower()]
    year = year_of(match)
    modifier = (group(match, "modifier") or "").lower()
    if year is None:
        if ref.published is None:
            return Meaning("DATE", f"XXXX-{which}")
        year = ref.published.year
        begun = calendar.of_season(year, which).begin <= ref.published
        if modifier in ("last", "past", "previous") and (
            not begun or ref.published <= calendar.of_season(year, which).finish
        ):
            year -= 1
        elif modifier in ("next", "coming") and begun:
            year += 1
    return parted(Meaning("DATE", f"{year:04d}-{which}", calendar.of_season(year, which), "season"), match)


def weekend(match: Match, ref: Reference) -> Meaning | None:
    """As in "over the weekend": the latest one."""
    if ref.published is None:
        return Meaning("DATE", "XXXX-WXX-WE")
    on = ref.published if ref.published.isoweekday() >= 6 else ref.published - 7 * DAY
    return Meaning("DATE", calendar.iso_week(on) + "-WE", calendar.of_weekend(on), "part")


def quarter(match: Match, ref: Reference) -> Meaning | None:
    """As in "the third quarter", of a stated or the nearest past year."""
    number = {"first": 1, "second": 2, "third": 3, "fourth": 4}.get(match["ordinal"].lower()) or int(
        match["ordinal"][0]
    )
    year = year_of(match)
    if year is None:
        if ref.published is None:
            return Meaning("DATE", f"XXXX-Q{number}")
        year = ref.published.year if number <= (ref.published.month + 2) // 3 else ref.published.year - 1
    begin = date(year, 3 * number - 2, 1)
    return Meaning("DATE", f"{year:04d}-Q{number}", Interval(begin, calendar.add_months(begin, 3) - DAY), "season")
