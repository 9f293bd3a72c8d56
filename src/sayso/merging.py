"""One report handed in twice with other particulars: what is kept of both, whichever came first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from sayso.errors import LedgerError
from sayso.model.report import Report

# The particulars that are compared, and merged where they differ.
MERGED = ("title", "url", "publisher", "carried_by", "author", "fetched", "updated", "published", "published_by")
# So often a report is read again because others wrote meanwhile.
MOST_TRIES = 5
_FIRST = ("title", "url", "publisher", "carried_by", "author", "fetched")


@dataclass(frozen=True, slots=True)
class Asked:
    """A report to be read and kept, under the id that it is to have; `given_id` is that which it came with."""

    report: Report
    given_id: str


def merged(report: Report, kept: Mapping[str, str | None]) -> Report:
    """A report with what is known of it already: the earliest day of publication, the last update, else the first.

    >>> merged(Report(id="a", text="b", published="2019-08-20"), {"published": "2019-08"}).published
    '2019-08-20'
    >>> merged(Report(id="a", text="b", published="2019-08-20"), {"published": "2019-08-07"}).published
    '2019-08-07'
    """
    values: dict[str, Any] = {name: _first(getattr(report, name), kept.get(name)) for name in _FIRST}
    updated = [day for day in (report.updated, kept.get("updated")) if day]
    told = [
        (day, how or "")
        for day, how in ((report.published, report.published_by), (kept.get("published"), kept.get("published_by")))
        if day
    ]
    # of "2019-08" and "2019-08-07" the second says more
    exact = [t for t in told if not any(o[0] != t[0] and o[0].startswith(t[0]) for o in told)]
    published, how = min(exact, default=(None, None))
    return replace(report, **values, updated=max(updated, default=None), published=published, published_by=how or None)


def contended(report: Report, where: str) -> LedgerError:
    """What to tell where others changed the ledger each time before a report could be kept."""
    return LedgerError(
        "report-not-kept",
        f"the report {report.id!r} could not be kept: others write at the same time",
        where=where,
        hint="build again when they are done",
    )


def _first(*values: str | None) -> str | None:
    return min((v for v in values if v is not None), default=None)
