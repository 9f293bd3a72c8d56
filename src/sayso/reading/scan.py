"""A text as the grammars see it, with the trees and names of its sentences, each made once and when it is first asked for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from sayso.model.moment import Moment
from sayso.model.number import Number
from sayso.reading.parsing import Parsed, Parser
from sayso.reading.sentences import Sentence

Entity = tuple[int, int, str]
_AGE = re.compile(r"\bages?\b", re.I)
_YOUNGEST = re.compile(r"\byoungest\b[^.]*$", re.I)
_OLD = re.compile(r"[- ]olds?\b")
# "a 17 y/o boy", "16- year-old"
_SHORT = re.compile(r"[- ]{1,2}(?:y/o|yo|yr|years?[- ]{1,2}old)\b", re.I)


@dataclass(slots=True)
class Scan:
    """One text with its moments, the numbers that may be figures, and its sentences."""

    text: str
    parser: Parser
    moments: Sequence[Moment]
    numbers: Sequence[Number]
    sentences: Sequence[Sentence]
    _trees: dict[int, Parsed] = field(default_factory=dict)
    _names: dict[int, list[Entity]] = field(default_factory=dict)

    def trees(self, wanted: Sequence[Sentence]) -> list[Parsed]:
        """The trees of some sentences, in order."""
        new = [s for s in wanted if s.index not in self._trees]
        for parsed in self.parser.parse(self.text, new, self.numbers, self.moments):
            self._trees[parsed.sentence.index] = parsed
        return [self._trees[s.index] for s in wanted]

    def names(self, wanted: Sequence[Sentence]) -> list[Entity]:
        """The named entities of some sentences, in order."""
        new = [s for s in wanted if s.index not in self._names]
        self._names.update((s.index, []) for s in new)
        found = iter(self.parser.entities(self.text, new))
        entity = next(found, None)
        for s in new:
            while entity is not None and entity[0] < s.end:
                self._names[s.index].append(entity)
                entity = next(found, None)
        return [e for s in wanted for e in self._names[s.index]]


def no_count(text: str, number: Number) -> bool:
    """Whether a number is an age ("a 17-year-old") or the digits behind a point (".38")."""
    aged = number.form == "modifier" and _OLD.match(text, number.end) is not None
    aged = aged or _SHORT.match(text, number.end) is not None
    # "children under the age of 10"
    aged = aged or _AGE.search(number.text) is not None
    # "the youngest aged 14" is a figure of the minimum age
    youngest = number.form == "age" and _YOUNGEST.search(text, max(0, number.start - 20), number.start) is not None
    return aged or (number.form in ("age", "decimal") and not youngest)
