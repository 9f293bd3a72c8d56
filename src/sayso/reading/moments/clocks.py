"""Resolves times of day, on the day behind them or on the day last told."""

from __future__ import annotations

from datetime import date

from sayso.atlas import calendar
from sayso.atlas.calendar import DAY
from sayso.reading.moments import dates
from sayso.reading.moments.meaning import Match, Meaning, Reference, group, on_day

_WORLD_TIME = ("GMT", "UTC", "Z")


def clock(match: Match, ref: Reference) -> Meaning | None:
    """As in "8:45 a.m. Wednesday", "14:58 UTC", "4 in the morning"."""
    hour, minute = int(match["hour"]), int(group(match, "minute") or 0)
    half = (group(match, "half") or "").lower().replace(".", "")
    daypart = (group(match, "daypart") or "").lower()
    if (half == "pm" or daypart in ("afternoon", "evening", "night")) and hour < 12:
        hour += 12
    elif half == "am" and hour == 12:
        hour = 0
    zone = "Z" if (group(match, "zone") or "") in _WORLD_TIME else ""
    return _at(f"T{hour:02d}:{minute:02d}{zone}", match, ref)


def noon(match: Match, ref: Reference) -> Meaning | None:
    """noon and midnight."""
    return _at("T24:00" if match["noon"].lower() == "midnight" else "T12:00", match, ref)


def _at(suffix: str, match: Match, ref: Reference) -> Meaning:
    """A time on the day that the words name, else on the day last told, which dates it, else on that of the report."""
    on = _day(match, ref)
    told = on or ref.told
    base = told or ref.published
    return Meaning(
        "TIME",
        (base.isoformat() if base else "XXXX-XX-XX") + suffix,
        calendar.of_day(told) if told else None,
        "day" if told else "unknown",
    )


def _day(match: Match, ref: Reference) -> date | None:
    """The day named behind a time."""
    if group(match, "month"):
        meaning = dates.full(match, ref)
    elif group(match, "weekday"):
        meaning = dates.weekday(match, ref)
    elif group(match, "deictic"):
        meaning = dates.deictic(match, ref)
    else:
        return None
    return meaning.interval.begin if meaning is not None and meaning.interval is not None else None


def neighbour_part(match: Match, ref: Reference) -> Meaning | None:
    """As in "the next morning", "that same night"."""
    suffix = "T" + ref.words.dayparts[match["daypart"].lower()]
    base = ref.told or ref.published
    if base is None:
        return Meaning("TIME", "XXXX-XX-XX" + suffix)
    shift = {"following": 1, "next": 1, "previous": -1}.get(match["which"].lower(), 0)
    on = base + shift * DAY
    told = on_day(on, suffix)
    return told if ref.told is not None else Meaning("TIME", told.value)
