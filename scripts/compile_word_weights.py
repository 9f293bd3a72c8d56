"""Compiles how telling a word is, from how many articles of public corpora hold it; run by hand.

    python scripts/compile_word_weights.py DIR     (DIR holds the corpora's folders, see docs/accuracy.md)

Writes src/sayso/matching/word_weights.txt: one line a weight, then the words of that weight. A weight is
round(2 * log2(articles / articles with the word)); words that are not listed weigh as much as the rarest.
Only counts are kept; no sentence of a corpus enters the project.
"""

from __future__ import annotations

import collections
import json
import math
import re
import sys
from pathlib import Path

OUT = Path(__file__).resolve().parent.parent / "src/sayso/matching/word_weights.txt"
SOURCES = (
    ("gva_longtail/documents.jsonl", "train", 2000),
    ("polnear/train.jsonl", None, 900),
    ("tempeval3/train_timebank.jsonl", None, 900),
    ("tempeval3/train_aquaint.jsonl", None, 900),
    ("geo_lgl/dev.jsonl", None, 900),
    ("geo_trnews/dev.jsonl", None, 900),
    ("geo_geowebnews/dev.jsonl", None, 900),
    ("meantime/dev.jsonl", None, 900),
    ("muc4/documents.jsonl", "train", 600),
)
LEAST_ARTICLES = 8
WORD = re.compile(r"[a-z\d][a-z\d'’-]*[a-z\d]")


def articles(folder: Path) -> list[set[str]]:
    found = []
    for name, split, most in SOURCES:
        rows = [json.loads(line) for line in (folder / name).read_text("utf-8").splitlines()]
        rows = [r for r in rows if split is None or r.get("split") == split][:most]
        found += [{w.replace("’", "'").removesuffix("'s") for w in WORD.findall(r["text"].lower())} for r in rows]
    return found


def main() -> None:
    held = articles(Path(sys.argv[1]))
    counts = collections.Counter(w for words in held for w in words)
    weights = collections.defaultdict(list)
    for word, n in counts.items():
        if n >= LEAST_ARTICLES:
            weights[round(2 * math.log2(len(held) / n))].append(word)
    rarest = round(2 * math.log2(len(held) / (LEAST_ARTICLES / 2)))
    lines = [f"# {len(held)} articles; unlisted words weigh {rarest}", f"unlisted {rarest}"]
    lines += [f"{w} {' '.join(sorted(weights[w]))}" for w in sorted(weights)]
    OUT.write_text("\n".join(lines) + "\n", "utf-8")
    print(f"{sum(map(len, weights.values()))} words of {len(held)} articles, {OUT.stat().st_size / 1e3:.0f} kB")


if __name__ == "__main__":
    main()
