"""Near-copies: reports that carry one text, found by MinHash and confirmed on their word sequences."""

from __future__ import annotations

import hashlib
import re

# 128 values in 32 bands of 4: pairs that share half of their shingles meet in a band 87 times in 100,
# pairs that share three quarters practically always.
_VALUES = 128
_BANDS = 32
_SEED = 20_240_601
_SHINGLE_WORDS = 5
# Two texts are near-copies if they share this much of all their shingles, or of the shorter one's.
_ALIKE = 0.5
_CONTAINED = 0.8
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
    if len(pieces) < _FEWEST_SHINGLES:
        # too short to be alike by chance alone, unless word for word
        words = " ".join(sorted(pieces))
        return [hashlib.blake2b(words.encode(), digest_size=8).hexdigest()] if pieces else []
    minhash = RMinHash(num_perm=_VALUES, seed=_SEED)
    minhash.update(sorted(pieces))
    values = minhash.digest()
    size = _VALUES // _BANDS
    return [
        hashlib.blake2b(repr((k, values[k * size : (k + 1) * size])).encode(), digest_size=8).hexdigest()
        for k in range(_BANDS)
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
