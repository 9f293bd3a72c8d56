"""Resolves quarters and halves, and periods known from what was told before ("the year-ago quarter")."""

from __future__ import annotations

from datetime import date

from sayso.atlas import calendar
from sayso.atlas.calendar import DAY, Interval
from sayso.reading.moments.meaning import Match, Meaning, Reference, group, unit_interval, year_of

_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_UNITS = {"quarter": "Q", "month": "M", "week": "W", "year": "Y", "decade": "E", "century": "C", "fiscal year": "Y"}
_WHICH = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1}


def of_quarter(year: int, number: int, fiscal: bool = False) -> Meaning:
    """One quarter; of a fiscal year only the year is sure, and that begins anywhere."""
    begin = date(year, 3 * number - 2, 1)
    value = f"{year:04d}-Q{number}"
    if fiscal:
        return Meaning("DATE", value, Interval(date(year - 1, 1, 1), date(year, 12, 31)), "year")
    return Meaning("DATE", value, Interval(begin, calendar.add_months(begin, 3) - DAY), "season")


def quarter(match: Match, ref: Reference) -> Meaning | None:
    """As in "the third quarter", "last year's fourth quarter", "Q3 2008": of a stated or the nearest past year."""
    word = match["ordinal"].lower()
    number = _ORDINALS.get(word) or int(word.strip("q")[0])
    year = year_of(match) or (int(match["front"]) if group(match, "front") else None)
    which = " ".join((group(match, "whose") or group(match, "which") or "").lower().split()).split(" ")[0]
    ago = group(match, "ago") or group(match, "backago")
    if year is None:
        if ref.published is None:
            return Meaning("DATE", f"XXXX-Q{number}")
        on = ref.published
        if which in ("this", "last", "next"):
            year = on.year + _WHICH.get(which, 0)
        else:
            year = on.year if number <= (on.month + 2) // 3 or ref.future else on.year - 1
            year += -1 if ago or which == "previous" else 0
    return of_quarter(year, number, bool(group(match, "fiscal")))


def half(match: Match, ref: Reference) -> Meaning | None:
    """As in "the first half of 1990", "the second half of the year"."""
    number = 1 if match["half"].lower() == "first" else 2
    year = year_of(match)
    if year is None:
        if ref.published is None:
            return Meaning("DATE", f"XXXX-H{number}")
        year = ref.published.year + _WHICH.get((group(match, "which") or "").lower(), 0)
    begin = date(year, 6 * number - 5, 1)
    return Meaning("DATE", f"{year:04d}-H{number}", Interval(begin, calendar.add_months(begin, 6) - DAY), "part")


def same_period(match: Match, ref: Reference) -> Meaning | None:
    """As in "the same period last year", "the year-ago quarter": what was told, a year before."""
    noun = (group(match, "period") or "").lower()
    if ref.published is None:
        return Meaning("DATE", "PAST_REF")
    if noun == "time" or (not noun and match.group().lower().startswith("this")):
        on = calendar.add_months(ref.told or ref.published, -12)
        around = Interval(on - 15 * DAY, on + 15 * DAY)
        return Meaning("DATE", f"{on.year:04d}-{on.month:02d}", around, "part", beside=True)
    unit, on = _compared(_UNITS.get(noun, ""), ref)
    year = year_of(match)
    on = on - 364 * DAY if unit == "W" else calendar.add_months(on, -12 if year is None else 12 * (year - on.year))
    found = unit_interval(unit, 0, on)
    return Meaning("DATE", *found, beside=True) if found else None


def _compared(unit: str, ref: Reference) -> tuple[str, date]:
    """The unit and first day of the period told of that another is set beside; `unit` is "" where no word names it."""
    assert ref.published is not None
    if ref.period is not None and unit in ("", ref.period[0]):
        return ref.period
    if unit == "Q":
        return unit, _last_quarter(ref.published)
    if not unit and ref.last is not None and ref.last_unit == "M":
        return "M", ref.last
    return (unit, ref.last or ref.published) if unit else ("Y", ref.published)


def latest(match: Match, ref: Reference) -> Meaning | None:
    """As in "the latest quarter", "for the quarter", "the full year", "the quarter ended Sept. 30"."""
    noun = " ".join(match["period"].lower().split())
    unit = _UNITS.get(noun, "Q")
    ended = (group(match, "month") or "").lower()
    if group(match, "ended") and unit == "Y":
        return Meaning("DURATION", "P1Y")
    if ref.published is None:
        return Meaning("DURATION", f"P1{unit}")
    if unit == "Q":
        on = _last_quarter(ref.published)
        if ended in ref.words.months:
            year = ref.published.year - (ref.words.months[ended] > ref.published.month)
            return of_quarter(year, (ref.words.months[ended] + 2) // 3)
        if "current" in match.group().lower():
            on = ref.published
        elif ref.period is not None:
            on = ref.period[1]
        if group(match, "ago"):
            on = calendar.add_months(on, -12)
    else:
        on = ref.published
    found = unit_interval(unit, 0, on)
    if found is None:
        return None
    value, interval, precision = found
    if "fiscal" in match.group().lower():
        interval = Interval(date(on.year - 1, 1, 1), interval.finish)
    return Meaning("DATE", value, interval, precision, beside=bool(group(match, "ago")))


def edge(match: Match, ref: Reference) -> Meaning | None:
    """As in "the end of the month", "year-end"."""
    unit = _UNITS[match["period"].lower()]
    year = year_of(match)
    if ref.published is None:
        return Meaning("DATE", f"{year:04d}") if year else Meaning("DATE", "XXXX-XX-XX")
    on = ref.published if year is None else date(year, 12, 31)
    found = unit_interval(unit, _WHICH.get((group(match, "which") or "").lower(), 0), on)
    if found is None:
        return Meaning("DATE", "PRESENT_REF")
    value, interval, _ = found
    which = {"beginning": "START", "start": "START", "middle": "MID"}.get(match["edge"].lower(), "END")
    return Meaning("DATE", value, calendar.part(interval, which), "part")


def _last_quarter(on: date) -> date:
    """The first day of the last quarter that was over on a day."""
    return date(on.year, (on.month - 1) // 3 * 3 + 1, 1) - DAY
