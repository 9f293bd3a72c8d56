"""Figures over time: increments, totals that rise and fall, and the steps by which a figure became what it is."""

from __future__ import annotations

from pathlib import Path

from sayso.model.claim import Claim
from sayso.model.finding import Finding
from sayso.model.series import Course
from sayso.reconciling.findings import findings
from sayso.reconciling.origins import Carrier
from sayso.reconciling.over_time import courses
from tests.reconciling.test_parts import WORDS, told
from tests.systems.reading import ledger_of, report

FERRY = (
    report(
        "A ferry sank off Boston, Massachusetts, on Sunday, killing at least 12 people, the coast guard said. "
        "Some passengers were injured.",
        published="2021-05-10",
        ident="a",
    ),
    report(
        "The death toll of the ferry that sank off Boston, Massachusetts, on Sunday rose to 19, the coast guard said. "
        "40 people were injured.",
        published="2021-05-11",
        ident="b",
    ),
    report(
        "The final death toll of the ferry that sank off Boston, Massachusetts, on May 9 is 18, the coast guard said.",
        published="2021-05-20",
        ident="c",
    ),
)


def _carriers(claims: tuple[Claim, ...]) -> dict[str, Carrier]:
    # a report's id ends in its day of March
    return {c.report: Carrier(c.report, f"Paper {c.report[0]}", f"2021-03-{c.report[1:]}") for c in claims}


def killed(*claims: Claim) -> Finding:
    """The finding of the dead."""
    (f,) = [f for f in findings(claims, _carriers(claims), (), WORDS) if f.group is None]
    return f


def toll(report: str, count: int, **facts: object) -> Claim:
    return told(10, count, report=report, extent="whole", **facts)


def more(report: str, count: int) -> Claim:
    return told(10, count, report=report, counter="increment")


def test_an_increment_is_added_to_the_last_total_before_it():
    f = killed(toll("a10", 12), more("b12", 2))
    assert (f.low, f.best, f.high) == (14, 14, 14)
    assert "12 and 2 more, told on 2021-03-12, are 14" in f.trace
    assert killed(toll("a10", 12), toll("c11", 15), more("b12", 2)).best == 17


def test_increments_of_several_days_add_up_and_one_told_twice_counts_once():
    assert killed(toll("a10", 12), more("b12", 2), more("c13", 1)).best == 15
    assert killed(toll("a10", 12), more("b12", 2), more("c12", 2)).best == 14


def test_an_increment_that_a_later_total_may_hold_is_not_added():
    assert killed(toll("a12", 12), more("b10", 2)).best == 12
    assert killed(toll("a12", 12), more("b12", 2)).best == 12


def test_a_sum_is_as_open_as_its_total():
    f = killed(toll("a10", 12, qualifier="at_least", high=None), more("b12", 2))
    assert (f.low, f.best, f.high, f.best_qualifier) == (14, 14, None, "at_least")


def test_what_was_replaced_is_kept_with_the_reason():
    f = killed(toll("a10", 12), toll("a11", 19), toll("b11", 19))
    assert f.best == 19
    assert [(s.claim, s.why) for s in f.set_aside] == [
        ("a10:10:0", "superseded: the same source counts anew on 2021-03-11")
    ] or f.set_aside[0].why.startswith("superseded: ")


def _steps(found: list[Course], measure: str) -> list[tuple[str, object, str, str]]:
    (course,) = [c for c in found if c.measure == measure]
    return [(s.day, s.best, s.state, s.kind) for s in course.steps]


def test_each_day_that_changes_a_figure_is_a_step(tmp_path: Path):
    with ledger_of(tmp_path, *FERRY) as ledger:
        (incident,) = ledger.incidents()
        found = ledger.over_time(incident.id)
        assert _steps(found, "persons_killed") == [
            ("2021-05-10", 12, "counted", "first"),
            ("2021-05-11", 19, "counted", "update"),
            ("2021-05-20", 18, "counted", "final"),
        ]
        assert _steps(found, "persons_injured") == [
            ("2021-05-10", None, "some", "first"),
            ("2021-05-11", 40, "counted", "update"),
        ]
        (killed,) = [c for c in found if c.measure == "persons_killed"]
        last = killed.steps[-1]
        standing = next(f for f in incident.findings if f.measure == "persons_killed")
        assert (last.low, last.best, last.high) == (standing.low, standing.best, standing.high)
        # whatever a step no longer draws on, an earlier one did
        drawn = {c for s in killed.steps for c in s.claims}
        assert {c for s in killed.steps for c in s.superseded} <= drawn


def test_a_figure_that_falls_is_told_as_lower():
    claims = (toll("a10", 24), toll("b12", 19))
    carriers = _carriers(claims)
    (course,) = courses(claims, carriers, lambda some: findings(some, carriers, (), WORDS))
    assert [(s.best, s.kind, s.superseded) for s in course.steps] == [(24, "first", ()), (19, "lower", ("a10:10:0",))]
