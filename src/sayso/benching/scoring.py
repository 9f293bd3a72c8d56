"""Reads a row's reports with sayso as it stands, hands the answer to the scorer, and takes its figures."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib import resources
from itertools import islice
from pathlib import Path
from typing import Any

from sayso.benching.articles import compare
from sayso.benching.calibration import calibration, foretold
from sayso.benching.compare import incidents
from sayso.benching.judging import judged
from sayso.benching.losses import losses
from sayso.benching.numbering import sentences_of, times_as_fast
from sayso.benching.pair_scorers import side_by_side
from sayso.benching.questions import scored
from sayso.benching.reliability import figures_of, table_lines
from sayso.benching.rows import SIFTED, Row
from sayso.codebook.loading import lexicon
from sayso.errors import InputError, RefusedError
from sayso.gathering.gather import gather
from sayso.model.report import Report
from sayso.pipeline import open_ledger
from sayso.reading.reader import Reader
from sayso.reading.sources import home_of

_NUMBER = r"(?P<value>\d+(?:\.\d+)?)"


class Scoring:
    """Scores rows on the corpora of one folder; what two rows need alike is read once."""

    def __init__(self, folder: Path, scratch: Path, told: Callable[[str], object] = str) -> None:
        self.folder = folder
        self.scratch = scratch
        self.told = told
        self.reader = Reader(lexicon())
        self._made: dict[tuple[str, tuple[str, ...], str | None], Path] = {}

    def score(self, row: Row) -> dict[str, float]:
        """The figures of a row, by the names that the scorer gives them; a rival that is not installed has none."""
        gold = [p for pattern in row.gold for p in sorted(self.folder.glob(pattern))]
        if row.what == "pages":
            return self._pages(row, gold[0])
        if row.what == "confidence":
            return self._confidence(row)
        if row.what == "questions":
            with open_ledger(self._ledger(row)) as ledger:
                return scored(ledger, gold[0], row.split)
        if row.what == "scorers":
            side = side_by_side(gold[0], self.scratch, row.split or "dev")
            return {name: value for grouped in side for name, value in grouped.figures().items()}
        if row.what == "rivals":
            told = incidents(self.folder, self.scratch)
            return {
                f"{what}: {who}": n
                for what, ours, theirs, _ in told
                for who, n in (("sayso", ours), ("TF-IDF", theirs))
            }
        if row.what == "sift":
            return losses((r for path in gold for r in islice(self._reports([path], None), SIFTED)), self.reader)
        if row.what == "speed":
            times = times_as_fast(sentences_of(gold[0]), self.reader.lexicon, self.told)
            return {} if times is None else {row.aims[0].figure: times}
        if row.scorer[0] == "score.py" and len(gold) > 1:
            gold = [self._joined(row.name, gold)]
        answer = self._answer(row, gold)
        with resources.as_file(resources.files("sayso.benching")) as home:
            command = [sys.executable, str(home / row.scorer[0]), row.scorer[1], *map(str, gold), str(answer)]
            command += [row.split] if row.split else []
            done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            raise RefusedError("scorer-failed", done.stderr.strip().splitlines()[-1], where=" ".join(command))
        return {aim.figure: _figure(done.stdout, aim.figure) for aim in row.aims}

    def _pages(self, row: Row, gold: Path) -> dict[str, float]:
        """The F1 of each extractor of web pages; all that was measured is told as it comes."""
        found = {}
        for extractor in compare(gold):
            self.told(f"{row.name:<24} {extractor.line()}")
            if extractor.f1 is not None:
                found[extractor.name] = extractor.f1
        return found

    def _confidence(self, row: Row) -> dict[str, float]:
        """What the row aims at, then the figures of its tables, which are told as they are printed."""
        rows = judged(self.folder, self.reader)
        said = foretold(rows)
        whole = calibration(rows, said)
        tables = figures_of(rows, said)
        for line in table_lines(tables):
            self.told(line)
        return dict(zip((a.figure for a in row.aims), (whole.error, whole.saved), strict=True)) | tables

    def _answer(self, row: Row, gold: Iterable[Path]) -> Path:
        """What sayso makes of the row's reports, in the shape that the scorer wants."""
        what = "given" if row.scorer[1] == "given" else row.what
        key = (what, row.read, row.split)
        if key not in self._made:
            out = self.scratch / f"{row.name}.json"
            paths = [p for pattern in row.read for p in sorted(self.folder.glob(pattern))]
            if what == "ledger":
                with open_ledger(self._ledger(row)) as ledger:
                    out.write_text(json.dumps([i.row() for i in ledger.incidents()]), encoding="utf-8")
            else:
                reports = list(self._reports(paths, row.split))
                spans = _toponyms(gold) if what == "given" else {}
                _write(out, (r for report in reports for r in self._layer(what, report, spans)))
            self._made[key] = out
        return self._made[key]

    def _reports(self, paths: Iterable[Path], split: str | None) -> Iterator[Report]:
        kept = None
        if split is not None:
            rows = (json.loads(line) for p in paths for line in p.read_text("utf-8").splitlines() if line.strip())
            kept = {str(row.get("doc_id") or row.get("id")) for row in rows if row.get("split") == split}
        for item in gather(paths, self.reader.lexicon):
            if isinstance(item, InputError):
                raise item
            if kept is None or item.id in kept:
                yield item

    def _ledger(self, row: Row) -> Path:
        """A ledger of the row's reports, made once."""
        key = ("built", row.read, row.split)
        if key not in self._made:
            paths = [p for pattern in row.read for p in sorted(self.folder.glob(pattern))]
            self._made[key] = self.scratch / f"{row.name}.db"
            with open_ledger(self._made[key]) as ledger:
                ledger.add(self._reports(paths, row.split))
        return self._made[key]

    def _layer(self, what: str, report: Report, spans: Mapping[str, list[tuple[int, int]]]) -> Iterator[dict[str, Any]]:
        reader, text = self.reader, report.view or report.text
        if what == "figures":
            yield from (c.row() for c in reader.read(report).claims)
        elif what == "numbers":
            moments = reader.moments_of(text, report.reference)
            yield from (n.row(report.id) for n in reader.numbers_of(text, moments))
        elif what == "moments":
            yield from (m.row(report.id) for m in reader.moments_of(text, report.reference, report.day_first))
        elif what == "speech":
            yield from (s.row(report.id) for s in reader.speech_of(text))
        elif what == "given":
            handed = spans.get(report.id, [])
            found = reader.places.resolve_spans(text, handed, home=home_of(report))
            yield from (p.row(report.id) for p in found)
        else:
            yield from (p.row(report.id) for p in reader.places_of(text, home_of(report)))

    def _joined(self, name: str, paths: Iterable[Path]) -> Path:
        out = self.scratch / f"{name}-gold.jsonl"
        out.write_text("".join(p.read_text("utf-8").rstrip("\n") + "\n" for p in paths), encoding="utf-8")
        return out


def _toponyms(gold: Iterable[Path]) -> dict[str, list[tuple[int, int]]]:
    """The gold's own spans by report, which are handed in."""
    found: dict[str, list[tuple[int, int]]] = {}
    for path in gold:
        for line in path.read_text("utf-8").splitlines():
            row = json.loads(line)
            found[str(row["id"])] = [(t["start"], t["end"]) for t in row["toponyms"] if t.get("offset_ok", True)]
    return found


def _write(out: Path, rows: Iterable[dict[str, Any]]) -> None:
    with out.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def _figure(printed: str, name: str) -> float:
    """A figure of a scorer's output: of its last line by name, else of the line that begins with the name."""
    last = printed.strip().splitlines()[-1]
    match = re.search(rf"(?<![\w+]){re.escape(name)} (?:\d+/\d+ )?{_NUMBER}", last)
    if match is None:
        match = re.search(rf"^{re.escape(name)} .*?\s{_NUMBER}\s*$", printed, re.M)
    if match is None:
        raise RefusedError("scorer-output", f"the scorer gives no {name!r}", where=last)
    return float(match["value"])
