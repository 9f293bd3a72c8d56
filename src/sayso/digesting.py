"""A report becomes its digest: all that a ledger keeps of it, worked out without the ledger and in any process."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.matching import candidates, copies
from sayso.model.report import Report
from sayso.reading.reader import Reader
from sayso.reading.result import Reading


@dataclass(frozen=True, slots=True)
class Digest:
    """A report, what was read in it, and by what its mentions and its text are found again."""

    report: Report
    reading: Reading
    keys: dict[str, list[str]]
    bands: list[str]


def digest(reader: Reader, report: Report) -> Digest:
    """Read a report under the id that it is to have."""
    found = reader.read(report)
    return Digest(report, found, {m.id: candidates.keys(m) for m in found.mentions}, copies.bands(report.text))
