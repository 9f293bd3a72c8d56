"""Words as they are searched: folded in case and accents, never stemmed."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

LONGEST_WORD = 80
WORD = re.compile(r"\w+")


def words_of(text: str) -> list[str]:
    """The words of a text as they are searched.

    >>> words_of("São Paulo: 680 ARRESTED")
    ['sao', 'paulo', '680', 'arrested']
    """
    return [folded(word)[:LONGEST_WORD] for word in WORD.findall(text)]


def folded(word: str) -> str:
    """A word without case and accents."""
    plain = unicodedata.normalize("NFKD", word)
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()


def word_rows(key: str, title: str | None, text: str) -> list[dict[str, object]]:
    """What the index holds of a report: each word with how often it stands there."""
    counts = Counter(words_of(f"{title or ''}\n{text}"))
    return [{"word": word, "report_key": key, "count": count} for word, count in sorted(counts.items())]


def holds(text: str, words: Sequence[str]) -> bool:
    """Whether all of the words stand in a text."""
    return {w for word in words for w in words_of(word)} <= set(words_of(text))
