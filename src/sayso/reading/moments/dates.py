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
    Words,
    group,
    month_of,
    on_day,
    parted,
    year_of,
)

_ENDED = re.compile(r"\bended (?:on )?$")
_PLACED = re.compile(r"\b(?:in|since|of|until|till|by|during|from|last|through|to|between|and|for)$")


def full(match: Match, ref: Reference) -> Meaning | None:
    """A day of a month, with or without its year; "the week of March 6" is that week."""
    told = _day(match, ref)
    week_of = (group(match, "week_of") or "").lower()
    if told is None or told.interval is None or not week_of:
        return told
    on = told.interval.begin
    if week_of == "weekend":
        return Meaning("DATE", calendar.iso_week(on) + "-WE", calendar.of_weekend(on), "part")
    return Meaning("DATE", calendar.iso_week(on), calendar.of_week(on), "week")


def _day(match: Match, ref: Reference) -> Meaning | None:
    month, number, year = month_of(match, ref.words), int(match["day"]), year_of(match)
    if month is None:
        return None
    if year is not None:
        on = calendar.day(year, month, number)
        return on_day(on) if on else None
    partial = f"--{month:02d}-{number:02d}"
    if ref.published is not None:
        which = (group(match, "which") or "").lower()
        if which:
            on = calendar.day(ref.published.year + {"last": -1, "this": 0, "next": 1}[which], month, number)
            return on_day(on) if on else None
        # a look back keeps to the year that it tells of
        retold = ref.told is not None and abs((ref.published - ref.told).days) > 300
        near = (
            calendar.nearest_year(month, number, ref.told)
            if retold and ref.told
            else calendar.told_year(month, number, ref.published, future=ref.future and not _ENDED.search(ref.before))
        )
        return on_day(near) if near else None
    if calendar.day(2000, month, number) is None:
        return None
    if ref.told is not None:
        near = calendar.nearest_year(month, number, ref.told)
        return Meaning("DATE", near.isoformat(), calendar.of_day(near), "day", partial) if near else None
    return Meaning("DATE", f"XXXX-{month:02d}-{number:02d}", None, "unknown", partial)


def in_slashes(match: Match, ref: Reference) -> Meaning | None:
    """As in "8/7/2019": which number is the month, the other numbers or the source tell; else both readings are kept."""
    one, other, year = int(match["one"]), int(match["other"]), year_of(match)
    assert year is not None
    month_first, day_first = calendar.day(year, one, other), calendar.day(year, other, one)
    found = [on for on in (month_first, day_first) if on is not None]
    if len(set(found)) > 1:
        if ref.day_first is not None:
            found = [on for on, first in ((month_first, False), (day_first, True)) if on and first == ref.day_first]
        elif ref.published is not None and min(found) <= ref.published < max(found):
            # a report tells of what lies behind it
            found = [min(found)]
    if not found:
        return None
    if len(set(found)) == 1:
        return on_day(found[0])
    return Meaning("DATE", f"{year:04d}-XX-XX", Interval(min(found), max(found)), "part")


def days(match: Match, ref: Reference) -> Meaning | None:
    """As in "July 13-20", "13-20 July": a stretch of days in one month."""
    first = _day(match, ref)
    if first is None or first.interval is None:
        return first
    last = calendar.day(first.interval.begin.year, first.interval.begin.month, int(match["last"]))
    if last is None or last < first.interval.begin:
        return first
    return Meaning("DATE", first.value, Interval(first.interval.begin, last), "part")


def month(match: Match, ref: Reference) -> Meaning | None:
    """A month of a stated year."""
    number, year = month_of(match, ref.words), year_of(match) or spelled_of(match, ref.words)
    if number is None:
        return None
    if year is None:
        if ref.published is None:
            return Meaning("DATE", f"XXXX-{number:02d}", None, "unknown", f"--{number:02d}")
        year = ref.published.year + {"last": -1, "this": 0, "next": 1}[match["which"].lower()]
    whole = Meaning("DATE", f"{year:04d}-{number:02d}", calendar.of_month(year, number), "month")
    return parted(whole, match, ref.words)


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
    return parted(
        Meaning("DATE", f"{year:04d}-{number:02d}", calendar.of_month(year, number), "month"), match, ref.words
    )


def year(match: Match, ref: Reference) -> Meaning | None:
    """A bare year."""
    value = year_of(match)
    if value is None:
        return None
    return parted(Meaning("DATE", f"{value:04d}", calendar.of_year(value), "year"), match, ref.words)


def years(match: Match, ref: Reference) -> Meaning | None:
    """As in "2016-17": from a year to a later one."""
    first, last = year_of(match), match["last_year"]
    assert first is not None
    end = int(last) if len(last) == 4 else first // 100 * 100 + int(last)
    if not first < end <= first + 100:
        return None
    return Meaning("DATE", f"{first:04d}", Interval(date(first, 1, 1), date(end, 12, 31)), "decade")


def spelled_of(match: Match, words: Words) -> int | None:
    """A year in words, "nineteen ninety-seven"."""
    text = group(match, "spelled")
    if text is None:
        return None
    pieces = re.split(r"[ -]", text.lower().replace(" and", ""))
    if pieces[0] == "two":
        return 2000 + int(sum(words.numbers[p] for p in pieces[2:]))
    return 100 * int(words.numbers[pieces[0]]) + int(sum(words.numbers[p] for p in pieces[1:]))


def spelled(match: Match, ref: Reference) -> Meaning | None:
    """A year in words."""
    value = spelled_of(match, ref.words)
    if value is None or (value == 2000 and not match.group().lower().startswith("the")):
        return None
    return Meaning("DATE", f"{value:04d}", calendar.of_year(value), "year")


def decade(match: Match, ref: Reference) -> Meaning | None:
    """As in "the early 1930s", "the '70s", "the nineties"."""
    text = group(match, "decade") or str(_TENS.index(match["tens"].lower()[:4]) * 10 + 20)
    first = int(text.lstrip("'’"))
    if first < 100:
        if not group(match, "tens") and not match.group().lower().startswith(("the", "'", "’", "early", "late", "mid")):
            return None
        first += 2000 if first < 20 else 1900
    whole = Interval(date(first, 1, 1), date(first + 9, 12, 31))
    return parted(Meaning("DATE", str(first)[:3], whole, "decade"), match, ref.words)


_TENS = ("twen", "thir", "fort", "fift", "sixt", "seve", "eigh", "nine")


def century(match: Match, ref: Reference) -> Meaning | None:
    """As in "the 20th century"."""
    first = (int(match["century"]) - 1) * 100
    if not 1000 <= first <= 2900:
        return None
    whole = Interval(date(first + 1, 1, 1), date(first + 100, 12, 31))
    return parted(Meaning("DATE", str(first)[:2], whole, "decade"), match, ref.words)


def nothing(match: Match, ref: Reference) -> Meaning | None:
    """A name that holds the word of a day, as of a day that history knows, and is none of the report's."""
    return None


def weekdays(match: Match, ref: Reference) -> Meaning | None:
    """As in "on Mondays", which recurs."""
    name = group(match, "other_day") or match["weekday"]
    if len(name) < len("Sunday"):
        return None
    return Meaning("SET", f"XXXX-WXX-{ref.words.weekdays[name.lower()]}")


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
    modifier = " ".join((group(match, "modifier") or "").lower().split())
    on = calendar.last_weekday(number, reference)
    # "Wednesday's ruling" was given
    ahead = ref.future and on != reference and not ref.after.startswith(("'s", "’s"))
    if modifier == "following" and not match.group().lower().startswith("the"):
        # "following Thursday's blast": after it
        modifier = ""
        ahead = False
    if modifier in ("next", "coming", "following", "this coming") or (modifier in ("", "this") and ahead):
        on = calendar.next_weekday(number, reference)
    elif modifier in ("last", "past", "previous", "this past") and on == reference:
        on -= 7 * DAY
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
    which = " ".join(match["modifier"].lower().split())
    suffix = "T" + ref.words.dayparts[match["daypart"].lower()]
    if which in ("that", "same") and ref.told:
        return on_day(ref.told, suffix)
    if which not in ("this", "last") or ref.published is None:
        return Meaning("TIME", "XXXX-XX-XX" + suffix)
    return on_day(ref.published - (DAY if which == "last" else timedelta()), suffix)


def season(match: Match, ref: Reference) -> Meaning | None:
    """A season with its year, or this, last or next one."""
    which = ref.words.seasons[(group(match, "season") or match["season2"]).lower()]
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
        elif (modifier in ("next", "coming") or (not modifier and ref.future)) and begun:
            year += 1
        elif (not modifier and not ref.future and not begun) or (
            which == "WI" and modifier == "this" and ref.published.month < 3
        ):
            year -= 1
    return parted(Meaning("DATE", f"{year:04d}-{which}", calendar.of_season(year, which), "season"), match, ref.words)


def weekend(match: Match, ref: Reference) -> Meaning | None:
    """As in "over the weekend": the latest one."""
    if ref.published is None:
        return Meaning("DATE", "XXXX-WXX-WE")
    on = ref.published if ref.published.isoweekday() >= 6 else ref.published - 7 * DAY
    return Meaning("DATE", calendar.iso_week(on) + "-WE", calendar.of_weekend(on), "part")
