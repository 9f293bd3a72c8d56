"""A statement before its source has a name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

IMPERSONAL = frozenset(["it", "there", "nobody", "none"])


@dataclass(frozen=True, slots=True)
class Draft:
    """A statement before its source has a name: tokens of source and cue, spans of content."""

    head: Token | None
    cue: tuple[int, int]
    content: tuple[tuple[int, int], ...]
    hearer: Token | None = None
    noun: str | None = None
