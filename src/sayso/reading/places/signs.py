"""What speaks for and against a stretch being a place's name: its kind, its words, its surroundings, its report."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sayso.codebook.words import given_names
from sayso.reading.places.company import note_company
from sayso.reading.places.spotting import Entities, Spot
from sayso.reading.places.vocabulary import PlaceWords, is_common

_SURELY = re.compile(
    r"\b(?:in|at|near|outside|throughout|(?:parts|city|town|village|province|state|outskirts|streets|suburbs?|port|people|residents|capital|north|south|east|west) of|based in)\s+(?:the\s+|downtown\s+|nearby\s+|(?:central|south|southern|north|northern|east|eastern|west|western|rural|north-?eastern|south-?eastern|north-?western|south-?western)\s+)*$",
    re.I,
)
_MAYBE = re.compile(
    r"\b(?:from|to|across|around|between|over|off|through|towards?|inside|into|leaving|reached|left|on|along)\s+(?:the\s+|(?:central|south|southern|north|northern|east|eastern|west|western)\s+)*$",
    re.I,
)
_KIND_OF = re.compile(r"\b(\w+)\s+(?:of|called|named)\s+(?:the\s+)?$")
_LAST = re.compile(r"([\w’'.-]+|[^\w\s])(\s*)$")
_NEXT = re.compile(r"\s*([\w’]+|[^\w\s])")
_OPENS = frozenset('.!?:;"“”)([—–-•\n')
_POSSESSIVE = re.compile(r"['’]s?\b")
_DATELINE = re.compile(r"(?:,\s+[\w. ]{2,20}?)?\s*(?:\([^)\n]{2,30}\)\s*)?(?:—|–|--|-\s|�)")
_LARGE, _TOWNS = ("country", "state", "continent"), frozenset(["town", "hamlet"])
_WIDE = frozenset(["region", "water", "terrain", "site"])
_TOWN_SIZES = ((1_000_000, "a city of a million"), (100_000, "a city"), (15_000, "a town"), (2_000, "a small town"))
_ENDS = re.compile(r"[.!?]\s|\n")
_BEHIND, _BEFORE = 40, 48
# behind these a name is where something is
PUT = frozenset(["before in", "before to", "before kind of place"])


@dataclass(slots=True)
class Report:
    """What the signs of a spot are looked up in."""

    text: str
    entities: Entities
    home: str
    small: frozenset[str]
    starts: frozenset[int]
    loud: bool


class Signs:
    """Notes the signs of all spots of a report."""

    def __init__(self, words: PlaceWords) -> None:
        self.words = words

    def note(self, report: Report, spots: Sequence[Spot]) -> None:
        """Give each spot its signs."""
        for spot in spots:
            before, behind = self._before(report, spot), self._behind(report, spot)
            told = "kind of place" in (before, behind)
            kind, label = self._kind(spot, told=told), self._label(report, spot)
            place = self._in_run(spot)
            spot.label = label
            spot.signs = [
                f"is {kind}",
                f"entity {label}",
                f"run {place}",
                f"before {before}",
                f"behind {behind}",
                f"is {kind}, entity {label}",
                f"entity {label}, before {before}",
                f"entity {label}, run {place}",
                f"entity {label}, behind {behind}",
                f"is {kind}, before {before}",
                f"is {kind}, behind {behind}",
                f"is {kind}, run {place}",
                *self._own(report, spot),
            ]
        note_company(report.text, report.entities, spots, self.words)

    def _kind(self, spot: Spot, *, told: bool) -> str:
        """What the name stands for, where it is one that is known."""
        if spot.kind == "people":
            people = self.words.people_of(spot.text)
            several = people is not None and people[1]
            return "several people" if several else "a people"
        if spot.kind == "unknown" and (spot.kind_behind or told):
            return "unknown, told to be a place"
        if spot.kind != "known":
            return spot.kind
        if not spot.entries:
            return "a wide region"
        kinds = {e.kind for e in spot.entries}
        for large in _LARGE:
            if large in kinds:
                short = len(spot.text) <= 2 or (spot.text.isupper() and len(spot.text) <= 4)
                return f"{large} in letters" if short else f"abbreviated {large}" if "." in spot.text else large
        if spot.text.split()[-1] in self.words.areas:
            return "an area"
        if kinds & _WIDE:
            return "a wide region"
        if "province" in kinds:
            return "a province"
        if not kinds & _TOWNS:
            return "a district"
        most = max(e.people for e in spot.entries if e.kind in _TOWNS)
        return next((name for size, name in _TOWN_SIZES if most >= size), "a hamlet")

    def _label(self, report: Report, spot: Spot) -> str:
        """How the entity model takes it, and whether as a part of a longer name."""
        entity = report.entities.at(spot.start, spot.end)
        if entity is None:
            return "none"
        start, end, label = entity
        if label not in ("GPE", "LOC", "FAC", "ORG", "PERSON", "NORP"):
            label = "other"
        if spot.start - start > 4:
            return f"{label} ends" if end <= spot.end else f"{label} inside"
        if end - spot.end > 2:
            return f"{label} begins"
        return label

    def _in_run(self, spot: Spot) -> str:
        """Where it stands among the words written large, and what kind of word stands next to it."""
        run = spot.run
        if run is None:
            return "none"
        n = len(run.words)
        if spot.last + 1 < n:
            rest = [run.word(k) for k in range(spot.last + 1, n)]
            follows = self._class_of(rest[0])
            if follows == "word" and any(r in self.words.bodies or r in self.words.press for r in rest[1:]):
                follows = "word of a body"
            return f"{'begins' if spot.first == 0 else 'inside'}, {follows} behind"
        if spot.first == 0:
            return "whole"
        before = [run.word(k) for k in range(spot.first)]
        gap = run.text[run.words[spot.first - 1][1] - run.start : spot.start - run.start].strip() or " "
        joint = "of" if len(gap) > 1 else "hyphen" if gap in "-–" else "word"
        return f"ends, {joint} {self._class_of(before[-1])} before"

    def _class_of(self, word: str) -> str:
        w, small = self.words, word.lower()
        if word in w.press:
            return "press"
        if word in w.bodies:
            return "body"
        if word in w.roads:
            return "road"
        if word in w.areas or word in w.grounds:
            return "ground"
        if small in w.roles or small + "." in w.roles or small.rstrip(".") in w.roles:
            return "role"
        if w.people_of(word) is not None:
            return "people"
        if len(word) <= 2:
            return "initial"
        if small in given_names():
            return "given name"
        return "common word" if is_common(small) else "word"

    def _before(self, report: Report, spot: Spot) -> str:
        """What stands before the run."""
        text = report.text
        start = spot.run.start if spot.run is not None and spot.first else spot.start
        near = text[max(0, start - _BEFORE) : start]
        if not near.strip() or near.endswith("\n") or start in report.starts:
            return "nothing, at the head"
        kind = _KIND_OF.search(near)
        if kind is not None and kind.group(1).lower() in self.words.kinds:
            return "kind of place"
        if _SURELY.search(near):
            return "in"
        if _MAYBE.search(near):
            return "to"
        match = _LAST.search(near)
        if match is None:
            return "nothing"
        word = match.group(1).lower()
        if word in ("the", "a", "an", "of", "and", "or", "for", "with", "by"):
            return "a" if word == "an" else word
        if word == ",":
            said = _LAST.search(near[: match.start()])
            return "kin and comma" if said is not None and said.group(1).lower() in self.words.kin else "comma"
        if word in _OPENS:
            return "mark"
        if word in self.words.roles or word.rstrip(".") in self.words.roles or word in self.words.courtesy:
            return "role"
        if word in self.words.people:
            return "person"
        if match.group(1)[0].isupper():
            return "large word"
        return "verb" if word.endswith(("ed", "ing")) else "closed" if word in self.words.closed else "word"

    def _behind(self, report: Report, spot: Spot) -> str:
        """What stands behind the name."""
        text, end = report.text, spot.end
        if spot.inside:
            return "state"
        if spot.run is not None and spot.last + 1 < len(spot.run.words):
            # the words of the run are told of by its own sign
            end = spot.run.end
            if end != spot.end:
                return "rest of run"
        if _POSSESSIVE.match(text, end):
            return "possessive"
        if _DATELINE.match(text, end) and (spot.text.isupper() or spot.start in report.starts):
            return "dateline"
        match = _NEXT.match(text, end, end + _BEHIND)
        if match is None:
            return "nothing"
        word = match.group(1)
        if word in "-–":
            return "hyphen"
        if not word[0].isalnum():
            return "comma" if word == "," else "mark"
        if word[0].isdigit():
            return "number"
        if word[0].isupper():
            return "large word"
        if word in self.words.kinds:
            return "kind of place"
        if word in self.words.said:
            return "said"
        if word in self.words.people or word.rstrip("s") in self.words.people:
            return "person"
        if word in self.words.roles:
            return "role"
        return "closed" if word in self.words.closed else "word"

    def _own(self, report: Report, spot: Spot) -> list[str]:
        """Signs of the words themselves."""
        found = []
        small, words = spot.text.lower(), spot.text.split()
        if spot.kind == "known":
            if len(words) == 1:
                found += ["common word"] * is_common(small) + ["given name"] * (small in given_names())
                found += ["written small too"] * (small in report.small and not spot.text.isupper())
            else:
                found.append("several words" + (", all common" if all(is_common(v) for v in words) else ""))
            found += ["one of its kind"] * (len(spot.entries) == 1)
        if spot.text.isupper() and len(spot.text) > 1:
            found.append("in capitals among capitals" if report.loud else f"{min(len(spot.text), 5)} capitals")
        if spot.key in report.home:
            found.append("named by the source")
        if spot.kind_behind:
            found.append("its kind behind its list")
        run = spot.run
        if run is not None and run.text.isupper() and len(run.words) > 2:
            found.append("in a line of capitals")
        return found
