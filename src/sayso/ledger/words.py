"""Words as they are searched: folded in case and accents, never stemmed."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence

from sayso.model.claim import Claim

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
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFKD", word)
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()


def word_rows(key: str, title: str | None, text: str) -> list[dict[str, object]]:
    """What the index holds of a report: each word with how often it stands there."""
    counts = Counter(words_of(f"{title or ''}\n{text}"))
    return [{"word": word, "report_key": key, "count": count} for word, count in sorted(counts.items())]


def places_of(claim: Claim) -> set[str]:
    """By which words the place of a claim is found: its names, its state and country."""
    where = claim.where or {}
    return {folded(str(where[name])) for name in ("name", "text", "admin1", "country") if where.get(name)}


def told_rows(key: str, claims: Iterable[Claim]) -> list[dict[str, object]]:
    """What the index holds of a report's claims: each measure at each place."""
    told = {(place, claim.measure or "") for claim in claims for place in (places_of(claim) or {""})}
    return [{"place": place, "measure": measure, "report_key": key} for place, measure in sorted(told)]


def holds(text: str, words: Sequence[str]) -> bool:
    """Whether all of the words stand in a text."""
    return {w for word in words for w in words_of(word)} <= set(words_of(text))
