"""CSV: one row a finding, and beside it one row a claim; cells that a spreadsheet would run are disarmed."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from sayso.exhibiting import wording
from sayso.exhibiting.evidence import Shown
from sayso.exhibiting.exhibit import Exhibit
from sayso.pipeline import Ledger

FINDINGS = (
    "incident",
    "type",
    "title",
    "start",
    "end",
    "date_precision",
    "places",
    "measure",
    "label",
    "group",
    "standing",
    "as_of",
    "low",
    "low_open",
    "best",
    "best_qualifier",
    "high",
    "high_open",
    "unit",
    "state",
    "words",
    "verdict",
    "policy",
    "origins",
    "origin_names",
    "claims",
    "set_aside",
    "reports",
    "reviewed",
)
CLAIMS = (
    "incident",
    "measure",
    "claim",
    "report",
    "publisher",
    "carried_by",
    "published",
    "url",
    "before",
    "number",
    "after",
    "qualifier",
    "standing",
    "scope",
    "speaker",
    "speaker_role",
    "via",
    "directness",
    "origin",
    "set_aside",
    "reviewed",
    "corrected_to",
)
_RUNS = ("=", "+", "-", "@", "\t", "\r")


def disarmed(value: Any) -> Any:
    """A cell that no spreadsheet takes for a formula; numbers stay numbers.

    >>> disarmed("=1+1"), disarmed(-5), disarmed("680")
    ("'=1+1", -5, '680')
    """
    if isinstance(value, str) and (value.startswith(_RUNS) or value.lstrip().startswith(_RUNS)):
        return "'" + value
    return "" if value is None else value


def write(ledger: Ledger, exhibit: Exhibit, out: Path) -> list[Path]:
    """Write findings to `out` and claims to a file beside it; return both."""
    beside = out.with_name(f"{out.stem}.claims{out.suffix}")
    with out.open("w", encoding="utf-8", newline="") as a, beside.open("w", encoding="utf-8", newline="") as b:
        findings, claims = csv.writer(a), csv.writer(b)
        findings.writerow(FINDINGS)
        claims.writerow(CLAIMS)
        for shown in exhibit.incidents():
            for row in _findings(shown, ledger):
                findings.writerow([disarmed(v) for v in row])
            for row in _claims(shown):
                claims.writerow([disarmed(v) for v in row])
    return [out, beside]


def _findings(shown: Shown, ledger: Ledger) -> Iterable[list[Any]]:
    i = shown.incident
    for f, evidence in shown.evidence:
        yield [
            i.id,
            i.type,
            i.title,
            i.start,
            i.end,
            i.date_precision,
            "; ".join(p.name for p in i.places),
            f.measure,
            wording.label(f, ledger.lexicon),
            f.group,
            f.standing,
            f.as_of,
            f.low,
            f.low_open,
            f.best,
            f.best_qualifier,
            f.high,
            f.high_open,
            f.unit,
            f.state,
            "; ".join(f.words),
            f.verdict,
            f.policy,
            len(f.origins),
            "; ".join(o.shown for o in f.origins),
            sum(e.set_aside is None for e in evidence),
            len(f.set_aside),
            len(i.reports),
            "yes" if f.reviewed else "no",
        ]


def _claims(shown: Shown) -> Iterable[list[Any]]:
    for _, evidence in shown.evidence:
        for e in evidence:
            s = e.source
            yield [
                shown.incident.id,
                e.measure,
                e.claim,
                s.id,
                s.publisher,
                s.carried_by,
                s.published,
                s.url,
                e.before,
                e.number,
                e.after,
                e.qualifier,
                e.standing,
                e.scope,
                e.speaker,
                e.role,
                e.via,
                e.directness,
                e.origin,
                e.set_aside,
                "yes" if e.reviewed else "no",
                e.corrected,
            ]
