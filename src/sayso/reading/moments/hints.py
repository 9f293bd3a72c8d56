"""What a time expression is never without, found fast: the rest of a text is not searched."""

from __future__ import annotations

import re
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
        spots = self._spots(text, lower, start, end)
        found: list[tuple[int, int]] = []
        for spot in spots:
            begin, finish = max(start, spot - _REACH), min(end, spot + _REACH)
            if found and begin <= found[-1][1]:
                found[-1] = (found[-1][0], finish)
            else:
                found.append((begin, finish))
        return found

    def _spots(self, text: str, lower: str, start: int, end: int) -> list[int]:
        if not self.words:
            return [m.start() for m in self.shape.finditer(text, start, end)] if self.shape is not None else []
        spots = []
        for word in self.words:
            at = lower.find(word, start, end)
            while at >= 0:
                if not (at and lower[at - 1].isalnum()) and (self.shape is None or self.shape.match(text, at)):
                    spots.append(at)
                at = lower.find(word, at + 1, end)
        return sorted(spots)


def shape(pattern: str) -> Hint:
    """A hint that is no word."""
    return Hint((), re.compile(pattern))
