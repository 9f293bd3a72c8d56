"""What a time expression is never without, found fast: the rest of a text is not searched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

# Characters from a hint to the farthest end of an expression that holds it, with room to spare.
_REACH = 90


@dataclass(frozen=True, slots=True)
class Hint:
    """What no expression of a rule is without: the beginning of one of some words, or a shape; found fast.

    With both, `shape` must stand where one of the words is found.
    """

    words: tuple[str, ...] = ()
    shape: re.Pattern[str] | None = None

    def windows(self, text: str, lower: str, start: int, end: int) -> list[tuple[int, int]]:
        """Stretches round the hints in `text[start:end]`, far wider than any rule reaches; `lower` is the text small."""
        shape = self.shape
        if not self.words and shape is not None:
            spots = [m.start() for m in shape.finditer(text, start, end)]
        else:
            spots = sorted(
                at
                for word in self.words
                for at in _found(lower, word, start, end)
                if (shape is None or shape.match(text, at)) and not (at and lower[at - 1].isalnum())
            )
        found: list[tuple[int, int]] = []
        for spot in spots:
            begin, finish = max(start, spot - _REACH), min(end, spot + _REACH)
            if found and begin <= found[-1][1]:
                found[-1] = (found[-1][0], finish)
            else:
                found.append((begin, finish))
        return found


def _found(lower: str, word: str, start: int, end: int) -> Iterator[int]:
    at = lower.find(word, start, end)
    while at >= 0:
        yield at
        at = lower.find(word, at + 1, end)


def shape(pattern: str) -> Hint:
    """A hint that is no word."""
    return Hint((), re.compile(pattern))
