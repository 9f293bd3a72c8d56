"""Reasons for and against two mentions being one event: what each is worth stands in weights.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

Weights = dict[str, dict[str, int]]


@dataclass(frozen=True, slots=True)
class Reason:
    """One comparison: what was compared, how far it agreed, how many points that gave, and why in words."""

    what: str
    level: str
    points: int
    words: str

    def row(self) -> dict[str, Any]:
        """The reason as plain JSON values."""
        return {"what": self.what, "points": self.points, "words": self.words}


@dataclass(frozen=True, slots=True)
class Comparison:
    """All reasons for and against two mentions being one event; `score` is their sum."""

    reasons: tuple[Reason, ...]

    @property
    def score(self) -> int:
        """The sum of the points."""
        return sum(r.points for r in self.reasons)


@lru_cache(maxsize=1)
def weights() -> Weights:
    """The shipped weights: points by what is compared and how far it agrees."""
    text = resources.files("sayso.matching").joinpath("weights.toml").read_text("utf-8")
    return {k: v for k, v in tomllib.loads(text).items() if isinstance(v, dict)}


def weighed(what: str, level: str, words: str) -> Reason:
    """A reason with the points of its level."""
    return Reason(what, level, weights()[what][level], words)
