"""The record: incidents with redirects and tombstones, tasks, the change feed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from sayso.errors import NotFoundError
from sayso.ledger import engines, tables
from sayso.ledger.database import Database, chunks, many, plain
from sayso.ledger.listed import list_incidents
from sayso.ledger.migrations import now
from sayso.ledger.tasks import put_tasks
from sayso.ledger.waiting import MAY_BE_EMPTY


class Record(Database):
    """Incidents, tasks and changes."""

    def put_record(
        self,
        rows: Mapping[str, dict[str, Any]],
        members: Mapping[str, str],
        redirects: Mapping[str, str],
        gone: Iterable[str],
        settled: Iterable[str],
        feed: Sequence[tuple[str, str, dict[str, Any]]],
        problems: Mapping[str, Sequence[tuple[str, str, str]]],
        meanings: Mapping[str, str] | None = None,
    ) -> None:
        """Write incidents with their members, redirects, change feed and tasks, all at once.

        `rows` are incidents by id, `members` mention -> incident, `problems` per incident its open
        (kind, subject, detail); tasks of the incidents written that are no longer among them are closed. `meanings` are
        marks of what ids meant that end.
        """
        t = tables
        with self.writing() as c:
            held = {
                str(r.id): r.redirect is None
                for batch in chunks(sorted(rows))
                for r in c.execute(select(t.incidents.c.id, t.incidents.c.redirect).where(t.incidents.c.id.in_(batch)))
            }
            stood = {i for i, stands in held.items() if stands}
            for ident in sorted(rows):
                row = plain(rows[ident])
                if ident in held:
                    c.execute(update(t.incidents).where(t.incidents.c.id == ident).values(row=row, redirect=None))
                else:
                    c.execute(insert(t.incidents), [{"id": ident, "row": row, "redirect": None}])
            self._end(c, {**redirects, **dict.fromkeys(gone, "")}, meanings or {})
            list_incidents(c, {**rows, **{ident: {} for ident in (*redirects, *gone)}})
            self._seat(c, members, settled)
            # whoever else settled the same mentions meanwhile has told of it
            fresh = [(i, k, d) for i, k, d in feed if not (k == "made" and i in stood)]
            many(c, t.changes, [{"at": now(), "incident": i, "kind": k, "detail": plain(d)} for i, k, d in fresh])
            for ident in [*rows, *redirects, *gone]:
                put_tasks(c, ident, problems.get(ident, ()))

    def _seat(self, c: Connection, members: Mapping[str, str], settled: Iterable[str]) -> None:
        """Let mentions be of their incidents and wait no more.

        What does not speak any more is of none, or a later version would be taken for a part of it.
        """
        m = tables.mentions
        held: dict[str | None, list[str]] = {}
        for mention, ident in [*members.items(), *((s, None) for s in settled if s not in members)]:
            held.setdefault(ident, []).append(mention)
        for ident, own in held.items():
            for batch in chunks(sorted(own)):
                c.execute(update(m).where(m.c.id.in_(batch)).values(incident=ident))
        for batch in chunks(sorted(settled)):
            c.execute(update(m).where(m.c.id.in_(batch)).values(pending=False))

    def _end(self, c: Connection, ended: Mapping[str, str], meanings: Mapping[str, str]) -> None:
        """Leave of incidents that end where they went, "" for nowhere, and a mark of what they meant."""
        i = tables.incidents
        for old, new in sorted(ended.items()):
            meant = plain({"meant": meanings[old]}) if old in meanings else "{}"
            c.execute(update(i).where(i.c.id == old).values(redirect=new, row=meant))

    def incident_rows(self, ids: Iterable[str] | None = None) -> dict[str, dict[str, Any]]:
        """Incidents that stand, all or the given ones, by id in the order of their making."""
        i = tables.incidents
        query = select(i.c.id, i.c.row).where(i.c.redirect.is_(None)).order_by(i.c.seq)
        with self.reading() as c:
            if ids is None:
                rows = list(c.execute(query))
            else:
                rows = [r for batch in chunks(sorted(set(ids))) for r in c.execute(query.where(i.c.id.in_(batch)))]
        return {str(r.id): json.loads(r.row) for r in rows}

    def empty_incidents(self) -> list[str]:
        """Incidents that stand though no mention tells of them any more."""
        i, m, meta = tables.incidents, tables.mentions, tables.meta
        told = select(m.c.id).where(m.c.incident == i.c.id).exists()
        with self.reading() as c:
            if c.execute(select(meta.c.value).where(meta.c.name == MAY_BE_EMPTY)).first() is None:
                return []
            return sorted(str(x) for x in c.execute(select(i.c.id).where(i.c.redirect.is_(None), ~told)).scalars())

    def none_is_empty(self) -> None:
        """Note that all incidents that stand have mentions."""
        meta = tables.meta
        with self.writing() as c:
            if c.execute(select(meta.c.value).where(meta.c.name == MAY_BE_EMPTY)).first() is not None:
                c.execute(delete(meta).where(meta.c.name == MAY_BE_EMPTY))

    def incident_ages(self, ids: Iterable[str]) -> dict[str, int]:
        """Incident -> the number under which it was made; the lower the older."""
        i = tables.incidents
        with self.reading() as c:
            return {
                str(r.id): int(r.seq)
                for batch in chunks(sorted(set(ids)))
                for r in c.execute(select(i.c.id, i.c.seq).where(i.c.id.in_(batch)))
            }

    def is_taken(self, ident: str) -> bool:
        """Whether an incident ever had this id, so that none comes back with another meaning."""
        i = tables.incidents
        with self.reading() as c:
            return c.execute(select(i.c.id).where(i.c.id == ident)).first() is not None

    def former_incidents(self) -> dict[str, str]:
        """What ids meant that were merged away or ended -> the id; of several that meant the same the oldest."""
        i = tables.incidents
        query = select(i.c.id, i.c.row).where(i.c.redirect.is_not(None), i.c.row != "{}").order_by(i.c.seq.desc())
        with self.reading() as c:
            return {str(json.loads(r.row).get("meant", "")): str(r.id) for r in c.execute(query)}

    def resolve(self, ident: str) -> str:
        """The incident that an id means today, over redirects; raises NotFoundError."""
        i = tables.incidents
        with self.reading() as c:
            for _ in range(1000):
                row = c.execute(select(i.c.id, i.c.redirect).where(i.c.id == ident)).first()
                if row is None or row.redirect == "":
                    break
                if row.redirect is None:
                    return str(row.id)
                ident = str(row.redirect)
        raise NotFoundError(
            "incident-unknown",
            f"the ledger has no incident {ident!r}",
            where=engines.shown(self.url),
            hint="`sayso incidents` lists them",
        )

    def changes_after(self, seq: int) -> list[dict[str, Any]]:
        """The change feed behind a number, oldest first."""
        f = tables.changes
        with self.reading() as c:
            rows = c.execute(select(f).where(f.c.seq > seq).order_by(f.c.seq)).all()
        return [
            {"seq": r.seq, "at": r.at, "incident": r.incident, "kind": r.kind, **json.loads(r.detail)} for r in rows
        ]

    def tell_cause(self, seq: int, decision: str, by: str) -> None:
        """Let the change feed behind a number tell which decision made it so."""
        f = tables.changes
        with self.writing() as c:
            for row in c.execute(select(f.c.seq, f.c.detail).where(f.c.seq > seq)).all():
                detail = {**json.loads(row.detail), "decision": decision, "by": by}
                c.execute(update(f).where(f.c.seq == row.seq).values(detail=plain(detail)))

    def changes(self, since: str) -> list[dict[str, Any]]:
        """The change feed from a time on, oldest first."""
        f = tables.changes
        with self.reading() as c:
            rows = c.execute(select(f).where(f.c.at >= since).order_by(f.c.seq)).all()
        return [
            {"schema": 1, "seq": r.seq, "at": r.at, "incident": r.incident, "kind": r.kind, **json.loads(r.detail)}
            for r in rows
        ]
