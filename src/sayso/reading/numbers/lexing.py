"""Words, digit groups and marks of a text with their offsets, links and handles left out."""

from __future__ import annotations

import re
from typing import NamedTuple

# Nothing inside a link, an address, a handle or a hashtag is a figure.
_NOT_PROSE = re.compile(
    r"https?://\S+|www\.\S+|(?<!\w)[@#]\w+|[\w.+-]+@[\w-]+\.[\w.]+|\b[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|gov|edu|co|uk|twitter)(?:/[^\s()]*)?",
)
# One of these is in all of them.
_NO_PROSE_WITHOUT = ("http", "www.", "@", "#", ".com", ".org", ".net", ".gov", ".edu", ".co", ".uk", ".twitter")
# Thousands are parted by commas, in India after the first by twos; by spaces only where no two numbers can stand so.
_THIN = "\u00a0\u202f\u2009"
_TOKEN = re.compile(
    r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d{1,3}, 000(?!\d)|\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?(?!\d)"
    rf"|\d{{1,3}}(?:[{_THIN}]\d{{3}})+(?!\d)|\d{{1,3}}(?: \d{{3}})* 000(?!\d|[,.]\d)|\d{{1,3}}(?: \d{{3}}){{2,}}(?!\d|[,.]\d)"
    r"|(?P<spaced>(?:(?<=[a-z] )|(?<=, )|(?<=\())[1-9]\d{0,2} \d{3}(?= [a-z]))"
    r"|\d+(?:\.\d+)+|\d+|(?<![\w.])\.\d+|[^\W\d_]+(?:['’][^\W\d_]+)*|[^\w\s]|_",
)
_new = tuple.__new__
# "3 200 houses", but not in "Room 12 300 chairs stood": a name owns the first number
_OWNER = re.compile(r"[^\W\d_a-z][\w.]* $")
_PARTING = str.maketrans("", "", f", {_THIN}")


class Token(NamedTuple):
    """One word, digit group or mark."""

    text: str
    lower: str
    start: int
    end: int

    @property
    def digits(self) -> bool:
        """Whether the token is written in digits."""
        return self.text[0].isdecimal() or (self.text[0] == "." and len(self.text) > 1)

    @property
    def amount(self) -> float:
        """The value of the digits.

        >>> [token.amount for token in tokens("1,200 .5 12,34,567")]
        [1200.0, 0.5, 1234567.0]
        """
        return float(self.text.translate(_PARTING))


def tokens(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The tokens of `text[start:end]`, offsets counted from the beginning of `text`.

    >>> [token.text for token in tokens("about 1,200 (see example.org/300)")]
    ['about', '1,200', '(', 'see', ')']
    """
    end = len(text) if end is None else end
    curly = "’" in text
    found = []
    for first, last in _prose(text, start, end):
        for match in _TOKEN.finditer(text, first, end):
            begin, behind = match.span()
            if begin >= last:
                break
            word = text[begin:behind]
            if match["spaced"] and _OWNER.search(text, max(first, begin - 20), begin):
                one, two = word.split()
                found.append(Token(one, one, begin, begin + len(one)))
                found.append(Token(two, two, behind - len(two), behind))
                continue
            lower = word.lower()
            # as Token(...) does, at half the price
            found.append(_new(Token, (word, lower.replace("’", "'") if curly else lower, begin, behind)))
    return found


def _prose(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The stretches of `text[start:end]` between links, addresses and handles."""
    found = []
    if any(mark in text for mark in _NO_PROSE_WITHOUT):
        for match in _NOT_PROSE.finditer(text, start, end):
            found.append((start, match.start()))
            start = match.end()
    return [*found, (start, end)]


def adjacent(tokens: list[Token], i: int) -> bool:
    """Whether token i stands directly behind token i - 1, without a space."""
    return 0 < i < len(tokens) and tokens[i - 1].end == tokens[i].start


def hyphenated(tokens: list[Token], i: int) -> bool:
    """Whether token i is a hyphen that joins its neighbours."""
    return 0 < i < len(tokens) - 1 and tokens[i].text in "-‐‑" and adjacent(tokens, i) and adjacent(tokens, i + 1)
