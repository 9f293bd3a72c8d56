"""Names of organisations, word by word: their ends, what tells them from others, slips of the pen, acronyms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

Span = tuple[int, int]
_ENDING = re.compile(r"(?:['’]s?|[.,]+)$")
_INITIAL = re.compile(r"\b[A-Z]\.$")
_ALIKE = 0.88
_LONG_WORD = 6


def trimmed(text: str, start: int, end: int) -> Span:
    """A name without its possessive and the marks behind it; the full stop of an initial stays."""
    while (ending := _ENDING.search(text, start, end)) is not None:
        if ending.group() == "." and _INITIAL.search(text, start, end):
            break
        end = ending.start()
    return start, end


def content(words: Iterable[str], empty: frozenset[str]) -> frozenset[str]:
    """The words of a name that tell it from others, as `empty` ones do not, small and without a plural's ending."""
    return frozenset(_singular(w.lower().strip(".,")) for w in words if w.lower() not in empty)


def _singular(word: str) -> str:
    return f"{word[:-3]}y" if word.endswith("ies") else word.rstrip("s")


def misspelt(a: str, b: str) -> bool:
    """Whether two long words differ by a slip of the pen."""
    return min(len(a), len(b)) >= _LONG_WORD and a[0] == b[0] and SequenceMatcher(None, a, b).ratio() >= _ALIKE


def initials(name: str, acronym: str) -> bool:
    """Whether an acronym is made of a name's capitals, in their order and beginning with the first."""
    letters = [w[0] for w in re.split(r"[\s-]+", name) if w[0].isupper()]
    short = [c for c in acronym if c.isupper()]
    kept = iter(letters)
    return (
        len(short) > 1 and letters[:1] == short[:1] and len(letters) - len(short) <= 1 and all(c in kept for c in short)
    )


def covered(text: str, start: int, end: int, taken: Sequence[Span]) -> bool:
    """Whether a name is but a piece of others and of places: "Customs Enforcement", "High Point, Ohio"."""
    rest = [text[i] for i in range(start, end) if not any(s <= i < e for s, e in taken)]
    return not any(c.isalnum() for c in rest)
