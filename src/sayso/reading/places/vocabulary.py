"""What the codebooks say of place names: abbreviations, peoples, regions, roads, and the words that stand round a name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from sayso.atlas.gazetteer import Entry
from sayso.atlas.gazetteer import folded as unkept
from sayso.codebook.forms import either
from sayso.codebook.lexicon import Lexicon
from sayso.codebook.words import common
from sayso.reading.places.meaning import Meanings

UPPER = "".join(c for c in map(chr, range(0x250)) if c.isupper())
UPPER_WORD = rf"[{UPPER}][\w.’'-]{{0,40}}(?:\s[{UPPER}][\w.’'-]{{0,40}}){{0,2}}"
# Names are met again and again in one report, and in the next.
_KEPT_NAMES = 8_000
folded = lru_cache(maxsize=4 * _KEPT_NAMES)(unkept)
_SAME_IN_PLURAL = ("sh", "ch", "ese", "men", "s", "x", "man")


class PlaceWords:
    """The look-up tables of one lexicon; build once, use for all reports."""

    def __init__(self, lexicon: Lexicon, meanings: Meanings) -> None:
        self.meanings = meanings
        regions, bodies = lexicon.settings["regions"], lexicon.settings["organisations"]
        self.abbreviations: dict[str, str] = regions["abbreviations"]
        self._peoples = dict(_peoples(regions["peoples"]))
        self.wide = frozenset(folded(name) for name in regions["wide"])
        self.areas = frozenset(regions["areas"])
        self.areas_before = frozenset(regions["areas_before"])
        self.grounds = frozenset(regions["grounds"])
        self.roads = frozenset(regions["roads"])
        self.bearings = frozenset(regions["bearings"])
        self.bodies = frozenset(bodies["words"]) | frozenset(w for p in bodies["phrases"] for w in p.split())
        self.kinds = frozenset(regions["kinds"])
        self.ills = frozenset(regions["ills"])
        self.doubles = [name for name in regions["wide"] if " and " in name]
        self.press = frozenset(lexicon.settings["press"]["words"])
        # alone these name nothing, whatever hamlet is called so
        self.no_names = self.areas | self.grounds | self.roads | self.bearings | self.bodies | self.press
        self.roles = frozenset(n for role in lexicon.roles for n in role.nouns)
        self.kin = frozenset(n for role in lexicon.roles if role.name == "relative" for n in role.nouns)
        self.people = frozenset(
            n for n, kinds in lexicon.nouns.items() if any(lexicon.is_a(kind, "person") for kind in kinds)
        )
        self.closed = lexicon.word_set("closed_class") - {"st"}
        holidays = lexicon.settings["calendar"]["holidays"]
        self.calendar = frozenset(folded(w) for w in (*lexicon.numerals.calendar_words, *holidays))
        self.sites = lexicon.classes["site"].nouns
        self.said = frozenset(regions["said_behind"])
        self.courtesy = frozenset(regions["courtesy"])
        self.short = _short_forms([*self.abbreviations, *self.roads, *self.areas, *self.areas_before])
        self.numbered = re.compile(rf"(?<![\w-])(?:{either(regions['roads_numbered'])})[ -]\d+[A-Z]?(?![\w%]|[,.]\d)")
        plural = "|".join(sorted(w for w in self.kinds if w.endswith("s")))
        self.listed = re.compile(
            rf"(?<!\w)(?:{UPPER_WORD},\s){{0,60}}{UPPER_WORD},?\s(?:and|or|&)\s{UPPER_WORD}(?=\s(?:{plural})\b)"
        )
        self.forget()

    def forget(self) -> None:
        """Look names up anew: another gazetteer is used."""
        self.entries = lru_cache(maxsize=_KEPT_NAMES)(self._entries_of)
        self.people_of = lru_cache(maxsize=_KEPT_NAMES)(self._people_of)

    def _entries_of(self, name: str) -> tuple[Entry, ...]:
        return self.meanings.lookup.exactly(name)

    def _people_of(self, name: str) -> tuple[str, bool] | None:
        """Whose people a name is, and whether it is several of it or one ("Texans", "Frenchman")."""
        known = self._peoples.get(folded(name))
        if known is not None or not name[:1].isupper():
            return known
        found = self.meanings.lookup.people(name)
        if not found:
            return None
        several = name.endswith(("man", "men", "woman")) or (
            name.endswith("s") and bool(self.meanings.lookup.people(name[:-1]))
        )
        return found[0].name, several


def is_common(word: str) -> bool:
    """Whether many texts have this word written small."""
    return word.lower() in common()


def _peoples(table: dict[str, list[str]]) -> Iterable[tuple[str, tuple[str, bool]]]:
    """The folded name of a people, and of several of it: whose it is, and whether it is several."""
    for place, names in table.items():
        for name in names:
            yield folded(name), (place, name.endswith(("man", "men", "woman")))
            if not name.endswith(_SAME_IN_PLURAL):
                yield folded(name) + "s", (place, True)


def _short_forms(words: Iterable[str]) -> frozenset[str]:
    """Single words that end in a full stop which is theirs."""
    return frozenset(w for w in words if w.endswith(".") and " " not in w)
