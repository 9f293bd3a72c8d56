"""A number with what is read of it, filled in step by step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.model.number import Number
from sayso.reading.links import Counted, Link, counted, links
from sayso.reading.measures import Reading
from sayso.reading.parsing import Parsed

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(slots=True)
class Figure:
    """A number with what is read of it; filled in by the steps of reading one after the other."""

    number: Number
    parsed: Parsed
    token: Token
    target: Counted
    ties: list[Link]
    classes: tuple[str, ...] = ()
    reading: Reading | None = None
    implicit: bool = False
    inherited: bool = False
    model: Figure | None = None
    per: str | None = None
    counter: str | None = None
    group: str | None = None
    beside: str | None = None
    signs: tuple[str, ...] = ()

    @property
    def measure(self) -> str | None:
        """The measure's name, if any word ties the number to one."""
        return self.reading.measure if self.reading else None


def blank(sentence: Parsed, token: Token, number: Number) -> Figure:
    """A number with its tree, before anything is read of it."""
    target = counted(token)
    return Figure(number, sentence, token, target, links(target))
