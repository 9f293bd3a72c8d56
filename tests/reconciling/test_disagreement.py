"""Report sets on which sources disagree, read, matched and reconciled: the finding under each policy is the golden one."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sayso.exhibiting import wording
from sayso.model.finding import POLICIES, Finding
from sayso.pipeline import Ledger
from tests.systems.reading import finding, ledger_of, report

CASES = tomllib.loads((Path(__file__).parent.parent / "cases" / "disagreement.toml").read_text("utf-8"))["case"]


@pytest.fixture(params=CASES, ids=[c["name"] for c in CASES])
def told(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[dict[str, Any], Ledger]]:
    """A case with the ledger of its reports, one figure confirmed where the case says so."""
    case: dict[str, Any] = request.param
    reports = [
        report(text, publisher=publisher, published=day, ident=f"r{k}")
        for k, (publisher, day, text) in enumerate(case["reports"])
    ]
    with ledger_of(tmp_path, *reports) as ledger:
        if "accepted" in case:
            claims = ledger.store.claims().values()
            (one,) = [c for c in claims if (c.text, c.measure) == (case["accepted"], case["measure"])]
            ledger.decide(one.id, "accept", by="A. Reviewer", reason="saw the list")
        yield case, ledger


def _bounds(f: Finding) -> str:
    return " ".join("-" if v is None else f"{v:g}" for v in (f.low, f.best, f.high))


def test_the_finding_is_the_golden_one_under_every_policy(told: tuple[dict[str, Any], Ledger]) -> None:
    case, ledger = told
    (incident,) = ledger.incidents()
    found = {p: finding(ledger.reconciled(incident, p), case["measure"]) for p in POLICIES}
    assert {p: _bounds(f) for p, f in found.items()} == case["golden"]
    default = found["ucdp"]
    assert (default.verdict, default.state, len(wording.standing_origins(default))) == (
        case["verdict"],
        case["state"],
        case["origins"],
    )
    assert sorted(t.subject for t in ledger.store.tasks(incident.id)) == case["tasks"]
    for policy, f in found.items():
        # nothing is lost: every claim of the measure is drawn on or set aside with a reason
        claims = {c.id for c in ledger.store.claims().values() if c.measure == case["measure"]}
        every = [*incident.findings, *ledger.reconciled(incident, policy).findings, f]
        shown = {i for g in every for o in g.origins for i in o.claims} | {s.claim for g in every for s in g.set_aside}
        assert claims <= shown, policy


def test_there_are_thirty_cases_and_no_two_alike() -> None:
    assert len(CASES) >= 30
    assert len({c["name"] for c in CASES}) == len(CASES)
