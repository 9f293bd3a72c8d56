"""Search over a ledger's reports: all words, case and accents folded, no stemming; the same on every database."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from sayso.ledger import tables
from sayso.ledger.database import Database
from sayso.ledger.words import LONGEST_WORD, WORD, folded, words_of

_BESIDE = 70


@dataclass(frozen=True, slots=True)
class Hit:
    """A report that holds all words: how often together, and the stretch of its text where the first one stands."""

    report: str
    key: str
    title: str | None
    publisher: str | None
    published: str | None
    url: str | None
    count: int
    start: int
    end: int
    snippet: str
    marks: tuple[tuple[int, int], ...]


class Search(Database):
    """Finds reports by their words."""

    def search(
        self,
        words: Iterable[str],
        *,
        after: str | None = None,
        before: str | None = None,
        publisher: str | None = None,
    ) -> list[Hit]:
        """Reports that speak and hold all words, those with most of them first, then by day and id.

        `after` and `before` are ISO dates that bound the day of publication, both included.
        """
        wanted = sorted({w for word in words for w in words_of(word)})
        if not wanted:
            return []
        w, r = tables.words, tables.reports
        found = (
            select(w.c.report_key, func.sum(w.c.count).label("total"))
            .where(w.c.word.in_(wanted))
            .group_by(w.c.report_key)
            .having(func.count() == len(wanted))
            .subquery()
        )
        columns = (r.c.id, r.c.key, r.c.title, r.c.publisher, r.c.published, r.c.url, r.c.text)
        query = select(*columns, found.c.total).join(found, found.c.report_key == r.c.key).where(r.c.speaks)
        with self.reading() as c:
            rows = c.execute(query).all()
        hits = []
        for row in rows:
            day = row.published or ""
            # a report without a day lies on neither side of a bound
            early = after and (not day or day < after[: len(day)])
            late = before and (not day or day > before)
            other = publisher and folded(publisher) not in folded(row.publisher or "")
            if not (early or late or other):
                hits.append(_hit(row, frozenset(wanted)))
        return sorted(hits, key=lambda h: (-h.count, h.published or "9999", h.report))


def _hit(row: Any, wanted: frozenset[str]) -> Hit:
    start, end, marks = _stretch(str(row.text), wanted)
    return Hit(
        str(row.id),
        str(row.key),
        row.title,
        row.publisher,
        row.published,
        row.url,
        int(row.total),
        start,
        end,
        str(row.text)[start:end],
        marks,
    )


def _stretch(text: str, wanted: frozenset[str]) -> tuple[int, int, tuple[tuple[int, int], ...]]:
    """The stretch round the first wanted word of a text, and where wanted words stand in it."""
    first: int | None = None
    marks: list[tuple[int, int]] = []
    for match in WORD.finditer(text):
        if first is not None and match.end() > first + 2 * _BESIDE:
            break
        if folded(match.group())[:LONGEST_WORD] in wanted:
            first = match.start() if first is None else first
            marks.append((match.start(), match.end()))
    at = first or 0
    start, end = _whole_words(text, max(0, at - _BESIDE), min(len(text), at + 2 * _BESIDE))
    return start, end, tuple((a, b) for a, b in marks if start <= a and b <= end)


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    while start > 0 and text[start - 1].isalnum() and text[start].isalnum():
        start += 1
    while end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end -= 1
    return start, end
