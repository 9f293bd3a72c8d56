"""A person's name taken out of a text, letter for letter, so that every offset stays what it was."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from itertools import pairwise

from sayso.atlas.gazetteer import folded

# What stands for each letter and digit of an erased name.
BLOCK = "█"
_BLOCKS = re.compile(f"{BLOCK}+")
_TOKEN = re.compile(r"[^\W_]+")
# Between the words of a name stands a space, a hyphen, a stop after an initial, or the end of a line.
_MOST_BETWEEN = 4
# A part of a name that is shorter than this is blocked only within the whole name.
_SHORTEST_ALONE = 3

Words = tuple[str, ...]


def name_words(name: str) -> Words:
    """A name as the words that it is known by, without case and accents.

    >>> name_words("José O’Hara-Lind")
    ('jose', 'o', 'hara', 'lind')
    """
    return tuple(folded(m.group()) for m in _TOKEN.finditer(name))


class Redaction:
    """Blocks names: `is_name` tells whether words are one, which has as many as one of `lengths`.

    >>> low = Redaction(lambda words: words == ("ann", "low"), [2])
    >>> low.redacted("Ann B. Low fled. Low is 30; the tide was low.")
    '███ █. ███ fled. ███ is 30; the tide was low.'
    """

    def __init__(self, is_name: Callable[[Words], bool], lengths: Collection[int]) -> None:
        self.is_name = is_name
        self.lengths = frozenset(lengths)

    def parts(self, text: str) -> frozenset[str]:
        """The words of the names that stand whole in a text, by which they are called further on."""
        tokens = list(_TOKEN.finditer(text))
        return frozenset(w for _, name in self._whole(text, tokens) for w in name if len(w) >= _SHORTEST_ALONE)

    def redacted(self, text: str) -> str:
        """The text with names blocked, and where it holds one whole also its parts where they stand alone."""
        return self.blocked(text, self.parts(text))

    def blocked(self, text: str, parts: Collection[str], *, any_case: bool = False) -> str:
        """The text with names blocked, and these parts; in small letters only where `any_case` (an address, an id)."""
        tokens = list(_TOKEN.finditer(text))
        found = {k for window, _ in self._whole(text, tokens) for k in window}
        for k, token in enumerate(tokens):
            if folded(token.group()) in parts and (any_case or not token.group().islower()):
                found.add(k)
        out = list(text)
        for k in found:
            out[tokens[k].start() : tokens[k].end()] = BLOCK * len(tokens[k].group())
        return "".join(out)

    def _whole(self, text: str, tokens: list[re.Match[str]]) -> Iterator[tuple[range, Words]]:
        """Whole names: the run of words that each stands in, and its words; one more name may stand in its middle."""
        words = [folded(t.group()) for t in tokens]
        for window in _windows(text, tokens, self.lengths):
            for drop in (None, *range(1, len(window) - 1)):
                if drop is not None and tokens[window[drop]].group().islower():
                    continue
                name = tuple(words[k] for n, k in enumerate(window) if n != drop)
                if len(name) in self.lengths and self.is_name(name):
                    yield window, name


def with_stand_ins(text: str) -> str:
    """A text to be read, with words that look like names where names were blocked.

    >>> with_stand_ins("███ ████, 34, fled")
    'Xxx Xxxx, 34, fled'
    """
    return _BLOCKS.sub(lambda m: "X" + "x" * (len(m.group()) - 1), text)


def _windows(text: str, tokens: list[re.Match[str]], lengths: Collection[int]) -> Iterator[range]:
    """Runs of neighbouring words, as long as a name or longer by one."""
    for length in sorted({n + more for n in lengths for more in (0, 1)}):
        for k in range(len(tokens) - length + 1):
            run = tokens[k : k + length]
            if all(_beside(text, a, b) for a, b in pairwise(run)):
                yield range(k, k + length)


def _beside(text: str, a: re.Match[str], b: re.Match[str]) -> bool:
    between = text[a.end() : b.start()]
    return len(between) <= _MOST_BETWEEN and between.count("\n") < 2 and not set(between) & set(",;:!?()/")
