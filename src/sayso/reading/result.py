"""What a reading of one report gives, and what masking is told of it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sayso.model.claim import Claim
from sayso.model.mention import Mention
from sayso.model.moment import Moment
from sayso.model.number import Number
from sayso.model.place import Place
from sayso.model.statement import Statement
from sayso.model.superlative import Superlative


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read in one report; `mended` are words that were not read as they are printed.

    `signs` are, for each claim, the signs that its confidence was made of.
    """

    report: str
    claims: tuple[Claim, ...]
    mentions: tuple[Mention, ...]
    statements: tuple[Statement, ...]
    entities: tuple[tuple[int, int, str], ...]
    places: tuple[Place, ...]
    mended: tuple[tuple[int, int, str], ...] = ()
    signs: tuple[tuple[str, ...], ...] = ()

    @property
    def superlatives(self) -> tuple[Superlative, ...]:
        """What its events are said to be the largest or the worst of."""
        return tuple(s for m in self.mentions for s in m.superlatives)

    def for_masking(self, public: Collection[str]) -> dict[str, Any]:
        """What masking needs to judge names: spans of entities and places, who speaks in a public role and who not."""
        return {
            "entities": [list(e) for e in self.entities],
            "places": [[p.start, p.end, p.country, p.admin1_code or ""] for p in self.places if p.id is not None],
            "officials": sorted({s.speaker for s in self.statements if s.speaker and s.role in public}),
            "voices": sorted({s.speaker for s in self.statements if s.speaker and s.role not in public}),
            "mended": [list(m) for m in self.mended],
        }


@dataclass(frozen=True, slots=True)
class Layers:
    """All layers of one report."""

    figures: Reading
    numbers: tuple[Number, ...]
    moments: tuple[Moment, ...]
    places: tuple[Place, ...]
    speech: tuple[Statement, ...]
