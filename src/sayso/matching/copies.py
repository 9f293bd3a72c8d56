"""Near-copies: reports that carry one text, found by MinHash and confirmed on their word sequences."""

from __future__ import annotations

import hashlib
import re
from typing import Any

# 128 values in 32 bands of 4: pairs that share half of their shingles meet in a band 87 times in 100,
# pairs that share three quarters practically always.
_VALUES = 128
_BANDS = 32
_SEED = 20_240_601
_SHINGLE_WORDS = 5
# Papers cut a story from its end, so that a brief shares little of all shingles with the whole, but its beginning:
# beginnings that share half meet 88 times in 100, those that share a tenth two times.
_LEAD_WORDS = 70
_LEAD_VALUES = 48
_LEAD_BANDS = 16
# Two texts are near-copies if they share this much of all their shingles, or of the shorter one's, which may have a
# headline and a credit of its own.
_ALIKE = 0.5
_CONTAINED = 0.7
_FEWEST_SHINGLES = 20
_WORD = re.compile(r"\w+")


def shingles(text: str) -> frozenset[str]:
    """All runs of five words, lower case, punctuation left out."""
    words = _WORD.findall(text.lower())
    return frozenset(" ".join(words[i : i + _SHINGLE_WORDS]) for i in range(len(words) - _SHINGLE_WORDS + 1))


def bands(text: str) -> list[str]:
    """The band keys of a text's MinHash: near-copies have at least one in common."""
    from rensa import RMinHash

    pieces = shingles(text)
    words = _WORD.findall(text.lower())
    if len(pieces) < _FEWEST_SHINGLES:
        # too short to be alike by chance alone, unless word for word
        whole = " ".join(sorted(pieces))
        return [hashlib.blake2b(whole.encode(), digest_size=8).hexdigest()] if pieces else []
    lead = [" ".join(w) for w in zip(*(words[k:_LEAD_WORDS] for k in range(_SHINGLE_WORDS)), strict=False)]
    return [
        *_keys(RMinHash(num_perm=_VALUES, seed=_SEED), sorted(pieces), _BANDS, ""),
        *_keys(RMinHash(num_perm=_LEAD_VALUES, seed=_SEED), sorted(set(lead)), _LEAD_BANDS, "lead"),
    ]


def _keys(minhash: Any, pieces: list[str], number: int, mark: str) -> list[str]:
    """The values of a MinHash in so many bands, each as a key."""
    minhash.update(pieces)
    values = minhash.digest()
    size = len(values) // number
    return [
        hashlib.blake2b(f"{mark}{(k, values[k * size : (k + 1) * size])!r}".encode(), digest_size=8).hexdigest()
        for k in range(number)
    ]


def similarity(a: frozenset[str], b: frozenset[str]) -> float:
    """How far two texts are one: shared shingles over all, or over the shorter text's where it is contained.

    >>> one = shingles("the quick brown fox jumps over the lazy dog by the river bank at noon today")
    >>> similarity(one, one)
    1.0
    """
    if not a or not b:
        return 0.0
    shared = len(a & b)
    return round(max(shared / len(a | b), shared / min(len(a), len(b)) * (_ALIKE / _CONTAINED)), 4)


def near_copies(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether two texts are near-copies; short ones only where they are the same word for word."""
    if a and a == b:
        return True
    return min(len(a), len(b)) >= _FEWEST_SHINGLES and similarity(a, b) >= _ALIKE
