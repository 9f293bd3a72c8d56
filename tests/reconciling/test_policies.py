"""Each policy on cases of its own: claims in, low, best, high and the step that decided out."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from sayso.codebook.loading import lexicon
from sayso.model.claim import Claim
from sayso.model.finding import POLICIES, Finding
from sayso.reconciling import policies
from sayso.reconciling.findings import findings
from sayso.reconciling.origins import Carrier
from tests.factories import claim

CASES = list(csv.DictReader((Path(__file__).parent.parent / "cases" / "policies.csv").read_text("utf-8").splitlines()))
HEDGES = {"at least ": "at_least", "more than ": "more_than", "about ": "about", "up to ": "at_most"}
VAGUE = {"dozens": 24, "hundreds": 200, "thousands": 2000, "tens of thousands": 20000}
_CLAIM = re.compile(r"(?P<who>[^:/]+)(?:/(?P<role>\w+))?: (?P<words>.+?) @(?P<day>\d)(?P<accepted> !)?")


def bounds(words: str) -> dict[str, object]:
    """The number that words state, as fields of a claim."""
    if words in VAGUE:
        return {"low": VAGUE[words], "best": None, "high": None, "qualifier": "vague"}
    if words in ("some", "unknown"):
        return {"low": 1 if words == "some" else None, "best": None, "high": None, "qualifier": words}
    if "-" in words:
        low, high = map(int, words.split("-"))
        return {"low": low, "best": None, "high": high, "qualifier": "range"}
    hedge = next((h for h in HEDGES if words.startswith(h)), "")
    value, kind = int(words.removeprefix(hedge)), HEDGES.get(hedge, "exact")
    low = None if kind in ("about", "at_most") else value
    high = None if kind in ("about", "at_least", "more_than") else value
    return {"low": low, "best": value, "high": high, "qualifier": kind}


def reconciled(told: str, measure: str, policy: str) -> Finding:
    """The one finding of the claims that a line tells."""
    made: list[Claim] = []
    carriers: dict[str, Carrier] = {}
    accepted = {}
    for k, one in enumerate(told.split("; ")):
        m = _CLAIM.fullmatch(one)
        assert m is not None, one
        speaks = (
            {"speaker": m["who"], "speaker_role": m["role"]} if m["role"] else {"speaker": None, "speaker_role": None}
        )
        ident = f"r{k}"
        made.append(claim(report=ident, text=m["words"], measure=measure, medium=None, **speaks, **bounds(m["words"])))
        carriers[ident] = Carrier(ident, m["who"], f"2021-03-0{m['day']}")
        if m["accepted"]:
            accepted[made[-1].id] = "accepted by reviewer: checked the list"
    found = findings(made, carriers, (), lexicon(), policy_name=policy, accepted=accepted)
    (finding,) = [f for f in found if f.measure == measure]
    return finding


@pytest.mark.parametrize("case", CASES, ids=[f"{c['policy']}: {c['claims']}" for c in CASES])
def test_a_policy_decides_as_its_source_says(case: dict[str, str]) -> None:
    f = reconciled(case["claims"], case["measure"], case["policy"])
    got = tuple("-" if v is None else f"{v:g}" if v < 1e4 else str(v) for v in (f.low, f.best, f.high))
    assert got == (case["low"], case["best"], case["high"]), f.trace
    assert any(case["step"] in step for step in f.trace), f.trace
    assert f.policy == case["policy"]


def test_every_policy_has_cases_a_source_and_a_name_that_codebooks_may_use() -> None:
    assert set(policies.POLICIES) == set(POLICIES) == {c["policy"] for c in CASES}
    for decide in policies.POLICIES.values():
        module = __import__(decide.__module__, fromlist=["__doc__"])
        assert "Source: " in (module.__doc__ or ""), module.__name__


@pytest.mark.parametrize("policy", POLICIES)
def test_a_zero_is_never_blank_and_a_blank_never_zero(policy: str) -> None:
    nobody = reconciled("Courier: 0 @1 !", "persons_injured", policy)
    assert (nobody.best, nobody.state) == (0, "zero")
    unknown = reconciled("Courier: unknown @1", "persons_injured", policy)
    assert (unknown.low, unknown.best, unknown.high, unknown.state) == (None, None, None, "unknown")
    some = reconciled("Courier: some @1", "persons_injured", policy)
    assert (some.low, some.best, some.state, some.words) == (1, None, "some", ("some",))


@pytest.mark.parametrize("policy", POLICIES)
def test_low_best_and_high_are_in_order_under_every_policy(policy: str) -> None:
    for case in CASES:
        f = reconciled(case["claims"], case["measure"], policy)
        told = [v for v in (f.low, f.best, f.high) if v is not None]
        assert told == sorted(told), (policy, case["claims"])
