"""The comparison on web pages: its measure, and that it names what is not installed and goes on."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from sayso.benching import articles
from sayso.benching.articles import compare, measures

LEAD = (
    "Federal agents arrested 40 workers at a cannery in Dayton, Ohio, on Tuesday, and by the evening 12 were released."
)
MORE = (
    "The cannery, which employs 300 people, opened its gates again on Wednesday morning with half of its lines at rest."
)


@pytest.mark.parametrize(
    ("gold", "text", "precision", "recall"),
    [
        ("a b c d e f", "a b c d e f", 1, 1),
        ("A, b; c. d", "A b c d", 1, 1),
        ("a b c d e f", "a b c d", 1, 1 / 3),
        ("a b c d", "a b c d e f", 1 / 3, 1),
        ("a b c d a b c d", "a b c d", 1, 1 / 5),
        ("one two", "one two", 1, 1),
        ("one two three", "one two", 0, 0),
        ("a b c d", "", 0, 0),
    ],
)
def test_runs_of_four_words_are_compared(gold: str, text: str, precision: float, recall: float) -> None:
    assert measures([(gold, text)])[1:] == pytest.approx((precision, recall))


def test_pages_weigh_alike_and_a_page_without_an_answer_has_no_precision() -> None:
    long = " ".join(map(str, range(1000)))
    f1, precision, recall = measures([(long, long), ("a b c d", "x y z w"), ("e f g h", "")])
    assert (precision, recall) == pytest.approx((1 / 2, 1 / 3))
    assert f1 == pytest.approx(0.4)


def test_extractors_run_on_the_same_pages_and_one_that_is_missing_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing() -> articles.Reading:
        raise ImportError("no such package")

    def broken() -> articles.Reading:
        return lambda page: str(1 / 0)

    monkeypatch.setitem(articles.EXTRACTORS, "newspaper4k", missing)
    monkeypatch.setitem(articles.EXTRACTORS, "readability-lxml", broken)
    gold = tmp_path / "pages.jsonl.gz"
    body = f"<nav><a href='/'>Home</a></nav><article><h1>Raid</h1><p>{LEAD}</p><p>{MORE}</p></article>"
    row = {
        "html": f"<html><head><title>Raid</title></head><body>{body}</body></html>",
        "article_body": f"{LEAD}\n\n{MORE}",
    }
    with gzip.open(gold, "wt", encoding="utf-8") as lines:
        lines.write(json.dumps(row) + "\n")
    found = {extractor.name: extractor for extractor in compare(gold)}
    assert list(found) == ["sayso", "trafilatura", "trafilatura fast", "readability-lxml", "newspaper4k"]
    assert found["sayso"].f1 == 1
    assert (found["readability-lxml"].f1, found["readability-lxml"].failed) == (0, 1)
    assert found["newspaper4k"].f1 is None
    assert found["newspaper4k"].line().split() == ["newspaper4k", "not", "installed"]
