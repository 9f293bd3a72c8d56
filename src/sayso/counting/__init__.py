"""Counts over the record: how many people or incidents, of which kind, where and when; and what the pile covers."""

from sayso.counting.count import count
from sayso.counting.coverage import coverage
from sayso.counting.question import Question
from sayso.counting.result import Count

__all__ = ["Count", "Question", "count", "coverage"]
