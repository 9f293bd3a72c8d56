"""The rules by which time expressions are found; each knows how to resolve what it finds."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sayso.reading.moments import dates, spans
from sayso.reading.moments.hints import Hint, shape
from sayso.reading.moments.meaning import Meaning, Reference

Resolver = Callable[["re.Match[str]", Reference], Meaning | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern and its meaning; `needs` spares most texts most rules."""

    name: str
    pattern: re.Pattern[str]
    meaning: Resolver
    needs: Hint


@dataclass(frozen=True, slots=True)
class Pieces:
    """Parts of patterns made of the calendar's words; those that begin with `a_` are hints at one."""

    month: str
    weekday: str
    daynum: str
    year: str
    part: str
    daypart: str
    season: str
    unit: str
    number: str
    hedge: str
    modifier: str
    gap: str
    a_month: Hint
    a_weekday: Hint
    a_season: Hint
    a_daypart: Hint
    a_unit: Hint
    a_year: Hint


def rules(calendar: dict[str, Any], numerals: dict[str, Any]) -> list[Rule]:
    """All rules, in the order in which they win over one another."""
    p = _pieces(calendar, numerals)
    return [*_days_and_months(p), *_years_and_parts(p), *_relative(p), *_lengths_and_clocks(p)]


def either(words: Any) -> str:
    """An alternation of words, the longest first."""
    return "|".join(sorted((re.escape(word) for word in words), key=lambda w: (-len(w), w)))


def _rule(name: str, pattern: str, meaning: Resolver, needs: Hint) -> Rule:
    return Rule(name, re.compile(rf"(?<![\w$€£#@/.-])(?:{pattern})"), meaning, needs)


def _pieces(calendar: dict[str, Any], numerals: dict[str, Any]) -> Pieces:
    month_words = list(calendar["months"])
    month = rf"(?P<month>(?:{either([m.title() for m in month_words] + [m.upper() for m in month_words])})\b\.?)"
    weekday = rf"(?P<weekday>(?:{either([d.title() for d in calendar['weekdays']] + [d.upper() for d in calendar['weekdays']])})\b\.?)"
    daynum = r"(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?![\d:/]|,\d{3})"
    year = r"(?P<year>(?:1[5-9]|20)\d\d)(?![\d,]\d|\s?%|\w)"
    part = r"(?:(?P<part>[Ee]arly|[Ll]ate|[Mm]id|[Ee]arlier|[Tt]he end of|[Tt]he beginning of|[Tt]he start of)(?:[ -](?:in )?))?"
    daypart = rf"(?P<daypart>(?i:{either(calendar['dayparts'])}))"
    season = rf"(?P<season>(?i:{either(calendar['seasons'])}))"
    unit = rf"(?P<unit>(?i:{either(calendar['units'])})s?)"
    tens, ones = either(numerals["tens"]), either(numerals["units"])
    number = (
        rf"(?P<number>(?i:\d[\d,]*(?:\.\d+)?(?:[- ]and[- ]a[- ]half)?|(?:{tens})(?:[ -](?:{ones}))?|{ones}|a few|a couple of|a couple|"
        rf"several|a dozen|dozens of|many|half an?|an?|some))"
    )
    hedge = r"(?P<hedge>(?i:about|nearly|almost|more than|less than|at least|around|approximately|roughly|over|some|just) )?"
    modifier = r"(?P<modifier>(?i:last|this|next|past|previous|coming|following|that|same))"
    gap = r"[\s\u00a0]+"

    short = sorted({m[:3].lower() for m in month_words})
    a_month = Hint(tuple(short), re.compile("|".join(f(m) for m in short for f in (str.title, str.upper))))
    a_weekday = Hint(tuple(sorted({d[:3].lower() for d in calendar["weekdays"]})), re.compile(weekday))
    a_season, a_daypart, a_unit = (Hint(tuple(map(str.lower, calendar[k]))) for k in ("seasons", "dayparts", "units"))
    a_year = shape(r"(?:1[5-9]|20)\d\d")
    return Pieces(
        month,
        weekday,
        daynum,
        year,
        part,
        daypart,
        season,
        unit,
        number,
        hedge,
        modifier,
        gap,
        a_month,
        a_weekday,
        a_season,
        a_daypart,
        a_unit,
        a_year,
    )


def _days_and_months(p: Pieces) -> list[Rule]:
    """Days and months of the calendar."""
    return [
        *_days_in_digits(),
        _rule(
            "month day",
            rf"(?:{p.weekday},?{p.gap})?{p.month}{p.gap}{p.daynum}(?:(?:,{p.gap}?|{p.gap}){p.year})?(?!\s*(?:percent|people|of (?:them|those|the (?!year|same|following))))",
            dates.full,
            p.a_month,
        ),
        _rule(
            "day month",
            rf"(?:{p.weekday},?{p.gap})?(?:the{p.gap})?{p.daynum}{p.gap}(?:of{p.gap})?{p.month}(?:,?{p.gap}{p.year})?",
            dates.full,
            p.a_month,
        ),
        _rule(
            "days",
            rf"{p.month}{p.gap}{p.daynum}{p.gap}?[-–]{p.gap}?(?P<last>[1-3]?\d)\b(?:,?{p.gap}{p.year})?(?![\d,]\d)",
            dates.days,
            p.a_month,
        ),
        _rule("month year", rf"{p.part}{p.month}{p.gap}(?:of{p.gap})?{p.year}", dates.month, p.a_month),
        _rule(
            "month of year",
            rf"{p.part}{p.month}(?:{p.gap}of)?{p.gap}(?P<which>last|this|next){p.gap}year\b",
            dates.month,
            p.a_month,
        ),
        _rule(
            "month",
            rf"{p.part}(?:{p.modifier}{p.gap})?{p.month}(?!{p.gap}?\d|['’]s|-)(?=[\s,.;:)]|$)",
            dates.lone_month,
            p.a_month,
        ),
    ]


def _days_in_digits() -> list[Rule]:
    """As in "2019-08-07", "8/7/2019"."""
    iso = r"(?P<year>(?:1[5-9]|20)\d\d)-(?P<monthnum>\d\d)-(?P<day>\d\d)(?!\d)"
    slashes = r"(?P<monthnum>\d{1,2})/(?P<day>\d{1,2})/(?P<year>(?:19|20)?\d\d)(?!\d)"
    return [
        _rule("iso", iso, dates.full, shape(r"\d-\d\d-\d")),
        _rule("slashes", slashes, dates.full, shape(r"\d/\d{1,2}/")),
    ]


def _years_and_parts(p: Pieces) -> list[Rule]:
    """Years, decades, seasons, weekdays and parts of the day."""
    return [
        _rule("fiscal", rf"(?i:fiscal(?:{p.gap}year)?){p.gap}{p.year}", dates.year, Hint(("fiscal",))),
        _rule("year", rf"{p.part}{p.year}(?!-\w|,\d)", dates.year, p.a_year),
        _rule(
            "decade",
            r"(?:the )?(?:(?i:early|late|mid)[ -])?(?P<decade>(?:1[5-9]|20)\d0)['’]?s\b",
            dates.decade,
            shape(r"\d0['’]?s"),
        ),
        _rule(
            "weekday",
            rf"{p.part}(?:{p.modifier}{p.gap})?{p.weekday}(?:{p.gap}{p.daypart})?(?!['’]?\w)",
            dates.weekday,
            p.a_weekday,
        ),
        _rule(
            "deictic",
            rf"(?P<deictic>(?i:today|yesterday|tomorrow|tonight))(?:{p.gap}{p.daypart})?\b",
            dates.deictic,
            Hint(("today", "yesterday", "tomorrow", "tonight")),
        ),
        _rule("night", rf"(?:{p.modifier}){p.gap}{p.daypart}\b", dates.part_of_day, p.a_daypart),
        _rule(
            "season",
            rf"{p.part}(?:(?:the{p.gap})?{p.modifier}{p.gap})?(?:the{p.gap})?{p.season}(?:{p.gap}(?:of{p.gap})?{p.year})",
            dates.season,
            p.a_season,
        ),
        _rule("this season", rf"{p.part}{p.modifier}{p.gap}{p.season}\b", dates.season, p.a_season),
        _rule("weekend", rf"(?:(?:the|that){p.gap})(?:past{p.gap})?weekend\b", dates.weekend, Hint(("weekend",))),
        _rule(
            "quarter",
            rf"(?:the{p.gap})?(?:{p.modifier}{p.gap})?(?P<ordinal>(?i:first|second|third|fourth|1st|2nd|3rd|4th))(?:{p.gap}|-)(?:fiscal{p.gap})?quarter\b(?:{p.gap}(?:of{p.gap})?{p.year})?",
            dates.quarter,
            Hint(("quarter",)),
        ),
    ]


def _relative(p: Pieces) -> list[Rule]:
    """What is relative to another day: "last week", "two days later", "the night before"."""
    return [
        _rule(
            "this unit",
            rf"(?:(?i:the|earlier|later){p.gap})?{p.modifier}{p.gap}{p.unit}(?![\w-])",
            spans.this_unit,
            p.a_unit,
        ),
        _rule(
            "span",
            rf"(?:(?i:the){p.gap})?(?P<modifier>(?i:past|last|next|previous|coming|first)){p.gap}{p.hedge}{p.number}{p.gap}{p.unit}(?![\w-])",
            spans.stretch,
            p.a_unit,
        ),
        _rule(
            "recent", rf"(?i:recent|coming){p.gap}{p.unit}(?![\w-])", spans.vague_stretch, Hint(("recent", "coming"))
        ),
        _rule(
            "ago",
            rf"{p.hedge}{p.number}(?:{p.gap}|-){p.unit}{p.gap}(?P<direction>(?i:ago|earlier|later|before|hence|from now|prior|previously|afterwards|beforehand))\b",
            spans.shifted,
            Hint(("ago", "earlier", "later", "before", "hence", "from now", "prior", "previously", "afterwards")),
        ),
        _rule(
            "neighbour",
            rf"(?:(?i:the){p.gap})(?P<which>(?i:day|week|month|year|night|morning)){p.gap}(?P<direction>(?i:before|after))\b",
            spans.neighbour,
            Hint(("before", "after")),
        ),
        _rule(
            "following",
            rf"(?:(?i:the){p.gap})(?P<which>(?i:following|next|same|previous)){p.gap}{p.unit}(?![\w-])",
            spans.neighbour_unit,
            p.a_unit,
        ),
        _rule("anniversary", rf"{p.number}-{p.unit}{p.gap}anniversary\b", spans.nothing, Hint(("anniversary",))),
        _rule("age", rf"{p.number}[- ](?:year|month|week|day)s?[- ]old(?:s)?\b", spans.duration_of_age, Hint(("old",))),
        _rule(
            "now",
            r"(?P<now>(?i:now|currently|at present|at the moment|nowadays))\b",
            spans.now,
            Hint(("now", "currently", "at present", "at the moment")),
        ),
    ]


def _lengths_and_clocks(p: Pieces) -> list[Rule]:
    """Clock times, durations and what recurs."""
    return [
        _rule(
            "clock",
            r"(?P<hour>[01]?\d|2[0-3])(?::(?P<minute>[0-5]\d))(?::[0-5]\d)?(?:\s?(?P<half>(?i:[ap]\.?m\b\.?)))?",
            spans.clock,
            shape(r"\d:\d"),
        ),
        _rule(
            "oclock",
            r"(?P<hour>[01]?\d)(?:\s?(?P<half>(?i:[ap]\.?m\b\.?))|\s(?P<oclock>(?i:o['’]clock)))",
            spans.clock,
            shape(r"\d\s?(?:[aApP]\.?[mM]|[oO]['’])"),
        ),
        _rule("noon", r"(?P<noon>(?i:noon|midnight|midday))\b", spans.noon, Hint(("noon", "midnight", "midday"))),
        _rule(
            "duration",
            rf"(?:{p.hedge}{p.number})(?:{p.gap}|-){p.unit}(?![\w-])(?!{p.gap}?old)",
            spans.duration,
            p.a_unit,
        ),
        _rule("long duration", rf"{p.number}-{p.unit}(?=-)(?!-old)", spans.duration, p.a_unit),
        _rule(
            "bare duration",
            rf"(?P<bare>(?i:hours|days|weeks|months|years|decades|centuries))(?![\w-])(?:{p.gap}(?P<direction>(?i:ago|later|earlier|before)))?",
            spans.bare_duration,
            Hint(("hours", "days", "weeks", "months", "years", "decades", "centuries")),
        ),
        _rule(
            "set",
            rf"(?i:every|each){p.gap}(?:(?P<other>other){p.gap})?(?:{p.weekday}|{p.unit}|{p.daypart})(?![\w-])",
            spans.recurring,
            Hint(("every", "each")),
        ),
        _rule(
            "adverb",
            r"(?P<adverb>(?i:daily|weekly|monthly|yearly|annually|annual|quarterly|nightly|hourly))\b",
            spans.recurring_adverb,
            Hint(("daily", "weekly", "monthly", "yearly", "annual", "quarterly", "nightly", "hourly")),
        ),
    ]
