"""Resolves what is counted in units of time: stretches, shifts, durations, sets, clock times."""

from __future__ import annotations

import re
from datetime import timedelta

from sayso.atlas import calendar
from sayso.atlas.calendar import DAY, Interval
from sayso.reading.moments.meaning import (
    Match,
    Meaning,
    Reference,
    group,
    length,
    number_of,
    on_day,
    shift_days,
    unit_interval,
    unit_of,
)

_ADVERBS = {
    "daily": "P1D",
    "nightly": "P1D",
    "hourly": "PT1H",
    "weekly": "P1W",
    "monthly": "P1M",
    "quarterly": "P1Q",
    "yearly": "P1Y",
    "annually": "P1Y",
    "annual": "P1Y",
}


def this_unit(match: Match, ref: Reference) -> Meaning | None:
    """As in "last week", "this year", "next month", "that day", "last weekend"."""
    word = match["unit"].lower()
    unit = unit_of(word, ref.words)
    which = match["modifier"].lower()
    if word.endswith("s") and word != "s":
        return None
    shift = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1, "following": 1}.get(which, 0)
    # "next week" lies after the day of speaking, "the next day" after the day told
    of_told = which in ("that", "same", "previous", "following") or match.group().lower().startswith("the next")
    reference = ref.told if of_told else ref.published
    if reference is None:
        return Meaning("DATE", {-1: "PAST_REF", 0: "PRESENT_REF", 1: "FUTURE_REF"}[shift])
    if word == "weekend":
        on = reference + 7 * shift * DAY
        if which == "this" and not ref.future and reference.isoweekday() < 6:
            on = reference - 7 * DAY
        return Meaning("DATE", calendar.iso_week(on) + "-WE", calendar.of_weekend(on), "part")
    if word == "night":
        return on_day(reference - (DAY if shift < 0 else timedelta()), "TNI")
    told = unit_interval(unit, shift, reference)
    return Meaning("DATE", told[0], told[1], told[2]) if told else None


def stretch(match: Match, ref: Reference) -> Meaning | None:
    """As in "the last 10 years", "the next two weeks": a duration that ends or begins at the day of speaking."""
    number = number_of(match["number"], ref.words)
    unit = unit_of(match["unit"], ref.words)
    which = match["modifier"].lower()
    value = length(number, unit)
    if ref.published is None or number is None or which == "first" or number > 500:
        return Meaning("DURATION", value)
    sign = 1 if which in ("next", "coming") else -1
    edge = shift_days(number, unit, ref.published, sign)
    begin, finish = sorted((edge, ref.published))
    return Meaning("DURATION", value, Interval(begin, finish), "part")


def vague_stretch(match: Match, ref: Reference) -> Meaning | None:
    """As in "recent weeks"."""
    past = not match.group().lower().startswith("coming")
    return Meaning("DATE", "PAST_REF" if past else "FUTURE_REF")


_LEVEL = {"D": "D", "W": "W", "F": "W", "M": "M", "Q": "M", "Y": "Y", "E": "E"}


def shifted(match: Match, ref: Reference) -> Meaning | None:
    """As in "two months ago" from the day of speaking; "three weeks earlier" from the day last told."""
    number = number_of(match["number"], ref.words)
    unit = unit_of(match["unit"], ref.words)
    direction = match["direction"].lower()
    ago = direction in ("ago", "from now", "hence")
    back = direction in ("ago", "earlier", "before", "prior", "previously", "beforehand")
    base = ref.published if ago else ref.told or (ref.published if back else None)
    if number is None or base is None or unit in ("S", "TM", "TH", "C"):
        return Meaning("DATE", "PAST_REF" if back else "FUTURE_REF")
    if number > 500:
        return Meaning("DATE", "PAST_REF" if back else "FUTURE_REF")
    on = shift_days(number, unit, base, -1 if back else 1)
    told = unit_interval(_LEVEL[unit], 0, on)
    if told is None:
        return None
    value, interval, precision = told
    if unit in ("W", "F"):
        interval, precision = Interval(on - 3 * DAY, on + 3 * DAY), "part"
    elif unit in ("M", "Q"):
        interval, precision = Interval(on - 15 * DAY, on + 15 * DAY), "part"
    elif unit == "Y":
        interval, precision = Interval(calendar.add_months(on, -6), calendar.add_months(on, 6)), "part"
    return Meaning("DATE", value, interval, precision)


def neighbour(match: Match, ref: Reference) -> Meaning | None:
    """As in "the day before", "the week after"."""
    unit = ref.words.units.get(match["which"].lower(), "D")
    if ref.told is None:
        return Meaning("DATE", "XXXX-XX-XX")
    told = unit_interval(unit, -1 if match["direction"].lower() == "before" else 1, ref.told)
    return Meaning("DATE", told[0], told[1], told[2]) if told else None


def neighbour_unit(match: Match, ref: Reference) -> Meaning | None:
    """As in "the following day", "the same week"."""
    unit = unit_of(match["unit"], ref.words)
    which = match["which"].lower()
    if match["unit"].lower().endswith("s"):
        return None
    base = ref.told or ref.published
    if base is None:
        return Meaning("DATE", "XXXX-XX-XX")
    told = unit_interval(unit, {"following": 1, "next": 1, "same": 0, "previous": -1}[which], base)
    return Meaning("DATE", told[0], told[1], told[2]) if told else None


def nothing(match: Match, ref: Reference) -> Meaning | None:
    """An expression that holds time words and is no time."""
    return None


def duration_of_age(match: Match, ref: Reference) -> Meaning | None:
    """As in "three-year-old", "14 years old"."""
    number = number_of(match["number"], ref.words)
    unit = re.search(r"year|month|week|day", match.group(), re.I)
    return Meaning("DURATION", length(number, ref.words.units[unit.group().lower()])) if unit else None


def duration(match: Match, ref: Reference) -> Meaning | None:
    """As in "six weeks", "24-hour"."""
    return Meaning("DURATION", length(number_of(match["number"], ref.words), unit_of(match["unit"], ref.words)))


def bare_duration(match: Match, ref: Reference) -> Meaning | None:
    """As in "months", "years ago"."""
    direction = (group(match, "direction") or "").lower()
    if direction:
        return Meaning("DATE", "PAST_REF" if direction != "later" else "FUTURE_REF")
    return Meaning("DURATION", length(None, unit_of(match["bare"], ref.words)))


def recurring(match: Match, ref: Reference) -> Meaning | None:
    """As in "every day", "each Wednesday"."""
    name = group(match, "weekday")
    if name:
        return Meaning("SET", f"XXXX-WXX-{ref.words.weekdays[name.rstrip('.').lower()]}")
    if group(match, "daypart"):
        return Meaning("SET", "XXXX-XX-XXT" + ref.words.dayparts[match["daypart"].lower()])
    return Meaning("SET", length(2 if group(match, "other") else 1, unit_of(match["unit"], ref.words)))


def recurring_adverb(match: Match, ref: Reference) -> Meaning | None:
    """As in "daily", "annual"."""
    return Meaning("SET", _ADVERBS[match["adverb"].lower()])


def now(match: Match, ref: Reference) -> Meaning | None:
    """As in "now", "currently"."""
    on = ref.published
    return Meaning("DATE", "PRESENT_REF", calendar.of_day(on) if on else None, "day" if on else "unknown")


def clock(match: Match, ref: Reference) -> Meaning | None:
    """A time of day, on the day last told where there is one."""
    hour, minute = int(match["hour"]), int(group(match, "minute") or 0)
    half = (group(match, "half") or "").lower().replace(".", "")
    if half == "pm" and hour < 12:
        hour += 12
    elif half == "am" and hour == 12:
        hour = 0
    on = ref.told or ref.published
    day = on.isoformat() if on else "XXXX-XX-XX"
    return Meaning(
        "TIME",
        f"{day}T{hour:02d}:{minute:02d}",
        calendar.of_day(on) if on and ref.told else None,
        "day" if ref.told else "unknown",
    )


def noon(match: Match, ref: Reference) -> Meaning | None:
    """noon and midnight."""
    on = ref.told or ref.published
    day = on.isoformat() if on else "XXXX-XX-XX"
    return Meaning("TIME", f"{day}T{'24:00' if match['noon'].lower() == 'midnight' else '12:00'}")
