"""Fits what each agreement of two mentions is worth, from reports whose incidents people have told apart.

    python scripts/fit_matching.py DIR [LEDGER]     (DIR holds data/gva_longtail, see docs/accuracy.md)

Reads the training reports of GVA / LongTailQA (into LEDGER, if one is named, where it is found again), compares the main
mentions of all reports that share a blocking key, and writes src/sayso/matching/weights.toml: ten times the log-odds of a
logistic regression with a ridge, in whole numbers. A level that hardly any pair has keeps what was set by hand. The same
reports and the same reading give the same file. `make accuracy` then tells how well unseen reports are grouped.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
from collections import Counter
from itertools import combinations
from pathlib import Path

import numpy as np

from sayso.codebook.loading import lexicon
from sayso.gathering.gather import gather
from sayso.matching import candidates, comparisons
from sayso.matching.reasons import weights
from sayso.model.mention import Mention
from sayso.pipeline import open_ledger

WEIGHTS = Path(__file__).resolve().parent.parent / "src/sayso/matching/weights.toml"
# sums of several reasons that are capped, and the threshold, are no levels
CAPS = {("actors", "most"), ("figures", "most"), ("figures", "least")}
# so many pairs must have a level before what they say counts
LEAST_PAIRS = 100
# a key that more mentions share tells nothing
MOST_AT_A_KEY = 400
RIDGE = 1.0
STEPS = 60
# Where nothing is known nothing is said: levels of these are told from "unknown" on.
FROM_UNKNOWN = ("names", "place", "published")


def main_mentions(data: Path, ledger: str) -> tuple[list[Mention], dict[str, str]]:
    """The main mention of each training report, and the incident that people gave each report."""
    reports = Path(tempfile.mkdtemp()) / "train.jsonl"
    gold: dict[str, str] = {}
    with reports.open("w", encoding="utf-8") as out:
        for line in (data / "data/gva_longtail/documents.jsonl").open(encoding="utf-8"):
            row = json.loads(line)
            if row["split"] == "train":
                gold[row["doc_id"]] = row["incident_id"]
                kept = {k: row[k] for k in ("title", "published", "publisher", "url", "text")}
                out.write(json.dumps({"id": row["doc_id"], **kept}) + "\n")
    with open_ledger(ledger) as into:
        into.add(gather([reports], lexicon(())))
        found = into.store.mentions([m for i in into.incidents() for m in i.mentions])
    return [m for m in found.values() if m.main and m.report in gold], gold


def pairs(mentions: list[Mention]) -> list[tuple[Mention, Mention]]:
    """Mentions that share a blocking key, each pair once, in order."""
    at_key: dict[str, list[int]] = {}
    for k, m in enumerate(mentions):
        for key in candidates.keys(m):
            at_key.setdefault(key, []).append(k)
    found = {pair for ks in at_key.values() if len(ks) <= MOST_AT_A_KEY for pair in combinations(ks, 2)}
    return [(mentions[a], mentions[b]) for a, b in sorted(found)]


def fitted(signs: list[Counter[tuple[str, str]]], same: np.ndarray) -> tuple[dict[tuple[str, str], float], float]:
    """Log-odds of each level, and of none."""
    names = sorted({sign for row in signs for sign in row})
    at = {name: k + 1 for k, name in enumerate(names)}
    marks = np.zeros((len(signs), len(names) + 1))
    marks[:, 0] = 1
    for row, of in zip(marks, signs, strict=True):
        for sign, times in of.items():
            row[at[sign]] = times
    pull = RIDGE * np.diag([0.0] + [1.0] * len(names))
    found = np.zeros(len(names) + 1)
    for _ in range(STEPS):
        said = 1 / (1 + np.exp(-np.clip(marks @ found, -30, 30)))
        slope = marks.T @ (same - said) - pull @ found
        found += np.linalg.solve((marks.T * (said * (1 - said))) @ marks + pull, slope)
    return dict(zip(names, found[1:].tolist(), strict=True)), float(found[0])


def main() -> None:
    data = Path(sys.argv[1])
    ledger = sys.argv[2] if len(sys.argv) > 2 else str(Path(tempfile.mkdtemp()) / "train.db")
    mentions, gold = main_mentions(data, ledger)
    domain = comparisons.Domain.of(lexicon(()))
    compared = pairs(mentions)
    signs = [Counter((r.what, r.level) for r in comparisons.reasons(a, b, domain, telling=False)) for a, b in compared]
    same = np.array([float(gold[a.report] == gold[b.report]) for a, b in compared])
    said, base = fitted(signs, same)
    seen = Counter(sign for row in signs for sign in row)
    for what in FROM_UNKNOWN:
        nothing = said.get((what, "unknown"), 0.0)
        base += nothing
        said.update({sign: value - nothing for sign, value in said.items() if sign[0] == what})
    old = weights()
    new = {
        (what, level): round(10 * said[what, level])
        if seen[what, level] >= LEAST_PAIRS and (what, level) not in CAPS
        else points
        for what, levels in old.items()
        for level, points in levels.items()
    }
    print(f"{len(mentions)} mentions, {len(compared)} pairs, {int(same.sum())} of one incident; base {10 * base:.0f}")
    write(new, seen)


def write(new: dict[tuple[str, str], int], seen: Counter[tuple[str, str]]) -> None:
    """Put the points into the file, where its comments stay."""
    lines, section = [], ""
    for line in WEIGHTS.read_text("utf-8").splitlines():
        if head := re.match(r"\[(\w+)\]", line):
            section = head.group(1)
        elif (level := re.match(r"(\w+) = -?\d+", line)) and section and section != "threshold":
            name = level.group(1)
            how = f"  # {seen[section, name]} pairs" if seen[section, name] >= LEAST_PAIRS else "  # set by hand"
            line = f"{name} = {new[section, name]}{how}"
        lines.append(line)
    WEIGHTS.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
