"""What two reports have in common, for rivals that group reports: words, names, numbers, ages and days, by plain patterns."""

from __future__ import annotations

import calendar
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import pairwise

import numpy as np

from sayso.model.report import Report

Matrix = np.ndarray

_WORD = re.compile(r"[a-z0-9](?:[a-z0-9'’-]*[a-z0-9])?")
_CAPITAL = re.compile(r"(?<=[a-z,;] )[A-Z][a-z]{2,}")
_RUN = re.compile(r"[A-Z][A-Za-z’'-]+(?:\s+(?:[A-Z]\.?\s+)?[A-Z][A-Za-z’'-]+)+")
_AGE = re.compile(r"\b(\d{1,2})-year-old|,\s(\d{1,2})(?=[,.;])|\baged?\s(\d{1,2})\b")
_NUMBER = re.compile(r"\b\d[\d,.:]*\d\b|\b\d\b")
_MONTHS = {name.lower(): k for k, name in enumerate(calendar.month_abbr) if name}
_DATE = re.compile(rf"\b({'|'.join(_MONTHS)})[a-z]*\.?\s(\d{{1,2}})\b(?:,?\s(\d{{4}}))?", re.I)
_WEEKDAYS = [name.lower() for name in calendar.day_name]
_LEAD_WORDS = 90
# Pairs whose words are less alike are taken for strangers: 16 of 17 pairs of one incident are above.
LEAST_ALIKE = 0.07
# A word that more of the fitted reports have than this share says nothing.
_MOST = 0.3
# A name or word is rare that no more of the fitted reports have.
_RARE = (3, 20)


@dataclass(frozen=True)
class Traits:
    """What one report gives to compare."""

    report: Report

    @cached_property
    def text(self) -> str:
        """Headline and text."""
        return f"{self.report.title or ''}\n{self.report.text}"

    @cached_property
    def words(self) -> list[str]:
        """All words, lower case."""
        return _WORD.findall(self.text.lower())

    @cached_property
    def names(self) -> list[str]:
        """Each two words that follow one another in a run of capitalised words."""
        runs = [[w for w in m.split() if len(w) > 2] for m in _RUN.findall(self.text)]
        return [f"{a} {b}".lower().replace("’", "'") for run in runs for a, b in pairwise(run)]

    @cached_property
    def capitals(self) -> list[str]:
        """Capitalised words within sentences."""
        return [w.lower() for w in _CAPITAL.findall(self.text)]

    @cached_property
    def ages(self) -> list[str]:
        """What is told as an age."""
        return [next(g for g in m.groups() if g) for m in _AGE.finditer(self.text)]

    @cached_property
    def numbers(self) -> list[str]:
        """Numbers in digits."""
        return _NUMBER.findall(self.text)

    @cached_property
    def day(self) -> date | None:
        """The day of publication."""
        told = self.report.published
        return date.fromisoformat(told[:10]) if told and len(told) >= 10 else None

    @cached_property
    def days(self) -> Counter[date]:
        """Days that are named, each read as the last such day before publication, with how often."""
        found: Counter[date] = Counter()
        if self.day is None:
            return found
        for month, day, year in _DATE.findall(self.text):
            for k in (int(year),) if year else (self.day.year, self.day.year - 1):
                try:
                    named = date(k, _MONTHS[month.lower()], int(day))
                except ValueError:
                    break
                if named <= self.day + timedelta(3):
                    found[named] += 1
                    break
        for word in self.words:
            if word in _WEEKDAYS:
                found[self.day - timedelta((self.day.weekday() - _WEEKDAYS.index(word)) % 7)] += 1
        return found


class Likeness:
    """Features of pairs of reports; how rare a word is was learned from other reports."""

    def __init__(self, fitted: Sequence[Traits]) -> None:
        from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer

        plain = {"lowercase": False, "tokenizer": _same, "token_pattern": None}
        self.words = TfidfVectorizer(sublinear_tf=True, max_df=_MOST, **plain).fit(t.words for t in fitted)
        self.twos = TfidfVectorizer(sublinear_tf=True, ngram_range=(2, 2), **plain).fit(t.words for t in fitted)
        self.sets: list[tuple[Callable[[Traits], list[str]], CountVectorizer, Counter[str]]] = []
        for of in (_words, _names, _capitals, _numbers):
            known = Counter(word for t in fitted for word in set(of(t)))
            self.sets.append((of, CountVectorizer(binary=True, **plain), known))
        self.size = len(fitted)

    def pairs(self, traits: Sequence[Traits]) -> tuple[list[tuple[int, int]], Matrix]:
        """Numbers of two reports that may tell of one event, in order, and the features of each pair."""
        text = [t.words for t in traits]
        u, two, lead, title = (
            kind.transform(of)
            for kind, of in (
                (self.words, text),
                (self.twos, text),
                (self.words, [w[:_LEAD_WORDS] for w in text]),
                (self.words, [_WORD.findall((t.report.title or "").lower()) for t in traits]),
            )
        )
        alike = (u @ u.T).toarray()
        crossed = (title @ u.T).toarray()
        grids = [alike, *((m @ m.T).toarray() for m in (two, lead, title))]
        grids += [np.maximum(crossed, crossed.T), np.minimum(crossed, crossed.T)]
        for of, vectors, known in self.sets:
            grids += self._shared([of(t) or [""] for t in traits], vectors, known)
        first, second = np.nonzero(np.triu(alike >= LEAST_ALIKE, 1))
        columns = [grid[first, second] for grid in grids]
        found = list(zip(first.tolist(), second.tolist(), strict=True))
        told = np.array([_told(traits[a], traits[b]) for a, b in found], dtype=float).reshape(len(found), -1)
        return found, np.column_stack([*columns, told]).astype(np.float32)

    def _shared(self, sets: Sequence[list[str]], vectors: object, known: Counter[str]) -> list[Matrix]:
        """What two sets share: weighed by rarity, how many are rare, and which part of the smaller and of both."""
        has = vectors.fit_transform(sets).astype(np.float64)  # type: ignore[attr-defined]
        times = np.array([known[w] for w in vectors.get_feature_names_out()])  # type: ignore[attr-defined]
        weighed = has.multiply(np.log((self.size + 1) / (times + 1))).tocsr()
        grids = [(weighed @ has.T).toarray()]
        for most in _RARE:
            some = has[:, times <= most]
            grids.append((some @ some.T).toarray())
        shared = (has @ has.T).toarray()
        size = shared.diagonal()
        smaller = np.maximum(np.minimum.outer(size, size), 1)
        return [*grids, shared / smaller, shared / np.maximum(np.add.outer(size, size) - shared, 1)]


def _same(words: list[str]) -> list[str]:
    return words


def _words(t: Traits) -> list[str]:
    return t.words


def _names(t: Traits) -> list[str]:
    return t.names


def _capitals(t: Traits) -> list[str]:
    return t.capitals


def _numbers(t: Traits) -> list[str]:
    return t.numbers


def _told(a: Traits, b: Traits) -> list[float]:
    """Ages, days and lengths of two reports; what is not known is no number."""
    none = float("nan")
    ages = set(a.ages) & set(b.ages)
    fewest = min(len(set(a.ages)), len(set(b.ages)))
    gaps = [abs((x - y).days) for x in a.days for y in b.days]
    foremost = [max(sorted(t.days), key=lambda d: t.days[d]) for t in (a, b) if t.days]
    early, late = sorted((a, b), key=lambda t: (t.day or date.max, t.report.id))
    back = [abs((d - early.day).days) for d in late.days] if early.day else []
    return [
        len(ages),
        len(ages) / fewest if fewest else none,
        abs((a.day - b.day).days) if a.day and b.day else none,
        len(a.days.keys() & b.days.keys()),
        min(gaps, default=none),
        abs((foremost[0] - foremost[1]).days) if len(foremost) == 2 else none,
        min(back, default=none),
        a.report.publisher == b.report.publisher,
        min(len(a.words), len(b.words)),
        max(len(a.words), len(b.words)),
    ]
