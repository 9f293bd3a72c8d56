"""All rules by which time expressions are found; each knows how to resolve what it finds."""

from __future__ import annotations

from typing import Any

from sayso.reading.moments.pieces import Rule, pieces
from sayso.reading.moments.rules_of_dates import rules_of_dates
from sayso.reading.moments.rules_of_periods import rules_of_periods
from sayso.reading.moments.rules_of_spans import rules_of_spans


def rules(calendar: dict[str, Any], numerals: dict[str, Any]) -> list[Rule]:
    """All rules, in the order in which they win over one another."""
    p = pieces(calendar, numerals)
    return [*rules_of_dates(p, calendar), *rules_of_periods(p), *rules_of_spans(p, calendar)]
