"""Search in a ledger: reports that hold all words, with the claims in them that fit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sayso.ledger import Store
from sayso.ledger.searching import Bounds, Hit
from sayso.ledger.words import folded, holds, places_of
from sayso.model.claim import Claim


@dataclass(frozen=True, slots=True)
class Found:
    """A report that a search found, with the claims in it that fit."""

    hit: Hit
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Search:
    """How many reports a search found, and the first of them."""

    count: int
    found: tuple[Found, ...]


def search(store: Store, words: Sequence[str], bounds: Bounds, limit: int | None = None) -> Search:
    """Reports that hold all words, with the claims whose sentences do.

    With a place or measure only reports with such a claim are found, and such claims are given.
    """
    count, hits = store.search(words, bounds, limit)
    return Search(count, tuple(Found(hit, _fitting(store, hit, words, bounds)) for hit in hits))


def _fitting(store: Store, hit: Hit, words: Sequence[str], bounds: Bounds) -> tuple[Claim, ...]:
    claims = store.claims_of(hit.key)
    if bounds.place is not None or bounds.measure is not None:
        return tuple(c for c in claims if bounds.measure in (None, c.measure) and _is_at(c, bounds.place))
    text = store.text(hit.report)
    return tuple(c for c in claims if holds(text[slice(*c.sentence)], words))


def _is_at(claim: Claim, place: str | None) -> bool:
    """Whether a claim is told of a place, or of one in a state or country of that name."""
    return place is None or folded(place) in places_of(claim)
