"""Fits what each agreement of two mentions is worth, from reports whose incidents people have told apart.

    python scripts/fit_matching.py DIR [LEDGER]

DIR holds data/gva_longtail and reports (see docs/accuracy.md). Reads the training reports of GVA / LongTailQA (into
LEDGER, if one is named, where it is found again) and the reports of several domains that are written by hand, with the
samples of the project; compares the main mentions, and writes src/sayso/matching/weights.toml: ten times the log-odds of
a logistic regression with a ridge, in whole numbers. A level that hardly any pair has keeps what was set by hand. The
same reports and the same reading give the same file. `make accuracy` then tells how well unseen reports are grouped.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import combinations
from pathlib import Path

import numpy as np

from sayso.benching.compare import gold_of, stem
from sayso.codebook.loading import lexicon
from sayso.gathering.gather import gather
from sayso.matching import candidates, comparisons
from sayso.matching.reasons import weights
from sayso.model.mention import Mention
from sayso.pipeline import open_ledger

SOURCES = Path(__file__).resolve().parent.parent / "src/sayso"
WEIGHTS = SOURCES / "matching/weights.toml"
# sums of several reasons that are capped, and the threshold, are no levels
CAPS = {("actors", "most"), ("figures", "most"), ("figures", "least"), ("threshold", "join")}
# What others are measured from: where nothing is known nothing is said.
BY_HAND = {(what, "unknown") for what in ("time", "place", "names", "phrases", "headline")}
# Shootings, which have one family and are in one country, cannot teach these: they count as they were set by hand.
BY_HAND |= {("kind", level) for level in ("same", "family", "follows", "mixed", "different", "apart")} | {
    ("place", "other_country")
}
# The words that both use hold the name of the town already; what agrees shall not seem to speak against.
BY_HAND |= {("place", level) for level in ("same_town", "contains", "other_state")}
# Days that contradict each other count for more where they are read rightly than in news pages of which the machine
# misreads some. Learned like the rest they would part less: pairwise F1 on the development part of GVA 0.948 instead of
# 0.941 (before no pair speaks too loud in a cluster), but 21 instead of 14 wrong pairs in the groups that are easy to confuse.
BY_HAND |= {("time", level) for level in ("two_or_three_days", "within_a_week", "farther", "disjoint")}
BY_HAND |= {("headline", "shared"), ("time", "named"), ("time", "lasting"), ("figures", "same_exact")}
BY_HAND |= {("actors", "shared_employer"), ("actors", "shared_agency")}
# Two mentions of one report are two events to its writer: the main mentions of two reports cannot teach that.
BY_HAND |= {("time", "told_as_two"), ("time", "told_apart")}
# So many pairs must have a level before what they say counts.
LEAST_PAIRS = 30
# A key that more mentions share tells nothing.
MOST_AT_A_KEY = 400
# News pages of shootings are many, reports of other domains few: a pair of these counts for so many.
OF_OTHER_DOMAINS = 20
# Clusters are joined on average, and most pairs that are compared are strangers: odds of one to three are enough.
JOIN_AT = -18
RIDGE = 1.0
STEPS = 60

Pairs = list[tuple[Mention, Mention]]
Signs = Counter[tuple[str, str]]


def of_shootings(data: Path, ledger: str) -> tuple[Pairs, dict[str, str]]:
    """Pairs of training reports that share a blocking key, and the incident that people gave each report."""
    reports = Path(tempfile.mkdtemp()) / "train.jsonl"
    gold: dict[str, str] = {}
    with reports.open("w", encoding="utf-8") as out:
        for line in (data / "data/gva_longtail/documents.jsonl").open(encoding="utf-8"):
            row = json.loads(line)
            if row["split"] == "train":
                gold[row["doc_id"]] = row["incident_id"]
                kept = {k: row[k] for k in ("title", "published", "publisher", "url", "text")}
                out.write(json.dumps({"id": row["doc_id"], **kept}) + "\n")
    mentions = main_mentions(ledger, [reports], gold)
    at_key: dict[str, list[int]] = {}
    for k, m in enumerate(mentions):
        for key in candidates.keys(m):
            at_key.setdefault(key, []).append(k)
    found = {pair for ks in at_key.values() if len(ks) <= MOST_AT_A_KEY for pair in combinations(ks, 2)}
    return [(mentions[a], mentions[b]) for a, b in sorted(found)], gold


def of_other_domains(data: Path) -> tuple[Pairs, dict[str, str]]:
    """All pairs of the hand-made reports and of the samples, and the incident of each."""
    samples = SOURCES / "samples"
    found: Pairs = []
    every: dict[str, str] = {}
    for reports, incidents in (
        (data / "reports/reports.jsonl", data / "reports/incidents.json"),
        (samples / "reports", samples / "gold/incidents.json"),
    ):
        gold = gold_of(incidents)
        mentions = main_mentions(str(Path(tempfile.mkdtemp()) / "own.db"), [reports], gold)
        every |= {m.report: gold[stem(m.report)] for m in mentions}
        found += combinations(mentions, 2)
    return found, every


def main_mentions(ledger: str, paths: Sequence[Path], gold: Mapping[str, str]) -> list[Mention]:
    """The main mention of each report whose incident is known; a ledger that is there is taken as it is."""
    there = Path(ledger).exists()
    with open_ledger(ledger) as into:
        if not there:
            into.add(gather(paths, lexicon(())))
        found = into.store.mentions([*(m for i in into.incidents() for m in i.mentions), *into.store.pending()])
    return [m for m in sorted(found.values(), key=lambda m: m.id) if m.main and stem(m.report) in gold]


def fitted(signs: list[Signs], same: np.ndarray, counts: np.ndarray) -> tuple[dict[tuple[str, str], float], float]:
    """Log-odds of each level, and of none, beside those that count as they were set."""
    old = weights()
    names = sorted({sign for row in signs for sign in row} - BY_HAND)
    set_before = np.array([sum(old[w][x] * n for (w, x), n in row.items() if (w, x) in BY_HAND) for row in signs]) / 10
    at = {name: k + 1 for k, name in enumerate(names)}
    marks = np.zeros((len(signs), len(names) + 1))
    marks[:, 0] = 1
    for row, of in zip(marks, signs, strict=True):
        for sign, times in of.items():
            if sign in at:
                row[at[sign]] = times
    pull = RIDGE * np.diag([0.0] + [1.0] * len(names))
    found = np.zeros(len(names) + 1)
    for _ in range(STEPS):
        said = 1 / (1 + np.exp(-np.clip(marks @ found + set_before, -30, 30)))
        slope = marks.T @ (counts * (same - said)) - pull @ found
        found += np.linalg.solve((marks.T * (counts * said * (1 - said))) @ marks + pull, slope)
    return dict(zip(names, found[1:].tolist(), strict=True)), float(found[0])


def main() -> None:
    data = Path(sys.argv[1])
    ledger = sys.argv[2] if len(sys.argv) > 2 else str(Path(tempfile.mkdtemp()) / "train.db")
    shootings, gold = of_shootings(data, ledger)
    others, theirs = of_other_domains(data)
    domain = comparisons.Domain.of(lexicon(()))
    compared = [*shootings, *others]
    signs = [Counter((r.what, r.level) for r in comparisons.reasons(a, b, domain, telling=False)) for a, b in compared]
    incident = {**gold, **theirs}
    same = np.array([float(incident[a.report] == incident[b.report]) for a, b in compared])
    said, base = fitted(signs, same, np.repeat([1.0, OF_OTHER_DOMAINS], [len(shootings), len(others)]))
    seen = Counter(sign for row in signs for sign in row)
    learned = {s: round(10 * v) for s, v in said.items() if seen[s] >= LEAST_PAIRS and s not in CAPS | BY_HAND}
    write({**learned, ("threshold", "join"): round(JOIN_AT - 10 * base)}, seen)
    print(f"{len(compared)} pairs, {int(same.sum())} of one incident; join {round(JOIN_AT - 10 * base)}")


def write(new: dict[tuple[str, str], int], seen: Signs) -> None:
    """Put the points into the file, where its comments stay."""
    lines, section = [], ""
    for line in WEIGHTS.read_text("utf-8").splitlines():
        if head := re.match(r"\[(\w+)\]", line):
            section = head.group(1)
        elif (level := re.match(r"(\w+) = (-?\d+)", line)) and section:
            name, points = level.groups()
            how = f"{seen[section, name]} pairs" if (section, name) in new else "set by hand"
            line = f"{name} = {new.get((section, name), points)}  # {how}"
        lines.append(line)
    WEIGHTS.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
