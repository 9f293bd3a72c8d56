"""Counts of single people: each person of a report once for each measure, however often the report names him."""

from sayso.reading.people.individuals import distinct
from sayso.reading.people.mentions import Mention, MentionReader
from sayso.reading.people.named import NameReader

__all__ = ["Mention", "MentionReader", "NameReader", "distinct"]
