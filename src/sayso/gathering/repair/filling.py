"""Shorter words in the place of longer ones, the length kept: where the room that is left over goes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from sayso.model.report import FILL

Edit = tuple[int, int, str]
_REST = re.compile(r"(?:['’]?[^\W_])*")
_OPENERS = "“‘«‹([{¿¡"


class _Writer:
    """The view as it grows; `owed` is room that a word still running has left over."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.owed = 0
        self.last = "\n"

    def write(self, words: str) -> None:
        if words:
            self.pieces.append(words)
            self.last = words[-1]

    def settle(self) -> None:
        """Leave the room where the word has ended."""
        if self.owed:
            self.pieces.append(FILL * self.owed)
            self.owed = 0

    def copy(self, words: str) -> None:
        """Words of the text as they are; the room goes behind the word that they end."""
        if self.owed and words:
            rest = _REST.match(words)
            end = rest.end() if rest else 0
            self.write(words[:end])
            if end == len(words):
                return
            self.settle()
            words = words[end:]
        self.write(words)

    def put(self, words: str, spare: int, after: str) -> None:
        """A replacement that leaves `spare` places over."""
        if not words and self.last.isalnum() and after.isalnum():
            self.owed += spare
        elif not words.strip():
            self.settle()
            self.write(words + " " * spare)
        elif self._opens(words[0], after):
            self.settle()
            self.write(" " * spare + words)
        elif words[0].isalnum() or (self.last.isalnum() and after.isalnum() and words in "'’&‐­"):
            self.write(words)
            self.owed += spare
        else:
            self.settle()
            behind = words in "'’" and self.last.isalnum()
            self.write(words)
            self.pieces.append((FILL if behind else " ") * spare)

    def _opens(self, mark: str, after: str) -> bool:
        if mark in _OPENERS or unicodedata.category(mark) == "Sc":
            return True
        return mark in "\"'" and not self.last.isalnum() and self.last not in ".,!?;:)…" and after.isalnum()


def filled(text: str, edits: Iterable[Edit]) -> str:
    """The text, as long as before, with each edit's stretch replaced by its words.

    Room is left before an opening mark and behind a closing one; inside a word it goes to the word's end.

    >>> filled("JosA@ said", [(3, 5, "é")]).replace(FILL, "_")
    'José_ said'
    """
    view = _Writer()
    at = 0
    for start, end, words in edits:
        if start < at or end - start < len(words):
            continue
        view.copy(text[at:start])
        view.put(words, end - start - len(words), text[end : end + 1])
        at = end
    view.copy(text[at:])
    view.settle()
    return "".join(view.pieces)
