"""What identifies people without being a name: phone and registration numbers, home addresses, handles, links."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

NAME = "[name withheld]"
ADDRESS = "[address withheld]"
NUMBER = "[number withheld]"
HANDLE = "[handle withheld]"
LINK = "[link withheld]"
Cut = tuple[int, int, str]

_STREET = (
    r"(?:St|Street|Ave|Avenue|Rd|Road|Blvd|Boulevard|Dr|Drive|Ln|Lane|Court|Ct|Place|Pl|Way|Terrace|Circle|Cir)\b\.?"
)
_PATTERNS = (
    (re.compile(r"\b[Aa]\s?-?\s?#?\d{8,9}\b"), NUMBER),
    (re.compile(r"(?:\+?1[\s.-]?)?\(?\b\d{3}\)?[\s.-]\d{3}[\s.-]\d{4}\b"), NUMBER),
    (re.compile(rf"\b\d{{1,5}}\s+(?:[NSEW]\.?\s+)?(?:[A-Z0-9][\w.’']*\s+){{1,4}}{_STREET}"), ADDRESS),
    (re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+"), HANDLE),
    (re.compile(r"(?<!\w)[@#]\w+"), HANDLE),
    (re.compile(r"(?:https?://|www\.|pic\.twitter\.com)\S+"), LINK),
)


@dataclass(frozen=True, slots=True)
class Masked:
    """A text with what was withheld; `withheld` counts the places."""

    text: str
    withheld: int


def marks(text: str, start: int, end: int) -> list[Cut]:
    """Where such marks stand in a stretch of a text."""
    return [(m.start(), m.end(), word) for pattern, word in _PATTERNS for m in pattern.finditer(text, start, end)]


def cut(text: str, start: int, end: int, cuts: Iterable[Cut]) -> Masked:
    """The stretch with the cuts replaced by their words; overlapping cuts become one, so do names side by side."""
    merged = united(cuts)
    pieces: list[str] = []
    at = start
    for first, until, word in merged:
        pieces += [text[at : max(at, first)], word]
        at = max(at, until)
    pieces.append(text[at:end] if at < end else "")
    joined = re.sub(rf"(?:{re.escape(NAME)}\s*)+{re.escape(NAME)}", NAME, "".join(pieces))
    return Masked(joined, len(merged))


def united(cuts: Iterable[Cut]) -> list[Cut]:
    """Cuts in their order, those that overlap as one.

    >>> united([(4, 9, "b"), (0, 5, "a"), (9, 12, "c")])
    [(0, 9, 'a'), (9, 12, 'c')]
    """
    merged: list[Cut] = []
    for here in sorted(cuts):
        if merged and here[0] < merged[-1][1]:
            before = merged[-1]
            merged[-1] = (before[0], max(before[1], here[1]), before[2])
        else:
            merged.append(here)
    return merged
