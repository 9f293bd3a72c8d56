"""A person's name taken out of a text, letter for letter, so that every offset stays what it was."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from sayso.codebook.words import common

# What stands for each letter and digit of an erased name.
BLOCK = "█"
_BLOCKS = re.compile(f"{BLOCK}+")
_MARKS = "\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff"
_DROPPED = re.compile(f"[{_MARKS}]")
_TOKEN = re.compile(rf"[^\W_](?:[^\W_]|[{_MARKS}])*")
# Scripts that part no words: a name is looked for inside of runs of their letters.
_UNPARTED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
# Between the words of a name stand a space, a hyphen, a comma, the end of a line with the next one's margin.
_BETWEEN = re.compile(r"[\s,.'’+_-]{0,3}(?:\n?[ \t]*)")
_MOST_BETWEEN = 40
# So many names, initials and particles may stand in the middle of a name, and so often may it be parted.
_MOST_INSIDE = 3
_SHORTEST_SMALL = 4
_MONTH_DAY = re.compile(r"\s+\d|\.\s*\d")


def letters(words: str) -> str:
    """A text as names are compared: without case, accents, soft hyphens and signs of no width.

    >>> letters("Strauß"), letters("JOSÉ")
    ('strauss', 'jose')
    """
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", words).casefold())
    return _DROPPED.sub("", plain)


def name_words(name: str) -> tuple[str, ...]:
    """A name as the words that it is known by.

    >>> name_words("José O’Hara-Lind")
    ('jose', 'o', 'hara', 'lind')
    """
    return tuple(letters(m.group()) for m in _TOKEN.finditer(name))


def forms(name: str) -> frozenset[str]:
    """The letters of a name in every order of its words that goes round: "Ann Low" stands as "Low, Ann" too."""
    words = name_words(name)
    return frozenset("".join(words[k:] + words[:k]) for k in range(len(words)))


def unparted(name: str) -> bool:
    """Whether a name is written in a script that parts no words."""
    return _UNPARTED.search(name) is not None


class Redaction:
    """Blocks names: `is_name` tells whether letters are a form of one; names have as many words as one of `lengths`.

    For names in scripts that part no words `inside` has how many letters they have.

    >>> low = Redaction({"annlow", "lowann"}.__contains__, {2})
    >>> low.redacted("Ann B. Low fled. Low is 30; the tide was low.")
    '███ █. ███ fled. ███ is 30; the tide was low.'
    """

    def __init__(self, is_name: Callable[[str], bool], lengths: Collection[int], inside: Collection[int] = ()) -> None:
        self.is_name = lru_cache(maxsize=100_000)(is_name)
        self.lengths = frozenset(lengths)
        self.inside = frozenset(inside)

    def parts(self, text: str) -> frozenset[str]:
        """The words of the names that stand whole in a text, by which they are called further on."""
        return frozenset(word for _, words in self._whole(text, list(_TOKEN.finditer(text))) for word in words)

    def redacted(self, text: str) -> str:
        """The text with names blocked, and where it holds one whole also its parts where they stand alone."""
        return self.blocked(text, self.parts(text))

    def blocked(self, text: str, parts: Collection[str], *, any_case: bool = False) -> str:
        """The text with names blocked, and these parts of them; `any_case` is for ids and addresses.

        In small letters parts are blocked only where they are no common word ("the tide was low").
        """
        tokens = list(_TOKEN.finditer(text))
        spans = [span for found, _ in self._whole(text, tokens) for span in found]
        if parts:
            spans += [t.span() for t in tokens if _is_part(text, t, parts, any_case)]
            spans += [
                (a.start(), b.end())
                for a, b in pairwise(tokens)
                if _is_parted(text, a, b) and letters(a.group() + b.group()) in parts
            ]
        out = list(text)
        for start, end in spans:
            out[start:end] = [BLOCK if c.isalnum() or _DROPPED.match(c) else c for c in out[start:end]]
        return "".join(out)

    def _whole(self, text: str, tokens: list[re.Match[str]]) -> Iterator[tuple[list[tuple[int, int]], tuple[str, ...]]]:
        """Whole names: the spans of their words, and these."""
        words = [letters(t.group()) for t in tokens]
        for first in range(len(tokens)):
            yield from self._inside(tokens[first])
            for last in range(first, min(first + max(self.lengths, default=0) + _MOST_INSIDE, len(tokens))):
                if last > first and not _beside(text, tokens[last - 1], tokens[last]):
                    break
                run = range(first, last + 1)
                for kept in (run, *self._without_middle(run, tokens)):
                    if self.is_name("".join(words[k] for k in kept)):
                        yield [tokens[k].span() for k in run], _joined(text, tokens, words, kept)

    def _inside(self, token: re.Match[str]) -> Iterator[tuple[list[tuple[int, int]], tuple[str, ...]]]:
        """Names within a run of letters of a script that parts no words."""
        run = token.group()
        if self.inside and _UNPARTED.search(run):
            for size in self.inside:
                for k in range(len(run) - size + 1):
                    if self.is_name(letters(run[k : k + size])):
                        yield [(token.start() + k, token.start() + k + size)], ()

    def _without_middle(self, run: range, tokens: list[re.Match[str]]) -> Iterator[list[int]]:
        """A run of words without some in its middle: further names, initials, "de la"."""
        for length in self.lengths:
            dropped = len(run) - length
            for head in range(1, length) if 0 < dropped <= _MOST_INSIDE else ():
                middle = run[head : head + dropped]
                if all(len(tokens[k].group()) <= 3 or not tokens[k].group().islower() for k in middle):
                    yield [k for k in run if k not in middle]


def _is_parted(text: str, a: re.Match[str], b: re.Match[str]) -> bool:
    """Whether two words are the halves of one that the end of a line parts."""
    between = text[a.end() : b.start()]
    return "\n" in between and between[0] in "-\u2010"


def _joined(text: str, tokens: list[re.Match[str]], words: list[str], kept: Sequence[int]) -> tuple[str, ...]:
    """The words of a name, those that a line's end parts made whole."""
    found: list[str] = []
    for at, k in enumerate(kept):
        if at and kept[at - 1] == k - 1 and _is_parted(text, tokens[k - 1], tokens[k]):
            found[-1] += words[k]
        else:
            found.append(words[k])
    return tuple(found)


def _is_part(text: str, token: re.Match[str], parts: Collection[str], any_case: bool) -> bool:
    word = letters(token.group())
    bare = next((w for w in (word, word.removesuffix("s"), word.removesuffix("es")) if w in parts), None)
    if bare is None:
        return False
    if any_case or not token.group().islower():
        # the month in "May 6" is no person
        return any_case or not (word in _months() and _MONTH_DAY.match(text, token.end()))
    return len(bare) >= _SHORTEST_SMALL and bare not in common()


@lru_cache(maxsize=1)
def _months() -> frozenset[str]:
    import calendar

    return frozenset(m.casefold() for m in calendar.month_name if m)


def with_stand_ins(text: str) -> str:
    """A text to be read, with words that look like names where names were blocked.

    >>> with_stand_ins("███ ████, 34, fled")
    'Xxx Xxxx, 34, fled'
    """
    return _BLOCKS.sub(lambda m: "X" + "x" * (len(m.group()) - 1), text)


def _beside(text: str, a: re.Match[str], b: re.Match[str]) -> bool:
    between = text[a.end() : b.start()]
    return len(between) <= _MOST_BETWEEN and _BETWEEN.fullmatch(between) is not None
