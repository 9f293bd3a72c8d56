"""What a time expression is never without, found fast: the rest of a text is not searched."""

from __future__ import annotations

import re
from collections.abc import Iterable, Set
from dataclasses import dataclass
from functools import cache

# Characters from a hint to the farthest end of an expression that holds it, with room to spare.
_REACH = 90
_LETTERS = re.compile(r"[^\W\d_]+")
# so many different words are kept in mind
_REMEMBERED = 100_000


@dataclass(frozen=True, slots=True)
class Hint:
    """What no expression of a rule is without: the beginning of one of some words, or a shape; found fast.

    With both, `shape` must stand where one of the words is found.
    """

    words: tuple[str, ...] = ()
    shape: re.Pattern[str] | None = None

    def windows(self, text: str, lower: str, start: int, end: int, present: Set[str]) -> list[tuple[int, int]]:
        """Stretches round the hints in `text[start:end]`, far wider than any rule reaches.

        `lower` is the text small, `present` what `Vocabulary` has found of the hints' words.
        """
        spots = self._spots(text, lower, start, end, present)
        found: list[tuple[int, int]] = []
        for spot in spots:
            begin, finish = max(start, spot - _REACH), min(end, spot + _REACH)
            if found and begin <= found[-1][1]:
                found[-1] = (found[-1][0], finish)
            else:
                found.append((begin, finish))
        return found

    def _spots(self, text: str, lower: str, start: int, end: int, present: Set[str]) -> list[int]:
        if not self.words:
            return [m.start() for m in self.shape.finditer(text, start, end)] if self.shape is not None else []
        spots = []
        for word in self.words:
            if first_word(word) not in present:
                continue
            at = lower.find(word, start, end)
            while at >= 0:
                if not (at and lower[at - 1].isalnum()) and (self.shape is None or self.shape.match(text, at)):
                    spots.append(at)
                at = lower.find(word, at + 1, end)
        return sorted(spots)


class Vocabulary:
    """The first words of all hints; a text without them needs no closer look."""

    def __init__(self, hints: Iterable[Hint]) -> None:
        self._firsts = sorted({first_word(word) for hint in hints for word in hint.words})
        self._seen: dict[str, tuple[str, ...]] = {}

    def present(self, lower: str, start: int, end: int) -> set[str]:
        """Which of the hints' words a text has, as a whole word or as its beginning."""
        found: set[str] = set()
        if len(self._seen) > _REMEMBERED:
            self._seen.clear()
        for word in set(_LETTERS.findall(lower, start, end)):
            firsts = self._seen.get(word)
            if firsts is None:
                firsts = self._seen[word] = tuple(f for f in self._firsts if word.startswith(f))
            found.update(firsts)
        return found


@cache
def first_word(words: str) -> str:
    """The letters that an expression begins with."""
    match = _LETTERS.match(words)
    return match.group() if match is not None else words


def shape(pattern: str) -> Hint:
    """A hint that is no word."""
    return Hint((), re.compile(pattern))
