"""JSONL: one incident a line, in the shape of `sayso incidents --json`, with sources and evidence."""

from __future__ import annotations

import json
from pathlib import Path

from sayso.exhibiting.exhibit import Exhibit
from sayso.pipeline import Ledger


def write(ledger: Ledger, exhibit: Exhibit, out: Path) -> list[Path]:  # noqa: ARG001 - writers share one signature
    """Write the record and return the file."""
    with out.open("w", encoding="utf-8", newline="\n") as file:
        for shown in exhibit.incidents():
            file.write(json.dumps({**shown.row(), "masked": exhibit.masked}, ensure_ascii=False) + "\n")
    return [out]
