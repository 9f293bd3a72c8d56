"""What a report's sentences hold, by which event words and figures are given their time and place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from sayso.codebook.lexicon import Lexicon
from sayso.model.moment import Moment
from sayso.model.place import Place
from sayso.reading.contexts import context
from sayso.reading.figure import Figure
from sayso.reading.parsing import Parsed
from sayso.reading.sentences import Sentence

# "the six weeks up to the end of April"
_TIE_CHARACTERS = 20


def _dating(moment: Moment) -> bool:
    """Whether a moment is a date with its days or its day and month, or a length of time tied to a day."""
    if moment.kind == "DURATION":
        return moment.begin is not None and moment.tied
    return moment.kind in ("DATE", "TIME") and (moment.begin is not None or moment.partial is not None)


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
        """Dates and times of a sentence that name a day or a longer unit.

        "The six weeks to April 30" is one moment, the weeks, and "two weeks after May 1" the day that it leads to.
        """
        here = [m for m in self.moments if sentence.start <= m.start < sentence.end and _dating(m)]
        tied = {n.start: m for m, n in pairwise(here) if m.kind == "DURATION" and n.start - m.end <= _TIE_CHARACTERS}
        return [
            replace(
                m,
                start=length.start,
                text=self.text[length.start : m.end],
                begin=length.begin,
                finish=length.finish,
                precision=length.precision,
            )
            if (length := tied.get(m.start)) is not None
            else m
            for m in here
            if m.kind != "DURATION"
        ]

    def dates_of(self, f: Figure) -> list[Moment]:
        """The dates of a figure's sentence without that of what it is set beside: "61, compared with 74 last year"."""
        beside, at = context(self.lexicon, "beside"), f.number.start
        dates = self.moments_in(f.parsed.sentence)
        return [m for m in dates if m.start < at or beside.search(self.text, at, m.start) is None]

    def places_in(self, sentence: Sentence) -> list[Place]:
        """Places of a sentence that the gazetteer knows."""
        return [p for p in self.places if sentence.start <= p.start < sentence.end and p.id is not None]
