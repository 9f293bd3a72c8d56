"""Words that are no names, and the capitalised runs of a text that must be judged."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from sayso.codebook.words import common, given_names, known

_UPPER = r"[^\W\d_a-zà-öø-ÿāăąćĉċčďđēĕėęěĝğġģĥħĩīĭįıĵķĺļľŀłńņňŉŋōŏőœŕŗřśŝşšţťŧũūŭůűųŵŷźżž]"
_WORD = rf"(?:{_UPPER}\.(?:{_UPPER}\.)+|{_UPPER}[\w’'.]*(?:-[\w’']+)*|[\w’']*{_UPPER}[\w’'-]*)"
_PARTICLES = "de|la|las|los|del|da|dos|van|von|der|den|al|el|bin|ibn|y|&|of|the"
# Between the words of a name; the first part is room that a damaged word left behind it.
_SPACE = r"\u2005*[ \u00a0]"
_RUN = re.compile(rf"(?<![\w@#/.])({_WORD})(?:(?:{_SPACE}(?:{_PARTICLES}))*{_SPACE}{_WORD})*")
_SMALL = re.compile(r"(?<![\w@#/.])[^\W\d_][\w’']*(?:-[\w’']+)*")
# Beyond Latin letters, spaces, digits and the usual marks; letters with and without case, and what is set on them.
_OTHER = r"[^\x00-\u024f\u1e00-\u206f\s\d]"
_OTHER_SCRIPT = re.compile(rf"{_OTHER}+(?:[ \u00a0\u200c\u200d]{_OTHER}+)*")
_POSSESSIVE = re.compile(r"['’]s$")
_INITIALS = re.compile(r"(?:\w\.){2}$")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of words; offsets into the text it was found in."""

    start: int
    end: int
    text: str

    @property
    def words(self) -> list[str]:
        """Its words without the particles inside names."""
        return [w for w in re.split(r"[\s\u00a0]+", self.text) if w.lower() not in _PARTICLES.split("|")]

    @property
    def pieces(self) -> list[Run]:
        """All its words with their own offsets, particles too."""
        return [Run(self.start + m.start(), self.start + m.end(), m.group()) for m in re.finditer(r"\S+", self.text)]

    def tail(self, count: int) -> Run:
        """The run without its first `count` words."""
        rest = self.pieces[count:]
        return Run(rest[0].start, self.end, self.text[rest[0].start - self.start :])

    def head(self, count: int) -> Run:
        """The first `count` words of the run."""
        end = self.pieces[count - 1].end
        return Run(self.start, end, self.text[: end - self.start])


def runs(text: str, abbreviations: frozenset[str], breakers: frozenset[str]) -> Iterator[Run]:
    """Capitalised runs of a text, in order, without full stops and possessive endings behind them.

    A full stop parts two runs unless it follows an initial or one of the `abbreviations`; a possessive
    ending does too, and so does the full stop of an abbreviation before one of the `breakers` ("Miss. On Tuesday").
    """
    for match in _RUN.finditer(text):
        begin = match.start()
        pieces = Run(begin, match.end(), match.group()).pieces
        for k, piece in enumerate(pieces[:-1]):
            after = pieces[k + 1]
            stop = piece.text.endswith(".") and (
                not _abbreviates(piece.text, abbreviations) or plain(after.text) in breakers
            )
            if stop or _POSSESSIVE.search(piece.text):
                yield from _trimmed(text, begin, piece.end)
                begin = after.start
        yield from _trimmed(text, begin, match.end())


def _abbreviates(word: str, abbreviations: frozenset[str]) -> bool:
    bare = word[:-1].lower()
    return len(bare) == 1 or bare in abbreviations or _INITIALS.search(word) is not None


def _trimmed(text: str, start: int, end: int) -> Iterator[Run]:
    """The run from start to end without particles at its ends, marks and a possessive ending behind it."""
    pieces = Run(start, end, text[start:end]).pieces
    while pieces and not any(c.isupper() for c in pieces[0].text):
        pieces = pieces[1:]
    while pieces and not any(c.isupper() for c in pieces[-1].text):
        pieces = pieces[:-1]
    if not pieces:
        return
    start, end = pieces[0].start, pieces[-1].end
    while end > start and text[end - 1] in ".'’-" and not _INITIALS.search(text[start:end]):
        end -= 1
    ending = _POSSESSIVE.search(text[start:end])
    end -= len(ending.group()) if ending else 0
    if end > start:
        yield Run(start, end, text[start:end])


def uncased(text: str, start: int = 0, end: int | None = None) -> Iterator[Run]:
    """Stretches in scripts that know no large and small letters: nothing in them can be told from a name.

    >>> [run.text for run in uncased("\u738b\u5c0f\u660e said 14 were hurt")]
    ['\u738b\u5c0f\u660e']
    """
    for match in _OTHER_SCRIPT.finditer(text, start, len(text) if end is None else end):
        if any(c.isalpha() and c.upper() == c.lower() for c in match.group()):
            yield Run(match.start(), match.end(), match.group())


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
def _lists() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Words that may open a sentence, words that may stand small, and those of them that are given names too."""
    return common() - given_names(), known(), given_names()


def may_open(word: str) -> bool:
    """Whether a word is so common that a large letter at the head of a sentence makes no name of it."""
    return plain(word) in _lists()[0]


def may_stand(word: str) -> bool:
    """Whether a word written small is a word of the language and nobody's name."""
    bare = plain(word)
    parts = re.split(r"[-']", bare)
    return len(bare) <= 2 or all(len(p) <= 2 or p in _lists()[1] for p in parts)


def is_given_name(word: str) -> bool:
    """Whether a word of the language is a given name too ("hope", "mark")."""
    return plain(word) in _lists()[2]
