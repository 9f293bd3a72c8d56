"""A superlative: what a report says an event is the largest or the worst of, in which words, and who says so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Superlative:
    """One superlative of an event; offsets are code points into the report's text, end exclusive.

    `family` is what is compared (size, deaths, harm …), `rank` what is said of the place ("second", "one of").
    `scope` are the words that bound the claim ("single-state", "in the country's history"), `kinds` beside each what it
    bounds, so that "in U.S. history" and "in the nation's history" are one bound. `lost` are bounds that another report
    of the same incident gives and this one leaves out.
    """

    report: str
    start: int
    end: int
    text: str
    family: str
    rank: str | None
    scope: tuple[str, ...]
    kinds: tuple[str, ...]
    speaker: str | None
    speaker_role: str | None
    via: str | None
    directness: str
    published: str | None = None
    lost: tuple[str, ...] = ()

    def row(self) -> dict[str, Any]:
        """The superlative as plain JSON values."""
        found = {name: getattr(self, name) for name in self.__dataclass_fields__}
        return {k: list(v) if isinstance(v, tuple) else v for k, v in found.items()}

    @classmethod
    def from_row(cls, row: dict[str, Any]) -> Superlative:
        """The superlative that a row was made from."""
        lists = {k: tuple(row[k]) for k in ("scope", "kinds", "lost")}
        return cls(**{**row, **lists})
