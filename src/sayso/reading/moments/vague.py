"""Resolves moments that no calendar dates: they are found, and date no event."""

from __future__ import annotations

from sayso.atlas import calendar
from sayso.reading.moments.meaning import Match, Meaning, Reference


def present(match: Match, ref: Reference) -> Meaning | None:
    """As in "now", "currently": a figure told so is of the day of the report; no event is dated by it."""
    day = ref.published
    return Meaning("DATE", "PRESENT_REF", calendar.of_day(day) if day else None, "day" if day else "unknown")


def past(match: Match, ref: Reference) -> Meaning | None:
    """As in "recently", "in the past"."""
    return Meaning("DATE", "PAST_REF")


def future(match: Match, ref: Reference) -> Meaning | None:
    """As in "the near future", "a later date"."""
    return Meaning("DATE", "FUTURE_REF")


def some_time(match: Match, ref: Reference) -> Meaning | None:
    """As in "long ago", "years later"."""
    return Meaning("DATE", "FUTURE_REF" if match["direction"].lower() == "later" else "PAST_REF")


def some_day(match: Match, ref: Reference) -> Meaning | None:
    """As in "it will one day": a day to come; elsewhere a day's length."""
    return Meaning("DATE", "FUTURE_REF") if ref.future else Meaning("DURATION", "P1D")
