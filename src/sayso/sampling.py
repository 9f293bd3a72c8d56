"""Which claims a seed draws for a second reader: the same in every ledger of the same reports, in any order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import sha256

from sayso.model.claim import Claim


def drawn(claims: Iterable[Claim], keys: Mapping[str, str], seed: str, size: int) -> list[Claim]:
    """So many claims that have a measure, in the order that the seed gives them; `keys` are those of their reports."""

    def lot(claim: Claim) -> tuple[str, str]:
        place = f"{seed}\n{keys[claim.id]}\n{claim.start}\n{claim.end}"
        return sha256(place.encode()).hexdigest(), claim.id

    return sorted((c for c in claims if c.measure is not None), key=lot)[:size]
