"""The grammar of numbers: digits, words, hedges, ranges, vague words, shares, complements and zeros."""

from sayso.reading.numbers.grammar import numbers
from sayso.reading.numbers.layer import blocking, stated

__all__ = ["blocking", "numbers", "stated"]
