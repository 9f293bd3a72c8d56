"""Words, digit groups and marks of a text with their offsets, links and handles left out."""

from __future__ import annotations

import re
from typing import NamedTuple

# Nothing inside a link, an address, a handle or a hashtag is a figure.
_NOT_PROSE = re.compile(
    r"https?://\S+|www\.\S+|(?<!\w)[@#]\w+|[\w.+-]+@[\w-]+\.[\w.]+|\b[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|gov|edu|co|uk|twitter)(?:/[^\s()]*)?",
)
_TOKEN = re.compile(
    r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)+|\d+|[^\W\d_]+(?:['’][^\W\d_]+)*|[^\w\s]|_",
)


class Token(NamedTuple):
    """One word, digit group or mark."""

    text: str
    lower: str
    start: int
    end: int

    @property
    def digits(self) -> bool:
        """Whether the token is written in digits."""
        return self.text[0].isdigit()


def tokens(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The tokens of `text[start:end]`, offsets counted from the beginning of `text`.

    >>> [token.text for token in tokens("about 1,200 (see example.org/300)")]
    ['about', '1,200', '(', 'see', ')']
    """
    end = len(text) if end is None else end
    gaps = [(m.start(), m.end()) for m in _NOT_PROSE.finditer(text, start, end)]
    found = []
    gap = 0
    for match in _TOKEN.finditer(text, start, end):
        while gap < len(gaps) and gaps[gap][1] <= match.start():
            gap += 1
        if gap < len(gaps) and gaps[gap][0] <= match.start():
            continue
        word = match.group()
        lower = word.lower().replace("’", "'")
        found.append(Token(word, lower, match.start(), match.end()))
    return found
