"""The grammar of dates, times, durations and sets, resolved against the day a report speaks from."""

from sayso.reading.moments.grammar import MomentReader

__all__ = ["MomentReader"]
