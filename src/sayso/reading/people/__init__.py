"""Counts of single people: each person of a report once for each measure, however often the report names him."""

from sayso.reading.people.individuals import distinct
from sayso.reading.people.mentions import Mention, MentionReader

__all__ = ["Mention", "MentionReader", "distinct"]
