"""A ledger of before keeps its decisions when it is brought up to date."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sayso.pipeline import Ledger
from tests.factories import report
from tests.fingerprints import to_schema_6

Open = Callable[[str | Path], Ledger]
OLD = (
    """INSERT INTO decisions ("at", "by", verdict, claim, quote, value, reason) VALUES """
    """('2026-01-02T08:00:00Z', '{}', '{}', 'report:24:0', 'arrested 40 workers', '40', '{}')"""
)


def test_decisions_of_before_stand_and_can_be_undone(ledger_url: str, opened: Open) -> None:
    first = opened(ledger_url)
    first.add([report()])
    with first.store.writing() as c:
        to_schema_6(c)
        c.exec_driver_sql(OLD.format("ann", "reject", "a rumour"))
        c.exec_driver_sql(OLD.format("bo", "undo", ""))
        c.exec_driver_sql(OLD.format("cy", "reject", "seen the list"))
    first.close()
    ledger = opened(ledger_url)
    kept = ledger.store.decisions()
    assert [(d.by, d.kind, d.reason, d.claim, d.quote) for d in kept] == [
        ("ann", "reject", "a rumour", "report:24:0", "arrested 40 workers"),
        ("bo", "undo", "", "report:24:0", "arrested 40 workers"),
        ("cy", "reject", "seen the list", "report:24:0", "arrested 40 workers"),
    ]
    assert len({d.at for d in kept}) == 3
    assert ledger.rulings.rejected == {"report:24:0": "rejected by cy: seen the list"}
    ledger.decide("report:24:0", "undo", by="ann")
    assert ledger.rulings.rejected == {}
    assert [f.best for i in ledger.incidents() for f in i.findings] == [40]
