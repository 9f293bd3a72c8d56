"""Decisions of people with their anchors, appended and never overwritten."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from sayso.ledger import tables
from sayso.ledger.anchors import anchor_values, decision_of, later_than
from sayso.ledger.database import Database, chunks, many, plain
from sayso.model.decision import Anchor, Decision

_MARK = "decided"


class _UndoneError(Exception):
    """Ends a trial."""


class Rulings(Database):
    """Decisions."""

    def __init__(self, url: str) -> None:
        self._decided: tuple[str, tuple[Decision, ...]] | None = None
        super().__init__(url)

    def append_decision(self, asked: Decision) -> Decision:
        """Append a decision under an id and a time of its own."""
        d = tables.decisions
        with self.writing() as c:
            last = c.execute(select(func.max(d.c.at))).scalar() or ""
            at = later_than(datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"), str(last))
            known = self._decided if self._decided is not None and self._decided[0] == _mark(c) else None
            made = self._insert(c, replace(asked, id=secrets.token_hex(8), at=at))
            if known is not None:
                # it is the last one: the others need not be read again
                self._decided = _mark(c), (*known[1], made)
            return made

    def take_decisions(self, found: Iterable[Decision]) -> list[Decision]:
        """Append decisions of another ledger, but those that are known; each keeps its id and its time."""
        with self.writing() as c:
            known = set(c.execute(select(tables.decisions.c.id)).scalars())
            return [self._insert(c, x) for x in {x.id: x for x in found}.values() if x.id not in known]

    def _insert(self, c: Connection, made: Decision) -> Decision:
        names = ("id", "at", "by", "kind", "subject", "value", "reason")
        values = {**{n: getattr(made, n) for n in names}, "payload": plain(made.payload)}
        seq = c.execute(insert(tables.decisions).values(values)).inserted_primary_key
        made = replace(made, seq=int(seq[0]) if seq else 0)
        many(c, tables.anchors, [anchor_values(made.id, k, a) for k, a in enumerate(made.anchors)])
        mark_decided(c)
        return made

    def decisions(self) -> tuple[Decision, ...]:
        """All decisions, oldest first; read once as long as none comes and no report is read anew."""
        d, a = tables.decisions, tables.anchors
        with self.reading() as c:
            mark = _mark(c)
            if self._decided is None or self._decided[0] != mark:
                hung: dict[str, list[Any]] = {}
                for row in c.execute(select(a).order_by(a.c.decision, a.c.number)):
                    hung.setdefault(str(row.decision), []).append(row)
                found = [decision_of(row, hung.get(str(row.id), ())) for row in c.execute(select(d))]
                self._decided = mark, tuple(sorted(found, key=lambda x: x.order))
            return self._decided[1]

    def decisions_after(self, seq: int) -> list[Decision]:
        """The decisions that came into the ledger behind a number."""
        return [d for d in self.decisions() if d.seq > seq]

    def anchored_in(self, keys: Iterable[str], sources: Iterable[str]) -> list[tuple[str, int, Anchor]]:
        """(decision, number, anchor) of all that hang on words of these reports or of other versions of them."""
        wanted, marks = set(keys), set(sources)
        return [
            (d.id, k, a)
            for d in self.decisions()
            for k, a in enumerate(d.anchors)
            if a.report_key in wanted or (a.source and a.source in marks)
        ]

    def attach(self, found: Mapping[tuple[str, int], str | None]) -> None:
        """Keep what anchors are attached to now."""
        a = tables.anchors
        with self.writing() as c:
            for (decision, number), attached in sorted(found.items()):
                hit = (a.c.decision == decision) & (a.c.number == number)
                c.execute(update(a).where(hit).values(attached=attached))
            if found:
                mark_decided(c)

    def position(self) -> tuple[int, int]:
        """The numbers of the last decision and of the last change: where the ledger stands."""
        with self.reading() as c:
            decided = c.execute(select(func.max(tables.decisions.c.seq))).scalar()
            return int(decided or 0), int(c.execute(select(func.max(tables.changes.c.seq))).scalar() or 0)

    def mark_pending(self, mentions: Iterable[str]) -> None:
        """Let the incidents of these mentions be matched and reconciled again."""
        m = tables.mentions
        with self.writing() as c:
            own = sorted(set(mentions))
            held = {
                str(i)
                for batch in chunks(own)
                for i in c.execute(select(m.c.incident).where(m.c.id.in_(batch))).scalars()
                if i
            }
            for batch in chunks(own):
                c.execute(update(m).where(m.c.id.in_(batch)).values(pending=True))
            for batch in chunks(sorted(held)):
                c.execute(update(m).where(m.c.incident.in_(batch)).values(pending=True))

    @contextmanager
    def trying(self) -> Iterator[None]:
        """A transaction of which nothing stays, to see what a decision would do."""
        try:
            with self.writing():
                yield
                raise _UndoneError
        except _UndoneError:
            return

    def near_pairs(self, least: int, most: int) -> list[tuple[str, str, int]]:
        """(mention, mention, score) of compared pairs with such a score, the highest first."""
        p, m, r = tables.pairs, tables.mentions, tables.reports
        with self.reading() as c:
            near = select(p.c.a, p.c.b, p.c.score).where(p.c.score >= least, p.c.score <= most)
            found = [(str(x.a), str(x.b), int(x.score)) for x in c.execute(near)]
            # asked for within the same statement, databases look at every mention for every pair
            told = sorted({i for a, b, _ in found for i in (a, b)})
            spoken = select(m.c.id).join(r, r.c.key == m.c.report_key).where(r.c.speaks)
            speaking = {str(i) for batch in chunks(told) for i in c.execute(spoken.where(m.c.id.in_(batch))).scalars()}
        found = [x for x in found if x[0] in speaking and x[1] in speaking]
        return sorted(found, key=lambda x: (-x[2], x[0], x[1]))


def _mark(c: Connection) -> str:
    """By what it is known whether decisions, or what they are attached to, are others than before."""
    t = tables.meta
    return str(c.execute(select(t.c.value).where(t.c.name == _MARK)).scalar() or "")


def mark_decided(c: Connection) -> None:
    """Note that decisions, or what they are attached to, are others than before."""
    t = tables.meta
    value = secrets.token_hex(8)
    if c.execute(update(t).where(t.c.name == _MARK).values(value=value)).rowcount == 0:
        c.execute(insert(t), [{"name": _MARK, "value": value}])


def rename_in_decisions(c: Connection, old: str, new: str) -> None:
    """Let decisions know a report by another id."""
    a, d = tables.anchors, tables.decisions
    for row in c.execute(select(a)).all():
        values = {
            "report": new if row.report == old else row.report,
            "attached": _renamed(row.attached, old, new),
            "called": _renamed(row.called, old, new),
        }
        hit = (a.c.decision == row.decision) & (a.c.number == row.number)
        c.execute(update(a).where(hit).values(values))
    for row in c.execute(select(d.c.seq, d.c.subject, d.c.payload)).all():
        parts = [_renamed(part, old, new) or "" for part in str(row.subject).split("\n")]
        payload = json.loads(row.payload)
        if payload.get("subject") == old:
            payload["subject"] = new
        values = {"subject": "\n".join(parts), "payload": plain(payload)}
        c.execute(update(d).where(d.c.seq == row.seq).values(values))
    mark_decided(c)


def _renamed(ident: str | None, old: str, new: str) -> str | None:
    """An id of a claim or a mention of a report under its new id."""
    if ident is not None and (ident == old or ident.startswith((f"{old}:", f"{old}#"))):
        return new + ident[len(old) :]
    return ident
