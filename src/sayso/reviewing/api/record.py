"""Incidents, their findings, actors, series, tasks and changes; for readers masked as in a public export."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query

from sayso.errors import ForbiddenError
from sayso.exhibiting.comparing import feed_time, finding_rows
from sayso.ledger.listing import Sieve
from sayso.matching.actors import registry
from sayso.model.incident import Incident
from sayso.model.rows import incident_of
from sayso.reconciling.policies import policy as known_policy
from sayso.reviewing import finding, waiting
from sayso.reviewing.asking import Listed
from sayso.reviewing.desk import Desk, Reading
from sayso.reviewing.pages.searching import Asked

router = APIRouter(prefix="/api", tags=["record"])
PER_PAGE = 20
_MOST_PAGES = 100_000
Page = Annotated[int, Query(ge=1, le=_MOST_PAGES, description="which page, from 1")]
Policy = Annotated[str | None, Query(max_length=40, description="acled, gtd, ucdp …")]


@router.get("/incidents")
def incidents(desk: Reading, asked: Annotated[Listed, Query()]) -> dict[str, Any]:
    """Incidents that fit, 20 a page, as `sayso incidents --json` prints them."""
    store, sieve = desk.ledger.store, asked.sieve()
    idents = store.listed(sieve, asked.sort, start=PER_PAGE * (asked.page - 1), limit=PER_PAGE)
    return {
        "schema": 1,
        "count": store.count_listed(sieve),
        "page": asked.page,
        "per_page": PER_PAGE,
        "incidents": [i.row() for i in _shown(desk, _incidents(desk, idents))],
    }


@router.get("/incidents/{ident}")
def show(desk: Reading, ident: str, policy: Policy = None) -> dict[str, Any]:
    """One incident with its evidence, over redirects."""
    return desk.exhibit().show(desk.ledger.incident(ident, policy=policy)).row()


@router.get("/search")
def search(desk: Reading, asked: Annotated[Asked, Query()]) -> dict[str, Any]:
    """Reports that hold all words, 10 a page."""
    found = finding.search(desk, asked.q, asked.bounds(), asked.page)
    return {"schema": 1, "count": found.count, "more": found.more, "reports": [r.row() for r in found.results]}


@router.get("/reconcile")
def reconcile(desk: Reading, policy: Policy = None, compare: Policy = None, page: Page = 1) -> dict[str, Any]:
    """The findings of 20 incidents under a policy, or what two policies make differently of them, and why."""
    for name in (policy, compare):
        if name is not None:
            known_policy(name)
    idents = desk.ledger.store.listed(Sieve(), start=PER_PAGE * (page - 1), limit=PER_PAGE)
    plain = _incidents(desk, idents)
    ours = _shown(desk, [desk.ledger.reconciled(i, policy) if policy else i for i in plain])
    theirs = _shown(desk, [desk.ledger.reconciled(i, compare) for i in plain]) if compare else [None] * len(ours)
    rows = [row for i, other in zip(ours, theirs, strict=True) for row in finding_rows(i, other, compare=bool(compare))]
    return {"schema": 1, "count": desk.ledger.store.count_listed(Sieve()), "page": page, "findings": rows}


@router.get("/actors")
def actors(desk: Reading) -> dict[str, Any]:
    """Who did what under which names, in all incidents; only for those who may see names."""
    if not desk.person.sees_names:
        raise ForbiddenError("names-withheld", "actors are listed with their names", where="/api/actors")
    listed = desk.ledger.incidents()
    owners = [i.id for i in listed for _ in i.actors]
    found = registry([a for i in listed for a in i.actors])
    rows = [{"schema": 1, **r.actor.row(), "incidents": sorted({owners[k] for k in r.members})} for r in found]
    return {"schema": 1, "actors": rows}


@router.get("/series")
def series(desk: Reading) -> dict[str, Any]:
    """Statistics told in the background, by measure, place and period."""
    return {"schema": 1, "series": [s.row() for s in desk.exhibit().series()]}


@router.get("/tasks")
def tasks(desk: Reading, asked: Annotated[waiting.Asked, Query()]) -> dict[str, Any]:
    """What waits for a person, 30 a page."""
    found = waiting.page(desk, asked)
    return {
        "schema": 1,
        "count": found["count"],
        "page": asked.page,
        "tasks": [
            {
                "id": line.task.id,
                "kind": line.task.kind,
                "incident": line.task.incident or None,
                "subject": line.subject or line.detail,
                "detail": line.detail,
                "who": line.who,
                "open": line.task.open,
                "assigned": line.task.assigned,
                "settled_by": line.task.settled_by,
            }
            for line in found["lines"]
        ],
    }


@router.get("/changes")
def changes(desk: Reading, since: Annotated[str, Query(max_length=40)]) -> dict[str, Any]:
    """What became of incidents since an ISO date or time in UTC."""
    rows = desk.ledger.store.changes(feed_time(since))
    if not desk.person.sees_names:
        rows = [
            {k: v for k, v in row.items() if k in ("schema", "seq", "at", "incident", "kind", "into")} for row in rows
        ]
    return {"schema": 1, "changes": rows}


def _incidents(desk: Desk, idents: list[str]) -> list[Incident]:
    rows = desk.ledger.store.incident_rows(idents)
    return [incident_of(rows[ident]) for ident in idents if ident in rows]


def _shown(desk: Desk, listed: list[Incident]) -> list[Incident]:
    """Incidents as this person may see them."""
    exhibit = desk.exhibit()
    return [exhibit.show(i).incident for i in listed] if exhibit.masked else listed
