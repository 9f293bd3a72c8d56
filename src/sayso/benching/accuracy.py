"""The accuracy table: measured rows take the place of their last figures, the others keep theirs with their date."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from sayso.benching.reliability import TABLED, section
from sayso.benching.rows import ROWS, Row
from sayso.benching.scoring import Scoring
from sayso.reading.language import model_version


@dataclass(frozen=True, slots=True)
class Measured:
    """A figure with what it was measured on, when, and with which sayso."""

    row: str
    figure: str
    value: float
    gold: str
    measured: str
    sayso: str


def present(folder: Path, wanted: Iterable[str] = ()) -> list[Row]:
    """The rows whose corpora lie in a folder, of those wanted (all, if none is named)."""
    names = set(wanted)
    return [row for row in ROWS if row.files(folder) and (not names or row.name in names)]


def measure(folder: Path, scratch: Path, rows: Iterable[Row], told: Callable[[str], object]) -> list[Measured]:
    """Score rows one after the other; `told` hears each figure."""
    scoring = Scoring(folder, scratch, told)
    day = datetime.now(UTC).date().isoformat()
    found: list[Measured] = []
    for row in rows:
        aimed = {aim.figure for aim in row.aims}
        for figure, value in scoring.score(row).items():
            found.append(Measured(row.name, figure, value, row.digest(folder), day, version("sayso")))
            if row.what != "pages" and figure in aimed:  # pages are told as each extractor ends, tables as a whole
                told(f"{row.name:<24} {figure:<28} {value:.3f}")
    return found


def record(page: Path, new: Iterable[Measured]) -> None:
    """Write the page and, beside it, its figures as JSON; rows that were not measured keep what they had."""
    beside = page.with_suffix(".json")
    known = {}
    if beside.exists():
        known = {(m["row"], m["figure"]): Measured(**m) for m in json.loads(beside.read_text("utf-8"))}
    fresh = list(new)
    anew = {m.row for m in fresh if m.row == TABLED}
    known = {key: m for key, m in known.items() if key[0] not in anew} | {(m.row, m.figure): m for m in fresh}
    ordered = [known[row.name, aim.figure] for row in ROWS for aim in row.aims if (row.name, aim.figure) in known]
    ordered += [m for m in known.values() if m.row == TABLED and m not in ordered]
    beside.write_text(json.dumps([asdict(m) for m in ordered], indent=1) + "\n", encoding="utf-8")
    page.write_text(_page(ordered), encoding="utf-8")


def _page(measured: Iterable[Measured]) -> str:
    by_key = {(m.row, m.figure): m for m in measured}
    lines = [
        "# Accuracy",
        "",
        "Written by `make accuracy DATA=DIR`; do not edit. DIR holds gold that people made: accounts of events coded by",
        "hand, and public corpora, neither of which is shipped. Each figure names the hash of its gold and the day. A row",
        "that misses what was to be reached says so.",
        "",
        f"Language model: {model_version()}.",
        "",
        "Text of web pages: the F1 of runs of four words that text and gold share, each page of the same weight, for sayso",
        "and for other extractors in one run. The gold leaves the captions of figures out, sayso keeps them.",
        "",
        "| row | figure | now | reach | aim | | gold | measured |",
        "|---|---|---:|---:|---:|---|---|---|",
    ]
    for row in ROWS:
        for aim in row.aims:
            m = by_key.get((row.name, aim.figure))
            now = f"{m.value:.3f}" if m else "not run"
            state = "" if m is None else aim.state(m.value)
            cells = [row.title, aim.figure, now, _shown(aim.reach), _shown(aim.aim), state]
            cells += [f"`{m.gold}`", m.measured] if m else ["", ""]
            lines.append("| " + " | ".join(cells) + " |")
    lines += section({m.figure: m.value for m in by_key.values() if m.row == TABLED})
    return "\n".join(lines) + "\n"


def _shown(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}".rstrip("0").rstrip(".") if value < 1 else f"{value:g}"
