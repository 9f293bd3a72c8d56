"""Compiles the words that are no names, from how public corpora write them; run by hand.

    python scripts/compile_common_words.py DIR     (DIR holds the corpora's folders, see docs/accuracy.md)

Two lists in one file. Behind a "+": words that the corpora write small at least seven times in ten (three times
at least, the first words of sentences left out): a large first letter at the head of a sentence makes no name of
them. Without it: words that may stand small in a text without being somebody's name: seen small three times, or
in the language model's dictionary (WordNet's lemmas) where neither the corpora mostly write them large nor the
gazetteer knows a place of that name. Behind a "*": words that are given names too, by the United States census
of 1990 (public domain, read from the package `names`). Writes src/sayso/codebook/data/common_words.txt.gz; only words are kept.
"""

from __future__ import annotations

import collections
import gzip
import json
import re
import sys
from pathlib import Path

import names
import spacy

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from sayso.atlas.gazetteer import gazetteer  # noqa: E402
from sayso.codebook import forms  # noqa: E402
from sayso.reading.parsing import MODEL  # noqa: E402

OUT = ROOT / "src/sayso/codebook/data/common_words.txt.gz"
SOURCES = (
    "gva_longtail/documents.jsonl",
    "polnear/train.jsonl",
    "tempeval3/train_timebank.jsonl",
    "tempeval3/train_aquaint.jsonl",
    "geo_lgl/dev.jsonl",
    "geo_trnews/dev.jsonl",
    "geo_geowebnews/dev.jsonl",
    "meantime/dev.jsonl",
)
WORD = re.compile(r"(?<![\w@#./])[A-Za-z][a-z'’]*(?:-[a-z]+)*(?![\w@])")
LEAST, SHARE, LARGE = 3, 0.7, 0.4


def counts(folder: Path) -> tuple[collections.Counter[str], collections.Counter[str]]:
    small: collections.Counter[str] = collections.Counter()
    large: collections.Counter[str] = collections.Counter()
    for name in SOURCES:
        for line in (folder / name).read_text("utf-8").splitlines():
            row = json.loads(line)
            if row.get("split", "train") != "train":
                continue
            text = row["text"]
            for match in WORD.finditer(text):
                before = text[max(0, match.start() - 2) : match.start()]
                if not before or before[-1] in '\n“"' or before.strip()[-1:] in (".", "!", "?", ":", "“", '"', "-"):
                    continue
                word = match.group().replace("’", "'").removesuffix("'s")
                (small if word[0].islower() else large)[word.lower()] += 1
    return small, large


def dictionary() -> set[str]:
    model = spacy.load(MODEL)
    tables = model.get_pipe("lemmatizer").lookups
    index, irregular = tables.get_table("lemma_index"), tables.get_table("lemma_exc")
    found: set[str] = set()
    for kind, printed in (
        ("noun", forms.plural),
        ("verb", lambda v: forms.inflected(v, {})),
        ("adj", lambda a: {a}),
        ("adv", lambda a: {a}),
    ):
        for lemma in index[model.vocab.strings[kind]]:
            if lemma.isalpha():
                found |= printed(lemma)
        found |= {word for word in irregular.get(model.vocab.strings[kind], {}) if word.isalpha()}
    return found


def given_names() -> set[str]:
    """Given names that at least one American in 100,000 bears."""
    folder = Path(names.__file__).parent
    lines = [x for sex in ("female", "male") for x in (folder / f"dist.{sex}.first").read_text().splitlines()]
    return {line.split()[0].lower() for line in lines}


def main() -> None:
    small, large = counts(Path(sys.argv[1]))
    atlas = gazetteer()
    openers = {w for w, n in small.items() if n >= LEAST and n >= SHARE * (n + large[w])}
    seen = {w for w, n in small.items() if n >= LEAST}
    listed = {
        w for w in dictionary() if len(w) > 2 and not atlas.knows(w) and small[w] >= LARGE * (small[w] + large[w])
    }
    words = sorted(openers | seen | listed)
    given = given_names()
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_bytes(
        gzip.compress("\n".join(w + "+" * (w in openers) + "*" * (w in given) for w in words).encode(), mtime=0)
    )
    print(f"{len(words)} words ({len(openers)} that may open a sentence), {OUT.stat().st_size / 1e3:.0f} kB")


if __name__ == "__main__":
    main()
