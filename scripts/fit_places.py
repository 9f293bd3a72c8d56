"""Fits what the signs of a name say about its being a place's, from gold; run by hand when the signs have changed.

    python scripts/fit_places.py DIR     (DIR holds the gold, see docs/accuracy.md)

Writes src/sayso/reading/places/finding.toml: log-odds by sign. The same gold and the same reading give the same file.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np

from sayso.codebook.loading import lexicon
from sayso.gathering.gather import gather
from sayso.model.report import Report
from sayso.reading.places.spotting import Spot
from sayso.reading.places.weighing import BASE
from sayso.reading.reader import Reader
from sayso.reading.sources import home_of

ROOT = Path(__file__).resolve().parent.parent
# the scorer is a script of its own beside its twin
sys.path.insert(0, str(ROOT / "src/sayso/benching"))

from layers import overlap, toponyms  # noqa: E402

OUT = ROOT / "src/sayso/reading/places/finding.toml"
HEAD = """\
# What the signs of a name say about its being a place's, in log-odds: the base and the weights of the signs are added up.
# Written by scripts/fit_places.py: a logistic regression with a ridge over the names of four corpora of news, each name
# right where the corpus marks it; do not edit. What each sign means stands in src/sayso/reading/places/signs.py; behind
# it, in how many names it stood and how many of these were right.
schema = 1

[signs]
"""
# How much a name of each corpus counts. The last but one marks no peoples and no bodies ("French", "Fargo Police"), the
# others do: it counts for more, so that one of these is taken only where much speaks for it.
CORPORA = {"geo_lgl": 1.0, "geo_trnews": 1.5, "geo_geovirus": 2.5, "geo_geowebnews": 1.2}
# signs that fewer names have are left out
LEAST_SEEN = 40
_RIDGE = 10.0
_STEPS = 40


def spots_of(reader: Reader, report: Report) -> list[Spot]:
    """All names of a report that may be places, with their signs."""
    text = report.view or report.text
    whole = reader.sentences_of(text)
    entities = reader.parser.entities(text, whole)
    return reader.places.spots(text, [(s.start, s.end) for s in whole], entities, home=home_of(report))


def rows(folder: Path, reader: Reader) -> list[tuple[list[str], bool, float]]:
    """The signs of each name, whether the gold has it, and how much it counts."""
    found = []
    for name, counts in CORPORA.items():
        path = folder / "data" / name / "dev.jsonl"
        gold: dict[str, Any] = {str(g["id"]): g for g in map(json.loads, path.read_text("utf-8").splitlines())}
        for report in gather([path], reader.lexicon):
            want = toponyms(gold[report.id])
            for spot in spots_of(reader, report):
                right = any(overlap(t, {"start": spot.start, "end": spot.end}) for t in want)
                found.append((spot.signs, right, counts))
    return found


def fitted(judged: list[tuple[list[str], bool, float]], names: list[str]) -> dict[str, float]:
    """Weights that make the rows likeliest, drawn to nothing by the ridge."""
    column = {name: k + 1 for k, name in enumerate(names)}
    marks = np.zeros((len(judged), len(names) + 1))
    marks[:, 0] = 1.0
    for i, (signs, _, _) in enumerate(judged):
        marks[i, [column[s] for s in signs if s in column]] = 1.0
    right = np.array([float(r) for _, r, _ in judged])
    counts = np.array([c for _, _, c in judged])
    pull = _RIDGE * np.diag([0.0] + [1.0] * len(names))
    weights = np.zeros(len(names) + 1)
    for _ in range(_STEPS):
        said = 1 / (1 + np.exp(-marks @ weights))
        slope = marks.T @ (counts * (right - said)) - pull @ weights
        step = np.linalg.solve((marks.T * (counts * said * (1 - said))) @ marks + pull, slope)
        weights = weights + step
        if float(np.abs(step).max()) < 1e-9:
            break
    return {name: round(float(w), 2) for name, w in zip([BASE, *names], weights, strict=True)}


def main() -> None:
    judged = rows(Path(sys.argv[1]), Reader(lexicon()))
    seen = Counter(sign for signs, _, _ in judged for sign in signs)
    right = Counter(sign for signs, is_right, _ in judged for sign in signs if is_right)
    seen[BASE], right[BASE] = len(judged), sum(r for _, r, _ in judged)
    table = fitted(judged, sorted(sign for sign, n in seen.items() if n >= LEAST_SEEN and sign != BASE))
    lines = [f'"{sign}" = {weight}  # {right[sign]} of {seen[sign]} right' for sign, weight in table.items() if weight]
    OUT.write_text(HEAD + "\n".join(lines) + "\n", "utf-8")
    print(f"{len(judged)} names, {len(lines)} signs")


if __name__ == "__main__":
    main()
