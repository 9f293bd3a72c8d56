"""What matching keeps: mentions that wait, candidate and compared pairs, near-copies."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import and_, delete, func, or_, select

from sayso.ledger import tables
from sayso.ledger.database import Database, chunks, many, plain
from sayso.model.mention import Mention


class Pairs(Database):
    """Mentions and the pairs among them."""

    def pending(self) -> list[str]:
        """Mentions that wait to be matched, in order."""
        m = tables.mentions
        with self.reading() as c:
            return sorted(str(i) for i in c.execute(select(m.c.id).where(m.c.pending)).scalars())

    def mentions(self, ids: Iterable[str]) -> dict[str, Mention]:
        """Mentions of reports that speak, by id."""
        m, r = tables.mentions, tables.reports
        found = {}
        with self.reading() as c:
            for batch in chunks(sorted(set(ids))):
                query = select(m.c.row).join(r, r.c.key == m.c.report_key).where(and_(m.c.id.in_(batch), r.c.speaks))
                for row in c.execute(query).scalars():
                    mention = Mention.from_row(json.loads(row))
                    found[mention.id] = mention
        return dict(sorted(found.items()))

    def candidates(self, ids: Sequence[str]) -> set[tuple[str, str]]:
        """Sorted pairs of mentions that share a blocking key, one of them among `ids`."""
        k = tables.mention_keys
        other = k.alias()
        found: set[tuple[str, str]] = set()
        with self.reading() as c:
            for batch in chunks(ids):
                query = (
                    select(k.c.mention, other.c.mention)
                    .join(other, k.c.key == other.c.key)
                    .where(k.c.mention.in_(batch))
                    .distinct()
                )
                found.update(tuple(sorted((str(a), str(b)))) for a, b in c.execute(query) if a != b)  # type: ignore[misc]
        return found

    def by_last_key(self, ids: Sequence[str]) -> list[str]:
        """Mentions in the order of their last keys: the keys of weeks are the last ones, so that those of one week meet."""
        k = tables.mention_keys
        last: dict[str, str] = {}
        with self.reading() as c:
            for batch in chunks(ids):
                query = select(k.c.mention, func.max(k.c.key)).where(k.c.mention.in_(batch)).group_by(k.c.mention)
                last.update({str(m): str(key) for m, key in c.execute(query)})
        return sorted(ids, key=lambda m: (last.get(m, ""), m))

    def drop_pairs(self, stale: Iterable[str]) -> None:
        """Let go of the compared pairs of mentions that are to be compared again."""
        p = tables.pairs
        with self.writing() as c:
            for batch in chunks(sorted(set(stale))):
                c.execute(delete(p).where(or_(p.c.a.in_(batch), p.c.b.in_(batch))))

    def put_pairs(self, rows: Sequence[tuple[str, str, int, list[dict[str, Any]]]]) -> None:
        """Keep compared pairs."""
        with self.writing() as c:
            many(c, tables.pairs, [{"a": a, "b": b, "score": s, "reasons": plain(r)} for a, b, s, r in rows])

    def edges(
        self, ids: Iterable[str], least: int, mates: Mapping[str, Iterable[str]] | None = None
    ) -> list[tuple[str, str]]:
        """The kept pairs of at least this score in the blocks that the given mentions lie in, sorted.

        `mates` are reached too, whatever their scores.
        """
        p = tables.pairs
        seen: set[str] = set()
        front = set(ids)
        found: set[tuple[str, str]] = set()
        with self.reading() as c:
            while front:
                seen |= front
                reached: set[str] = set()
                for batch in chunks(sorted(front)):
                    touching = or_(p.c.a.in_(batch), p.c.b.in_(batch))
                    for row in c.execute(select(p.c.a, p.c.b).where(touching, p.c.score >= least)):
                        found.add((str(row.a), str(row.b)))
                        reached |= {str(row.a), str(row.b)}
                reached |= {n for m in front | reached for n in (mates or {}).get(m, ())}
                front = reached - seen
        return sorted(found)

    def scores(self, ids: Collection[str]) -> dict[tuple[str, str], int]:
        """The scores of all kept pairs among some mentions."""
        p = tables.pairs
        own = frozenset(ids)
        with self.reading() as c:
            return {
                (str(row.a), str(row.b)): int(row.score)
                for batch in chunks(sorted(own))
                for row in c.execute(select(p.c.a, p.c.b, p.c.score).where(p.c.a.in_(batch)))
                if row.b in own
            }

    def speaking(self, ids: Iterable[str]) -> set[str]:
        """Those of some mentions whose reports speak."""
        m, r = tables.mentions, tables.reports
        with self.reading() as c:
            return {
                str(i)
                for batch in chunks(sorted(set(ids)))
                for i in c.execute(
                    select(m.c.id).join(r, r.c.key == m.c.report_key).where(m.c.id.in_(batch), r.c.speaks)
                ).scalars()
            }

    def reasons(self, a: str, b: str) -> list[dict[str, Any]]:
        """Why two mentions were or were not taken for one event."""
        p = tables.pairs
        first, second = sorted((a, b))
        with self.reading() as c:
            row = c.execute(select(p.c.reasons).where(and_(p.c.a == first, p.c.b == second))).scalar()
        return list(json.loads(row)) if row else []

    def incidents_of(self, mention_ids: Iterable[str]) -> dict[str, str]:
        """Mention -> the incident that it was last put into."""
        m = tables.mentions
        with self.reading() as c:
            return {
                str(r.id): str(r.incident)
                for batch in chunks(sorted(set(mention_ids)))
                for r in c.execute(
                    select(m.c.id, m.c.incident).where(and_(m.c.id.in_(batch), m.c.incident.is_not(None)))
                )
            }

    def members(self, incident_ids: Iterable[str]) -> dict[str, str]:
        """Mention -> incident for all mentions of the given incidents."""
        m = tables.mentions
        with self.reading() as c:
            return {
                str(r.id): str(r.incident)
                for batch in chunks(sorted(set(incident_ids)))
                for r in c.execute(select(m.c.id, m.c.incident).where(m.c.incident.in_(batch)))
            }

    def mentions_of_reports(self, keys: Iterable[str]) -> list[str]:
        """Mention ids of reports by key."""
        m = tables.mentions
        with self.reading() as c:
            return sorted(
                str(i)
                for batch in chunks(sorted(set(keys)))
                for i in c.execute(select(m.c.id).where(m.c.report_key.in_(batch))).scalars()
            )

    def report_keys_of(self, mention_ids: Iterable[str]) -> dict[str, str]:
        """Report id -> key for the reports that hold these mentions."""
        m, r = tables.mentions, tables.reports
        with self.reading() as c:
            return {
                str(x.id): str(x.key)
                for batch in chunks(sorted(set(mention_ids)))
                for x in c.execute(select(r.c.id, r.c.key).join(m, m.c.report_key == r.c.key).where(m.c.id.in_(batch)))
            }

    def copy_candidates(self, keys: Iterable[str]) -> set[tuple[str, str]]:
        """Sorted pairs of report keys that share a MinHash band."""
        b = tables.copy_bands
        other = b.alias()
        found: set[tuple[str, str]] = set()
        with self.reading() as c:
            for batch in chunks(sorted(set(keys))):
                query = (
                    select(b.c.report_key, other.c.report_key)
                    .join(other, b.c.band == other.c.band)
                    .where(b.c.report_key.in_(batch))
                    .distinct()
                )
                found.update(tuple(sorted((str(x), str(y)))) for x, y in c.execute(query) if x != y)  # type: ignore[misc]
        return found

    def texts(self, keys: Iterable[str]) -> dict[str, str]:
        """Report key -> text."""
        r = tables.reports
        with self.reading() as c:
            return {
                str(x.key): str(x.text)
                for batch in chunks(sorted(set(keys)))
                for x in c.execute(select(r.c.key, r.c.text).where(r.c.key.in_(batch)))
            }

    def put_copies(self, rows: Sequence[tuple[str, str, float]]) -> None:
        """Keep pairs of near-copies."""
        p = tables.copies
        with self.writing() as c:
            have = {
                (str(r.a), str(r.b))
                for batch in chunks(sorted({a for a, _, _ in rows}))
                for r in c.execute(select(p.c.a, p.c.b).where(p.c.a.in_(batch)))
            }
            many(c, p, [{"a": a, "b": b, "similarity": s} for a, b, s in rows if (a, b) not in have])

    def copies_of(self, keys: Iterable[str]) -> set[str]:
        """Some reports with all that carry the same text, over chains of near-copies; by key."""
        p = tables.copies
        found: set[str] = set()
        front = set(keys)
        with self.reading() as c:
            while front:
                found |= front
                reached = {
                    str(k)
                    for batch in chunks(sorted(front))
                    for row in c.execute(select(p.c.a, p.c.b).where(or_(p.c.a.in_(batch), p.c.b.in_(batch))))
                    for k in row
                }
                front = reached - found
        return found
