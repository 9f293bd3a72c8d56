"""What must be true of the record of the seed accounts: the facts that a careful reader of them would insist on."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.model.finding import Finding
from sayso.model.incident import Incident
from sayso.pipeline import Ledger


def facts(ledger: Ledger) -> Iterator[tuple[str, bool]]:
    """Each fact with whether the ledger holds it; the ledger is built from the five seed texts."""
    found = ledger.incidents()
    raids = [i for i in found if i.start == i.end == "2019-08-07"]
    yield "one incident for the raids of 7 August 2019", len(raids) == 1
    if not raids:
        return
    raid = raids[0]
    yield "told by 000, 001, 002 and 003 and no other", _reports(raid) == {"000", "001", "002", "003"}
    yield from _arrests(ledger, raid)
    sites, places = _finding(raid, "sites_raided"), _finding(raid, "places_affected")
    yield "seven sites", sites is not None and sites.best == 7
    yield "six towns", places is not None and places.best == 6
    yield from _later_operation(ledger, found, raid)
    killed = [i for i in found if (f := _finding(i, "persons_killed")) is not None and f.best == 22]
    yield "El Paso's 22 apart", len(killed) == 1 and killed[0] is not raid
    claims = ledger.store.claims().values()
    scorn = [c for c in claims if c.report.startswith("002") and c.best in (680, 700) and c.standing == "rhetorical"]
    yield "700 voters and 680 jobs are rhetorical", {c.best for c in scorn} == {680, 700}
    counted = {c for i in found for f in i.findings for o in f.origins for c in o.claims}
    yield "and counted nowhere", not counted & {c.id for c in scorn}
    rates = [s for s in ledger.series() if {76, 1.5} <= {p.value for p in s.points}]
    yield "76 and 1.5 percent are a series", len(rates) == 1


def _arrests(ledger: Ledger, raid: Incident) -> Iterator[tuple[str, bool]]:
    arrested = _finding(raid, "persons_arrested")
    if arrested is None:
        yield "680 arrested", False
        return
    yield "680 arrested", (arrested.low, arrested.best) == (680, 680)
    yield "the accounts of it are compatible", arrested.verdict == "compatible"
    claims = ledger.store.claims({c for o in arrested.origins for c in o.claims})
    listed = [c for o in arrested.origins for c in o.claims]
    yield "every claim stands under one origin", len(listed) == len(set(listed)) == len(claims)
    shared = [{c[:3] for c in o.claims} for o in arrested.origins]
    yield "two pages of one publisher are one origin", {"000", "001"} in shared
    posts = [o for o in arrested.origins if any(claims[c].medium == "post" for c in o.claims)]
    yield "who posts speaks for himself", len(posts) == 1 and len(posts[0].claims) == 1
    flow = [c for c in raid.checks if c.identity == "persons_arrested >= persons_released + persons_transferred"]
    yield "arrested is checked against released and transferred", [c.status for c in flow] in (["tight"], ["holds"])


def _later_operation(ledger: Ledger, found: list[Incident], raid: Incident) -> Iterator[tuple[str, bool]]:
    later = [i for i in found if i is not raid and (i.start or "").startswith("2020") and "001" in _reports(i)]
    arrests = [f for i in later if (f := _finding(i, "persons_arrested")) is not None and f.best == 2000]
    yield "the operation of 2020 apart, with 2,000", len(arrests) == 1
    values = {c.best for f in arrests for o in f.origins for c in ledger.store.claims(o.claims).values()}
    yield "not rivalled by Los Angeles 300 or Texas 125", not values & {300, 125}


def _reports(incident: Incident) -> set[str]:
    return {r.report[:3] for r in incident.reports}


def _finding(incident: Incident, measure: str) -> Finding | None:
    """The asserted figure of a measure for all, not a group."""
    return next(
        (f for f in incident.findings if f.measure == measure and f.group is None and f.standing == "asserted"), None
    )
