"""Words that are no names, and the capitalised runs of a text that must be judged."""

from __future__ import annotations

import gzip
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

_UPPER = r"[^\W\d_a-zà-öø-ÿāăąćĉċčďđēĕėęěĝğġģĥħĩīĭįıĵķĺļľŀłńņňŉŋōŏőœŕŗřśŝşšţťŧũūŭůűųŵŷźżž]"
_WORD = rf"(?:{_UPPER}\.(?:{_UPPER}\.)+|{_UPPER}[\w’'.]*(?:-[\w’']+)*|[\w’']*{_UPPER}[\w’'-]*)"
_RUN = re.compile(
    rf"(?<![\w@#/.])({_WORD})(?:(?:[ \u00a0](?:de|la|las|los|del|da|dos|van|von|der|den|al|el|bin|ibn|y|&|of|the))?[ \u00a0]{_WORD})*"
)
_SMALL = re.compile(r"(?<![\w@#/.])[^\W\d_][\w’']*(?:-[\w’']+)*")
_PARTICLES = frozenset(
    [
        "de",
        "la",
        "las",
        "los",
        "del",
        "da",
        "dos",
        "van",
        "von",
        "der",
        "den",
        "al",
        "el",
        "bin",
        "ibn",
        "y",
        "&",
        "of",
        "the",
    ]
)


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of words; offsets into the text it was found in."""

    start: int
    end: int
    text: str

    @property
    def words(self) -> list[str]:
        """Its words without the particles inside names."""
        return [w for w in re.split(r"[\s\u00a0]+", self.text) if w.lower() not in _PARTICLES]


def runs(text: str) -> Iterator[Run]:
    """Capitalised runs of a text, in order, without full stops and possessive endings behind them."""
    for match in _RUN.finditer(text):
        end = match.end()
        while (
            end > match.start()
            and text[end - 1] in ".'’-"
            and not re.search(r"(?:\w\.){2}$", text[match.start() : end])
        ):
            end -= 1
        tail = re.search(r"['’]s$", text[match.start() : end])
        end -= len(tail.group()) if tail else 0
        yield Run(match.start(), end, text[match.start() : end])


def small_words(text: str) -> Iterator[Run]:
    """Words that begin small."""
    for match in _SMALL.finditer(text):
        if match.group()[0].islower():
            yield Run(match.start(), match.end(), match.group())


def plain(word: str) -> str:
    """A word to be compared: small, without accents, possessive ending and marks at its ends.

    >>> plain("Núñez’s")
    'nunez'
    """
    folded = unicodedata.normalize("NFKD", word.replace("’", "'"))
    bare = "".join(c for c in folded if not unicodedata.combining(c)).casefold().strip(".'-\"")
    return bare.removesuffix("'s").strip(".'-")


@lru_cache(maxsize=1)
def _lists() -> tuple[frozenset[str], frozenset[str]]:
    data = resources.files("sayso.masking").joinpath("data/common_words.txt.gz").read_bytes()
    lines = gzip.decompress(data).decode().split("\n")
    openers = frozenset(line[:-1] for line in lines if line.endswith("+"))
    return openers, frozenset(line.rstrip("+") for line in lines)


def may_open(word: str) -> bool:
    """Whether a word is so common that a large letter at the head of a sentence makes no name of it."""
    return plain(word) in _lists()[0]


def may_stand(word: str) -> bool:
    """Whether a word written small is a word of the language and nobody's name."""
    bare = plain(word)
    parts = re.split(r"[-']", bare)
    return len(bare) <= 2 or all(len(p) <= 2 or p in _lists()[1] for p in parts)
