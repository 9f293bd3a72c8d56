"""The words round a number, and whether some word stands among them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.strings import StringStore
    from spacy.tokens import Doc

# where a tree keeps its words
_WORDS = "sayso.words"
_KEPT_WORDS = 50_000


class Passage:
    """A lower-case text that is asked again and again whether one of some words stands in it."""

    __slots__ = ("_known", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self._known: dict[tuple[str, ...], bool] = {}

    def holds(self, words: tuple[str, ...]) -> bool:
        """Whether a word of the text begins with one of the words: "raid" in "raided", no "flu" in "influence".

        >>> Passage("two plants were raided").holds(("raid", "flu"))
        True
        """
        known = self._known.get(words)
        if known is None:
            # most words stand nowhere in a text, which is seen at once
            known = any(word in self.text for word in words) and _beginnings(words).search(self.text) is not None
            self._known[words] = known
        return known


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Lower-case text round a number: its sentence and its report, for `near`, `unless` and `topic`."""

    sentence: Passage
    report: Passage


@lru_cache(maxsize=1024)
def _beginnings(words: tuple[str, ...]) -> re.Pattern[str]:
    # with an ending at most: "bird" in "birds", not in "Birdsville"
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})\w{{0,5}}(?!\w)")


def words_of(doc: Doc) -> frozenset[str]:
    """All words of a sentence, as they are written and by their lemmas."""
    said: frozenset[str] | None = doc.user_data.get(_WORDS)
    if said is None:
        from spacy.symbols import LEMMA, LOWER  # type: ignore[import-not-found]

        strings = doc.vocab.strings
        said = frozenset(_small(strings, key) for key in {*doc.to_array([LOWER, LEMMA]).ravel().tolist()})
        doc.user_data[_WORDS] = said
    return said


@lru_cache(maxsize=_KEPT_WORDS)
def _small(strings: StringStore, key: int) -> str:
    return strings[key].lower()
