"""A user's own places as entries of the gazetteer, found before all others of their names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain

from sayso.atlas.gazetteer import Entry, Gazetteer, How, folded, gazetteer
from sayso.codebook.places import OwnPlace
from sayso.errors import CodebookError


def entries_of(places: Iterable[OwnPlace], atlas: Gazetteer | None = None) -> Mapping[str, tuple[Entry, ...]]:
    """Entries by folded name; raises CodebookError where a country or region is not known."""
    places = tuple(places)
    if not places:
        return {}
    atlas = atlas or gazetteer()
    found: dict[str, tuple[Entry, ...]] = {}
    for place in places:
        entry = _entry(place, atlas)
        for name in dict.fromkeys(map(folded, place.names)):
            found[name] = (*found.get(name, ()), entry)
    return found


def _entry(place: OwnPlace, atlas: Gazetteer) -> Entry:
    country = _area(place.country, place, atlas, "country")
    region = _area(place.admin1, place, atlas, "state", "province", country=country.country if country else None)
    return Entry(
        place.id,
        place.names[0],
        "site",
        region.country if region else country.country if country else "",
        region.admin1_code if region else "",
        region.name if region else None,
        place.lat,
        place.lon,
        0,
        How.USER,
        place.kind,
    )


def _area(name: str, place: OwnPlace, atlas: Gazetteer, *kinds: str, country: str | None = None) -> Entry | None:
    if not name:
        return None
    by_code = atlas.country(name) if "country" in kinds else None
    named = chain([by_code] if by_code else [], atlas.find_widely(name))
    for entry in named:
        if entry.kind in kinds and country in (None, entry.country):
            return entry
    raise CodebookError(
        "places-unknown-area",
        f"no {' or '.join(kinds)} is called {name!r}" + (f" in {country}" if country else ""),
        where=place.where,
        hint="write it as a map does, or a code (US, MS), or leave the cell empty",
    )
