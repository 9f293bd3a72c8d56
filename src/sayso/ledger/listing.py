"""Finds incidents by what a list is filtered and sorted by, without opening their rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, select

from sayso.ledger import tables
from sayso.ledger.database import Database, chunks
from sayso.ledger.words import folded

ORDERS = ("day", "-day", "-reports", "-origins", "-tasks")


@dataclass(frozen=True, slots=True)
class Sieve:
    """Which incidents are wanted; None leaves none out.

    `after` and `before` are ISO days that the incident's own days reach or touch; `place` a place, or what contains it;
    `measure`, `verdict` and `origins` (that many independent ones at least) must fit one figure. `whole`: none that is
    a part of another. `tasks`: only those with open tasks.
    """

    type: str | None = None
    after: str | None = None
    before: str | None = None
    place: str | None = None
    measure: str | None = None
    verdict: str | None = None
    origins: int | None = None
    tasks: bool = False
    whole: bool = False


class Listing(Database):
    """Incidents by their columns."""

    def listed(self, sieve: Sieve, order: str = "day", *, start: int = 0, limit: int | None = None) -> list[str]:
        """The ids of incidents, from the `start`-th on; undated ones come last."""
        i = tables.listed
        ident = self._bytes(i.c.incident)
        day = self._bytes(func.coalesce(i.c.start, "9999" if order != "-day" else ""))
        by = {
            "day": (day,),
            "-day": (day.desc(),),
            "-reports": (i.c.reports.desc(), day),
            "-origins": (i.c.origins.desc(), day),
            "-tasks": (_open_tasks().desc(), day),
        }[order]
        query = select(i.c.incident).where(*_conditions(sieve)).order_by(*by, ident).offset(start).limit(limit)
        with self.reading() as c:
            return [str(x) for x in c.execute(query).scalars()]

    def count_listed(self, sieve: Sieve) -> int:
        """How many incidents there are of these."""
        with self.reading() as c:
            return int(
                c.execute(select(func.count()).select_from(tables.listed).where(*_conditions(sieve))).scalar() or 0
            )

    def kinds_listed(self) -> dict[str, dict[str, int]]:
        """What lists can be filtered by: types, measures and verdicts, each with its number of incidents."""
        i, f = tables.listed, tables.listed_figures
        with self.reading() as c:

            def counted(query: Select[Any]) -> dict[str, int]:
                return dict(sorted((str(name), int(count)) for name, count in c.execute(query)))

            one = func.count(f.c.incident.distinct())
            return {
                "type": counted(select(i.c.type, func.count()).group_by(i.c.type)),
                "measure": counted(select(f.c.measure, one).group_by(f.c.measure)),
                "verdict": counted(select(f.c.verdict, one).group_by(f.c.verdict)),
            }

    def open_tasks(self, idents: Iterable[str]) -> dict[str, int]:
        """How many open tasks these incidents have; those without any are left out."""
        k = tables.tasks
        with self.reading() as c:
            return {
                str(ident): int(count)
                for batch in chunks(sorted(set(idents)))
                for ident, count in c.execute(
                    select(k.c.incident, func.count()).where(k.c.incident.in_(batch), k.c.open).group_by(k.c.incident)
                )
            }


def _conditions(sieve: Sieve) -> list[ColumnElement[bool]]:
    i, f, p = tables.listed, tables.listed_figures, tables.listed_places
    found: list[ColumnElement[bool]] = []
    if sieve.type is not None:
        found.append(i.c.type == sieve.type)
    if sieve.after is not None:
        found.append(i.c.end >= sieve.after)
    if sieve.before is not None:
        found.append(i.c.start <= sieve.before)
    if sieve.place is not None:
        found.append(i.c.incident.in_(select(p.c.incident).where(p.c.place == folded(sieve.place))))
    if sieve.measure is not None or sieve.verdict is not None:
        fits = [f.c.measure == sieve.measure] if sieve.measure is not None else []
        fits += [f.c.verdict == sieve.verdict] if sieve.verdict is not None else []
        fits += [f.c.origins >= sieve.origins] if sieve.origins is not None else []
        found.append(i.c.incident.in_(select(f.c.incident).where(and_(*fits))))
    elif sieve.origins is not None:
        found.append(i.c.origins >= sieve.origins)
    if sieve.tasks:
        found.append(_open_tasks() > 0)
    if sieve.whole:
        found.append(i.c.whole)
    return found


def _open_tasks() -> ColumnElement[int]:
    k = tables.tasks
    query = select(func.count()).where(k.c.incident == tables.listed.c.incident, k.c.open)
    return query.scalar_subquery()
