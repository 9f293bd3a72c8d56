"""Rules for what is counted in units of time or told from another day: stretches, shifts, clock times, sets, "now"."""

from __future__ import annotations

from typing import Any

from sayso.reading.moments import clocks, spans, vague
from sayso.reading.moments.hints import shape
from sayso.reading.moments.pieces import GAP, Pieces, Rule, begins, either, rule

_TIED = shape(r"-(?i:second|minute|hour|day|night|week|month|year|decade|centur)")
_A_CLOCK = shape(r"\d(?::\d|\s?(?:[aApP]\.?[mM]|[oO]['’]))")


def rules_of_spans(p: Pieces, calendar: dict[str, Any]) -> list[Rule]:
    """All of them."""
    return [*_vague(p, calendar), *_relative(p), *_shifted(p), *_lengths(p), *_sets(p), *_clocks(p)]


def _relative(p: Pieces) -> list[Rule]:
    """What lies beside the day of speaking or of what was told: "last week", "the following month"."""
    front = r"(?:(?P<part>(?i:early|late|earlier|later|sometime|mid))(?:[\s\u00a0]+|-)(?:in[\s\u00a0]+)?)?"
    return [
        rule(
            "this unit",
            rf"{front}(?:(?i:the){GAP})?{p.modifier}{GAP}(?:(?i:same|very){GAP})?{p.unit}(?:{GAP}or{GAP}(?:so|two)\b)?",
            spans.this_unit,
            p.a_unit,
        ),
        rule(
            "span",
            rf"(?:(?i:the){GAP})?(?P<modifier>(?i:past|last|next|previous|coming|first|latest|final|preceding|following|most{GAP}recent)){GAP}(?:(?i:about|nearly|almost|roughly){GAP})?{p.number}{GAP}{p.unit}(?:{GAP}or{GAP}so\b)?",
            spans.stretch,
            p.a_unit,
        ),
        rule(
            "recent",
            rf"(?:(?i:the){GAP}(?=(?i:coming)))?(?i:recent|coming|past){GAP}(?P<unit>(?i:days|weeks|months|quarters|years|decades))(?![\w-])",
            spans.vague_stretch,
            begins("recent", "coming", "past"),
        ),
        rule(
            "following",
            rf"(?:(?i:the|that){GAP})(?P<which>(?i:following|next|same|previous|preceding|very{GAP}next)){GAP}{p.unit}",
            spans.neighbour_unit,
            p.a_unit,
        ),
        rule(
            "following part",
            rf"(?:(?i:the|that){GAP})(?P<which>(?i:following|next|same|previous)){GAP}{p.daypart}",
            clocks.neighbour_part,
            p.a_daypart,
        ),
        rule(
            "neighbour",
            rf"(?:(?i:the){GAP})(?P<which>(?i:day|week|month|year|night|morning|evening|afternoon)){GAP}(?P<direction>(?i:before|after|earlier))\b(?:{GAP}(?P<deictic>yesterday|tomorrow)\b)?",
            spans.neighbour,
            begins("before", "after", "earlier"),
        ),
    ]


def _shifted(p: Pieces) -> list[Rule]:
    """As in "two weeks ago", "a month later"."""
    now = ["ago", "hence", "from now", "from today"]
    ways = either([*now, "earlier", "later", "previously", "afterwards", "afterward", "beforehand", "prior"])
    # "two days before, agents had come": from the day last told; "two days before the vote" is a length of time
    bare = rf"before(?={GAP}that,|,)"
    half = rf"(?:{GAP}and{GAP}a{GAP}half)?"
    return [
        rule(
            "ago",
            rf"{p.hedge}{p.number}(?:{GAP}|-){p.unit}{half}(?:{GAP}or{GAP}(?:so|more|two))?{GAP}(?P<direction>(?i:{ways}|{bare}))\b(?!{GAP}than\b|(?<=prior){GAP}to\b)",
            spans.shifted,
            begins(
                "ago",
                "earlier",
                "later",
                "hence",
                "from now",
                "from today",
                "previously",
                "afterward",
                "beforehand",
                "prior",
                "before",
            ),
        ),
        rule(
            "long ago",
            rf"(?:(?i:not{GAP}(?:that{GAP}|so{GAP}|too{GAP})?)?(?i:long)|(?i:some{GAP}time|a{GAP}while|years|months|weeks|days|decades|hours|centuries|generations)){GAP}(?P<direction>(?i:ago|later|earlier))\b",
            vague.some_time,
            begins("ago", "later", "earlier"),
        ),
    ]


def _lengths(p: Pieces) -> list[Rule]:
    """Durations: "six weeks", "24-hour", "for years"."""
    period = rf"(?:{GAP}(?i:period)\b)"
    half = rf"(?:{GAP}and{GAP}a{GAP}half\b)?"
    bare = r"(?P<bare>(?i:hours|days|weeks|months|years|decades|centuries))"
    return [
        rule("age", rf"{p.number}[- ](?i:year|month|week|day)s?[- ]olds?\b", spans.nothing, begins("old")),
        rule(
            "anniversary",
            rf"{p.number}-(?i:year|month|week|day){GAP}anniversary\b",
            spans.nothing,
            begins("anniversary"),
        ),
        rule(
            "duration",
            rf"(?:(?i:the){GAP}(?=(?i:\d|[a-z]+{GAP}(?:days|weeks|months|years|decades)\b))(?!(?i:few|many|couple|past|last|half)))?{p.hedge}{p.number}{GAP}{p.unit}{half}(?:{GAP}or{GAP}(?:so|more)\b)?(?!{GAP}?(?i:old)\b)",
            spans.duration,
            p.a_unit,
        ),
        rule(
            "tied duration",
            rf"(?:(?i:an?|the){GAP}(?=[\w.]+-\w+{period}))?{p.hedge}{p.number}-(?P<unit>(?i:second|minute|hour|day|night|week|weekend|month|year|decade|century))s?(?!-?(?i:old)|\w)(?:-(?i:long))?{period}?",
            spans.duration,
            _TIED,
        ),
        rule(
            "long duration",
            r"(?P<bare>(?i:hours|days|weeks|months|years|decades|centuries|year|month|week|day|decade|hour))-long\b",
            spans.bare_duration,
            begins("hour", "day", "week", "month", "year", "decade", "centur"),
        ),
        rule(
            "bare duration",
            rf"(?:(?<=over )the{GAP}(?=years))?{bare}(?![\w-])",
            spans.bare_duration,
            begins("hours", "days", "weeks", "months", "years", "decades", "centuries"),
        ),
    ]


def _sets(p: Pieces) -> list[Rule]:
    """What recurs: "every day", "each July", "daily"."""
    each = rf"(?i:every|each){GAP}(?:(?P<other>(?i:other|second|third|few)){GAP})?"
    return [
        rule("set", rf"{each}(?:{p.weekday}|{p.unit}|{p.daypart})(?!\w|-)", spans.recurring, begins("every", "each")),
        rule("set of counted", rf"(?i:every){GAP}{p.number}{GAP}{p.unit}", spans.recurring, begins("every")),
        rule("set of months", rf"{each}(?:{p.month}|{p.season})(?!\w|-)", spans.recurring, begins("every", "each")),
        rule(
            "adverb",
            r"(?P<adverb>(?i:daily|weekly|monthly|yearly|annually|nightly|hourly))\b",
            spans.recurring_adverb,
            begins("daily", "weekly", "monthly", "yearly", "annually", "nightly", "hourly"),
        ),
    ]


def _clocks(p: Pieces) -> list[Rule]:
    """Clock times, with the day behind them."""
    half = r"(?P<half>(?i:[ap]\.m\.|[ap]m\b|[ap]\.m\b))"
    of_day = rf"{GAP}(?i:in{GAP}the|at){GAP}{p.daypart}"
    return [
        rule(
            "clock",
            rf"(?P<hour>[01]?\d|2[0-4]):(?P<minute>[0-5]\d)(?::[0-5]\d)?(?![\d:])(?:\s?{half})?{p.zone}{p.day}",
            clocks.clock,
            _A_CLOCK,
        ),
        rule(
            "oclock",
            rf"(?P<hour>[01]?\d)(?:\s?{half}|\s(?P<oclock>(?i:o['’]clock))(?:{of_day})?){p.zone}{p.day}",
            clocks.clock,
            _A_CLOCK,
        ),
        rule("hour of day", rf"(?P<hour>[01]?\d){of_day}", clocks.clock, p.a_daypart),
        rule(
            "military",
            r"(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d)[ ](?P<zone>GMT|UTC)\b",
            clocks.clock,
            begins("gmt", "utc"),
        ),
        rule(
            "noon",
            rf"(?<![Hh]igh )(?P<noon>(?i:noon|midnight|midday))\b{p.zone}{p.day}",
            clocks.noon,
            begins("noon", "midnight", "midday"),
        ),
    ]


def _vague(p: Pieces, calendar: dict[str, Any]) -> list[Rule]:
    """Moments that no calendar dates: "now", "recently", "in the future"."""
    return [
        rule(
            name,
            rf"(?:{_bounded(words)})",
            meaning,
            begins(*sorted({max(reversed(w.split()), key=len) for w in words})),
        )
        for name, words, meaning in (
            ("now", calendar["present"], vague.present),
            ("before", calendar["past"], vague.past),
            ("to come", calendar["future"], vague.future),
        )
    ] + [
        rule(
            "the past",
            r"(?:(?<=[Ii]n )|(?<=[Oo]f ))the (?:recent )?past(?=[\s.,;:)!?]|$)(?!\s+(?!and\b|but\b|when\b|have\b|has\b|had\b|it\b|he\b|she\b|they\b|we\b|to\b|that\b|for\b|as\b|by\b|who\b)\w)",
            vague.past,
            begins("past"),
        ),
        rule("some day", r"(?i:one day|some day|someday)\b", vague.some_day, begins("one day", "some day", "someday")),
    ]


def _bounded(words: list[str]) -> str:
    return rf"(?i:{either(words)})(?![\w-])"
