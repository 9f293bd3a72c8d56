"""Sayso and its rivals on the same reports in one run."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from importlib import resources
from pathlib import Path, PurePosixPath

from sayso.benching.confusables import confusables
from sayso.benching.rivals import tfidf, wrong_pairs
from sayso.codebook.loading import lexicon
from sayso.errors import InputError
from sayso.gathering.gather import gather
from sayso.model.report import Report
from sayso.pipeline import open_ledger


def incidents(data: Path | None, scratch: Path) -> Iterator[tuple[str, int, int, int]]:
    """(what, our wrong pairs, theirs, reports): samples, groups easy to confuse, the reports in `data`, and with the samples."""
    with resources.as_file(resources.files("sayso") / "samples") as folder:
        samples, gold = _reports([folder / "reports"]), gold_of(folder / "gold" / "incidents.json")
    yield _compared("sample reports with confusables", samples, gold, scratch / "a.db")
    groups = confusables()
    own = {c.report.id: c.event for c in groups}
    yield _compared(
        f"{len({c.group for c in groups})} groups of confusable reports",
        [c.report for c in groups],
        own,
        scratch / "d.db",
    )
    if data is None:
        return
    more, theirs = _reports([data / "reports" / "reports.jsonl"]), gold_of(data / "reports" / "incidents.json")
    yield _compared("reports", more, theirs, scratch / "b.db")
    # samples restate some of these reports under their number; the others are our own, easy to confuse
    restated = {m.id for m in more}
    ours = [r for r in samples if r.id.split("-")[0] not in restated]
    yield _compared("reports with confusables", [*more, *ours], {**gold, **theirs}, scratch / "c.db")


def _compared(title: str, reports: Sequence[Report], gold: Mapping[str, str], url: Path) -> tuple[str, int, int, int]:
    here = {r.id: gold[r.id] for r in reports if r.id in gold}
    weights: dict[str, Counter[str]] = {}
    with open_ledger(url) as ledger:
        ledger.add(reports)
        for incident in ledger.incidents():
            for r in incident.reports:
                weights.setdefault(stem(r.report), Counter())[incident.id] += r.weight
    ours = {r: c.most_common(1)[0][0] for r, c in weights.items()}
    return title, wrong_pairs(here, ours), wrong_pairs(here, tfidf(reports, here)), len(here)


def _reports(paths: Sequence[Path]) -> list[Report]:
    return [replace(r, id=stem(r.id)) for r in gather(paths, lexicon()) if not isinstance(r, InputError)]


def gold_of(path: Path) -> dict[str, str]:
    """Report -> the incident that it is mainly about."""
    return {stem(r): i["id"] for i in json.loads(path.read_text("utf-8")) for r in i["main"]}


def stem(report: str) -> str:
    """A report's id without folders and ending, as the gold has it."""
    return PurePosixPath(report).name.split(".")[0]
