"""Qualified numbers read as intervals, by the codebook: for verdicts and checks only, never written back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sayso.codebook.lexicon import Lexicon
from sayso.codebook.schema import Qualifier
from sayso.model.claim import Claim

INFINITY = float("inf")


@dataclass(frozen=True, slots=True)
class Span:
    """An interval of numbers; an open end excludes its bound.

    >>> Span(300, INFINITY, low_open=True).meets(Span(300, 300))
    False
    """

    low: float
    high: float
    low_open: bool = False
    high_open: bool = False

    def meets(self, other: Span) -> bool:
        """Whether the two intervals have a number in common."""
        return not self.common(other).empty

    def common(self, other: Span) -> Span:
        """The numbers in both."""
        low = max((self.low, self.low_open), (other.low, other.low_open))
        high = min((self.high, not self.high_open), (other.high, not other.high_open))
        return Span(low[0], high[0], low[1], not high[1])

    @property
    def empty(self) -> bool:
        """Whether no number lies inside."""
        return self.low > self.high or (self.low == self.high and (self.low_open or self.high_open))

    def __str__(self) -> str:
        high = "…" if self.high == INFINITY else f"{self.high:,g}"
        return f"{'(' if self.low_open else '['}{self.low:,g}, {high}{')' if self.high_open or self.high == INFINITY else ']'}"


def half_digit(value: float) -> float:
    """Half a unit of the last non-zero digit: 700 gives 50, 680 gives 5.

    >>> half_digit(700), half_digit(680), half_digit(1.5)
    (50.0, 5.0, 0.05)
    """
    text = f"{value:.6f}".rstrip("0").rstrip(".")
    if "." in text:
        return float(0.5 * 10.0 ** -len(text.split(".")[1]))
    zeros = len(text) - len(text.rstrip("0"))
    return float(0.5 * 10.0**zeros)


def span_of(claim: Claim, lexicon: Lexicon, *, as_about: bool = False) -> Span | None:
    """What a claim's words mean as an interval, None where they give no number.

    `as_about` reads a bare round number as "about" it.
    """
    if claim.qualifier == "range" or (claim.best is None and claim.low is not None and claim.high is not None):
        if claim.low is None or claim.high is None:
            return None
        return Span(float(claim.low), float(claim.high))
    name = "about" if as_about and claim.qualifier == "exact" else claim.qualifier
    value = claim.best if claim.best is not None else claim.low
    if value is None:
        return None
    return _around(float(value), lexicon.qualifiers.get(name))


def _around(value: float, qualifier: Qualifier | None) -> Span:
    """The interval that a qualifier declares round a number; a share of 0 above is no bound."""
    if qualifier is None:
        return Span(value, value)
    i = qualifier.interval
    unbounded = i.high_share is None or (i.high_share == 0.0 and (i.low_share or 0) > 0)
    low = 0.0 if i.low_share is None else value * i.low_share
    high = INFINITY if unbounded else value * (i.high_share or 0.0)
    if i.half_digit:
        low, high = min(low, value - half_digit(value)), max(high, value + half_digit(value))
    return Span(round(low, 6), high if high == INFINITY else round(high, 6), i.low_open, i.high_open)


def round_ones(claims: Sequence[Claim]) -> frozenset[str]:
    """Ids of bare numbers of one significant digit, 100 or more, that others show to be rounded.

    Others state more digits, or give the same number with a hedge ("more than 2,000" beside "2,000").
    """

    def digits(value: float) -> int:
        return len(f"{value:.0f}".rstrip("0"))

    values = [float(c.best) for c in claims if c.best is not None]
    finer = any(digits(v) > 1 for v in values)
    hedged = {float(c.best) for c in claims if c.best is not None and c.qualifier not in ("exact", "range")}
    return frozenset(
        c.id
        for c in claims
        if c.qualifier == "exact"
        and c.best is not None
        and c.best >= 100
        and digits(float(c.best)) == 1
        and (finer or float(c.best) in hedged)
    )
