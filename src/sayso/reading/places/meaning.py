"""What the gazetteer and the words round a name offer the resolver: entries, what stands behind, the source's home."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from sayso.atlas.gazetteer import Entry, Gazetteer, folded, gazetteer
from sayso.reading.places.lookup import NameLookup
from sayso.reading.places.readings import AREAS, Candidate, Home
from sayso.reading.places.resolving import Resolver

_TITLE_CASE = re.compile(r"[A-Z][a-z]+(?:\s[A-Z][a-z]+)?")
# Country codes at the end of a site's name.
_ENDING = re.compile(r"(?<![\w@])(?:[\w-]+\.)+(ca|uk|ie|au|nz|in|za|ng|ke|pk|ph|sg|my|il|jm|tt|gh)\b", re.I)
_SITE = re.compile(r"(?<![\w@.-])(?:[\w-]+\.)+[a-z]{2,}\b", re.I)
# A publisher's name that is also a smaller place's says nothing of where it is at home.
_KNOWN_TOWN = 20_000
# Of a town behind a comma ("Soho, London") its best known readings.
_BEHIND_MOST = 3


class Meanings:
    """Looks up names in the gazetteer; the words round them come from the language book."""

    def __init__(self, words: Mapping[str, Any]) -> None:
        self.towns_first = frozenset(folded(name) for name in words["towns_first"])
        self.words = words
        leads = rf"(?:(?:{'|'.join(words['leads'])})[\s-]+)*"
        # "Sandusky, Ohio", "Sandusky (Ohio)", "Sandusky in northern Ohio": what comes behind may hold the place
        self._behind = re.compile(
            rf"(?:,\s+(?:(?:in|near)\s+{leads})?|\s+\(|\s+in\s+{leads})([A-Z][\w.’'-]*(?:\s[A-Z][\w.’'-]*){{0,2}})"
        )
        self.use(gazetteer)

    def use(self, atlas: Callable[[], Gazetteer]) -> None:
        """Read with another gazetteer from here on."""
        self._atlas = atlas
        self._lookup: NameLookup | None = None

    @property
    def lookup(self) -> NameLookup:
        """The look-up of names, made when the first name is met: commands that read nothing load no gazetteer."""
        if self._lookup is None:
            self._lookup = NameLookup(self._atlas(), self.words)
        return self._lookup

    def candidate(self, text: str, start: int, end: int) -> Candidate:
        """A name with its entries, or those of a part of it, and what stands behind it."""
        name, behind = text[start:end], self.behind(text, end)
        whole = self.lookup.atlas.own(name)
        inner = re.fullmatch(r"([A-Z][^,]+),\s+([A-Z][^,]+)", name) if not behind and not whole else None
        if inner:
            # a span handed in with its state: "Paris, Texas"
            name, behind = inner.group(1), self.behind(text, start + inner.end(1))
        entries = tuple(whole) or self.lookup.widely(name)
        parts = entries or self.lookup.within(name)
        return Candidate(start, end, text[start:end], parts, behind, partly=not entries)

    def behind(self, text: str, end: int) -> tuple[Entry, ...]:
        """The entries of the name that stands behind a comma or in brackets ("Sandusky, Ohio")."""
        match = self._behind.match(text, end)
        if match is None:
            return ()
        words = match.group(1).split()
        sure = not match.group().lstrip().startswith("in")
        for size in range(len(words), 0, -1):
            part = " ".join(words[:size])
            entries = self.lookup.narrowly(part) or self.lookup.narrowly(re.sub(r"(?:['’]s?|\.)$", "", part))
            if not entries and part + "." in self.lookup.abbreviations:
                # "PADUCAH, Ky (WXYZ)"
                entries = self.lookup.narrowly(part + ".")
            if entries and (sure or any(e.kind in AREAS for e in entries)):
                return tuple(e for e in entries if e.kind in AREAS) or entries[:_BEHIND_MOST]
        return ()

    def resolver(self, home: str) -> Resolver:
        """What weighs the names of one report; `home` is what its source says of itself."""
        return Resolver(self.towns_first, self.home(home))

    def home(self, home: str) -> Home:
        """Regions and countries that a source's own words point to: named, holding the only town of a name, its site."""
        found = Home()
        for site in _SITE.finditer(home):
            if town := self.lookup.atlas.home(site.group()):
                found.towns.append(town)
                found.countries[town.country] += 1
                found.regions[town.country, town.admin1_code] += 1
        for site in _ENDING.finditer(home):
            found.countries[site.group(1).upper().replace("UK", "GB")] += 1
        for match in _TITLE_CASE.finditer(home):
            for name in dict.fromkeys([match.group(), *match.group().split()]):
                entries = self.lookup.find(name)
                named = [e for e in entries if e.kind in AREAS]
                if named:
                    found.countries[named[0].country] += 1
                    if named[0].admin1_code:
                        found.regions[named[0].country, named[0].admin1_code] += 2
                elif len({e.admin1_code for e in entries}) == 1 and entries[0].people > _KNOWN_TOWN:
                    found.regions[entries[0].country, entries[0].admin1_code] += 1
        return found
