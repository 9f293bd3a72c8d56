"""What the gazetteer has for a name as a report writes it: abbreviated, of a people, or with more words around it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from sayso.atlas.gazetteer import Entry, Gazetteer

# Names are met again and again in one report, and in the next.
_KEPT_NAMES = 4_000
_AREAS = ("country", "state", "province", "continent")
# What a name may have round the one that the gazetteer knows.
_LEAD = re.compile(
    r"^(?:[Tt]he|[Cc]entral|[Nn]orthern|[Ss]outhern|[Ee]astern|[Ww]estern|[Nn]orth|[Ss]outh|[Ee]ast|[Ww]est|[Dd]owntown|[Uu]pper|[Ll]ower|[Gg]reater|[Mm]etro)\s+"
)
_KIND = re.compile(r"\s+(?:County|City|area|region)$")
_WIDE_LEAD = re.compile(
    r"^(?:(?:the|greater|metro(?:politan)?|downtown|inner|suburban|rural|mainland|central|mid-?|upper|lower|coastal|"
    r"(?:north|south)(?:-?(?:east|west))?(?:ern)?(?:-central)?|(?:east|west)(?:ern)?|old|"
    r"(?:city|town|village|township|county|state|province|kingdom|republic|port|borough|district|region|island|isle|"
    r"university|bank|bishop|archdiocese|diocese|commonwealth|government|people) of|county|co\.)[\s-]+)+",
    re.I,
)
_WIDE_TAIL = re.compile(
    r"(?:[\s-]+(?:county|counties|city|area|areas|region|province|provinces|state|district|township|twp\.?|village|town|"
    r"island|islands|isles|valley|bay|river|park|parish|borough|governorate|oblast|prefecture|department|municipality|"
    r"metropolitan|metro|suburbs?|republic|territory|peninsula|coast|beach|port|harbou?r|airport|international|police|"
    r"government|university|college|school|hospital|council|court|residents?|people|basin|canton|regency|emirate))+$",
    re.I,
)
_POSSESSIVE = re.compile(r"(?:['’]s?|[\s,;:)\]]+)$")


class NameLookup:
    """Finds the entries of names; `abbreviations` come from the language book."""

    def __init__(self, atlas: Gazetteer, abbreviations: Mapping[str, str]) -> None:
        self.atlas = atlas
        self.abbreviations = abbreviations
        self.narrowly = lru_cache(maxsize=_KEPT_NAMES)(self._narrowly)
        self.widely = lru_cache(maxsize=_KEPT_NAMES)(self._widely)

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
        """As `narrowly`, and peoples, rarer names, and the place within a longer name ("Fargo Police", "City of X")."""
        name = _POSSESSIVE.sub("", name)
        if (short := self._short(name)) is not None:
            return short
        for form in (
            name,
            _WIDE_LEAD.sub("", name),
            _WIDE_TAIL.sub("", name),
            _WIDE_TAIL.sub("", _WIDE_LEAD.sub("", name)),
        ):
            if len(form) > 1 and (found := self.atlas.find_widely(form)):
                return tuple(found)
        return self._within(name)

    def _short(self, name: str) -> tuple[Entry, ...] | None:
        full = self.abbreviations.get(name) or self.abbreviations.get(name.rstrip("."))
        if full:
            return tuple(e for e in self.atlas.find(full) if e.kind in _AREAS)
        if len(name) <= 2:
            return tuple(e for e in self.atlas.find(name) if e.kind in (*_AREAS, "region") and name.isupper())
        return None

    def _within(self, name: str) -> tuple[Entry, ...]:
        """Entries of the longest run of words within a name, the first of several."""
        words = re.split(r"[\s/]+", name)
        for size in range(min(4, len(words) - 1), 0, -1):
            for first in range(len(words) - size + 1):
                part = " ".join(words[first : first + size]).strip(".,()'’\"")
                if len(part) < 3 or not part[0].isupper():
                    continue
                found = self._short(part) or self.atlas.find_widely(part)
                if found:
                    return tuple(found)
        return ()
