"""Words of the language, so that a pair of letters run together or parted can be told from a word or a name."""

from __future__ import annotations

import gzip
from functools import lru_cache
from importlib import resources


def lines() -> list[str]:
    """The list as it is kept: a word a line, "+" behind a common one, "*" behind one that is a given name too."""
    data = resources.files("sayso.codebook").joinpath("data/common_words.txt.gz").read_bytes()
    return gzip.decompress(data).decode().split("\n")


@lru_cache(maxsize=1)
def common() -> frozenset[str]:
    """Words that many texts have, written small.

    >>> "workers" in common(), "arres" in common()
    (True, False)
    """
    return frozenset(line.rstrip("+*") for line in lines() if "+" in line)


@lru_cache(maxsize=1)
def known() -> frozenset[str]:
    """All words of the list, written small.

    >>> "firefighters" in known()
    True
    """
    return frozenset(line.rstrip("+*") for line in lines())


@lru_cache(maxsize=1)
def given_names() -> frozenset[str]:
    """Words of the list that are given names too, written small.

    >>> "hope" in given_names()
    True
    """
    return frozenset(line.rstrip("+*") for line in lines() if "*" in line)
