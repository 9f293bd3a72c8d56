"""What went into a ledger comes out of it, character for character and field for field."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields

import pytest
from hypothesis import HealthCheck, given, settings

from sayso.errors import NotFoundError
from sayso.ledger import Store, open_store
from sayso.model.claim import Claim
from sayso.model.mention import Mention
from sayso.model.report import Report
from sayso.pipeline import Ledger
from sayso.reading.reader import Reader
from tests.factories import RAID, claim, mention, place, report
from tests.strategies import claims as any_claim

Open = Callable[[str], Ledger]

ODD_TEXTS = {
    "windows line ends": "Agents came.\r\n\r\n" + RAID + "\r\n",
    "emoji and astral letters": "🚨🚔 𝔊 " + RAID + " 👨‍👩‍👧",
    "combining marks": "A cafe\u0301 and a caf\u00e9. " + RAID,
    "unusual separators": RAID + "\u2028\u2029\x0b\x0c\x85\u00a0" + RAID,
    "quotes and percent signs": "It's 100% '; DROP TABLE reports; -- {x} \\ %s :name. " + RAID,
    "right to left": "قال الشريف. " + RAID,
}


def put(store: Store, kept: Report, claims: list[Claim], mentions: list[Mention]) -> None:
    store.put(kept, kept.id, "tests", claims, mentions, {m.id: ["key"] for m in mentions}, [], {}, ["band"])


@pytest.mark.parametrize("text", ODD_TEXTS.values(), ids=ODD_TEXTS)
def test_a_text_comes_out_as_it_went_in(text: str, ledger_url: str, opened: Open) -> None:
    ledger = opened(ledger_url)
    ledger.add([report(text)])
    assert ledger.store.text("report") == text
    (kept,) = [c for c in ledger.store.claims().values() if c.best == 40][:1]
    assert text[kept.start : kept.end] == kept.text == "40"


def test_what_is_known_of_a_report_comes_out(ledger_url: str, opened: Open) -> None:
    facts = {
        "id": "pages/raid.html",
        "title": "Raid on “cannery” 🚨",
        "url": "https://record.example/2021/03/10/raid?page=1&x=%20",
        "publisher": "Harbor County Record",
        "carried_by": "Lake Valley Courier",
        "author": "the newsroom",
        "published": "2021-03-10",
        "updated": "2021-03-12",
        "notes": ("byte-order mark kept out",),
    }
    ledger = opened(ledger_url)
    ledger.add([Report(text=RAID, **facts)])
    (kept,) = ledger.store.reports()
    assert {name: kept[name] for name in facts} == {**facts, "notes": ["byte-order mark kept out"]}


def test_claims_come_out_as_they_were_read(ledger_url: str, opened: Open) -> None:
    ledger = opened(ledger_url)
    ledger.add([report()])
    read = Reader(ledger.lexicon).read(report())
    assert ledger.store.claims() == {c.id: c for c in read.claims}
    assert [c.best for c in read.claims] == [40]
    assert ledger.store.mentions(m.id for m in read.mentions) == {m.id: m for m in read.mentions}


def test_a_mention_keeps_places_actors_and_figures(ledger_url: str) -> None:
    store = open_store(ledger_url)
    told = mention(places=(place(), place(name="Ohio", id=None, lat=None, precision="state")), partial="--03-09")
    put(store, report(), [], [told])
    assert store.mentions([told.id]) == {told.id: told}
    store.close()


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(one=any_claim())
def test_any_claim_comes_out_as_it_went_in(one: Claim, ledger_url: str) -> None:
    store = open_store(ledger_url)
    put(store, report(id=one.report), [one], [])
    kept = store.claims([one.id])[one.id]
    for field in fields(Claim):
        was, now = getattr(one, field.name), getattr(kept, field.name)
        assert (type(was), was) == (type(now), now), field.name
    store.close()


def test_an_unknown_figure_stays_unknown(ledger_url: str) -> None:
    store = open_store(ledger_url)
    vague = claim(low=200, high=None, best=None, qualifier="vague", speaker=None, when=None, where=None)
    put(store, report(), [vague], [mention()])
    assert store.claims()[vague.id].best is None
    assert store.claims()[vague.id].high is None
    store.close()


def test_a_report_that_is_not_there_is_named(ledger_url: str) -> None:
    store = open_store(ledger_url)
    with pytest.raises(NotFoundError, match="no report 'nowhere'"):
        store.text("nowhere")
    store.close()


def test_a_ruling_is_kept_with_who_why_and_the_words_it_was_made_on(ledger_url: str, opened: Open) -> None:
    with opened(ledger_url) as ledger:
        ledger.add([report()])
        ledger.decide("report:24:0", "reject", by="second reader", reason="an estimate of the day before")
        assert [f.best for i in ledger.incidents() for f in i.findings] == []
    again = opened(ledger_url)
    again.add([report()])
    (ruling,) = again.store.decisions()
    assert (ruling.by, ruling.kind, ruling.reason) == ("second reader", "reject", "an estimate of the day before")
    assert (ruling.claim, ruling.value) == ("report:24:0", "40")
    assert "40" in ruling.quote
    again.decide("report:24:0", "undo", by="second reader")
    assert [f.best for i in again.incidents() for f in i.findings] == [40]
    assert [d.kind for d in again.store.decisions()] == ["reject", "undo"]
