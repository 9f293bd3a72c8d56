"""Superlatives leave with the record, without the private names that may stand in their bounds."""

from __future__ import annotations

from pathlib import Path

from sayso.publishing import publish
from tests.systems.reading import ledger_of, report

TEXT = (
    "It was the deadliest shooting since Dana Quillfeather was killed in 2011, the police chief said. A gunman killed "
    "nine people on Monday at a market in Dayton, Ohio. Orla Quillfeather's family called it the worst attack in Ohio in "
    "years."
)


def test_they_are_published_and_their_names_withheld(tmp_path: Path) -> None:
    with ledger_of(tmp_path, report(TEXT)) as ledger:
        for to in ("html", "jsonl"):
            (path,) = publish(ledger, to, tmp_path / f"record.{to}")
            out = path.read_text("utf-8")
            assert "the deadliest shooting since [name withheld]" in out
            assert "the worst attack in Ohio in years" in out
            assert "quillfeather" not in out.lower()
