"""A city in which a report was written may stay in its date line; a person's name never passes for one."""

from __future__ import annotations

import pytest

from sayso.codebook.loading import lexicon
from sayso.masking.gate import Gate
from sayso.masking.vocabulary import Vocabulary


@pytest.mark.parametrize(
    ("text", "name", "stays"),
    [
        ("MILWAUKEE (AP) — Forty workers were arrested on Tuesday.", "MILWAUKEE", True),
        ("LYON, France — Forty workers were hurt on Tuesday.", "LYON", True),
        ("DARLENE HOUSTON — Forty workers were hurt on Tuesday.", "HOUSTON", False),
        ("HOUSTON — Forty were hurt. Darlene Houston, a baker, saw it.", "HOUSTON", False),
        ("HOUSTON: I saw forty workers being arrested.", "HOUSTON", False),
        ("MARLOW — Forty workers were hurt on Tuesday.", "MARLOW", False),
    ],
)
def test_a_date_line_keeps_a_great_city_only(text: str, name: str, *, stays: bool) -> None:
    start = text.index(name)
    places = [(start, start + len(name), "US", "")]
    shown = Gate(Vocabulary(lexicon()), text, {"places": places}).evidence(0, len(text)).text
    assert (name in shown) is stays
