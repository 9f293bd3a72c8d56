"""Who is named in full in a report: by whom two reports may be known to tell of one event."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from sayso.atlas.gazetteer import folded
from sayso.codebook.lexicon import Lexicon
from sayso.codebook.words import given_names, known

Span = tuple[int, int]
_PART = r"[A-Z][a-z]*(?:['’-][A-Z]?[a-z]+|[A-Z][a-z]+)*"
_NAME = re.compile(
    rf"(?<![\w.’'-])(?P<first>{_PART})\s(?:(?:[A-Z]\.|[“\"‘(][^\W\d_]+[”\"’)]|{_PART})\s){{0,2}}?(?P<last>{_PART})"
    rf"(?:,?\s(?:Jr|Sr|II|III|IV)\b\.?)?(?=['’]s|[^\w’'-]|$)(?!\s{_PART}\b(?!\s(?:said|told|was|is|had)))"
)
_BEFORE = re.compile(r"([\w.]+)\s+$")


class NameReader:
    """Finds the full names of people who hold no office, with the words of a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        words = lexicon.settings["people"]
        calendar = lexicon.settings["calendar"]
        self._no_part = frozenset(words["in_names_of_institutions"]) | lexicon.word_set("closed_class")
        self._no_part |= calendar["weekdays"].keys() | calendar["months"].keys()
        self._offices = frozenset(
            noun.split()[-1].rstrip(".") for role in lexicon.roles if role.public for noun in role.nouns
        )

    def find(self, text: str, closed: Sequence[Span], officials: Iterable[str]) -> tuple[tuple[int, str], ...]:
        """Where each name stands, first and last name folded.

        `closed` spans (places, organisations) hold none; `officials` are speakers whose names are left out.
        """
        out = {w for name in officials for w in folded(name).split()}
        found = []
        for match in _NAME.finditer(text):
            first, last = folded(match["first"]), folded(match["last"])
            taken = any(s < match.end() and match.start() < e for s, e in closed)
            if not taken and last not in out and self._is_name(text, match, first, last):
                found.append((match.start(), f"{first} {last}"))
        return tuple(found)

    def _is_name(self, text: str, match: re.Match[str], first: str, last: str) -> bool:
        """Whether two capitalised words may be somebody's name, and nobody's in an office."""
        before = _BEFORE.search(text, max(0, match.start() - 30), match.start())
        if not last or not self._no_part.isdisjoint((first, last)):
            return False
        if before is not None and before.group(1).rstrip(".").lower() in self._offices:
            return False
        return first in given_names() or last not in known() or first not in known()
