"""Pair scorers side by side: ours, gradient-boosted trees and Splink group the same reports; each alone in a process, twice."""

from __future__ import annotations

import json
import resource
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from importlib.util import find_spec
from multiprocessing import get_context
from pathlib import Path

from sayso.benching.compare import stem
from sayso.benching.scorers import SCORED, SCORERS
from sayso.codebook.loading import lexicon
from sayso.digesting import Digest, digest
from sayso.model.report import Report
from sayso.pipeline import Ledger, open_ledger
from sayso.reading.reader import Reader

_MEGABYTE = 1024


@dataclass(frozen=True, slots=True)
class Grouped:
    """How a scorer grouped the reports: how well, in what time and memory, and whether a second run gave the same.

    `fit_s` is the time to learn from other reports, `group_s` that to score pairs and make clusters; what the reports
    were read with is not in it.
    """

    scorer: str
    b3: float
    pairwise: float
    fit_s: float
    group_s: float
    peak_mb: float
    same_again: bool

    def figures(self) -> dict[str, float]:
        """The figures under the names that the accuracy page gives them."""
        values = (self.b3, self.pairwise, self.fit_s, self.group_s, self.peak_mb, float(self.same_again))
        return {f"{self.scorer}: {name}": value for name, value in zip(SCORED, values, strict=True)}


def side_by_side(documents: Path, scratch: Path, split: str = "dev") -> Iterator[Grouped]:
    """Each scorer on one part of GVA / LongTailQA, learned on its training part; rivals that are not installed are left out."""
    ledgers = _ledgers(documents, scratch, split)
    ours, trees, splink = SCORERS
    yield _alone(ours, _ours, documents, split, ledgers)
    if find_spec("sklearn"):
        yield _alone(trees, _boosted, documents, split, [])
    if find_spec("sklearn") and find_spec("splink"):
        yield _alone(splink, _splinked, documents, split, [])


Run = Callable[[Path, str, Sequence[Path]], tuple[float, list[float], list[list[str]]]]


def _alone(name: str, run: Run, documents: Path, split: str, ledgers: Sequence[Path]) -> Grouped:
    """One scorer in a process of its own, whose memory is its alone."""
    from sayso.benching.boosted import b_cubed_and_pairs

    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
        fit, times, clusters, peak = process.submit(_measured, run, documents, split, ledgers).result()
    gold = [incident for _, incident in _documents(documents, split)]
    b3, pairwise = b_cubed_and_pairs(gold, clusters[0])
    return Grouped(name, b3, pairwise, fit, min(times), peak, _numbered(clusters[0]) == _numbered(clusters[1]))


def _measured(
    run: Run, documents: Path, split: str, ledgers: Sequence[Path]
) -> tuple[float, list[float], list[list[str]], float]:
    found = run(documents, split, ledgers)
    return *found, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _MEGABYTE


def _ours(documents: Path, split: str, ledgers: Sequence[Path]) -> tuple[float, list[float], list[list[str]]]:
    """Two ledgers of the same readings, put in forwards and backwards."""
    order = [report.id for report, _ in _documents(documents, split)]
    times, made = [], []
    for path in ledgers:
        with open_ledger(path) as ledger:
            began = time.perf_counter()
            ledger.settle()
            times.append(time.perf_counter() - began)
            made.append(_main(ledger, order))
    return 0.0, times, made


def _main(ledger: Ledger, order: Sequence[str]) -> list[str]:
    best: dict[str, tuple[int, str]] = {}
    for incident in ledger.incidents():
        for r in incident.reports:
            known = best.get(stem(r.report), (0, ""))
            best[stem(r.report)] = max(known, (r.weight, incident.id))
    return [best.get(stem(r), (0, f"alone {r}"))[1] for r in order]


def _boosted(documents: Path, split: str, _: Sequence[Path]) -> tuple[float, list[float], list[list[str]]]:
    from sayso.benching.boosted import Boosted

    return _rival(Boosted, documents, split)


def _splinked(documents: Path, split: str, _: Sequence[Path]) -> tuple[float, list[float], list[list[str]]]:
    from sayso.benching.splinked import Splinked

    return _rival(Splinked, documents, split)


def _rival(kind: type, documents: Path, split: str) -> tuple[float, list[float], list[list[str]]]:
    """A rival learned and run twice, the second time on reports in the opposite order."""
    from sayso.benching.likened import Traits

    taught = _documents(documents, "train")
    fits, times, made = [], [], []
    for turn in (1, -1):
        train = [Traits(r) for r, _ in taught]
        asked = [Traits(r) for r, _ in _documents(documents, split)][::turn]
        began = time.perf_counter()
        learned = kind(train, {r.id: incident for r, incident in taught})
        fits.append(time.perf_counter() - began)
        began = time.perf_counter()
        made.append(learned.clusters(asked)[::turn])
        times.append(time.perf_counter() - began)
    return min(fits), times, made


def _documents(path: Path, split: str) -> list[tuple[Report, str]]:
    """The reports of one part with the incident of each, by id."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return [
        (
            Report(id=r["doc_id"], **{k: r[k] for k in ("title", "published", "publisher", "url", "text")}),
            r["incident_id"],
        )
        for r in sorted(rows, key=lambda r: str(r["doc_id"]))
        if r["split"] == split
    ]


def _ledgers(documents: Path, scratch: Path, split: str) -> list[Path]:
    """Two ledgers that hold the same readings, one put in backwards, with nothing matched yet."""
    from sayso.gathering.gather import described

    words = lexicon()
    reader = Reader(words)
    read: list[Digest] = [digest(reader, described(report, words)) for report, _ in _documents(documents, split)]
    paths = []
    for turn, name in ((1, "forwards"), (-1, "backwards")):
        paths.append(scratch / f"{name}.db")
        with open_ledger(paths[-1]) as ledger:
            ledger.record_making()
            for found in read[::turn]:
                ledger.keep(found, found.report.id)
    return paths


def _numbered(clusters: Sequence[str]) -> list[int]:
    """Clusters by the place of their first report: partitions that are alike have the same numbers."""
    return [clusters.index(c) for c in clusters]
