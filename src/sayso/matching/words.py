"""How telling words are: a shipped table made from public corpora, the same for every ledger."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from importlib import resources
from itertools import repeat

_WORD = re.compile(r"[^\W_][\w'’-]*[^\W_]")
# a pair of words that together weigh less is in many texts: "police department"
_TELLING_PAIR = 24


@lru_cache(maxsize=1)
def _table() -> tuple[dict[str, int], int]:
    found: dict[str, int] = {}
    unlisted = 0
    for line in resources.files("sayso.matching").joinpath("word_weights.txt").read_text("utf-8").splitlines():
        head, _, rest = line.partition(" ")
        if head == "unlisted":
            unlisted = int(rest)
        elif head != "#":
            found.update(dict.fromkeys(rest.split(), int(head)))
    return found, unlisted


@lru_cache(maxsize=1)
def _squares() -> tuple[dict[str, int], int]:
    found, unlisted = _table()
    return {word: weight**2 for word, weight in found.items()}, unlisted**2


def weight(word: str) -> int:
    """How telling a word is: 0 for "the", most for a word that the table does not list.

    >>> weight("the") < weight("arrested") < weight("xylophonist")
    True
    """
    found, unlisted = _table()
    return found.get(word, unlisted)


@lru_cache(maxsize=20_000)
def bag(words: tuple[str, ...]) -> tuple[frozenset[str], int]:
    """A mention's words as a set, with the sum of their squared weights; a mention is compared many times."""
    return frozenset(words), square(frozenset(words))


def square(words: Iterable[str]) -> int:
    """The sum of the squared weights."""
    found, unlisted = _squares()
    return sum(map(found.get, words, repeat(unlisted)))


@lru_cache(maxsize=20_000)
def of_title(title: str) -> frozenset[str]:
    """The words of a headline, as mentions have them.

    >>> sorted(of_title("Baker's shop burns down"))
    ['baker', 'burns', 'down', 'shop']
    """
    return frozenset(w.lower().replace("’", "'").removesuffix("'s") for w in _WORD.findall(title))


@lru_cache(maxsize=20_000)
def is_telling(phrase: str) -> bool:
    """Whether the words of a phrase together are rare.

    >>> is_telling("police department"), is_telling("quillon foundry")
    (False, True)
    """
    return sum(map(weight, phrase.split())) >= _TELLING_PAIR


def unlisted(words: Iterable[str]) -> int:
    """How many of some words the table does not list: names of people and streets, above all."""
    found, _ = _table()
    return sum(word not in found for word in words)


def rarest(words: Iterable[str], most: int) -> list[str]:
    """The most telling of some words, in one total order."""
    found, unlisted = _table()
    return sorted(words, key=lambda w: (-found.get(w, unlisted), -len(w), w))[:most]
