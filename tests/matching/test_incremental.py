"""A ledger that grew, shrank and was corrected bit by bit holds the record of one that was built at once."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.benching.invented import Country
from sayso.digesting import Digest
from sayso.matching import candidates, copies
from sayso.pipeline import Ledger, open_ledger
from tests.fingerprints import record

Open = Callable[[str | Path], Ledger]


def keep(ledger: Ledger, digests: Iterable[Digest]) -> None:
    ledger.record_making()
    for digest in digests:
        ledger.keep(digest, digest.report.id)
    ledger.settle()


def crowd(seed: int, mentions: int = 60) -> list[Digest]:
    """Reports of so few weeks and towns that hardly any block is of one event."""
    return list(Country(seed, days=25, towns=6).digests(mentions))


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data(), seed=st.integers(0, 40))
def test_reports_that_come_in_any_order_and_any_batches_give_the_record_of_a_full_build(
    data: st.DataObject, seed: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    found = crowd(seed, 30)
    mixed = data.draw(st.permutations(found))
    cuts = sorted(data.draw(st.sets(st.integers(1, len(mixed) - 1), max_size=len(mixed))))
    folder = tmp_path_factory.mktemp("grown")
    with open_ledger(folder / "whole.db") as whole, open_ledger(folder / "grown.db") as grown:
        keep(whole, found)
        for first, last in zip([0, *cuts], [*cuts, len(mixed)], strict=True):
            keep(grown, mixed[first:last])
        assert record(grown) == record(whole)


def version(digest: Digest, of: Digest) -> Digest:
    """What another report tells, as a later version of a page."""
    url = of.report.url
    return replace(digest, report=replace(digest.report, url=url, updated="2030-01-01"))


def paged(digests: Iterable[Digest]) -> list[Digest]:
    """Each report with an address of its own."""
    return [replace(d, report=replace(d.report, url=f"https://news.example/{d.report.id}")) for d in digests]


def changed_over_time(ledger: Ledger, found: list[Digest], chance: random.Random) -> tuple[list[Digest], set[str]]:
    """Reports added, erased and brought in new versions, in turns; what was added in the end, and the addresses erased."""
    waiting, added, gone = list(found), [], set()
    while waiting:
        added += (some := [waiting.pop() for _ in range(min(chance.randrange(1, 4), len(waiting)))])
        keep(ledger, some)
        if waiting and chance.random() < 0.3:
            later = version(waiting.pop(), chance.choice(added))
            if later.report.url not in gone:
                added.append(later)
                keep(ledger, [later])
        if chance.random() < 0.2:
            victim = chance.choice([d for d in added if d.report.url not in gone])
            ledger.erase(victim.report.id, reason="asked for")
            gone.add(victim.report.url or "")
    return added, gone


@pytest.mark.parametrize("seed", [1, 4, 7, 11])
def test_after_erasures_and_new_versions_the_record_is_that_of_a_full_build(
    seed: int, opened: Open, tmp_path: Path
) -> None:
    chance = random.Random(seed)
    grown, whole = opened(tmp_path / "grown.db"), opened(tmp_path / "whole.db")
    added, gone = changed_over_time(grown, paged(crowd(seed)), chance)
    keep(whole, [d for d in added if d.report.url not in gone])
    assert record(grown) == record(whole)


@pytest.mark.postgres
def test_on_postgresql_too(postgres_url: str, opened: Open, tmp_path: Path) -> None:
    grown, whole = opened(postgres_url), opened(tmp_path / "whole.db")
    added, gone = changed_over_time(grown, paged(crowd(5)), random.Random(5))
    keep(whole, [d for d in added if d.report.url not in gone])
    assert record(grown) == record(whole)


def chain(seed: int) -> list[Digest]:
    """Four reports each of which shares most of its text with the next one; the second tells of no event."""
    chance = random.Random(seed)
    first = next(Country(seed).digests(1))
    words = [f"w{chance.randrange(10**6)}" for _ in range(300)]
    days = chance.sample(range(1, 29), 4)
    found = []
    for k, day in enumerate(days):
        ident = f"c{k}"
        report = replace(
            first.report, id=ident, text=" ".join(words[30 * k : 30 * k + 120]), publisher=f"outlet {k}", title=ident
        )
        report = replace(report, published=f"2021-05-{day:02}", url=f"https://news.example/{ident}")
        reading = first.reading
        mentions = [
            replace(m, id=f"{ident}#0", report=ident, claims=(f"{ident}:0:0",), published=report.published)
            for m in reading.mentions[:1]
        ]
        claims = [replace(c, id=f"{ident}:0:0", report=ident, incident=f"{ident}#0") for c in reading.claims[:1]]
        if k == 1:
            mentions, claims = [], []
        reading = replace(reading, report=ident, mentions=tuple(mentions), claims=tuple(claims))
        found.append(Digest(report, reading, {m.id: candidates.keys(m) for m in mentions}, copies.bands(report.text)))
    return found


@pytest.mark.parametrize("seed", range(3))
def test_copies_of_copies_have_one_origin_whichever_came_first_and_part_when_the_link_is_erased(
    seed: int, opened: Open, tmp_path: Path
) -> None:
    found = chain(seed)
    whole, grown = opened(tmp_path / "whole.db"), opened(tmp_path / "grown.db")
    keep(whole, found)
    assert [len(f.origins) for i in whole.incidents() for f in i.findings] == [1]
    mixed = random.Random(seed).sample(found, len(found))
    for digest in mixed:
        keep(grown, [digest])
    assert record(grown) == record(whole)
    without = opened(tmp_path / "without.db")
    keep(without, [found[0], *found[2:]])
    grown.erase("c1", reason="asked for")
    assert record(grown) == record(without)
    assert [len(f.origins) for i in grown.incidents() for f in i.findings] == [2]
