"""Finds time expressions by rules over the language book's calendar words; each rule knows how to resolve."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Any

from sayso.model.moment import Moment
from sayso.reading.moments.hints import Hint
from sayso.reading.moments.meaning import Reference, Words
from sayso.reading.moments.rules import Rule, rules

# start, end below zero (the longest first), place of the rule among all, rule, match
Found = tuple[int, int, int, Rule, "re.Match[str]"]


class MomentReader:
    """Reads the moments of a text; `calendar` and `numerals` are the settings of the language book."""

    def __init__(self, calendar: dict[str, Any], numerals: dict[str, Any]) -> None:
        self.words = Words.of(calendar, numerals)
        # the rules of one hint are tried together
        self._by_hint: dict[Hint, list[tuple[int, Rule]]] = {}
        for order, rule in enumerate(rules(calendar, numerals)):
            self._by_hint.setdefault(rule.needs, []).append((order, rule))

    def find(self, text: str, reference: date | None, *, start: int = 0, end: int | None = None) -> list[Moment]:
        """The moments of `text[start:end]` in order, resolved against the day the report speaks from.

        `reference` is the day of publication; without it relative expressions stay unknown.
        """
        end = len(text) if end is None else end
        lower = text.lower()
        if len(lower) != len(text):
            lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
        found: list[Found] = []
        for hint, likely in self._by_hint.items():
            for begin, finish in hint.windows(text, lower, start, end):
                for order, rule in likely:
                    for match in rule.pattern.finditer(text, begin, finish):
                        found.append((match.start(), -match.end(), order, rule, match))
        return self._resolve(text, _longest(found), Reference(reference, self.words))

    def _resolve(self, text: str, matches: list[tuple[Rule, re.Match[str]]], reference: Reference) -> list[Moment]:
        found: list[Moment] = []
        for rule, match in matches:
            start, end = match.span()
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


def _longest(found: list[Found]) -> list[tuple[Rule, re.Match[str]]]:
    """Leftmost, then longest, then earliest rule; none overlap."""
    kept: list[tuple[Rule, re.Match[str]]] = []
    behind = 0
    for start, end, _, rule, match in sorted(found, key=lambda f: f[:3]):
        if start >= behind:
            kept.append((rule, match))
            behind = -end
    return kept
