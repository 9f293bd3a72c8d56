"""Web page to article text: sayso and the readers that it would replace, on the same pages in one run.

The measure is that of the article extraction benchmark of Zyte: runs of four words that text and gold share, precision
and recall page by page, and F1 of their means.
"""

from __future__ import annotations

import gzip
import json
import re
import time
import warnings
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sayso.gathering.html import prose
from sayso.gathering.pages.page import read_page
from sayso.model.report import Report

_WORD = re.compile(r"\w+")
_RUN = 4
Reading = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Extractor:
    """How one extractor did: its measures, pages a second, and the pages that it failed on; None where it is not there."""

    name: str
    f1: float | None = None
    precision: float = 0
    recall: float = 0
    speed: float = 0
    failed: int = 0

    def line(self) -> str:
        """The extractor in one line."""
        if self.f1 is None:
            return f"{self.name:<22} not installed"
        return (
            f"{self.name:<22} F1 {self.f1:.3f}  precision {self.precision:.3f}  recall {self.recall:.3f}"
            f"  {self.speed:.0f} pages a second  failed on {self.failed}"
        )


def compare(gold: Path) -> Iterator[Extractor]:
    """All extractors on the pages of a gzipped JSONL file with `html` and `article_body`, one after the other."""
    with gzip.open(gold, "rt", encoding="utf-8") as lines:
        pages = [json.loads(line) for line in lines]
    for name, make in EXTRACTORS.items():
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                reading = make()
        except ImportError:
            yield Extractor(name)
            continue
        yield _run(name, reading, pages)


def _run(name: str, reading: Reading, pages: Sequence[dict[str, str]]) -> Extractor:
    found: list[str] = []
    failed = 0
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        begun = time.perf_counter()
        for page in pages:
            try:
                found.append(reading(page["html"]))
            except Exception:  # noqa: BLE001 - whatever a rival raises on a page is its answer for the page
                failed += 1
                found.append("")
        taken = time.perf_counter() - begun
    f1, precision, recall = measures((page["article_body"], text) for page, text in zip(pages, found, strict=True))
    return Extractor(name, f1, precision, recall, len(pages) / taken, failed)


def measures(pairs: Iterable[tuple[str, str]]) -> tuple[float, float, float]:
    """(F1, precision, recall) of texts beside their gold, each page of the same weight whatever its length.

    >>> measures([("a b c d e", "a b c d x"), ("one two", "one two")])
    (0.75, 0.75, 0.75)
    """
    precisions: list[float] = []
    recalls: list[float] = []
    for gold, text in pairs:
        wanted, got = _runs(gold), _runs(text)
        shared = (wanted & got).total()
        if got:
            precisions.append(shared / got.total())
        if wanted:
            recalls.append(shared / wanted.total())
    precision, recall = (sum(v) / len(v) if v else 0.0 for v in (precisions, recalls))
    return (2 * precision * recall / (precision + recall) if precision + recall else 0.0), precision, recall


def _runs(text: str) -> Counter[tuple[str, ...]]:
    """The runs of four words of a text; a shorter text is one run."""
    words = _WORD.findall(text)
    return Counter(tuple(words[k : k + _RUN]) for k in range(max(1, len(words) - _RUN + 1)) if words)


def _sayso() -> Reading:
    return lambda page: "\n\n".join(item.text for item in read_page(page, "page", "page") if isinstance(item, Report))


def _trafilatura(*, fast: bool) -> Reading:
    import trafilatura

    return lambda page: trafilatura.extract(page, fast=fast) or ""


def _readability() -> Reading:
    from readability import Document

    return lambda page: prose(Document(page).summary())


def _newspaper() -> Reading:
    import newspaper

    settings = newspaper.Config()
    # it would fetch the pictures
    settings.fetch_images = False

    def read(page: str) -> str:
        story = newspaper.Article("https://page.example/", config=settings)
        story.download(input_html=page)
        story.parse()
        return str(story.text)

    return read


EXTRACTORS: dict[str, Callable[[], Reading]] = {
    "sayso": _sayso,
    "trafilatura": lambda: _trafilatura(fast=False),
    "trafilatura fast": lambda: _trafilatura(fast=True),
    "readability-lxml": _readability,
    "newspaper4k": _newspaper,
}
