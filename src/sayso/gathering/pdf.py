"""PDF: the text of its pages in reading order, without what is printed on every page; pictures of text are named."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sayso.errors import InputError
from sayso.gathering import ocr
from sayso.gathering.layout import Piece, reading_order, rows
from sayso.gathering.paragraphs import PARTED, Running, broken_lines
from sayso.gathering.printed import pieces_of
from sayso.model.report import Report

# A document of more pages is a book; reading stops there with a message.
MOST_PAGES = 2_000
# What stands at the head or foot of at least this share of the pages, numbers aside, belongs to the page.
_EVERY_PAGE = 0.5
# and of this share where it always stands at one height, as heads of left and right pages do
_SAME_HEIGHT = 0.3
_FEWEST_PAGES = 3
_EDGE_ROWS = 2
_PAGE_NUMBER = re.compile(r"^\W*(page\s+)?(\d{1,4})(?:\s*(?:/|of)\s*\d{1,4})?\W*$", re.I)


@dataclass(slots=True)
class _Page:
    """One page: its words with their places, or that it is a picture, and the text recognised in it."""

    pieces: list[Piece]
    is_picture: bool = False
    recognised: str = ""
    edges: list[tuple[Piece, ...]] = field(default_factory=list)


def is_pdf(data: bytes) -> bool:
    """Whether bytes are a PDF; some printers put a few bytes before its mark."""
    return b"%PDF-" in data[:1024]


def read_pdf(data: bytes, name: str, where: str) -> Report:
    """The report in a PDF. Raises InputError for a damaged or locked one, and for pictures that cannot be read."""
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
        recogniser = ocr.Recogniser()
        pages = [_page(document, i, recogniser) for i in range(count)]
        stated = document.get_metadata_dict(skip_empty=True)
    except pypdfium2.PdfiumError as error:
        raise InputError(
            "pdf-damaged", f"a page of the PDF cannot be read: {error}", where=where, hint="fetch or print it again"
        ) from error
    finally:
        document.close()
    text = _text(pages)
    if not text.strip():
        raise _scan(count, recogniser, where)
    # the day on which a PDF was made is that of printing, and dates nothing that it tells
    return Report(
        id=name,
        text=text,
        title=stated.get("Title") or None,
        author=stated.get("Author") or None,
        path=where,
        notes=tuple(recogniser.notes(count)),
    )


def _scan(count: int, recogniser: ocr.Recogniser, where: str) -> InputError:
    pages = f"{count} page{'s' if count != 1 else ''}"
    tried = recogniser.read or recogniser.failed
    return InputError(
        "pdf-is-scan",
        f"the PDF holds {pages} of pictures "
        + ("in which no text was recognised" if tried else "and no text: it is a scan"),
        where=where,
        hint="look at it" if tried else "install Tesseract (tesseract-ocr), or run it through text recognition first",
    )


def _page(document: Any, number: int, recogniser: ocr.Recogniser) -> _Page:
    page = document[number]
    try:
        pieces = pieces_of(page)
        found = _Page(pieces, ocr.is_picture(page, sum(len(p.text) for p in pieces)))
        if found.is_picture:
            found.recognised = recogniser.text_of(page, number + 1)
        return found
    finally:
        page.close()


def _text(pages: Sequence[_Page]) -> str:
    """The text of all pages, without heads, feet and page numbers."""
    gone = _edges(pages)
    running = Running()
    for page, left_out in zip(pages, gone, strict=True):
        kept = [p for p in page.pieces if p not in left_out] if left_out else page.pieces
        if page.recognised:
            running.add_text(broken_lines(page.recognised))
            known = "".join(page.recognised.split())
            kept = [p for p in kept if "".join(p.text.split()).rstrip(PARTED) not in known]
        running.add_page(reading_order(kept))
    return running.text().strip("\n")


def _edges(pages: Sequence[_Page]) -> list[set[Piece]]:
    """For each page the pieces of its head and foot that come again on most pages, or number them."""
    heads, placed, offsets = Counter[str](), Counter[tuple[str, int]](), Counter[int]()
    edges: list[list[tuple[str, int, list[Piece]]]] = []
    for number, page in enumerate(pages, 1):
        found = _edge_rows(page.pieces)
        edges.append(found)
        heads.update({shape for text, _, _ in found if (shape := _shape(text))})
        placed.update({(shape, height) for text, height, _ in found if (shape := _shape(text))})
        offsets.update({int(m[2]) - number for text, _, _ in found if (m := _PAGE_NUMBER.match(text))})
    most = len(pages)

    def belongs_to_page(number: int, text: str, height: int) -> bool:
        shape = _shape(text)
        if shape and heads[shape] >= max(_FEWEST_PAGES, _EVERY_PAGE * most):
            return True
        if shape and placed[shape, height] >= max(_FEWEST_PAGES, _SAME_HEIGHT * most):
            return True
        told = _PAGE_NUMBER.match(text)
        if told is None:
            return False
        # numbers that count pages go up with them; a lone figure at the foot of a table does not
        offset = int(told[2]) - number
        return bool(told[1]) or offset == 0 or (most >= _FEWEST_PAGES and offsets[offset] >= 0.5 * most)

    return [
        {p for text, height, pieces in found if belongs_to_page(number, text, height) for p in pieces}
        for number, found in enumerate(edges, 1)
    ]


def _edge_rows(pieces: Sequence[Piece]) -> list[tuple[str, int, list[Piece]]]:
    """(text, height, pieces) of the first and last printed rows of a page."""
    ordered = sorted(pieces, key=lambda p: (-p.middle, p.left))
    ends = ordered[:40] + ordered[-40:] if len(ordered) > 80 else ordered
    printed = rows(ends)
    wanted = printed[:_EDGE_ROWS] + printed[max(_EDGE_ROWS, len(printed) - _EDGE_ROWS) :]
    return [(row.text, round(row.bottom / 6), [p for p in ends if row.bottom <= p.middle <= row.top]) for row in wanted]


def _shape(text: str) -> str:
    """A row without its numbers; nothing for a row of numbers alone."""
    return re.sub(r"\d+", "#", text.lower()) if re.search(r"[^\W\d_]", text) else ""
