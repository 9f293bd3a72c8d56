"""The time that is asked for: ISO days, months and years, spans of them, and what the moments grammar reads."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sayso.atlas import calendar
from sayso.atlas.calendar import Interval
from sayso.codebook.lexicon import Lexicon
from sayso.errors import RefusedError
from sayso.model.moment import Moment
from sayso.reading.moments import MomentReader

_ISO = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
_SPAN = re.compile(r"\s*(?:\.\.|/)\s*")
_YEAR = re.compile(r"\b\d{4}\b")
_DAY, _NO_DAY = timedelta(days=1), timedelta()
_DATED = ("DATE", "TIME", "DURATION")


@dataclass(frozen=True, slots=True)
class Asked:
    """An interval with the stretch of text that tells it."""

    start: int
    end: int
    interval: Interval


class Intervals:
    """Reads the intervals of questions; `today` is what "last year" is relative to."""

    def __init__(self, lexicon: Lexicon, today: date | None = None) -> None:
        self._reader = MomentReader(lexicon.settings["calendar"], lexicon.settings["numerals"])
        self._today = today or date.today()
        words: dict[str, Any] = lexicon.settings["questions"]["times"]
        self._joins = {str(w) for w in words["joins"]}
        self._between = {str(w) for w in words["between"]}
        self._since, self._until = set(words["since"]), set(words["until"])
        self._after, self._before = set(words["after"]), set(words["before"])
        self._in = set(words["in"])

    def of(self, text: str) -> Interval:
        """The interval of the words behind --when; raises RefusedError."""
        found = _iso_span(text)
        if found is None:
            asked = self.find(text)
            whole = len(asked) == 1 and not re.search(r"\w", text[: asked[0].start] + text[asked[0].end :])
            found = asked[0].interval if whole else None
        if found is None:
            raise RefusedError(
                "time-unknown",
                f"{text!r} is no time that incidents can be counted in",
                where="--when",
                hint="write 2015, 2015-07, 2015-07-04, 2015-07-01..2015-09-30, or words such as 'July 2015'",
            )
        if found.finish < found.begin:
            raise RefusedError("time-backwards", f"{text!r} ends before it begins", where="--when")
        return found

    def find(self, text: str) -> list[Asked]:
        """The intervals that a question tells of, each with the words before it that belong to it."""
        found = self._moments(text)
        asked: list[Asked] = []
        at = 0
        while at < len(found):
            first, last = found[at], found[at]
            at += 1
            word, _ = _word_before(text, first.start)
            if at < len(found) and self._joined(text, word, first, found[at]):
                last = found[at]
                at += 1
                first = self._completed(first, last)
            asked.append(self._asked(text, first, last))
        return asked

    def _moments(self, text: str) -> list[Moment]:
        own = [m for m in self._reader.find(text, self._today) if m.kind in _DATED and m.begin is not None]
        return [m for m in own if m.finish is not None]

    def _joined(self, text: str, word: str, a: Moment, b: Moment) -> bool:
        """Whether two moments are the ends of one span: "from A to B", "between A and B"."""
        between = text[a.end : b.start].strip().lower()
        return between in self._joins or (between == "and" and word in self._between)

    def _completed(self, a: Moment, b: Moment) -> Moment:
        """The first end with the year of the last one, where it has none of its own: "March to June 2015"."""
        if _YEAR.search(a.text) or not _YEAR.search(b.text) or b.begin is None:
            return a
        again = [m for m in self._reader.find(f"in {a.text}", b.begin) if m.begin is not None]
        return _moved(again[0], a) if again else a

    def _asked(self, text: str, first: Moment, last: Moment) -> Asked:
        word, start = _word_before(text, first.start)
        known = self._since | self._until | self._after | self._before | self._between | self._in
        begin, finish = first.begin or date.min, last.finish or date.max
        if first is last and word in self._since:
            begin, finish = begin, date.max
        elif first is last and word in self._after:
            begin, finish = finish + _DAY, date.max
        elif first is last and word in self._before:
            begin, finish = date.min, begin - _DAY
        elif first is last and word in self._until:
            begin, finish = date.min, finish
        return Asked(start if word in known else first.start, last.end, Interval(begin, finish))


def shown(interval: Interval) -> str:
    """An interval in the shortest words that --when takes.

    >>> shown(calendar.of_year(2015)), shown(Interval(date(2015, 7, 4), date(2015, 7, 4)))
    ('2015', '2015-07-04')
    """
    begin, finish = interval.begin, interval.finish
    if interval == Interval(begin, begin):
        return begin.isoformat()
    if date.max not in (begin, finish) and begin != date.min:
        if interval == calendar.of_year(begin.year):
            return f"{begin.year:04d}"
        if interval == calendar.of_month(begin.year, begin.month):
            return f"{begin.year:04d}-{begin.month:02d}"
    return f"{'' if begin == date.min else begin.isoformat()}..{'' if finish == date.max else finish.isoformat()}"


def _iso_span(text: str) -> Interval | None:
    """A year, month or day as ISO writes it, or two of them with ".." between, of which one may be left out."""
    ends = _SPAN.split(text.strip())
    if len(ends) > 2 or not any(ends):
        return None
    found = [_iso(e) if e else None for e in ends]
    if any(e and f is None for e, f in zip(ends, found, strict=True)):
        return None
    first, last = found[0], found[-1]
    return Interval(first.begin if first else date.min, last.finish if last else date.max)


def _iso(text: str) -> Interval | None:
    match = _ISO.fullmatch(text)
    if match is None:
        return None
    year, month, day = (int(g) if g else None for g in match.groups())
    try:
        if year is None or month is None:
            return calendar.of_year(year or 0)
        return calendar.of_day(date(year, month, day)) if day else calendar.of_month(year, month)
    except ValueError:
        return None


def _word_before(text: str, at: int) -> tuple[str, int]:
    """The word in front of an offset, lower case, and where it begins."""
    match = re.search(r"([^\W\d_]+)\s+(?:the\s+)?$", text[:at], re.I)
    return (match[1].lower(), match.start()) if match else ("", at)


def _moved(m: Moment, to: Moment) -> Moment:
    return Moment(to.start, to.end, to.text, m.kind, m.value, m.begin, m.finish, m.precision, m.partial, m.tied)


def together(asked: Sequence[Asked]) -> list[Interval]:
    """Intervals that run on are one ("2015 and 2016"); of "since 2015" and "before 2017" what they share is meant."""
    since = [a.interval for a in asked if a.interval.finish == date.max]
    until = [a.interval for a in asked if a.interval.begin == date.min]
    if len(since) == len(until) == 1 and len(asked) == 2 and since[0].begin <= until[0].finish:
        return [Interval(since[0].begin, until[0].finish)]
    found: list[Interval] = []
    for interval in sorted(a.interval for a in asked):
        if found and interval.begin <= found[-1].finish + (_DAY if found[-1].finish < date.max else _NO_DAY):
            found[-1] = Interval(found[-1].begin, max(found[-1].finish, interval.finish))
        else:
            found.append(interval)
    return found
