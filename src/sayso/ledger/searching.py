"""Search over a ledger's reports: all words, case and accents folded, no stemming; the same on every database."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, select

from sayso.ledger import tables
from sayso.ledger.database import Database, chunks
from sayso.ledger.words import LONGEST_WORD, WORD, folded, words_of

_BESIDE = 70


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a search is bounded by: ISO days of publication, both included, the outlet, and what figures tell of.

    `place` is a place of a figure, or its state or country; with `measure` too, one figure must fit both.
    """

    after: str | None = None
    before: str | None = None
    publisher: str | None = None
    place: str | None = None
    measure: str | None = None

    def admit(self, published: str | None, publisher: str | None) -> bool:
        """Whether a report of this day and outlet is looked for; one without a day lies on neither side of a bound."""
        day = published or ""
        early = self.after and (not day or day < self.after[: len(day)])
        late = self.before and (not day or day > self.before)
        other = self.publisher and folded(self.publisher) not in folded(publisher or "")
        return not (early or late or other)


@dataclass(frozen=True, slots=True)
class Hit:
    """A report that holds all words: how often together, and the stretch of its text where the first one stands."""

    report: str
    key: str
    title: str | None
    publisher: str | None
    published: str | None
    updated: str | None
    fetched: str | None
    language: str | None
    notes: tuple[str, ...]
    url: str | None
    count: int
    start: int
    end: int
    snippet: str
    marks: tuple[tuple[int, int], ...]


class Search(Database):
    """Finds reports by their words."""

    def search(self, words: Iterable[str], bounds: Bounds, limit: int | None = None) -> tuple[int, list[Hit]]:
        """How many reports speak and hold all words, and the first of them: by how often, then by day and id."""
        wanted = sorted({w for word in words for w in words_of(word)})
        if not wanted:
            return 0, []
        r = tables.reports
        held = _holding(wanted).subquery()
        query = select(r.c.key, r.c.id, r.c.published, r.c.publisher, held.c.total)
        query = query.join(held, held.c.report_key == r.c.key).where(r.c.speaks)
        if bounds.place is not None or bounds.measure is not None:
            query = query.where(r.c.key.in_(_telling(bounds)))
        with self.reading() as c:
            if bounds.after or bounds.before or bounds.publisher:
                rows = [row for row in c.execute(query) if bounds.admit(row.published, row.publisher)]
                rows.sort(key=lambda row: (-row.total, row.published or "9999", row.id))
                count, rows = len(rows), rows[:limit]
            else:
                # most searches have no such bounds: then the database sorts, and hands over no more than is shown
                day, ident = (self._bytes(col) for col in (func.coalesce(r.c.published, "9999"), r.c.id))
                query = query.add_columns(func.count().over().label("found"))
                rows = list(c.execute(query.order_by(held.c.total.desc(), day, ident).limit(limit)))
                count = int(rows[0].found) if rows else 0
            first = {str(row.key): int(row.total) for row in rows}
            whole = {
                str(row.key): row for batch in chunks(first) for row in c.execute(select(r).where(r.c.key.in_(batch)))
            }
        return count, [_hit(whole[key], total, frozenset(wanted)) for key, total in first.items()]


def _holding(wanted: Sequence[str]) -> Select[Any]:
    """Reports that hold all words, with how often these stand there together."""
    w = tables.words
    return (
        select(w.c.report_key, func.sum(w.c.count).label("total"))
        .where(w.c.word.in_(wanted))
        .group_by(w.c.report_key)
        .having(func.count() == len(wanted))
    )


def _telling(bounds: Bounds) -> Select[Any]:
    """Reports with a figure of this place and measure."""
    t = tables.told
    query = select(t.c.report_key).distinct()
    if bounds.place is not None:
        query = query.where(t.c.place == folded(bounds.place))
    return query if bounds.measure is None else query.where(t.c.measure == bounds.measure)


def _hit(row: Any, total: int, wanted: frozenset[str]) -> Hit:
    start, end, marks = _stretch(str(row.text), wanted)
    return Hit(
        str(row.id),
        str(row.key),
        row.title,
        row.publisher,
        row.published,
        row.updated,
        row.fetched,
        row.language,
        tuple(json.loads(row.notes)),
        row.url,
        total,
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
