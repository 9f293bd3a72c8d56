"""One place where a single person is told of, with what his words say about him."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sayso.reading.figure import Figure
from sayso.reading.parsing import Parsed

if TYPE_CHECKING:
    from spacy.tokens import Token

# What stands for one person has at most so many characters.
LONGEST = 60


@dataclass(slots=True)
class Mention:
    """One place where a single person is told of, with what his words say about him."""

    parsed: Parsed
    token: Token
    kind: str
    shown: Token
    sex: str = ""
    noun: str = ""
    owner: str = ""
    grown: bool | None = None
    age: int | None = None
    first: str = ""
    last: str = ""
    offender: bool = False
    anew: bool = False
    pair: bool = False
    killer: bool = False
    victim: bool = False
    fates: list[Figure] = field(default_factory=list)

    @property
    def measures(self) -> set[str]:
        """What was done to, or became of, the person."""
        return {f.reading.measure for f in self.fates if f.reading is not None}
