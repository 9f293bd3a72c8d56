"""Which stretches are taken for places: their signs, weighed by a readable table fitted to gold."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from importlib import resources

from sayso.reading.places.spotting import Spot

BASE = "base"


@lru_cache(maxsize=1)
def weights() -> dict[str, float]:
    """The shipped log-odds by sign."""
    text = resources.files("sayso.reading.places").joinpath("finding.toml").read_text("utf-8")
    return dict(tomllib.loads(text)["signs"])


def weighed(table: Mapping[str, float], signs: Iterable[str]) -> float:
    """Log-odds of a stretch being a place; signs that the table does not know weigh nothing."""
    return round(table[BASE] + sum(table.get(sign, 0.0) for sign in signs), 6)


def chosen(spots: Sequence[Spot]) -> list[Spot]:
    """The spots that weigh enough, without overlap: the likelier of two, the longer of two equals."""
    kept: list[Spot] = []
    for spot in sorted((s for s in spots if s.score >= 0), key=lambda s: (-s.score, s.start - s.end, s.start)):
        if not any(spot.overlaps(k.start, k.end) for k in kept):
            kept.append(spot)
    return sorted(kept, key=lambda s: s.start)
