"""Headlines of two reports that are compared, whatever they hold."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sayso.matching import likeness
from tests import factories

WORDS = tuple(sorted(["fire", "quillon", "foundry", "two", "men", "hurt", "tuesday", "smoke"]))


@pytest.mark.parametrize(
    ("title", "level"),
    [
        ("Two hurt in fire at Quillon foundry", "shared"),
        ("Council votes on parking fees", "foreign"),
        ("In the of and to", "unknown"),
        ("", "unknown"),
    ],
)
def test_a_headline_is_held_against_the_other_text(title: str, level: str) -> None:
    one = replace(factories.mention(), main=True, title="Foundry fire hurts two men", words=WORDS)
    assert likeness.headlines(one, replace(one, title=title)).level == level
