"""Rows of figures and numbers judged by gold: which are right, and the signs that their confidence was made of.

A row of figures is right if a gold figure has its value and its measure, a row of numbers if a gold quantity has its
value; which row is compared with which gold is as in the scorers.
"""

from __future__ import annotations

import json
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sayso.benching import score
from sayso.errors import InputError
from sayso.gathering.gather import gather
from sayso.model.claim import Claim
from sayso.model.number import Number
from sayso.model.report import Report
from sayso.reading.confidence import signs_of_number
from sayso.reading.reader import Reader

# of a longer stretch the scorer of figures takes no account
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Judged:
    """A row with the signs of its reading and whether gold has it.

    `group` is the incident or document that it stays with; `counted` whether the scorer of figures takes account of it
    (it leaves aside spans of time, lengths and counts without a numeral that gold does not list).
    """

    source: str
    layer: str
    group: str
    signs: tuple[str, ...]
    right: bool
    counted: bool = True
    said: float | None = None


def judged(folder: Path, reader: Reader) -> list[Judged]:
    """All rows of the reports, the seeds and NewsQuant below a folder with gold."""
    incidents = {
        _stem(r): i["id"] for i in json.loads((folder / "reports/incidents.json").read_text("utf-8")) for r in i["main"]
    }
    found = list(_figures(reader, "reports", [folder / "reports/reports.jsonl"], [folder / "reports/figures.jsonl"]))
    seeds, gold = sorted((folder / "seeds").glob("0*.txt")), sorted((folder / "seeds/gold").glob("figures-*.jsonl"))
    found += _figures(reader, "seeds", seeds, gold)
    found = [replace(row, group=incidents.get(row.group, row.group)) for row in found]
    return found + list(_numbers(reader, folder / "data/newsquant/dev.jsonl"))


def judged_samples(reader: Reader, folder: Path) -> list[Judged]:
    """The rows of figures of the sample reports, with the confidence that they were given."""
    paths = sorted(p for p in (folder / "reports").rglob("*") if p.is_file())
    return list(_figures(reader, "samples", paths, [folder / "gold/figures.jsonl"]))


def _read(paths: Sequence[Path], reader: Reader) -> Iterator[Report]:
    for item in gather(paths, reader.lexicon):
        if isinstance(item, InputError):
            raise item
        yield item


def _rows(paths: Iterable[Path]) -> list[dict[str, Any]]:
    return [json.loads(line) for path in paths for line in path.read_text("utf-8").splitlines() if line.strip()]


def _figures(reader: Reader, source: str, paths: Sequence[Path], gold_paths: Sequence[Path]) -> Iterator[Judged]:
    """The claims of reports that gold knows; each gold figure has at most one, taken as the scorer takes it."""
    gold: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for g in _rows(gold_paths):
        gold[_stem(g["report"])].append(g)
    for report in _read(paths, reader):
        name = _stem(report.id)
        if name not in gold:
            continue
        reading = reader.read(report)
        taken = _taken(gold[name], reading.claims)
        for claim, signs in zip(reading.claims, reading.signs, strict=True):
            known = taken.get(claim.id)
            right = known is not None and _core(claim.measure) == _core(known["measure"])
            counted = known is not None or _counts(claim)
            yield Judged(source, "figures", name, signs, right, counted, claim.confidence)


def _stem(report: str) -> str:
    """A report's id as the scorers compare it."""
    return str(score.stem(report))  # type: ignore[no-untyped-call]


def _same_value(gold: dict[str, Any], claim: Claim) -> bool:
    """Whether a claim has the value of a gold figure, as the scorer sees it."""
    return bool(score.same_value(gold, claim.row()))  # type: ignore[no-untyped-call]


def _core(measure: str | None) -> str | None:
    """A measure that gold codes with care, else None: of other names no gold tells."""
    return measure if measure in score.CORE else None


def _taken(gold: Iterable[dict[str, Any]], claims: Sequence[Claim]) -> dict[str, dict[str, Any]]:
    """The gold figure of each claim that has one, as in the scorer: first those of the same measure, then the widest overlap."""
    taken: dict[str, dict[str, Any]] = {}
    for g in gold:
        hits = [
            c
            for c in claims
            if c.id not in taken
            and c.end - c.start <= _LONGEST
            and c.start < g["end"]
            and g["start"] < c.end
            and _same_value(g, c)
        ]
        if hits:
            best = min(hits, key=lambda c: (c.measure != g["measure"], max(c.start, g["start"]) - min(c.end, g["end"])))
            taken[best.id] = g
    return taken


def _counts(claim: Claim) -> bool:
    """Whether the scorer takes account of a claim that gold does not list."""
    if claim.implicit and not score.NUMERAL.search(claim.text):
        return False
    return bool(claim.measure) or claim.unit not in score.UNCOUNTED or not score.NAMED.search(claim.quote or claim.text)


def _numbers(reader: Reader, path: Path) -> Iterator[Judged]:
    """The numbers of NewsQuant's sentences; each gold quantity has at most one."""
    gold = {str(g["id"]): g["quantities"] for g in _rows([path])}
    for report in _read([path], reader):
        text = report.view or report.text
        found = reader.numbers_of(text, reader.moments_of(text, report.reference))
        taken: set[int] = set()
        for q in gold[report.id]:
            hit = next((i for i, n in enumerate(found) if i not in taken and _same_ends(n, q)), None)
            if hit is not None:
                taken.add(hit)
        for i, n in enumerate(found):
            yield Judged("newsquant", "numbers", report.id, signs_of_number(n), i in taken, said=n.confidence)


def _same_ends(number: Number, quantity: dict[str, Any]) -> bool:
    one = number.best if number.best is not None else number.low
    low, high = (number.low, number.high) if number.qualifier == "range" else (one, one)
    if low is None or high is None:
        return False
    return all(
        math.isclose(a, b, rel_tol=1e-5, abs_tol=1e-8) for a, b in ((low, quantity["lo"]), (high, quantity["hi"]))
    )
