"""Finds the places of a report: spots weighed by their signs, then resolved together."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from sayso.atlas.gazetteer import Gazetteer, folded
from sayso.codebook.lexicon import Lexicon
from sayso.model.place import Place
from sayso.reading.places.meaning import Meanings
from sayso.reading.places.readings import Candidate
from sayso.reading.places.signs import PUT, Report, Signs
from sayso.reading.places.spotting import PLACE_LABELS, Entities, Spot, Spotter
from sayso.reading.places.vocabulary import PlaceWords
from sayso.reading.places.weighing import chosen, weighed, weights

# How much must speak for a name; a people is no place by itself, and takes more.
_LEAST, _LEAST_OF_PEOPLE = -0.2, 0.2
_SMALL = re.compile(r"(?<![\w’'.-])[a-z]{3,}")


class PlaceReader:
    """Finds and resolves the places of a report."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.meanings = Meanings(lexicon.settings["regions"])
        self.words = PlaceWords(lexicon, self.meanings)
        self.spotter = Spotter(self.words)
        self.signs = Signs(self.words)
        # "the Swift plant in Grand Island": whose plant it is, the place comes behind
        self._owned = re.compile(
            rf"\s+(?:\w+\s+)?(?:{'|'.join(sorted(map(re.escape, self.words.sites)))})s?\s+(?:in|near|outside)\s+[A-Z]"
        )

    def spots(
        self,
        text: str,
        spans: Sequence[tuple[int, int]],
        entities: Sequence[tuple[int, int, str]],
        closed: Sequence[tuple[int, int]] = (),
        *,
        home: str = "",
    ) -> list[Spot]:
        """All that may be a place, with its signs."""
        named = Entities(entities)
        spots = self.spotter.spots(text, spans, named, closed)
        letters = [c for s, e in spans for c in text[s:e] if c.isalpha()] if len(spans) < 3 else []
        loud = bool(letters) and sum(c.isupper() for c in letters) > len(letters) / 2
        small = frozenset(_SMALL.findall(text))
        report = Report(text, named, folded(home), small, frozenset(s for s, _ in spans), loud)
        self.signs.note(report, spots)
        return spots

    def find(
        self,
        text: str,
        spans: Sequence[tuple[int, int]],
        entities: Sequence[tuple[int, int, str]],
        closed: Sequence[tuple[int, int]] = (),
        *,
        home: str = "",
    ) -> list[Place]:
        """Places in the given stretches of text, in order.

        `entities` are (start, end, label) as the entity model gives them; `closed` spans (dates) hold none;
        `home` is what the source says of itself (publisher, title, address), a hint at the state meant.
        """
        spots = self.spots(text, spans, entities, closed, home=home)
        table = weights()
        # places of the user's own are taken wherever they stand
        own = [at for span in spans for at in self.meanings.lookup.atlas.own_names(text, *span)]
        spots = [spot for spot in spots if not any(spot.overlaps(*at) for at in own)]
        for spot in spots:
            spot.score = weighed(table, spot.signs) - (_LEAST_OF_PEOPLE if spot.kind == "people" else _LEAST)
        taken = chosen([*spots, *(Spot(s, e, text[s:e], "own") for s, e in own)])
        places = self.meanings.resolver(home).resolve([self._candidate(text, spot) for spot in taken])
        return [
            place if self._is_literal(text, spot) else replace(place, literal=False)
            for spot, place in zip(taken, places, strict=True)
        ]

    def _is_literal(self, text: str, spot: Spot) -> bool:
        """Whether a name tells of a spot on the map: not a people, no part of a body's name, not whose plant it is."""
        if spot.kind in ("people", "own"):
            return spot.kind == "own"
        towns = bool(spot.entries) and not any(e.kind in ("country", "state") for e in spot.entries)
        if towns and self._owned.match(text, spot.end):
            return False
        if spot.label in PLACE_LABELS or spot.inside or spot.kind_behind:
            return True
        if spot.label.startswith("ORG "):
            return False
        whole = spot.run is None or spot.last == len(spot.run.words) - 1
        return whole and (not towns or bool(PUT & set(spot.signs)))

    def resolve_spans(self, text: str, spans: Sequence[tuple[int, int]], *, home: str = "") -> list[Place]:
        """One place for each span that was handed in, whether the gazetteer knows it or not."""
        return self.meanings.resolver(home).resolve([self.meanings.candidate(text, s, e) for s, e in spans])

    def use(self, atlas: Callable[[], Gazetteer]) -> None:
        """Read with another gazetteer from here on."""
        self.meanings.use(atlas)
        self.words.forget()

    def _candidate(self, text: str, spot: Spot) -> Candidate:
        found = self.meanings.candidate(text, spot.start, spot.end)
        if spot.kind == "people" and not found.entries:
            # a people of a town or a region that the gazetteer has no word for
            people = self.words.people_of(spot.text)
            found.entries = self.words.entries(people[0]) if people is not None else ()
        return found
