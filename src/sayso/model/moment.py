"""A time expression in a report and the interval of days that it means."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

# "0001-01-01" and "9999-12-31" stand in databases for a day that nobody knows
_FIRST_YEAR, _LAST_YEAR = 1000, 2999


def is_known(on: date) -> bool:
    """Whether a day is one that reports come out on or tell of, with room for a calendar before and behind it."""
    return _FIRST_YEAR <= on.year <= _LAST_YEAR


@dataclass(frozen=True, slots=True)
class Moment:
    """A date, time, duration or set; `begin`..`finish` are inclusive days, None where unknown.

    `kind` is DATE, TIME, DURATION or SET and `value` its TIMEX3 value; `precision` is day, week, month,
    season, year, decade, part (a stretch inside a longer unit) or unknown. `partial` keeps "--08-07"
    where the year is not known. A length of time that is `tied` to the day behind it has its days from that.
    """

    start: int
    end: int
    text: str
    kind: str
    value: str
    begin: date | None = None
    finish: date | None = None
    precision: str = "unknown"
    partial: str | None = None
    tied: bool = False

    def row(self, report: str) -> dict[str, object]:
        """The moment as one row of the layer `moments`."""
        return {
            "schema": 1,
            "report": report,
            "start": self.start,
            "end": self.end,
            "text": self.text,
            "kind": self.kind,
            "value": self.value,
        }

    def when(self) -> dict[str, object]:
        """The moment as the `when` of a claim."""
        return {
            "text": self.text,
            "start": self.begin.isoformat() if self.begin else None,
            "end": self.finish.isoformat() if self.finish else None,
            "precision": self.precision,
        }
