"""What rules are made of: the calendar's words as parts of patterns, and the hints by which they are found."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sayso.codebook import forms
from sayso.reading.moments.hints import Hint, shape
from sayso.reading.moments.meaning import Meaning, Reference

Resolver = Callable[["re.Match[str]", Reference], Meaning | None]

GAP = r"[\s\u00a0]+"
ANY = r"[\s\u00a0]*"


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
    spelled: str
    part: str
    daypart: str
    season: str
    holiday: str
    unit: str
    number: str
    hedge: str
    modifier: str
    deictic: str
    day: str
    zone: str
    a_month: Hint
    a_weekday: Hint
    a_season: Hint
    a_holiday: Hint
    a_daypart: Hint
    a_unit: Hint
    a_year: Hint


def either(words: Any) -> str:
    """An alternation of words; a blank in a word is any gap."""
    return forms.either(words, GAP)


def rule(name: str, pattern: str, meaning: Resolver, needs: Hint) -> Rule:
    """A rule whose pattern begins at the beginning of a word."""
    return Rule(name, re.compile(rf"(?<![\w$€£#@/.-])(?:{pattern})"), meaning, needs)


def begins(*words: str) -> Hint:
    """A hint at words that begin so."""
    return Hint(words)


def pieces(calendar: dict[str, Any], numerals: dict[str, Any]) -> Pieces:
    """The parts of patterns that the words of a language book make."""
    month = _named("month", calendar["months"])
    weekday = _named("weekday", calendar["weekdays"])
    daynum = r"(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?!\d|[:/]\d|,\d{3})"
    year = r"(?P<year>(?:1[5-9]|20)\d\d)(?![\d,]\d|\s?%|\w)"
    units = calendar["units"]
    seasons, dayparts, holidays = calendar["seasons"], calendar["dayparts"], calendar["holidays"]
    deictic = rf"(?P<deictic>(?i:{either(calendar['deictics'])}))\b"
    short = sorted({m[:3].lower() for m in calendar["months"]})
    a_month = Hint(tuple(short), re.compile("|".join(f(m) for m in short for f in (str.title, str.upper))))
    return Pieces(
        month=month,
        weekday=weekday,
        daynum=daynum,
        year=year,
        spelled=_spelled_year(numerals),
        part=rf"(?:(?:(?i:the){GAP})?(?P<part>(?i:{either(calendar['parts'])}))(?:{GAP}|-)(?:(?i:in){GAP})?)?",
        daypart=rf"(?P<daypart>(?i:{either(dayparts)}))\b",
        season=rf"(?P<season>(?i:{either(seasons)}))\b",
        holiday=rf"(?P<holiday>{_title(holidays)})(?:{GAP}(?P<of_holiday>Day|Eve))?\b",
        unit=rf"(?P<unit>(?i:{either(units)})s?)(?![\w-])",
        number=_number(numerals),
        hedge=_hedge(calendar["hedges"]),
        modifier=rf"(?P<modifier>(?i:{either(calendar['modifiers'])}))",
        deictic=deictic,
        day=_tail(month, weekday, daynum, year, deictic),
        zone=rf"(?:[ \u00a0]?\(?(?P<zone>{either(calendar['zones'])})(?![\w]))?",
        a_month=a_month,
        a_weekday=Hint(
            tuple(sorted({d[:3].lower() for d in calendar["weekdays"]})), re.compile(weekday.replace(r"\b", ""))
        ),
        a_season=Hint(tuple(seasons)),
        a_holiday=Hint(tuple(sorted({h.split()[0] for h in holidays}))),
        a_daypart=Hint(tuple(dayparts)),
        a_unit=Hint(tuple(units)),
        a_year=shape(r"(?:1[5-9]|20)\d\d"),
    )


def _named(group: str, words: Any) -> str:
    """Names of months or days: abbreviated ones may end in a full stop, which ends no sentence then."""
    whole = [w for w in words if len(w) > len("sept") or w in ("may", "june", "july")]
    short = [w for w in words if w not in whole]
    return (
        rf"(?P<{group}>(?:{either([f(w) for w in whole for f in (str.title, str.upper)])})\b"
        rf"|(?:{either([f(w) for w in short for f in (str.title, str.upper)])})\b\.?)"
    )


def _title(words: Any) -> str:
    """Names written with capitals, as holidays are."""
    return "|".join(
        sorted(
            (
                re.escape(w.title().replace("'S", "'s").replace(" Of ", " of "))
                .replace("'", "['’]?")
                .replace(r"\ ", GAP)
                for w in words
            ),
            key=len,
            reverse=True,
        )
    )


def _number(numerals: dict[str, Any]) -> str:
    tens, ones = either(numerals["tens"]), either(numerals["units"])
    word = rf"(?:(?:{tens})(?:[ -](?:{ones})\b)?|(?:{ones}))(?:{GAP}(?:hundred|thousand|million|billion))?"
    vague = either(
        ["a few", "few", "several", "dozens of", "many", "some", "hundreds of", "thousands of", "millions of"]
    )
    small = either(["a couple of", "a couple", "couple of", "a dozen", "half a", "half an", "a hundred", "a thousand"])
    half = r"(?:[ -]and[ -]a[ -]half|[ -]1/2|½)?"
    one = rf"(?:\d[\d,]*(?:\.\d+)?|{word}|{small}|{vague}|an?|another){half}"
    more = rf"(?:{GAP}(?:more|straight|consecutive|trading|business|working|full|calendar|long|additional|successive|whole))?"
    return rf"(?P<number>(?i:{one}))(?P<upto>(?i:{GAP}(?:to|or){GAP}{one}|[-–]\d+))?(?i:{more})"


def _hedge(hedges: list[str]) -> str:
    """Words that soften a number; "over" is one only where it is no preposition of its own."""
    over = "|".join(rf"(?<={w} )over" for w in ("for", "just", "last", "after", "of", "well", "took", "lasted", "in"))
    return rf"(?P<hedge>(?i:{either(hedges)}|{over}){GAP})?"


def _tail(month: str, weekday: str, daynum: str, year: str, deictic: str) -> str:
    """The day behind a clock time: "10 p.m. Wednesday", "5 p.m. EST, Nov. 6", "noon today"."""
    named = f"{weekday}|{month}".replace("?P<weekday>", "?:").replace("?P<month>", "?:")
    dated = rf"(?={named}){weekday}?(?:,?{ANY}{month}{GAP}{daynum}(?:,{GAP}{year})?)?"
    return rf"(?:,?{GAP}(?:on{GAP})?(?:{deictic}|{dated}))?"


def _spelled_year(numerals: dict[str, Any]) -> str:
    """As in "nineteen ninety-seven", "two thousand eight"."""
    ones, tens = either(numerals["units"]), either(numerals["tens"])
    return rf"(?P<spelled>(?i:(?:eighteen|nineteen|twenty)[ -](?:{tens})(?:[ -](?:{ones}))?|two thousand(?:(?: and)?[ -](?:{ones}))?))\b"
