"""What the other names of a report say of one: names listed with it, the same name elsewhere, peoples told of again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from sayso.reading.places.spotting import PLACE_LABELS, Entities, Spot
from sayso.reading.places.vocabulary import PlaceWords, folded

_LISTED = re.compile(r"(?:,|,? and|,? or|;| &)\s+$|/$")
_LARGE = frozenset(["is country", "is state", "is continent", "is a city of a million", "is abbreviated state"])


def note_company(text: str, entities: Entities, spots: Sequence[Spot], words: PlaceWords) -> None:
    """Give spots that have their own signs those of their company."""
    _listed(text, spots)
    _peoples(spots, words)
    _elsewhere(text, entities, spots)


def _listed(text: str, spots: Sequence[Spot]) -> None:
    """Signs from the names that a name is listed with."""
    chains: list[list[Spot]] = []
    for spot in spots:
        last = chains[-1][-1] if chains else None
        if last is not None and 0 < spot.start - last.end <= 6 and _LISTED.match(text[last.end : spot.start]):
            chains[-1].append(spot)
        else:
            chains.append([spot])
    for chain in (c for c in chains if len(c) > 1):
        told = [_told_by_list(spot) for spot in chain]
        among = [sum(kinds) for kinds in zip(*told, strict=True)]
        for spot, own in zip(chain, told, strict=True):
            sure, large, person = (n > one for n, one in zip(among, own, strict=True))
            company = " with a sure place" if sure else " with a large place" if large else ""
            spot.signs.append("listed" + (company or (" with a person" if person else "")))


def _told_by_list(spot: Spot) -> tuple[bool, bool, bool]:
    """What a name tells of those that it is listed with: whether it is surely a place, a large one, a person."""
    sure = _is_sure(spot) or "behind kind of place" in spot.signs
    return sure, spot.signs[0] in _LARGE, spot.label == "PERSON"


def _peoples(spots: Sequence[Spot], words: PlaceWords) -> None:
    """Signs of peoples: how often the report comes back to their land."""
    country_of = {s.text: people[0] for s in spots if s.kind == "people" and (people := words.people_of(s.text))}
    told: Counter[str] = Counter(country_of[s.text] for s in spots if s.text in country_of)
    known = {s.key for s in spots if s.kind == "known"}
    for s in spots:
        if s.kind == "people" and s.text in country_of:
            country = country_of[s.text]
            often = told[country]
            many = "once" if often == 1 else "twice" if often == 2 else "some times" if often < 5 else "often"
            s.signs.append(f"people told of {many}")
            s.signs.append(f"people told of {many}, {s.signs[0]}")
            s.signs.append("its country is named" if folded(country) in known else "its country is not named")
            s.signs.append(f"{min(len(told), 4)} peoples named")


def _elsewhere(text: str, entities: Entities, spots: Sequence[Spot]) -> None:
    """Signs from where the same name stands in the same report."""
    sure: Counter[str] = Counter()
    named: Counter[str] = Counter()
    places: Counter[str] = Counter()
    told: Counter[str] = Counter()
    behind_names: Counter[str] = Counter()
    for s in spots:
        named[s.key] += 1
        sure[s.key] += _is_sure(s)
        places[s.key] += s.label in PLACE_LABELS
        told[s.key] += _is_told(s)
        behind_names[s.key] += _is_last_name(s)
    people = _people(text, entities)
    bodies = Counter(_plain(text[s:e]) for s, e, label in entities.rows if label == "ORG")
    for s in spots:
        others = named[s.key] - 1
        if others:
            share = (places[s.key] - (s.label in PLACE_LABELS)) / others
            s.signs.append(f"elsewhere {'mostly' if share > 0.6 else 'at times' if share > 0.2 else 'never'} a place")
            s.signs.append("often named" if others > 2 else "named again")
        if sure[s.key] - _is_sure(s) > 0:
            s.signs.append("surely a place elsewhere" + (" and here" if _is_sure(s) else ""))
        if told[s.key] > _is_told(s):
            s.signs.append("told to be a place elsewhere" + ("" if s.entries else ", an unknown name"))
        if behind_names[s.key] > _is_last_name(s):
            never = ", surely a place nowhere" if not sure[s.key] else ", surely a place here" if _is_sure(s) else ""
            s.signs.append("a family name elsewhere" + never)
        last = s.key.split()[-1]
        if people["alone", last] > (s.label == "PERSON"):
            s.signs.append("a person elsewhere")
        if people["last", last] > (s.label == "PERSON ends"):
            s.signs.append("a person of full name elsewhere" + (", here a place" if s.label in PLACE_LABELS else ""))
        if people["first", s.key] > (s.label == "PERSON begins"):
            s.signs.append("a given name elsewhere")
        if bodies[s.key] > (s.label == "ORG"):
            s.signs.append("a body elsewhere")


def _people(text: str, entities: Entities) -> Counter[tuple[str, str]]:
    """How often a word is a person's first, last or only name."""
    found: Counter[tuple[str, str]] = Counter()
    for start, end, label in entities.rows:
        if label == "PERSON":
            words = text[start:end].split()
            found.update(("first", folded(word)) for word in words[:-1])
            found["last" if len(words) > 1 else "alone", _plain(words[-1])] += 1
    return found


def _plain(name: str) -> str:
    """A folded name without its possessive."""
    return folded(name.removesuffix("’s").removesuffix("'s"))


def _is_last_name(s: Spot) -> bool:
    """Whether words that are no places, offices or bearings stand before a name in its run, and none behind it."""
    run = s.run
    return (
        run is not None
        and s.first > 0
        and s.last == len(run.words) - 1
        and any(f"run ends, word {kind} before" in s.signs for kind in ("given name", "word", "initial"))
    )


def _is_told(s: Spot) -> bool:
    """Whether its kind stands beside a name, or its state behind it."""
    return s.inside or s.kind_behind or "before kind of place" in s.signs or "behind kind of place" in s.signs


def _is_sure(s: Spot) -> bool:
    """Whether a spot leaves little doubt: its state behind it, or behind a word of place and no part of a longer name."""
    if s.inside or (s.kind == "unknown" and "is unknown, told to be a place" in s.signs):
        return True
    return (
        ("before in" in s.signs or "before kind of place" in s.signs) and "run whole" in s.signs and s.label != "PERSON"
    )
