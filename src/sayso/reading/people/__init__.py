"""Counts of single people: each person of a report once for each measure, however often the report names him."""

from sayso.reading.people.besides import as_others, is_other, leave_out, of_kin
from sayso.reading.people.individuals import distinct
from sayso.reading.people.mention import Mention
from sayso.reading.people.mentions import MentionReader
from sayso.reading.people.named import NameReader

__all__ = ["Mention", "MentionReader", "NameReader", "as_others", "distinct", "is_other", "leave_out", "of_kin"]
