"""A number being put together, and the tokens round it."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.model.number import Value
from sayso.reading.numbers.hedges import EXACT
from sayso.reading.numbers.lexing import Token


@dataclass(slots=True)
class Draft:
    """A number being put together; token indexes, end exclusive."""

    first: int
    last: int
    core: int
    slot: int
    core_last: int
    low: Value | None
    high: Value | None
    best: Value | None
    qualifier: str = EXACT
    form: str = "cardinal"
    unit: str | None = None
    share: float | None = None


def stand(toks: list[Token], i: int, *words: str) -> bool:
    """Whether the tokens from i on are exactly `words`."""
    return i >= 0 and [t.lower for t in toks[i : i + len(words)]] == list(words)
