"""Finds time expressions by rules over the language book's calendar words; each rule knows how to resolve."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sayso.model.moment import Moment
from sayso.reading.moments import dates, spans
from sayso.reading.moments.meaning import Meaning, Reference, Words

# Characters from a hint to the farthest end of an expression that holds it, with room to spare.
_REACH = 90
_Resolver = Callable[["re.Match[str]", Reference], Meaning | None]


@dataclass(frozen=True, slots=True)
class _Rule:
    name: str
    pattern: re.Pattern[str]
    meaning: _Resolver
    needs: re.Pattern[str] | None


def _either(words: Any) -> str:
    return "|".join(sorted((re.escape(word) for word in words), key=lambda w: (-len(w), w)))


class MomentReader:
    """Reads the moments of a text; `calendar` and `numerals` are the settings of the language book."""

    def __init__(self, calendar: dict[str, Any], numerals: dict[str, Any]) -> None:
        self.words = Words.of(calendar, numerals)
        self.rules = _rules(calendar, numerals)
        months = _either({f(m) for m in calendar["months"] for f in (str.title, str.upper)})
        days = _either({f(d) for d in calendar["weekdays"] for f in (str.title, str.upper)})
        units = _either(calendar["units"])
        self.hint = re.compile(
            rf"\b(?:1[5-9]|20)\d\d|\d\s*[:/]\s*\d|\b(?:{months}|{days})\b|\d\s*[ap]\.?m\b|"
            rf"(?i:\b(?:{units})s?\b|\btoday|yesterday|tomorrow|tonight|\bnow\b|noon|midnight|daily|weekly|monthly|"
            rf"annual|yearly|hourly|nightly|quarter|fiscal|current|recent|present|moment|midday|clock|spring|summer|autumn|fall\b|winter|morning|afternoon|evening|\bnight)",
        )

    def find(self, text: str, reference: date | None, *, start: int = 0, end: int | None = None) -> list[Moment]:
        """The moments of `text[start:end]` in order, resolved against the day the report speaks from.

        `reference` is the day of publication; without it relative expressions stay unknown.
        """
        end = len(text) if end is None else end
        windows = self._windows(text, start, end)
        found: list[tuple[int, int, _Rule, re.Match[str]]] = []
        needed: dict[re.Pattern[str] | None, bool] = {None: True}
        for rule in self.rules:
            if rule.needs not in needed:
                needed[rule.needs] = rule.needs is not None and rule.needs.search(text, start, end) is not None
            if not needed[rule.needs]:
                continue
            for begin, finish in windows:
                for match in rule.pattern.finditer(text, begin, finish):
                    found.append((match.start(), match.end(), rule, match))
        return self._resolve(text, _longest(found), Reference(reference, self.words))

    def _windows(self, text: str, start: int, end: int) -> list[tuple[int, int]]:
        """Stretches round the words without which there is no moment; far wider than any rule reaches."""
        found: list[tuple[int, int]] = []
        for hint in self.hint.finditer(text, start, end):
            begin, finish = max(start, hint.start() - _REACH), min(end, hint.end() + _REACH)
            if found and begin <= found[-1][1]:
                found[-1] = (found[-1][0], finish)
            else:
                found.append((begin, finish))
        return found

    def _resolve(
        self, text: str, matches: list[tuple[int, int, _Rule, re.Match[str]]], reference: Reference
    ) -> list[Moment]:
        found: list[Moment] = []
        for start, end, rule, match in matches:
            sentence = text[max(0, start - 80) : start]
            meaning = rule.meaning(match, replace(reference, before=sentence))
            if meaning is None:
                continue
            found.append(
                Moment(
                    start,
                    end,
                    text[start:end],
                    meaning.kind,
                    meaning.value,
                    meaning.interval.begin if meaning.interval else None,
                    meaning.interval.finish if meaning.interval else None,
                    meaning.precision,
                    meaning.partial,
                )
            )
            if meaning.interval is not None and meaning.precision == "day":
                reference = replace(reference, told=meaning.interval.begin)
        return found


def _longest(found: list[tuple[int, int, _Rule, re.Match[str]]]) -> list[tuple[int, int, _Rule, re.Match[str]]]:
    """Leftmost, then longest, then earliest rule; none overlap."""
    kept: list[tuple[int, int, _Rule, re.Match[str]]] = []
    order = sorted(range(len(found)), key=lambda k: (found[k][0], -found[k][1], k))
    for k in order:
        if not kept or found[k][0] >= kept[-1][1]:
            kept.append(found[k])
    return kept


def _rules(calendar: dict[str, Any], numerals: dict[str, Any]) -> list[_Rule]:
    month_words = list(calendar["months"])
    month = rf"(?P<month>(?:{_either([m.title() for m in month_words] + [m.upper() for m in month_words])})\b\.?)"
    weekday = rf"(?P<weekday>(?:{_either([d.title() for d in calendar['weekdays']] + [d.upper() for d in calendar['weekdays']])})\b\.?)"
    daynum = r"(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?![\d:/]|,\d{3})"
    year = r"(?P<year>(?:1[5-9]|20)\d\d)(?![\d,]\d|\s?%|\w)"
    part = r"(?:(?P<part>[Ee]arly|[Ll]ate|[Mm]id|[Ee]arlier|[Tt]he end of|[Tt]he beginning of|[Tt]he start of)(?:[ -](?:in )?))?"
    daypart = rf"(?P<daypart>(?i:{_either(calendar['dayparts'])}))"
    season = rf"(?P<season>(?i:{_either(calendar['seasons'])}))"
    unit = rf"(?P<unit>(?i:{_either(calendar['units'])})s?)"
    tens, ones = _either(numerals["tens"]), _either(numerals["units"])
    number = (
        rf"(?P<number>(?i:\d[\d,]*(?:\.\d+)?(?:[- ]and[- ]a[- ]half)?|(?:{tens})(?:[ -](?:{ones}))?|{ones}|a few|a couple of|a couple|"
        rf"several|a dozen|dozens of|many|half an?|an?|some))"
    )
    hedge = r"(?P<hedge>(?i:about|nearly|almost|more than|less than|at least|around|approximately|roughly|over|some|just) )?"
    modifier = r"(?P<modifier>(?i:last|this|next|past|previous|coming|following|that|same))"
    gap = r"[\s\u00a0]+"

    def rule(name: str, pattern: str, meaning: _Resolver, needs: str = "") -> _Rule:
        # `needs` is found fast and spares most texts most rules
        return _Rule(
            name, re.compile(rf"(?<![\w$€£#@/.-])(?:{pattern})"), meaning, re.compile(needs) if needs else None
        )

    a_month = "|".join(sorted({m[:3].title() for m in month_words} | {m[:3].upper() for m in month_words}))
    a_season = rf"(?i:{_either(calendar['seasons'])})"
    a_year = r"(?:1[5-9]|20)\d\d"

    return [
        rule("iso", r"(?P<year>(?:1[5-9]|20)\d\d)-(?P<monthnum>\d\d)-(?P<day>\d\d)(?!\d)", dates.full, r"\d-\d\d-\d"),
        rule(
            "slashes",
            r"(?P<monthnum>\d{1,2})/(?P<day>\d{1,2})/(?P<year>(?:19|20)?\d\d)(?!\d)",
            dates.full,
            r"\d/\d{1,2}/",
        ),
        rule(
            "month day",
            rf"(?:{weekday},?{gap})?{month}{gap}{daynum}(?:(?:,{gap}?|{gap}){year})?(?!\s*(?:percent|people|of (?:them|those|the (?!year|same|following))))",
            dates.full,
            a_month,
        ),
        rule(
            "day month",
            rf"(?:{weekday},?{gap})?(?:the{gap})?{daynum}{gap}(?:of{gap})?{month}(?:,?{gap}{year})?",
            dates.full,
            a_month,
        ),
        rule(
            "days",
            rf"{month}{gap}{daynum}{gap}?[-–]{gap}?(?P<last>[1-3]?\d)\b(?:,?{gap}{year})?(?![\d,]\d)",
            dates.days,
            a_month,
        ),
        rule("month year", rf"{part}{month}{gap}(?:of{gap})?{year}", dates.month, a_month),
        rule(
            "month of year",
            rf"{part}{month}(?:{gap}of)?{gap}(?P<which>last|this|next){gap}year\b",
            dates.month,
            a_month,
        ),
        rule(
            "month", rf"{part}(?:{modifier}{gap})?{month}(?!{gap}?\d|['’]s|-)(?=[\s,.;:)]|$)", dates.lone_month, a_month
        ),
        rule("fiscal", rf"(?i:fiscal(?:{gap}year)?){gap}{year}", dates.year, "(?i:fiscal)"),
        rule("year", rf"{part}{year}(?!-\w|,\d)", dates.year, a_year),
        rule(
            "decade",
            r"(?:the )?(?:(?i:early|late|mid)[ -])?(?P<decade>(?:1[5-9]|20)\d0)['’]?s\b",
            dates.decade,
            r"\d0['’]?s",
        ),
        rule("weekday", rf"{part}(?:{modifier}{gap})?{weekday}(?:{gap}{daypart})?(?!['’]?\w)", dates.weekday),
        rule(
            "deictic",
            rf"(?P<deictic>(?i:today|yesterday|tomorrow|tonight))(?:{gap}{daypart})?\b",
            dates.deictic,
            "(?i:today|yesterday|tomorrow|tonight)",
        ),
        rule("night", rf"(?:{modifier}){gap}{daypart}\b", dates.part_of_day),
        rule(
            "season",
            rf"{part}(?:(?:the{gap})?{modifier}{gap})?(?:the{gap})?{season}(?:{gap}(?:of{gap})?{year})",
            dates.season,
            a_season,
        ),
        rule("this season", rf"{part}{modifier}{gap}{season}\b", dates.season, a_season),
        rule("weekend", rf"(?:(?:the|that){gap})(?:past{gap})?weekend\b", dates.weekend, "weekend"),
        rule(
            "quarter",
            rf"(?:the{gap})?(?:{modifier}{gap})?(?P<ordinal>(?i:first|second|third|fourth|1st|2nd|3rd|4th))(?:{gap}|-)(?:fiscal{gap})?quarter\b(?:{gap}(?:of{gap})?{year})?",
            dates.quarter,
            "quarter",
        ),
        rule("this unit", rf"(?:(?i:the|earlier|later){gap})?{modifier}{gap}{unit}(?![\w-])", spans.this_unit),
        rule(
            "span",
            rf"(?:(?i:the){gap})?(?P<modifier>(?i:past|last|next|previous|coming|first)){gap}{hedge}{number}{gap}{unit}(?![\w-])",
            spans.stretch,
        ),
        rule("recent", rf"(?i:recent|coming){gap}{unit}(?![\w-])", spans.vague_stretch, "(?i:recent|coming)"),
        rule(
            "ago",
            rf"{hedge}{number}(?:{gap}|-){unit}{gap}(?P<direction>(?i:ago|earlier|later|before|hence|from now|prior|previously|afterwards|beforehand))\b",
            spans.shifted,
        ),
        rule(
            "neighbour",
            rf"(?:(?i:the){gap})(?P<which>(?i:day|week|month|year|night|morning)){gap}(?P<direction>(?i:before|after))\b",
            spans.neighbour,
            "(?i:before|after)",
        ),
        rule(
            "following",
            rf"(?:(?i:the){gap})(?P<which>(?i:following|next|same|previous)){gap}{unit}(?![\w-])",
            spans.neighbour_unit,
        ),
        rule("anniversary", rf"{number}-{unit}{gap}anniversary\b", spans.nothing, "anniversary"),
        rule("age", rf"{number}[- ](?:year|month|week|day)s?[- ]old(?:s)?\b", spans.duration_of_age, "[- ]old"),
        rule(
            "clock",
            r"(?P<hour>[01]?\d|2[0-3])(?::(?P<minute>[0-5]\d))(?::[0-5]\d)?(?:\s?(?P<half>(?i:[ap]\.?m\b\.?)))?",
            spans.clock,
            r"\d:\d",
        ),
        rule(
            "oclock",
            r"(?P<hour>[01]?\d)(?:\s?(?P<half>(?i:[ap]\.?m\b\.?))|\s(?P<oclock>(?i:o['’]clock)))",
            spans.clock,
            r"\d\s?[aApP]\.?[mM]|clock",
        ),
        rule("noon", r"(?P<noon>(?i:noon|midnight|midday))\b", spans.noon, "(?i:noon|midnight|midday)"),
        rule("duration", rf"(?:{hedge}{number})(?:{gap}|-){unit}(?![\w-])(?!{gap}?old)", spans.duration),
        rule("long duration", rf"{number}-{unit}(?=-)(?!-old)", spans.duration, r"-\w+-"),
        rule(
            "bare duration",
            rf"(?P<bare>(?i:hours|days|weeks|months|years|decades|centuries))(?![\w-])(?:{gap}(?P<direction>(?i:ago|later|earlier|before)))?",
            spans.bare_duration,
        ),
        rule(
            "set",
            rf"(?i:every|each){gap}(?:(?P<other>other){gap})?(?:{weekday}|{unit}|{daypart})(?![\w-])",
            spans.recurring,
            "(?i:every|each)",
        ),
        rule(
            "adverb",
            r"(?P<adverb>(?i:daily|weekly|monthly|yearly|annually|annual|quarterly|nightly|hourly))\b",
            spans.recurring_adverb,
            "(?i:ly|annual)",
        ),
        rule("now", r"(?P<now>(?i:now|currently|at present|at the moment|nowadays))\b", spans.now),
    ]
