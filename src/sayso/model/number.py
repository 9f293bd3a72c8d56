"""A number expression in a report's text: its value, its bounds and the hedge in its words."""

from __future__ import annotations

from dataclasses import dataclass

Value = int | float


def plain(value: Value) -> Value:
    """A whole number as int, anything else as float rounded to nine digits.

    >>> plain(20.0), plain(2.5)
    (20, 2.5)
    """
    value = round(value, 9)
    return int(value) if float(value).is_integer() else value


@dataclass(frozen=True, slots=True)
class Number:
    """One number with its qualifier words; offsets are code points, end exclusive.

    `low` and `high` are the bounds as the words state them (None is unbounded), `best` the number as
    written (None for vague words and ranges). `core_start`/`core_end` cover the bare number, and
    `slot_start`/`slot_end` what may be read as one numeral by a parser ("a total of more than 300").
    `share` is a fraction's value as part of one ("two-thirds"), of which `best` is the percent. `confidence`, how
    likely the value is right, is known where the number is a row of its layer.
    """

    start: int
    end: int
    core_start: int
    core_end: int
    slot_start: int
    slot_end: int
    text: str
    low: Value | None
    high: Value | None
    best: Value | None
    qualifier: str
    form: str = "cardinal"
    unit: str | None = None
    share: float | None = None
    confidence: float | None = None

    def row(self, report: str) -> dict[str, object]:
        """The number as one row of the layer `numbers`."""
        return {
            "schema": 1,
            "report": report,
            "start": self.start,
            "end": self.end,
            "text": self.text,
            "low": self.low,
            "high": self.high,
            "best": self.best,
            "qualifier": self.qualifier,
            "unit": self.unit,
            "confidence": self.confidence,
        }
