"""A public record names nobody by the ways that go round its evidence: rulings, reasons, statistics, files of one's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.pipeline import open_ledger
from sayso.publishing import publish
from tests.systems.reading import ledger_of, report

ARRESTS = (
    "Agents arrested 40 workers at a cannery in Dayton, Ohio, on Monday, and Dana Quillfeather, 44, was one of them."
)
STATISTICS = (
    "According to a lawsuit, asylum approvals at the court in Madison fell from 41 percent in 2015 to 8 percent in 2019. "
    "Ann Madison, 33, who lost her case, wept."
)


@pytest.mark.parametrize("to", ["html", "csv", "jsonl"])
def test_who_rejected_a_figure_and_why_stays_inside(to: str, tmp_path: Path) -> None:
    too = report(ARRESTS.replace("40", "42"), publisher="Hill Gazette", ident="gazette")
    with ledger_of(tmp_path, report(ARRESTS), too) as ledger:
        claim = min(ledger.store.claims())
        ledger.decide(claim, "reject", by="Orla Vantossen", reason="Dana Quillfeather is counted twice")
        out = "".join(p.read_text("utf-8") for p in publish(ledger, to, tmp_path / f"record.{to}")).lower()
        assert "rejected" in out
        assert "vantossen" not in out
        assert "quillfeather" not in out


def test_a_statistic_of_a_place_called_like_somebody_goes_without_it(tmp_path: Path) -> None:
    with ledger_of(tmp_path, report(STATISTICS)) as ledger:
        assert [s.place for s in ledger.series()] == ["Madison"]
        (page,) = publish(ledger, "html", tmp_path / "record.html")
        out = page.read_text("utf-8").lower()
        assert "approval rate" in out
        assert "madison" not in out


def test_a_file_of_places_is_not_named_in_public(tmp_path: Path) -> None:
    file = tmp_path / "homes-of-dana-quillfeather.csv"
    file.write_text("name,lat,lon\nHarbor Center,39.7,-84.2\n", encoding="utf-8")
    with open_ledger(tmp_path / "ledger.db", codebooks=(str(file),)) as ledger:
        ledger.add([report(ARRESTS)])
        (page,) = publish(ledger, "html", tmp_path / "record.html")
        assert "quillfeather" not in page.read_text("utf-8")
        (page,) = publish(ledger, "html", tmp_path / "record.html", internal=True)
        assert file.name in page.read_text("utf-8")
