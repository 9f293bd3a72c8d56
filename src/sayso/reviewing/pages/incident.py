"""The page of one incident: its figures with their evidence, and what a person may decide on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import RedirectResponse, Response

from sayso.exhibiting import wording
from sayso.exhibiting.evidence import Source
from sayso.exhibiting.exhibit import Exhibit
from sayso.ledger.listing import Sieve
from sayso.model.finding import POLICIES
from sayso.model.incident import Incident
from sayso.model.rows import incident_of
from sayso.pipeline import Ledger
from sayso.reviewing import history, waiting
from sayso.reviewing import incident as incidents
from sayso.reviewing.addresses import Addresses
from sayso.reviewing.desk import Desk, Reading

router = APIRouter(include_in_schema=False)
# So many incidents are offered to be merged with.
_OFFERED = 20


@dataclass(frozen=True, slots=True)
class Told:
    """A mention that may leave the incident, as the form shows it."""

    name: str
    source: Source
    title: str
    days: str
    claims: int


@router.get("/incidents/{ident}")
def incident(
    desk: Reading,
    ident: str,
    policy: Annotated[str, Query(max_length=40)] = "",
    find: Annotated[str, Query(max_length=200)] = "",
    opened: Annotated[str, Query(alias="open", max_length=20)] = "",
    over_time: Annotated[str, Query(max_length=3)] = "",
) -> Response:
    """One incident; an id that was merged away leads on."""
    ledger, exhibit = desk.ledger, desk.exhibit()
    found = ledger.incident(ident)
    if found.id != ident:
        return RedirectResponse(f"/incidents/{found.id}", 303)
    view = incidents.view(ledger, exhibit, found, follow=bool(over_time))
    decides = desk.person.may("coder")
    changes = []
    if policy:
        theirs = exhibit.show(ledger.reconciled(found, policy)).incident
        changes = incidents.compared(view.incident, theirs, ledger.lexicon)
    return desk.page(
        "incident.html",
        view=view,
        here=f"/incidents/{found.id}",
        publishers=len({s.publisher or s.id for s, _, _ in view.reports}),
        tasks=waiting.lines(desk, ledger.tasks(found.id)),
        policies=POLICIES,
        policy=policy,
        changes=changes,
        decides=decides,
        seen=ledger.revision(),
        mentions=_mentions(ledger, exhibit, found) if decides else [],
        find=find,
        opened=opened,
        others=_others(desk, exhibit, found, find) if decides and find else [],
        history=history.latest(desk, ledger.history(incident=found.id)),
    )


def _mentions(ledger: Ledger, exhibit: Exhibit, found: Incident) -> list[Told]:
    addresses = Addresses.of(ledger.store, {r.report for r in found.reports})
    mentions = sorted(ledger.store.mentions(found.mentions).values(), key=lambda m: (m.published or "9999", m.id))
    return [
        Told(
            addresses.mention(m.id),
            exhibit.source(m.report),
            m.event.replace("_", " "),
            "no day" if m.begin is None else wording.day(m.begin),
            len(m.claims),
        )
        for m in mentions
    ]


def _others(desk: Desk, exhibit: Exhibit, found: Incident, words: str) -> list[Incident]:
    """Incidents of whose title, places, days and id all words are part, as this person may see them.

    Who may not see names could find out by titles and places where one stands; then days and ids must do.
    """
    store, wanted = desk.ledger.store, words.lower().split()
    fit: list[str] = []
    for g in desk.house.gists.of(store, desk.ledger.lexicon, store.listed(Sieve())):
        named = () if exhibit.masked else (g.title, *(p.name for p in g.places))
        text = " ".join([g.id, g.start or "", *named]).lower()
        if g.id != found.id and all(w in text for w in wanted):
            fit.append(g.id)
    rows = store.incident_rows(fit[:_OFFERED])
    return [exhibit.headed(incident_of(rows[ident])) for ident in fit[:_OFFERED] if ident in rows]
