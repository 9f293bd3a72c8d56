"""How likely a figure or a number is right: the signs of its reading, weighed by a readable table fitted to gold."""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING

from sayso.codebook.numerals import Numerals
from sayso.model.number import Number

if TYPE_CHECKING:
    from sayso.reading.figure import Figure

Table = Mapping[str, float]

BASE = "base"
# the words that tie a number to a measure in these ways stand in its own clause
_CLOSE = frozenset(["patient", "agent", "state", "at", "noun_of"])
_CLOSE_DISTANCE = 1.5
# nothing is certain: what the table makes of the signs never leaves these bounds
_LEAST, _MOST = 0.01, 0.99
_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?")


def confidence(layer: str, signs: Iterable[str]) -> float:
    """The probability that a row of the layer `figures` or `numbers` is right, by the shipped table.

    >>> confidence("numbers", ()) > confidence("numbers", ("vague",))
    True
    """
    return weighed(weights()[layer], signs)


def weighed(table: Table, signs: Iterable[str]) -> float:
    """The probability by a table of log-odds; signs that it does not know weigh nothing.

    >>> weighed({"base": 0.0, "vague": -2.0}, ["vague"])
    0.12
    """
    odds = table[BASE] + sum(table.get(sign, 0.0) for sign in signs)
    return round(min(max(1 / (1 + math.exp(-odds)), _LEAST), _MOST), 2)


@lru_cache(maxsize=1)
def weights() -> dict[str, dict[str, float]]:
    """The shipped tables of log-odds, by layer."""
    text = resources.files("sayso.reading").joinpath("confidence.toml").read_text("utf-8")
    return {k: v for k, v in tomllib.loads(text).items() if isinstance(v, dict)}


def signs_of_figure(f: Figure, numerals: Numerals, *, said: bool) -> tuple[str, ...]:
    """The signs for and against a figure; `said` where it stands in somebody's statement.

    Right is what a careful reader of the report would note down, with the same value and the same measure. So "ten
    years" that no measure takes (an `extent`) is read well and yet seldom a figure of the report.
    """
    close = f.reading is not None and f.reading.kind in _CLOSE and f.reading.score < _CLOSE_DISTANCE
    return _those(
        {
            "tied closely": close and not f.inherited,
            "extent": f.reading is None and f.number.unit in numerals.extents,
            "said": said,
        }
    )


def signs_of_number(number: Number) -> tuple[str, ...]:
    """The signs for and against a number's value, in its own words.

    >>> signs_of_number(Number(0, 4, 0, 4, 0, 4, "five", 5, 5, 5, "exact"))
    ('bare', 'in words')
    """
    return _those({name: says(number) for name, says in _OF_NUMBERS.items()})


def _those(signs: Mapping[str, bool]) -> tuple[str, ...]:
    return tuple(name for name, true in signs.items() if true)


def _falls(number: Number) -> bool:
    """Whether the larger end of a range is written first: "from 208 pounds to 193"."""
    first = _DIGITS.search(number.text)
    return number.qualifier == "range" and first is not None and float(first[0].replace(",", "")) == number.high


_OF_NUMBERS: dict[str, Callable[[Number], bool]] = {
    "bare": lambda n: n.form == "cardinal" and n.unit is None,
    "vague": lambda n: n.qualifier == "vague",
    "in words": lambda n: not _DIGITS.search(n.text),
    "falling": _falls,
    "age": lambda n: n.form == "age",
    # "a five-year award": it tells what kind of thing, seldom how long
    "compound": lambda n: n.form == "modifier" and n.unit is not None,
}
