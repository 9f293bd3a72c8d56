"""Fits what the signs of a reading say about its being right, from gold; run by hand when reading has changed.

    python scripts/fit_confidence.py DIR     (DIR holds the gold, see docs/accuracy.md)

Writes src/sayso/reading/confidence.toml: log-odds by sign, for figures and for numbers. The same gold and the same
reading give the same file. `sayso bench confidence --data DIR` then tells how far the probabilities can be trusted.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from sayso.benching.calibration import tables
from sayso.benching.judging import Judged, judged
from sayso.codebook.loading import lexicon
from sayso.reading.reader import Reader

OUT = Path(__file__).resolve().parent.parent / "src/sayso/reading/confidence.toml"
HEAD = """\
# What the signs of a reading say about its being right, in log-odds: the base and the weights of the signs add up to s,
# the confidence is 1 / (1 + exp(-s)). Right is a figure that a careful reader of the report noted with the same value
# and measure, or a number whose value NewsQuant has. Written by scripts/fit_confidence.py: a logistic regression with a
# ridge; do not edit. What each sign means stands in src/sayso/reading/confidence.py; behind it, in how many rows it
# stood and how many of these were right. docs/accuracy.md tells how well the probabilities hold on reports not fitted.
schema = 1
"""


def described(rows: list[Judged], table: dict[str, float]) -> list[str]:
    seen = Counter(sign for row in rows for sign in row.signs)
    right = Counter(sign for row in rows for sign in row.signs if row.right)
    seen["base"], right["base"] = len(rows), sum(row.right for row in rows)
    return [f'"{sign}" = {weight}  # {right[sign]} of {seen[sign]} right' for sign, weight in table.items()]


def main() -> None:
    rows = judged(Path(sys.argv[1]), Reader(lexicon()))
    lines = [HEAD]
    for layer, table in tables(rows).items():
        lines += [f"[{layer}]", *described([r for r in rows if r.layer == layer], table), ""]
    OUT.write_text("\n".join(lines).rstrip("\n") + "\n", "utf-8")
    print(OUT.read_text("utf-8"))


if __name__ == "__main__":
    main()
