"""PDF: the text of its pages, without what is printed on every page; a scan says that it is one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

from sayso.errors import InputError
from sayso.model.report import Report

# A document of more pages is a book; reading stops there with a message.
MOST_PAGES = 2_000
# What stands at the head or foot of at least this share of the pages, numbers aside, belongs to the page.
_EVERY_PAGE = 0.5
_FEWEST_PAGES = 3
_EDGE_LINES = 2
_PAGE_NUMBER = re.compile(r"^\W*(?:page\s+)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?\W*$", re.I)
# the PDF library marks a hyphen at the end of a line by one of two signs of its own
_HYPHEN = re.compile(r"(?<=[a-z])(?:[-\u00ad]\n|[\x02\ufffe]\n?)(?=[a-z])")


def is_pdf(data: bytes) -> bool:
    """Whether bytes are a PDF; some printers put a few bytes before its mark."""
    return b"%PDF-" in data[:1024]


def read_pdf(data: bytes, name: str, where: str) -> Report:
    """The report in a PDF. Raises InputError for a damaged or locked one, and for one that is pictures only."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        raise InputError(
            "pdf-locked" if locked else "pdf-damaged",
            "the PDF has a password" if locked else f"the PDF cannot be opened: {error}",
            where=where,
            hint="save it without a password" if locked else "fetch or print it again",
        ) from error
    try:
        count = len(document)
        if count > MOST_PAGES:
            raise InputError(
                "pdf-too-long", f"{count:,} pages; the limit is {MOST_PAGES:,}", where=where, hint="split it"
            )
        pages = [_lines(document[i]) for i in range(count)]
        stated = document.get_metadata_dict(skip_empty=True)
    except pypdfium2.PdfiumError as error:
        raise InputError(
            "pdf-damaged", f"a page of the PDF cannot be read: {error}", where=where, hint="fetch or print it again"
        ) from error
    finally:
        document.close()
    text = _joined(_without_edges(pages))
    if not text.strip():
        raise InputError(
            "pdf-is-scan",
            f"the PDF holds {count} page{'s' if count != 1 else ''} of pictures and no text: it is a scan",
            where=where,
            hint="run it through text recognition first",
        )
    # the day on which a PDF was made is that of printing, and dates nothing that it tells
    return Report(
        id=name, text=text, title=stated.get("Title") or None, author=stated.get("Author") or None, path=where
    )


def _lines(page: Any) -> list[str]:
    """The lines of a page in reading order, as the PDF library gives them."""
    try:
        text = page.get_textpage()
        try:
            return [line.strip() for line in text.get_text_bounded().splitlines()]
        finally:
            text.close()
    finally:
        page.close()


def _without_edges(pages: Sequence[list[str]]) -> list[list[str]]:
    """Pages without page numbers, and without heads and feet that come again on most of them."""
    heads: Counter[str] = Counter()
    for lines in pages:
        heads.update({_shape(line) for line in _edges(lines)})
    often = {
        shape
        for shape, count in heads.items()
        if len(pages) >= _FEWEST_PAGES and count >= _EVERY_PAGE * len(pages) and shape
    }
    kept = []
    for lines in pages:
        edges = {id(line) for line in _edges(lines)}
        kept.append([x for x in lines if id(x) not in edges or not (_PAGE_NUMBER.match(x) or _shape(x) in often)])
    return kept


def _edges(lines: Sequence[str]) -> list[str]:
    """The first and last printed lines of a page."""
    printed = [line for line in lines if line]
    return [*printed[:_EDGE_LINES], *printed[-_EDGE_LINES:]]


def _shape(line: str) -> str:
    """A line without its numbers."""
    return re.sub(r"\d+", "#", line.lower())


def _joined(pages: Sequence[list[str]]) -> str:
    """The text of all pages; words parted at the end of a line are whole again."""
    text = "\n".join(line for lines in pages for line in [*lines, ""])
    return _HYPHEN.sub("", text).strip("\n")
