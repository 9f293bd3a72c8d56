"""The grammar of numbers: digits, words, hedges, ranges, vague words, shares, complements and zeros."""

from sayso.reading.numbers.grammar import numbers

__all__ = ["numbers"]
