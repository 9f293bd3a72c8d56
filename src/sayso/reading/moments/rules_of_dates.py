"""Rules for what the calendar names: days, months, years, weekdays, seasons, quarters, holidays."""

from __future__ import annotations

from typing import Any

from sayso.reading.moments import dates, holidays
from sayso.reading.moments.hints import shape
from sayso.reading.moments.pieces import ANY, GAP, Pieces, Rule, begins, either, rule

_IN_DIGITS = shape(r"\d[-/.]\d{1,2}[-/.]\d")


def rules_of_dates(p: Pieces, calendar: dict[str, Any]) -> list[Rule]:
    """All of them."""
    return [
        *_in_digits(),
        *_days(p),
        *_months(p),
        *_years(p, calendar),
        *_weekdays(p, calendar),
        *_seasons(p),
    ]


def _in_digits() -> list[Rule]:
    """As in "2019-08-07", "8/7/2019", "7.8.2019"."""
    iso = r"(?P<year>(?:1[5-9]|20)\d\d)([-/])(?P<monthnum>\d\d)\2(?P<day>\d\d)(?!\d)"
    slashes = r"(?P<one>\d{1,2})/(?P<other>\d{1,2})/(?P<year>(?:19|20)?\d\d)(?![\d/])"
    dots = r"(?P<day>\d{1,2})\.(?P<monthnum>\d{1,2})\.(?P<year>(?:19|20)\d\d)(?!\d)"
    return [
        rule("iso", iso, dates.full, _IN_DIGITS),
        rule("slashes", slashes, dates.in_slashes, _IN_DIGITS),
        rule("dots", dots, dates.full, _IN_DIGITS),
    ]


def _days(p: Pieces) -> list[Rule]:
    """Days of months, and stretches of them."""
    no_count = r"(?!\s*(?:percent|people|of (?:them|those|the (?!year|same|following))))"
    of_year = rf"(?:,?{GAP}(?:of{GAP})?(?P<which>(?i:last|this|next)){GAP}year\b)"
    week_of = rf"(?:(?:(?i:the){GAP})?(?P<week_of>(?i:week|weekend)){GAP}(?i:of|beginning|starting){GAP})?"
    return [
        rule(
            "month day",
            rf"{week_of}(?:{p.weekday},?{GAP}(?:the{GAP})?)?{p.month}{GAP}{p.daynum}(?:(?:,{ANY}|{GAP}){p.year}|{of_year})?{no_count}",
            dates.full,
            p.a_month,
        ),
        rule(
            "day month",
            rf"(?:{p.weekday},?{GAP})?(?:the{GAP})?{p.daynum}{GAP}(?:of{GAP})?{p.month}(?:,?{GAP}{p.year}|{of_year})?",
            dates.full,
            p.a_month,
        ),
        rule(
            "days",
            rf"{p.month}{GAP}{p.daynum}{ANY}(?:[-–]|to|through){ANY}(?P<last>[1-3]?\d)\b(?:st|nd|rd|th)?(?:,?{GAP}{p.year})?(?![\d,]\d|:\d)",
            dates.days,
            p.a_month,
        ),
        rule(
            "days of month",
            rf"{p.daynum}{ANY}(?:[-–]|to){ANY}(?P<last>[1-3]?\d)(?:st|nd|rd|th)?{GAP}{p.month}(?:,?{GAP}{p.year})?",
            dates.days,
            p.a_month,
        ),
    ]


def _months(p: Pieces) -> list[Rule]:
    """Months with and without their year."""
    which = r"(?P<which>(?i:last|this|next))"
    return [
        rule("month year", rf"{p.part}{p.month},?{GAP}(?:of{GAP})?{p.year}", dates.month, p.a_month),
        rule("month spelled year", rf"{p.month}{GAP}{p.spelled}", dates.month, p.a_month),
        rule("month of year", rf"{p.part}{p.month},?(?:{GAP}of)?{GAP}{which}{GAP}year\b", dates.month, p.a_month),
        rule(
            "month",
            rf"{p.part}(?:{p.modifier}{GAP})?{p.month}(?!\.?{ANY}\d|-\w)(?=['’]s\b|[\s,.;:)\"”’–—-]|$)",
            dates.lone_month,
            p.a_month,
        ),
    ]


def _years(p: Pieces, calendar: dict[str, Any]) -> list[Rule]:
    """Years, decades, centuries."""
    decade = r"(?P<decade>(?:(?:1[5-9]|20)\d|['’]\d|[2-9])0)['’]?s\b"
    tens = r"(?P<tens>(?i:twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties))\b"
    part = rf"(?:(?:(?i:the){GAP})?(?:(?P<part>(?i:early|late|mid))(?:{GAP}|-))?)"
    century = r"(?P<century>\d{1,2})(?:st|nd|rd|th)(?:[\s\u00a0]+|-)(?i:century)\b"
    return [
        rule(
            "fiscal",
            rf"(?i:fiscal(?:{GAP}year)?|calendar(?:{GAP}year)?|the{GAP}year){GAP}{p.year}",
            dates.year,
            p.a_year,
        ),
        rule(
            "year",
            rf"{p.part}{p.year}(?!-\w|,\d|/\d|{GAP}(?i:{either(calendar['no_year_before'])})\b)",
            dates.year,
            p.a_year,
        ),
        rule("years", rf"{p.year}[-–/](?P<last_year>(?:19|20)?\d\d)(?![\d-])", dates.years, p.a_year),
        rule(
            "spelled year",
            rf"(?:(?i:the{GAP}year){GAP})?{p.spelled}",
            dates.spelled,
            begins("nineteen", "eighteen", "the year", "twenty"),
        ),
        rule("decade", rf"{part}{decade}", dates.decade, shape(r"\d0['’]?s")),
        rule(
            "tens",
            rf"(?i:the){GAP}(?:(?P<part>(?i:early|late|mid))(?:{GAP}|-))?(?:(?i:nineteen)[ -])?{tens}",
            dates.decade,
            begins("twent", "thirt", "fort", "fift", "sixt", "sevent", "eight", "ninet"),
        ),
        rule("century", rf"{part}{century}", dates.century, begins("century")),
    ]


def _weekdays(p: Pieces, calendar: dict[str, Any]) -> list[Rule]:
    """Weekdays, today and yesterday, parts of a day, weekends."""
    plural = either([d.title() for d in calendar["weekdays"] if d.endswith("day")])
    press = either(calendar["weekday_names"])
    return [
        rule(
            "weekday",
            rf"(?:(?:(?i:the){GAP}(?=(?i:previous|following|next|last|same)))?{p.modifier}{GAP})?{p.weekday}(?:{GAP}{p.daypart})?(?!\w|-\w|{GAP}(?:{press})\b)",
            dates.weekday,
            p.a_weekday,
        ),
        rule("named weekday", rf"(?:{either(calendar['named_weekdays'])}){GAP}{p.weekday}", dates.nothing, p.a_weekday),
        rule(
            "weekdays",
            rf"(?:(?P<other_day>{plural})s|{p.weekday}{GAP}(?i:mornings|afternoons|evenings|nights))\b",
            dates.weekdays,
            p.a_weekday,
        ),
        rule(
            "deictic",
            rf"(?:(?i:early|late|later|earlier){GAP})?{p.deictic}(?:{GAP}{p.daypart})?",
            dates.deictic,
            begins(*calendar["deictics"], "early", "late", "earlier"),
        ),
        rule(
            "part of day",
            rf"(?:(?i:later|earlier|late|early){GAP})?{p.modifier}{GAP}(?:(?i:same){GAP})?{p.daypart}",
            dates.part_of_day,
            p.a_daypart,
        ),
        rule(
            "weekend",
            rf"(?:(?:(?i:the|that|over){GAP})(?:(?i:past|last|previous|same){GAP})?)weekend\b",
            dates.weekend,
            begins("weekend"),
        ),
    ]


def _seasons(p: Pieces) -> list[Rule]:
    """Seasons and holidays."""
    return [
        rule(
            "season",
            rf"(?:(?:the{GAP})?{p.modifier}{GAP})?{p.part}(?:the{GAP})?{p.season}(?:{GAP}(?:of{GAP})?{p.year})",
            dates.season,
            p.a_season,
        ),
        rule("this season", rf"{p.part}{p.modifier}{GAP}{p.season}(?!-)", dates.season, p.a_season),
        rule(
            "lone season",
            rf"(?:(?<=in )|(?<=[Ii]n )|(?=[Tt]he{GAP}(?i:early|late|mid)))(?:(?i:the){GAP})?(?:(?P<part>(?i:early|late|mid))(?:{GAP}|-))?(?P<season>(?i:spring|summer|autumn|winter))(?!-|{GAP}(?i:of)\b|\w)|(?:(?<=during )|(?<=into )|(?<=until )|(?<=through )|(?<=over )|(?<=since ))the{GAP}(?P<season2>(?i:spring|summer|autumn|winter|fall))(?!-|{GAP}(?i:of|semester|term)\b|\w)",
            dates.season,
            p.a_season,
        ),
        rule(
            "weekday by a holiday",
            rf"(?:(?i:the){GAP})?{p.weekday}{GAP}(?P<direction>before|after|following){GAP}(?:the{GAP})?{p.holiday}(?!-|\w)(?:,?{GAP}{p.year})?",
            holidays.weekday_by,
            p.a_holiday,
        ),
        rule(
            "holiday", rf"(?:{p.modifier}{GAP})?{p.holiday}(?!-|\w)(?:,?{GAP}{p.year})?", holidays.holiday, p.a_holiday
        ),
    ]
