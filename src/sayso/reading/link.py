"""One tie between what a number counts and a word that governs it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(frozen=True, slots=True)
class Counted:
    """What a number counts: the noun phrase's head in the tree, the noun, and the set it is taken from."""

    anchor: Token
    noun: Token | None
    base: Token | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """One tie between what is counted and a governing word; smaller `distance` binds more tightly.

    `kind` is patient, agent, state, noun, noun_of, toll or at; `preposition` goes with `at`.
    """

    kind: str
    governor: Token
    distance: float
    preposition: str = ""
