"""The words of a PDF page with their places, as the PDF library has them."""

from __future__ import annotations

import re
from typing import Any

from sayso.gathering.layout import Piece
from sayso.gathering.paragraphs import PARTED

# the library marks a hyphen at the end of a line by one of two signs of its own
_TOKEN = re.compile("[^\\s\x02\ufffe]+[\x02\ufffe]?|[\x02\ufffe]")
_MARKS = "\x02\ufffe"
# words farther apart than this share of their height may belong to different columns
_APART = 0.7
_OVERLAP = 0.5
_OTHER_LINE = 0.6


def pieces_of(page: Any) -> list[Piece]:
    """Runs of words of a page that stand side by side; each visible character is in one of them."""
    from pypdfium2 import raw

    opened = page.get_textpage()
    try:
        text = _characters(opened, raw)
        return _seen(_pieces(opened.raw, text, raw, page.get_rotation() // 90 % 4), page)
    finally:
        opened.close()


def _characters(opened: Any, raw: Any) -> str:
    """The characters of a page, as many as it has places."""
    count = raw.FPDFText_CountChars(opened)
    text: str = opened.get_text_range(errors="replace") if count > 0 else ""
    if len(text) == count:
        return text
    codes = (raw.FPDFText_GetUnicode(opened, k) for k in range(count))
    return "".join(chr(code) if 0 < code < 0x110000 else " " for code in codes)


def _pieces(handle: Any, text: str, raw: Any, quarter: int) -> list[Piece]:
    first, last = raw.FS_RECTF(), raw.FS_RECTF()
    place = raw.FPDFText_GetLooseCharBox
    found: list[Piece] = []
    words: list[str] = []
    left = bottom = right = top = 0.0
    ended = 0
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        word = match.group()
        placed = place(handle, start, first) and place(handle, end - 1 - (word[-1] in _MARKS and end - start > 1), last)
        if words and not placed:
            words.append(word)
            continue
        x, y, z, w = first.left, min(first.bottom, last.bottom), last.right, max(first.top, last.top)
        if quarter:
            x, y, z, w = _turned(min(x, last.left), y, max(z, first.right), w, quarter)
        size = w - y
        if words and (
            "\n" in text[ended:start]
            or words[-1][-1] in _MARKS
            or x - right > _APART * size
            or right - x > _OVERLAP * size
            or abs(y + w - bottom - top) > 2 * _OTHER_LINE * size
        ):
            found.append(Piece(left, bottom, right, top, _line(words)))
            words = []
        if words:
            # parts of one word that the library set apart have no space between them
            words.append(word if start > ended else words.pop() + word)
            right = max(right, z)
        else:
            words = [word]
            left, bottom, right, top = min(x, z), y, max(x, z), w
        ended = end
    if words:
        found.append(Piece(left, bottom, right, top, _line(words)))
    return found


def _line(words: list[str]) -> str:
    text = " ".join(words)
    return text[:-1] + PARTED if text[-1] in _MARKS else text


def _turned(left: float, bottom: float, right: float, top: float, quarter: int) -> tuple[float, float, float, float]:
    """A place as it stands on a page that is shown turned by quarters."""
    if quarter == 1:
        return bottom, -right, top, -left
    if quarter == 2:
        return -right, -top, -left, -bottom
    return -top, left, -bottom, right


def _seen(pieces: list[Piece], page: Any) -> list[Piece]:
    """Pieces without those that stand off the page, where nobody sees them."""
    if page.get_rotation():
        return pieces
    left, bottom, right, top = page.get_bbox()
    return [p for p in pieces if p.right > left and p.left < right and p.top > bottom and p.bottom < top]
