"""What must be true of any reports: quotes equal their spans, bounds are in order, order and repetition change nothing."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from sayso.codebook.loading import lexicon
from sayso.gathering.gather import described
from sayso.model.claim import Claim
from sayso.model.report import Report
from sayso.pipeline import Ledger, open_ledger
from sayso.reading.reader import Reader
from sayso.reading.result import Reading
from tests.fingerprints import record, rows
from tests.strategies import piles, reports, texts

read_often = settings(max_examples=80, deadline=None)
build_often = settings(max_examples=15, deadline=None)


@cache
def reader() -> Reader:
    return Reader(lexicon())


def read(report: Report) -> Reading:
    return reader().read(described(report, lexicon()))


@contextmanager
def ledger() -> Iterator[Ledger]:
    """An empty ledger that is gone afterwards; fixtures would be shared by all examples of a test."""
    with tempfile.TemporaryDirectory() as folder, open_ledger(Path(folder) / "ledger.db") as found:
        yield found


def in_order(low: float | None, best: float | None, high: float | None) -> bool:
    stated = [x for x in (low, best, high) if x is not None]
    return stated == sorted(stated)


def assert_in_place(claim: Claim, text: str) -> None:
    begin, finish = claim.sentence
    assert text[claim.start : claim.end] == claim.text
    assert claim.quote in text[begin:finish]
    assert 0 <= begin <= claim.start < claim.end <= finish <= len(text)


@read_often
@given(reports())
def test_every_quote_equals_its_span(report: Report) -> None:
    for claim in read(report).claims:
        assert_in_place(claim, report.text)


@read_often
@given(reports(damaged=True))
@example(
    Report(id="report", text="Agents came to the cannery.\n\nAbout\r\n10 of the 60 agents came from Dayton, Ohio.")
)
def test_every_quote_of_a_damaged_text_equals_its_span(report: Report) -> None:
    for claim in read(report).claims:
        assert_in_place(claim, report.text)


@read_often
@given(texts(damaged=True))
def test_every_span_of_every_layer_lies_in_the_text(text: str) -> None:
    moments = reader().moments_of(text, None)
    for found in (*moments, *reader().numbers_of(text, moments), *reader().places_of(text)):
        assert text[found.start : found.end] == found.text
        assert found.text.strip()
    for statement in reader().speech_of(text):
        for start, end in (*statement.source, *statement.cue, *statement.content):
            assert 0 <= start < end <= len(text)


@read_often
@given(reports(damaged=True))
def test_the_bounds_of_a_claim_are_in_order(report: Report) -> None:
    for claim in read(report).claims:
        assert in_order(claim.low, claim.best, claim.high), claim
        assert 0 <= claim.confidence <= 1


@read_often
@given(reports())
def test_a_report_is_read_the_same_way_again(report: Report) -> None:
    assert read(report) == read(report)


@read_often
@given(reports(), st.integers(0, 3))
@example(Report(id="report", text="Of those arrested in 2019, 12 were released and 30 taken to jail."), 0)
def test_claims_of_a_report_have_ids_of_their_own_and_known_mentions(report: Report, extra: int) -> None:
    found = read(replace(report, text="\n" * extra + report.text))
    ids = [c.id for c in found.claims]
    assert len(set(ids)) == len(ids)
    assert {c.incident for c in found.claims} - {None} <= {m.id for m in found.mentions}
    assert {c for m in found.mentions for c in m.claims} <= set(ids)


@build_often
@given(piles())
def test_the_bounds_of_findings_are_in_order_and_their_claims_are_there(pile: list[Report]) -> None:
    with ledger() as built:
        built.add(pile)
        claims = built.store.claims()
        for finding in (f for i in built.incidents() for f in i.findings):
            assert in_order(finding.low, finding.best, finding.high), finding
            assert {c for o in finding.origins for c in o.claims} <= set(claims)
            assert {s.claim for s in finding.set_aside} <= set(claims)


@build_often
@given(piles(), st.randoms(use_true_random=False), st.integers(1, 3))
def test_the_order_of_reports_changes_nothing(pile: list[Report], chance: random.Random, at_once: int) -> None:
    mixed = list(pile)
    chance.shuffle(mixed)
    with ledger() as one, ledger() as other:
        one.add(pile)
        for first in range(0, len(mixed), at_once):
            other.add(mixed[first : first + at_once])
        assert record(other) == record(one)


@build_often
@given(piles())
def test_a_second_build_changes_nothing(pile: list[Report]) -> None:
    with ledger() as built:
        built.add(pile)
        before = rows(built.store)
        built.add(pile)
        assert rows(built.store) == before


@build_often
@given(piles())
def test_texts_and_claims_come_out_as_they_were_read(pile: list[Report]) -> None:
    with ledger() as built:
        built.add(pile)
        assert {r.id: built.store.text(r.id) for r in pile} == {r.id: r.text for r in pile}
        assert built.store.claims() == {c.id: c for r in pile for c in read(r).claims}
