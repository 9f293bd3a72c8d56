"""Near-copies are found, and found alike by another MinHash and by comparing every pair."""

from __future__ import annotations

from itertools import combinations

import pytest

from sayso.matching import copies
from tests.samples import sample_reports


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    return {r.id: r.text for r in sample_reports()}


def by_bands(texts: dict[str, str]) -> set[tuple[str, str]]:
    keys = {name: set(copies.bands(text)) for name, text in texts.items()}
    return {(a, b) for a, b in combinations(sorted(texts), 2) if keys[a] & keys[b]}


def by_every_pair(texts: dict[str, str]) -> set[tuple[str, str]]:
    pieces = {name: copies.shingles(text) for name, text in texts.items()}
    return {(a, b) for a, b in combinations(sorted(texts), 2) if copies.near_copies(pieces[a], pieces[b])}


def test_bands_lose_no_near_copy(texts):
    assert by_every_pair(texts)
    assert by_every_pair(texts) <= by_bands(texts)


def test_another_minhash_finds_the_same(texts):
    datasketch = pytest.importorskip("datasketch")
    index = datasketch.MinHashLSH(threshold=0.5, num_perm=128)
    hashes = {}
    for name, text in sorted(texts.items()):
        hashes[name] = datasketch.MinHash(num_perm=128)
        for piece in copies.shingles(text):
            hashes[name].update(piece.encode())
        index.insert(name, hashes[name])
    found = {tuple(sorted((a, b))) for a in texts for b in index.query(hashes[a]) if a != b}
    contained = {
        pair for pair in by_every_pair(texts) if pair not in found and copies.similarity(*map(_pieces(texts), pair)) < 1
    }
    # the other index knows nothing of texts that hold one another
    assert by_every_pair(texts) - contained <= found


def _pieces(texts: dict[str, str]):
    return lambda name: copies.shingles(texts[name])


def test_two_reports_of_one_event_are_no_copies():
    one = "Agents raided a laundry in the old harbour on Tuesday and led twelve workers away, the owner said. " * 2
    other = (
        "Twelve people who worked at a laundry were taken by federal officers on Tuesday, according to its owner. " * 2
    )
    assert not copies.near_copies(copies.shingles(one), copies.shingles(other))
