"""Lists of incidents: each filter gives what looking at every incident gives, on both databases, whatever happens to them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

import pytest

from sayso.exhibiting.wording import standing_origins
from sayso.ledger.listing import ORDERS, Sieve
from sayso.ledger.words import folded
from sayso.model.finding import Finding
from sayso.model.incident import Incident
from sayso.pipeline import Ledger
from tests import factories

Open = Callable[[str], Ledger]


@pytest.fixture
def ledger(ledger_url: str, opened: Open) -> Ledger:
    made = opened(ledger_url)
    made.add(factories.pile())
    return made


def fits(sieve: Sieve, i: Incident, ledger: Ledger) -> bool:
    """Whether an incident is one of those wanted, found out the long way."""

    def figure(f: Finding) -> bool:
        return (
            sieve.measure in (None, f.measure)
            and sieve.verdict in (None, f.verdict)
            and len(standing_origins(f)) >= (sieve.origins or 0)
        )

    asks_for_figures = sieve.measure or sieve.verdict or sieve.origins
    places = {folded(name) for p in i.places for name in (p.name, p.admin1, p.country) if name}
    return (
        sieve.type in (None, i.type)
        and (sieve.after is None or (i.end is not None and i.end >= sieve.after))
        and (sieve.before is None or (i.start is not None and i.start <= sieve.before))
        and (sieve.place is None or folded(sieve.place) in places)
        and (not asks_for_figures or any(map(figure, i.findings)))
        and (not sieve.tasks or bool(ledger.store.tasks(i.id)))
        and (not sieve.whole or i.part_of is None)
    )


SIEVES = [
    Sieve(),
    Sieve(type="enforcement_operation"),
    Sieve(type="none such"),
    Sieve(after="2021-03-10"),
    Sieve(before="2021-03-09"),
    Sieve(after="2021-03-09", before="2021-03-11"),
    Sieve(place="ohio"),
    Sieve(place="DAYTON"),
    Sieve(place="US", measure="persons_killed"),
    Sieve(measure="persons_arrested", verdict="single"),
    Sieve(measure="persons_arrested", origins=2),
    Sieve(origins=2),
    Sieve(origins=99),
    Sieve(tasks=True),
    Sieve(whole=True),
    Sieve(place="x' OR '1'='1"),
]


def test_each_filter_gives_what_looking_at_every_incident_gives(ledger: Ledger) -> None:
    every = ledger.incidents()
    assert len(every) > 2
    for sieve in SIEVES:
        wanted = {i.id for i in every if fits(sieve, i, ledger)}
        found = ledger.store.listed(sieve)
        assert set(found) == wanted, sieve
        assert len(found) == ledger.store.count_listed(sieve)


def test_every_order_is_total_and_pages_follow_each_other(ledger: Ledger) -> None:
    by_id = {i.id: i for i in ledger.incidents()}
    for order in ORDERS:
        whole = ledger.store.listed(Sieve(), order)
        assert sorted(whole) == sorted(by_id)
        assert [x for k in range(len(whole)) for x in ledger.store.listed(Sieve(), order, start=k, limit=1)] == whole
    assert ledger.store.listed(Sieve()) == list(by_id)
    most = [len(by_id[i].reports) for i in ledger.store.listed(Sieve(), "-reports")]
    assert most == sorted(most, reverse=True)


def test_what_can_be_filtered_by_is_what_is_there(ledger: Ledger) -> None:
    kinds = ledger.store.kinds_listed()
    every = ledger.incidents()

    def counted(names: Iterable[str]) -> dict[str, int]:
        found = list(names)
        return {name: found.count(name) for name in sorted(set(found))}

    assert kinds["type"] == counted(i.type for i in every)
    assert kinds["measure"] == counted(m for i in every for m in {f.measure for f in i.findings})
    assert kinds["verdict"] == counted(v for i in every for v in {f.verdict for f in i.findings})


def test_lists_follow_what_becomes_of_incidents(ledger: Ledger) -> None:
    fire = ledger.store.listed(Sieve(measure="persons_killed"))
    assert len(fire) == 1
    ledger.erase("fire", reason="asked for")
    assert ledger.store.listed(Sieve(measure="persons_killed")) == []
    again = next(r for r in factories.pile() if r.id == "bakery")
    ledger.add([replace(again, id="bakery-too", publisher="Ohio Sun", text=again.text + " Nobody was hurt.")])
    assert set(ledger.store.listed(Sieve())) == {i.id for i in ledger.incidents()}
    assert ledger.store.count_listed(Sieve()) == ledger.store.counts()["incidents"]


def test_a_name_that_is_a_places_too_can_be_erased(ledger: Ledger) -> None:
    assert ledger.store.listed(Sieve(place="Toledo"))
    ledger.erase_person("Toledo", reason="asked for")
    assert ledger.store.listed(Sieve(place="Toledo")) == []
    assert set(ledger.store.listed(Sieve())) == {i.id for i in ledger.incidents()}
