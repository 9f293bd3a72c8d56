"""What a report's sentences hold, by which event words and figures are given their time and place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sayso.codebook.lexicon import Lexicon
from sayso.model.moment import Moment
from sayso.model.place import Place
from sayso.reading.parsing import Parsed
from sayso.reading.sentences import Sentence


@dataclass(frozen=True, slots=True)
class Setting:
    """What a report's sentences hold, by which anchors are placed."""

    text: str
    sentences: Sequence[Sentence]
    parsed: dict[int, Parsed]
    moments: Sequence[Moment]
    places: Sequence[Place]
    lexicon: Lexicon
    spoken: re.Pattern[str]
    reference: date | None

    @property
    def numbers(self) -> dict[str, int]:
        """The small numbers that stand before units of time."""
        return {**self.lexicon.numerals.units, "a": 1, "an": 1}

    def moments_in(self, sentence: Sentence) -> list[Moment]:
        """Dates and times of a sentence that name a day or a longer unit."""
        return [
            m
            for m in self.moments
            if sentence.start <= m.start < sentence.end
            and m.kind in ("DATE", "TIME")
            and (m.begin is not None or m.partial is not None)
        ]

    def places_in(self, sentence: Sentence) -> list[Place]:
        """Places of a sentence that the gazetteer knows."""
        return [p for p in self.places if sentence.start <= p.start < sentence.end and p.id is not None]
