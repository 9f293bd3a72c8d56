"""What the gazetteer has for a name as a report writes it: abbreviated, of a people, or with more words around it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from sayso.atlas.gazetteer import Entry, Gazetteer, How

# Names are met again and again in one report, and in the next.
_KEPT_NAMES = 4_000
_AREAS = ("country", "state", "province", "continent")
# What a name may have round the one that the gazetteer knows.
_LEAD = re.compile(
    r"^(?:[Tt]he|[Cc]entral|[Nn]orthern|[Ss]outhern|[Ee]astern|[Ww]estern|[Nn]orth|[Ss]outh|[Ee]ast|[Ww]est|[Dd]owntown|[Uu]pper|[Ll]ower|[Gg]reater|[Mm]etro)\s+"
)
_INITIALS = re.compile(r"(?:\w\.)+\w?")
_KIND = re.compile(r"\s+(?:County|City|area|region)$")
_POSSESSIVE = re.compile(r"(?:['’]s?|[\s,;:)\]]+)$")


class NameLookup:
    """Finds the entries of names; the words round them come from the language book."""

    def __init__(self, atlas: Gazetteer, words: Mapping[str, Any]) -> None:
        self.atlas = atlas
        self.abbreviations: Mapping[str, str] = words["abbreviations"]
        of = f"(?:{_either(words['of_leads'])}) of"
        self._leads = re.compile(rf"^(?:(?:{_either(words['leads'])}|{of})[\s-]+)+", re.I)
        self._tails = re.compile(rf"(?:[\s-]+(?:{_either(words['tails'])})\.?)+$", re.I)
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
            for around in (_LEAD, _KIND):
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
            return tuple(e for e in found if e.kind in _AREAS) or tuple(found)
        if len(name) <= 2:
            return tuple(e for e in self.atlas.find(name) if e.kind in (*_AREAS, "region") and name.isupper())
        return None


def _either(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first."""
    return "|".join(sorted(map(re.escape, words), key=lambda w: (-len(w), w)))
