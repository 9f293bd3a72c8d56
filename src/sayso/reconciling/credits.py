"""Whose text a report carries: the agency in its dateline, byline or last line, or the house that published it first."""

from __future__ import annotations

import re
from functools import lru_cache

from sayso.codebook.lexicon import Lexicon

_HEAD, _FOOT = 700, 500
_HEAD_LINES, _FOOT_LINES = 6, 4
_NAME = r"(?P<name>[A-Z][\w&.’'-]*(?:[ \t]+(?:of|the|and|&|for|[A-Z][\w&’'-]*)){0,5})"
# "MILWAUKEE (AP) — "
_DATELINE = re.compile(r"^[^\n(]{0,60}\((?P<name>[^()\n]{2,40})\)\s*(?:[—–-]|$)", re.M)
# "By Ann Low, The Associated Press", "— Reuters"
_LINE = re.compile(
    r"^[\s*_(\[]*(?:[—–-]+\s*)?(?:[Bb][Yy]:?\s+)?(?:(?:[\w.’'-]+\s+){1,3}?[\w.’'-]+(?:,|\s*[|/—–-])\s*)?(?P<name>[A-Z][\w .’'-]{1,40}?)[\s*_)\].]*$"
)
_RIGHTS = re.compile(r"(?:©|\([Cc]\)|\b[Cc]opyright\b)[\s\d,]*(?:by\s+)?(?P<name>[A-Z][\w .’'-]{1,40}?)(?=[.,;\n]|$)")


def credited(text: str, lexicon: Lexicon) -> str | None:
    """The house that a report names as the origin of its text; None where it names none.

    Houses that are not in the codebook are believed only where the words of the codebook say that they were first.

    >>> from sayso.codebook.loading import lexicon
    >>> credited("FARGO, N.D. (AP) — Twelve people were hurt.", lexicon())
    'Associated Press'
    >>> credited("Twelve people were hurt. This story was first published by the Elm County Echo.", lexicon())
    'Elm County Echo'
    """
    ends = text if len(text) <= _HEAD + _FOOT else f"{text[:_HEAD]}\n\n{text[-_FOOT:]}"
    first = _first_published(tuple(lexicon.settings.get("credits", {}).get("phrases", ())))
    if first is not None and (found := first.search(ends)):
        return _house(found["name"], lexicon) or found["name"].strip(" .,’'-")
    lines = [line for line in ends.splitlines() if line.strip()]
    told = [m for m in (_LINE.match(line) for line in (*lines[:_HEAD_LINES], *lines[-_FOOT_LINES:])) if m]
    for match in (*_DATELINE.finditer(text[:_HEAD]), *told, *_RIGHTS.finditer(ends)):
        if house := _house(match["name"], lexicon):
            return house
    return None


def _house(name: str, lexicon: Lexicon) -> str | None:
    """The registered news house of this very name."""
    words = " ".join(name.split()).lower().removeprefix("the ")
    actor = lexicon.actor_of.get(words) or lexicon.actor_of.get(f"the {words}")
    return actor.name if actor is not None and actor.kind == "media" else None


@lru_cache(maxsize=8)
def _first_published(phrases: tuple[str, ...]) -> re.Pattern[str] | None:
    """A sentence that begins with one of the phrases, or with "this story" and one of them."""
    if not phrases:
        return None
    words = "|".join(re.escape(p).replace(r"\ ", r"\s+") for p in sorted(phrases, key=len, reverse=True))
    return re.compile(rf"(?:^|[.!?)\]*_\n]\s*)(?i:(?:this\s+(?:\w+\s+){{1,4}})?(?:{words})\s+(?:the\s+)?){_NAME}", re.M)
