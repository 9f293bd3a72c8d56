"""Tasks of a ledger: what the machine finds wrong, and whether it still waits for a person."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, select, update

from sayso.ledger import tables
from sayso.ledger.database import Database, chunks, many
from sayso.model.finding import Task

# Tasks that hang on decisions or inputs rather than on what an incident's findings are.
LEDGER_TASKS = ("contradiction", "lost", "minor", "unread")


class Tasks(Database):
    """Tasks; `found` says that the machine still finds it, `open` that nobody has settled it as it is."""

    def put_ledger_tasks(self, kind: str, wanted: Mapping[str, str]) -> None:
        """Let the tasks of one kind be these, subject -> detail; numbers are kept."""
        with self.writing() as c:
            k = tables.tasks
            # what hung on words that are gone must not keep them
            c.execute(delete(k).where(k.c.kind == kind, k.c.subject.not_in(sorted(wanted))))
            _put(c, k.c.kind == kind, {(kind, "", s): d for s, d in wanted.items()})

    def add_ledger_tasks(self, kind: str, wanted: Mapping[str, str], done: Sequence[str] = ()) -> None:
        """Let there be these tasks of one kind beside others, subject -> detail; those that are `done` go."""
        k = tables.tasks
        with self.writing() as c:
            for batch in chunks(done):
                c.execute(delete(k).where(k.c.kind == kind, k.c.subject.in_(batch)))
            for subject, detail in sorted(wanted.items()):
                _put(c, (k.c.kind == kind) & (k.c.subject == subject), {(kind, "", subject): detail})

    def tasks(self, incident: str | None = None) -> list[Task]:
        """Open tasks, of one incident or of all, by number."""
        rows = self.task_rows(incident)
        return [Task(t["id"], t["kind"], t["incident"], t["subject"], t["detail"]) for t in rows if t["open"]]

    def task_rows(
        self, incident: str | None = None, *, kind: str | None = None, subject: str | None = None
    ) -> list[dict[str, Any]]:
        """Tasks by number, those too that are no longer found."""
        k = tables.tasks
        query = select(k).order_by(k.c.id)
        if incident is not None:
            query = query.where(k.c.incident == incident)
        if kind is not None:
            query = query.where(k.c.kind == kind)
        if subject is not None:
            query = query.where(k.c.subject == subject)
        with self.reading() as c:
            return [dict(row._mapping) for row in c.execute(query)]

    def settle_tasks(self, is_settled: Callable[[Mapping[str, Any]], bool], kinds: Sequence[tuple[str, str]]) -> None:
        """Close the tasks that people settled as they are, open the others; only these (kind, subject) can be settled."""
        k = tables.tasks
        wanted = set(kinds)
        with self.writing() as c:
            looked_at = select(k).where(k.c.found) if wanted else select(k).where(k.c.found, ~k.c.open)
            for row in c.execute(looked_at).all():
                able = (str(row.kind), str(row.subject)) in wanted
                waits = not (able and is_settled(dict(row._mapping)))
                if bool(row.open) != waits:
                    c.execute(update(k).where(k.c.id == row.id).values(open=waits))


def put_tasks(c: Connection, incident: str, problems: Sequence[tuple[str, str, str]]) -> None:
    """Open tasks for what is wrong with an incident, close those that are not; numbers are kept."""
    k = tables.tasks
    own = (k.c.incident == incident) & k.c.kind.not_in(LEDGER_TASKS)
    _put(c, own, {(kind, incident, subject): detail for kind, subject, detail in problems})


def _put(c: Connection, scope: ColumnElement[bool], wanted: Mapping[tuple[str, str, str], str]) -> None:
    k = tables.tasks
    have = {(str(r.kind), str(r.incident), str(r.subject)): r for r in c.execute(select(k).where(scope))}
    for key, row in have.items():
        detail = wanted.get(key, str(row.detail))
        if (bool(row.found), str(row.detail)) != (key in wanted, detail):
            values = {"found": key in wanted, "open": key in wanted, "detail": detail}
            c.execute(update(k).where(k.c.id == row.id).values(values))
    fresh = sorted(set(wanted) - set(have))
    names = ("kind", "incident", "subject")
    made = [dict(zip(names, key, strict=True)) for key in fresh]
    many(c, k, [{**m, "detail": wanted[key], "open": True, "found": True} for key, m in zip(fresh, made, strict=True)])
