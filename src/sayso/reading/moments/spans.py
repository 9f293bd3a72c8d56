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
    counted,
    group,
    length,
    month_of,
    on_day,
    parted,
    shift_days,
    unit_interval,
    unit_of,
)

_NAME_BEFORE, _NAME_BEHIND = re.compile(r"[A-Z][\w’'-]*\s$"), re.compile(r"\s[A-Z]")
_ADVERBS = {
    "daily": "P1D",
    "nightly": "P1D",
    "hourly": "PT1H",
    "weekly": "P1W",
    "monthly": "P1M",
    "yearly": "P1Y",
    "annually": "P1Y",
}


_PAST, _COMING = ("last", "past", "previous", "this past"), ("next", "coming", "following", "this coming")


def this_unit(match: Match, ref: Reference) -> Meaning | None:
    """As in "last week", "early this year", "next month", "that day", "last weekend"."""
    word = match["unit"].lower()
    unit = unit_of(word, ref.words)
    which = " ".join(match["modifier"].lower().split())
    if word.endswith("s"):
        return vague_stretch(match, ref) if which in ("coming", "past") else None
    shift = -1 if which in _PAST else 1 if which in _COMING else 0
    # "next week" lies after the day of speaking, "the next day" after the day told
    of_told = which in ("that", "same", "previous", "following") or match.group().lower().startswith("the next")
    reference = ref.told if of_told and unit == "D" else ref.last or ref.published if of_told else ref.published
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
    return parted(Meaning("DATE", *told), match, ref.words) if told else None


def stretch(match: Match, ref: Reference) -> Meaning | None:
    """As in "the last 10 years", "the next two weeks": a duration that ends or begins at the day of speaking."""
    number = counted(match, ref.words)
    unit = unit_of(match["unit"], ref.words)
    which = " ".join(match["modifier"].lower().split())
    value = length(number, unit)
    if ref.published is None or number is None or which in ("first", "final", "following", "preceding") or number > 500:
        return Meaning("DURATION", value)
    sign = 1 if which in ("next", "coming") else -1
    edge = shift_days(number, unit, ref.published, sign)
    if edge is None:
        return Meaning("DURATION", value)
    begin, finish = sorted((edge, ref.published))
    return Meaning("DURATION", value, Interval(begin, finish), "part")


def vague_stretch(match: Match, ref: Reference) -> Meaning | None:
    """As in "recent weeks"; "recent years" are the past."""
    unit = unit_of(match["unit"], ref.words)
    if unit in ("Y", "E", "Q"):
        ahead = "coming" in match.group().lower()
        return Meaning("DATE", "FUTURE_REF" if ahead else "PAST_REF")
    return Meaning("DURATION", length(None, unit))


_LEVEL = {"D": "D", "W": "W", "F": "W", "M": "M", "Q": "M", "Y": "Y", "E": "E", "C": "C"}


def shifted(match: Match, ref: Reference) -> Meaning | None:
    """As in "two months ago" from the day of speaking; "three weeks earlier" from the day last told."""
    number = counted(match, ref.words)
    unit = unit_of(match["unit"], ref.words)
    direction = " ".join(match["direction"].lower().split())
    ago = direction in ("ago", "from now", "from today", "hence")
    back = direction in ("ago", "earlier", "prior", "previously", "beforehand", "before")
    vague = Meaning("DATE", "PAST_REF" if back else "FUTURE_REF")
    if back and number == 1 and unit == "Y" and ref.period is not None:
        # figures of a quarter are set beside those of the same quarter
        told = unit_interval(ref.period[0], 0, calendar.add_months(ref.period[1], -12))
        return Meaning("DATE", *told, beside=True) if told else vague
    base = ref.published if ago else ref.told or (ref.published if back else None)
    if number is None or base is None or unit in ("S", "TM", "TH") or number > 500:
        return vague
    on = shift_days(number, unit, base, -1 if back else 1)
    told = unit_interval(_LEVEL[unit], 0, on) if on is not None else None
    if on is None or told is None:
        return vague
    value, interval, precision = told
    if unit in ("W", "F"):
        interval, precision = Interval(on - 3 * DAY, on + 3 * DAY), "part"
    elif unit in ("M", "Q"):
        interval, precision = Interval(on - 15 * DAY, on + 15 * DAY), "part"
    elif unit == "Y":
        interval, precision = Interval(calendar.add_months(on, -6), calendar.add_months(on, 6)), "part"
    return Meaning("DATE", value, interval, precision, beside=direction in ("ago", "earlier"))


def neighbour(match: Match, ref: Reference) -> Meaning | None:
    """As in "the day before", "the week after", "the day before yesterday"."""
    unit = ref.words.units.get(match["which"].lower(), "D")
    sign = 1 if match["direction"].lower() == "after" else -1
    deictic = (group(match, "deictic") or "").lower()
    base = ref.told if unit == "D" else ref.last
    if deictic and ref.published is not None:
        base = ref.published + (DAY if deictic == "tomorrow" else -DAY)
    if base is None:
        return Meaning("DATE", "XXXX-XX-XX")
    told = unit_interval(unit, sign, base)
    if told and not deictic and ref.published is not None and told[1].begin > ref.published and not ref.future:
        # "the day after the raid" before it is told when that was: no news is of the day after tomorrow's paper
        return Meaning("DATE", "XXXX-XX-XX")
    return Meaning("DATE", *told) if told else None


def neighbour_unit(match: Match, ref: Reference) -> Meaning | None:
    """As in "the following day", "the same week"."""
    unit = unit_of(match["unit"], ref.words)
    which = match["which"].lower().split()[-1]
    if match["unit"].lower().endswith("s"):
        return None
    base = (ref.told if unit == "D" else ref.last) or ref.published
    if base is None:
        return Meaning("DATE", "XXXX-XX-XX")
    told = unit_interval(unit, {"following": 1, "next": 1, "same": 0}.get(which, -1), base)
    return Meaning("DATE", *told) if told else None


def nothing(match: Match, ref: Reference) -> Meaning | None:
    """An expression that holds time words and is no time: an age, an anniversary."""
    return None


def duration(match: Match, ref: Reference) -> Meaning | None:
    """As in "six weeks", "24-hour", "a year and a half"; "a second" is an ordinal, "a quarter" a fraction."""
    if match["number"].lower() in ("a", "another") and match["unit"].lower() in ("second", "quarter"):
        return None
    number = counted(match, ref.words)
    if number is not None and re.search(r"\band\W+a\W+half$", match.group(), re.I) and number % 1 == 0:
        number += 0.5
    return Meaning("DURATION", length(number, unit_of(match["unit"], ref.words)))


def bare_duration(match: Match, ref: Reference) -> Meaning | None:
    """As in "months", "decades-long"."""
    word = match["bare"].lower()
    return Meaning("DURATION", length(None if word.endswith("s") else 1, unit_of(word, ref.words)))


_OTHERS = {"other": 2.0, "second": 2.0, "third": 3.0, "few": None}


def recurring(match: Match, ref: Reference) -> Meaning | None:
    """As in "every day", "each Wednesday", "every July", "every 20 minutes"."""
    name = group(match, "weekday")
    if name:
        return Meaning("SET", f"XXXX-WXX-{ref.words.weekdays[name.rstrip('.').lower()]}")
    if group(match, "daypart"):
        return Meaning("SET", "XXXX-XX-XXT" + ref.words.dayparts[match["daypart"].lower()])
    if group(match, "month"):
        return Meaning("SET", f"XXXX-{month_of(match, ref.words):02d}")
    if group(match, "season"):
        return Meaning("SET", "XXXX-" + ref.words.seasons[match["season"].lower()])
    number = counted(match, ref.words) if group(match, "number") else 1.0
    other = (group(match, "other") or "").lower()
    return Meaning("SET", length(_OTHERS[other] if other else number, unit_of(match["unit"], ref.words)))


def recurring_adverb(match: Match, ref: Reference) -> Meaning | None:
    """As in "daily", "annual"; in "the Valley Daily" it is part of a name."""
    if match["adverb"][0].isupper() and (_NAME_BEFORE.search(ref.before) or _NAME_BEHIND.match(ref.after)):
        return None
    return Meaning("SET", _ADVERBS[match["adverb"].lower()])
