"""Finds time expressions by rules over the language book's calendar words; each rule knows how to resolve."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Any

from sayso.model.moment import Moment
from sayso.reading.moments.meaning import Reference, Words
from sayso.reading.moments.rules import Rule, either, rules

# Characters from a hint to the farthest end of an expression that holds it, with room to spare.
_REACH = 90


class MomentReader:
    """Reads the moments of a text; `calendar` and `numerals` are the settings of the language book."""

    def __init__(self, calendar: dict[str, Any], numerals: dict[str, Any]) -> None:
        self.words = Words.of(calendar, numerals)
        self.rules = rules(calendar, numerals)
        months = either({f(m) for m in calendar["months"] for f in (str.title, str.upper)})
        days = either({f(d) for d in calendar["weekdays"] for f in (str.title, str.upper)})
        units = either(calendar["units"])
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
        found: list[tuple[int, int, Rule, re.Match[str]]] = []
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
        self, text: str, matches: list[tuple[int, int, Rule, re.Match[str]]], reference: Reference
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


def _longest(found: list[tuple[int, int, Rule, re.Match[str]]]) -> list[tuple[int, int, Rule, re.Match[str]]]:
    """Leftmost, then longest, then earliest rule; none overlap."""
    kept: list[tuple[int, int, Rule, re.Match[str]]] = []
    order = sorted(range(len(found)), key=lambda k: (found[k][0], -found[k][1], k))
    for k in order:
        if not kept or found[k][0] >= kept[-1][1]:
            kept.append(found[k])
    return kept
