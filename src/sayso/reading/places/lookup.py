"""What the gazetteer has for a name as a report writes it: abbreviated, of a people, or with more words around it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from sayso.atlas.gazetteer import Entry, Gazetteer, How
from sayso.codebook.forms import either
from sayso.reading.places.readings import AREAS

# Names are met again and again in one report, and in the next.
_KEPT_NAMES = 4_000
_LARGE = (*sorted(AREAS), "continent")
_INITIALS = re.compile(r"(?:\w\.)+\w?")
_POSSESSIVE = re.compile(r"(?:['’]s?|[\s,;:)\]]+)$")


class NameLookup:
    """Finds the entries of names; the words round them come from the language book."""

    def __init__(self, atlas: Gazetteer, words: Mapping[str, Any]) -> None:
        self.atlas = atlas
        self.abbreviations: Mapping[str, str] = words["abbreviations"]
        of = f"(?:{either(words['of_leads'])}) of"
        self._leads = re.compile(rf"^(?:(?:{either(words['leads'])}|{of})[\s-]+)+", re.I)
        self._tails = re.compile(rf"(?:[\s-]+(?:{either(words['tails'])})\.?)+$", re.I)
        # of what stands near a name, no more than this may go
        self._near = (
            re.compile(rf"^(?:{either(words['near_leads'])})\s+", re.I),
            re.compile(rf"\s+(?:{either(words['near_tails'])})$"),
        )
        self._never_alone = frozenset(words["never_alone"])
        self.find = lru_cache(maxsize=_KEPT_NAMES)(atlas.find)
        self._all = lru_cache(maxsize=4 * _KEPT_NAMES)(atlas.find_widely)
        self.narrowly = lru_cache(maxsize=_KEPT_NAMES)(self._narrowly)
        self.widely = lru_cache(maxsize=_KEPT_NAMES)(self._widely)

    def exactly(self, name: str) -> tuple[Entry, ...]:
        """Gazetteer entries of a name or its abbreviation, and of nothing round it."""
        if (short := self._short(name)) is not None:
            return short
        # "M.D." is no Maryland
        return () if _INITIALS.fullmatch(name) else tuple(e for e in self._all(name) if e.how in (How.OWN, How.OTHER))

    def people(self, name: str) -> tuple[Entry, ...]:
        """The countries and regions whose people, or what is theirs, a name is ("French")."""
        return tuple(e for e in self._all(name) if e.how is How.PEOPLE)

    def _narrowly(self, name: str) -> tuple[Entry, ...]:
        """Gazetteer entries of a name, its abbreviation, or its core ("Central Texas", "Sandusky County")."""
        if (short := self._short(name)) is not None:
            return short
        found = self.atlas.find(name)
        if not found:
            for around in self._near:
                core = around.sub("", name)
                if core != name and (found := self.atlas.find(core)):
                    break
        return tuple(found)

    def _widely(self, name: str) -> tuple[Entry, ...]:
        """As `narrowly`, and peoples, rarer names, and what other words stand round ("Fargo Police", "City of X")."""
        name = _POSSESSIVE.sub("", name)
        if (short := self._short(name)) is not None:
            return short
        found: dict[str, Entry] = {}
        core = self._leads.sub("", name)
        for form in dict.fromkeys((name, core, self._tails.sub("", name), self._tails.sub("", core))):
            for e in self.atlas.find_widely(form) if len(form) > 1 else ():
                found.setdefault(e.id, e)
            if any(e.how in (How.OWN, How.OTHER) for e in found.values()):
                # a lesser place may be called all of it: the City of Alexandria
                break
        return tuple(found.values())

    def within(self, name: str) -> tuple[Entry, ...]:
        """Entries of the longest run of words within a name, the first of several."""
        words = re.split(r"[\s/]+", name)
        for size in range(min(4, len(words) - 1), 0, -1):
            for first in range(len(words) - size + 1):
                part = " ".join(words[first : first + size]).strip(".,()'’\"")
                if not part[:1].isupper() or part.lower() in self._never_alone:
                    continue
                found = self._short(part) or (self.atlas.find_widely(part) if len(part) > 2 else ())
                # "British International School" may stand anywhere
                if found := [e for e in found if e.how is not How.PEOPLE]:
                    return tuple(found)
        return ()

    def _short(self, name: str) -> tuple[Entry, ...] | None:
        full = self.abbreviations.get(name) or self.abbreviations.get(name.rstrip("."))
        if full:
            found = self.atlas.find(full)
            return tuple(e for e in found if e.kind in _LARGE) or tuple(found)
        if len(name) <= 2:
            return tuple(e for e in self.atlas.find(name) if e.kind in (*_LARGE, "region") and name.isupper())
        return None
