"""Actors: agencies, companies, facilities and organisations of a report, each under one name with all that it is called."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sayso.codebook import schema
from sayso.codebook.lexicon import Lexicon
from sayso.model.mention import Actor
from sayso.reading.actors.names import Span, content, covered, initials, misspelt, trimmed

_CAPITALISED = r"(?:(?:[A-Z]\.){2,}|(?:St|Ft|Mt|Dr)\.|[A-Z][\w&’'-]*)"
_RUN = re.compile(rf"{_CAPITALISED}(?:\s+(?:(?:and|of|for|on|&)\s+(?:the\s+)?)?{_CAPITALISED})*")
_WORD = re.compile(r"[^\s]+")
# the head of a name stands before these: "Department of Homeland Security"
_OF = re.compile(r"\s+(?:of|for|on)\s+")
# "the state Department of Health"
_LEAD = re.compile(r"(?:[a-z]\w*\s+|The\s+)*")
_ACRONYM = re.compile(r"\s*\(\s*(?:the\s+|or\s+)?[\"“]?([A-Z][A-Za-z&.]{1,9})[\"”]?\s*\)")
# "the Search and Rescue Agency, known as Sarna", "the Department of Water, or DOW,"
_ALSO = re.compile(
    r",?\s+(?:(?:also|better|commonly|locally|widely)\s+)?known\s+(?:as|by\s+(?:its|the)\s+(?:\w+\s+){0,2}?acronym,?)\s+(?:the\s+)?"
    r"[\"“]?([A-Z][\w&-]{1,20})\b(?!\s+[A-Z])"
)
_OR = re.compile(r",\s+or\s+(?:the\s+)?([A-Z][A-Z&.]{1,9}),")
_FEWEST_OF_MISNAMED = 3
_MOST_WORDS = 40
_MOST_ACTORS = 8
_MOST_NAMES = 40


@dataclass(frozen=True, slots=True, order=True)
class _Naming:
    start: int
    end: int
    name: str
    role: str


@dataclass(frozen=True, slots=True)
class Named:
    """One naming of an actor in a text."""

    start: int
    end: int
    actor: Actor


@dataclass(frozen=True, slots=True)
class Roster:
    """All actors of a report, wherever they are named, and the people named in full: (where, first and last name)."""

    named: tuple[Named, ...]
    people: tuple[tuple[int, str], ...] = ()

    def within(self, spans: Sequence[Span]) -> tuple[Actor, ...]:
        """The actors named in some stretches of the text, in order, each once."""
        once = {n.actor.name: n.actor for n in self.named if any(s <= n.start < e for s, e in spans)}
        return tuple(once.values())[:_MOST_ACTORS]

    def names_within(self, spans: Sequence[Span]) -> tuple[str, ...]:
        """The names of people in some stretches of the text, sorted."""
        return tuple(sorted({name for at, name in self.people if any(s <= at < e for s, e in spans)}))[:_MOST_NAMES]


class ActorReader:
    """Finds actors with the organisations that a lexicon registers and the words that their names are made of."""

    def __init__(self, lexicon: Lexicon) -> None:
        words: dict[str, Any] = lexicon.settings["organisations"]
        self._of = lexicon.actor_of
        self._role_of = lexicon.role_of
        self._registered_names = frozenset(actor.name for actor in lexicon.actors)
        self._offices = frozenset(noun.split()[-1] for role in lexicon.roles for noun in role.nouns if " " in noun)
        self._titled = frozenset(n for a in lexicon.actors for n in (a.name, *a.variants) if n.isupper())
        self._near = {a.name: re.compile(rf"\b(?:{'|'.join(a.near)})", re.I) for a in lexicon.actors if a.near}
        self._kinds: dict[tuple[str, ...], str] = {
            tuple(n.split()): kind for kind, names in words["kinds"].items() for n in names
        }
        self._longest = max(len(k) for k in self._kinds)
        self._calling_of = {noun: kind for kind, nouns in words["callings"].items() for noun in nouns}
        self._called = re.compile(
            rf",\s+(?:an?|the|one of the)\s+(?:[\w’'-]+\s+){{0,4}}?({'|'.join(self._calling_of)})"
            r"(?=[,.;]|\s+(?:in|that|which|based|of|owned|with|whose|from|near)\b)"
        )
        self._legal = frozenset(words["legal_forms"])
        self._press = frozenset(lexicon.settings["press"]["words"])
        self._days = frozenset(day for day in lexicon.settings["calendar"]["weekdays"] if day.endswith("day"))
        self._joints = frozenset(words["joints"])
        self._of_words = frozenset(words["of_whom"])
        self._empty = self._joints | frozenset(words["in_many_names"])
        self._openers = lexicon.word_set("sentence_openers") | frozenset(words["openers"])
        self._known_words = frozenset(w for name in self._of for w in name.split()) - self._joints
        self._telling = frozenset(w for kind in self._kinds for w in kind[-1:]) | self._legal
        self._misnamed: dict[frozenset[str], schema.Actor] = {}
        for actor in lexicon.actors:
            for name in (actor.name, *actor.variants):
                if len(key := content(name.split(), self._empty)) >= _FEWEST_OF_MISNAMED:
                    self._misnamed.setdefault(key, actor)

    def roster(self, text: str, entities: Sequence[tuple[int, int, str]], closed: Sequence[Span] = ()) -> Roster:
        """The actors of a text; `closed` spans (places) are no names of theirs by themselves."""
        people = {" ".join(text[s:e].split()) for s, e, label in entities if label == "PERSON"}
        found = [n for m in _RUN.finditer(text) for n in self._of_run(text, m.start(), m.end())]
        found = [n for n in found if n.name in self._registered_names or n.name not in people]
        taken = [*closed, *((n.start, n.end) for n in found)]
        for start, end, label in entities:
            lead = _LEAD.match(text, start, end)
            start = lead.end() if lead is not None else start
            if label == "ORG" and not covered(text, start, end, taken):
                found += self._of_entity(text, start, end, people)
        # who only carries what others say takes no part
        found = [n for n in found if n.role != "media"]
        full = self._explained(text, found)
        also = {m.group(1) for m in _ALSO.finditer(text)}
        for short in (s for s in full if s.isupper() or s in also):
            at = [m.span() for m in re.finditer(rf"(?<!\w){re.escape(short)}(?!\w)", text)]
            found += [_Naming(*span, full[short], "") for span in at if not covered(text, *span, taken)]
        return Roster(tuple(_joined(text, sorted(set(found)), full)))

    def _of_run(self, text: str, start: int, end: int) -> Iterator[_Naming]:
        """The actors in a run of capitalised words: registered ones, then what their last words make one."""
        words = [(m.start(), m.end()) for m in _WORD.finditer(text, start, end)]
        if len(words) > _MOST_WORDS:
            # a heading or a table: no name is so long
            for at in range(0, len(words), _MOST_WORDS):
                yield from self._of_run(text, words[at][0], words[at : at + _MOST_WORDS][-1][1])
            return
        while words and text[slice(*words[0])].lower() in self._openers:
            words = words[1:]
        if len(words) > 2 and text[slice(*words[1])] in self._of_words and self._is_office(text[slice(*words[0])]):
            # "Officials of Child Protection Services"
            words = words[2:]
        said = [text[s:e].rstrip(".,'’") for s, e in words]
        if self._known_words.isdisjoint(w.lower() for w in said) and self._telling.isdisjoint(said):
            # most runs are people and places
            if words and self._called.match(text, words[-1][1]):
                yield from self._unregistered(text, words)
            return
        free: list[list[Span]] = [[]]
        k = 0
        while k < len(words):
            size, known = self._registered(text, words, k)
            if known is None:
                free[-1].append(words[k])
            else:
                at, to = trimmed(text, words[k][0], words[k + size - 1][1])
                meant = self._is_meant(text, text[at:to], known)
                # what is tied to it is of its name: "U.S. Attorney's Office for the Southern District"
                while k + size < len(words) and text[slice(*words[k + size])] in ("of", "for"):
                    size = len(words) - k
                if meant:
                    yield _Naming(at, trimmed(text, at, words[k + size - 1][1])[1], known.name, known.kind)
                free.append([])
            k += size
        for piece in free:
            yield from self._unregistered(text, piece)

    def _is_office(self, word: str) -> bool:
        """Whether a word names people who hold an office: "Officials", "Spokesmen"."""
        role = self._role_of.get(word.lower()) or self._role_of.get(word.lower().rstrip("s"))
        return role in ("official", "lawyer", "witness", "expert", "employer") and (word,) not in self._kinds

    def _registered(self, text: str, words: Sequence[Span], first: int) -> tuple[int, schema.Actor | None]:
        """How many words from one on name a registered organisation, rightly or not quite, and which."""
        for size in range(len(words) - first, 0, -1):
            at, to = trimmed(text, words[first][0], words[first + size - 1][1])
            name = " ".join(text[at:to].split())
            known = self._of.get(name.lower())
            if known is not None and (name[0].isupper() or name[0].isdigit()):
                return size, known
            if size >= _FEWEST_OF_MISNAMED and (known := self._misname(name)) is not None:
                return size, known
        return 1, None

    def _misname(self, name: str) -> schema.Actor | None:
        """The organisation of which all words are there in any order, one of them perhaps misspelt."""
        words = name.split()
        if words[0] in self._joints or words[-1] in self._joints:
            return None
        key = content(words, self._empty)
        if len(key) < _FEWEST_OF_MISNAMED:
            return None
        known = self._misnamed.get(key)
        if known is not None:
            return known
        for other, actor in self._misnamed.items():
            mine, theirs = key - other, other - key
            if len(mine) == len(theirs) == 1 and misspelt(*mine, *theirs):
                return actor
        return None

    def _is_meant(self, text: str, name: str, actor: schema.Actor) -> bool:
        """Whether a name that means other things too is the organisation's in this report."""
        near = self._near.get(actor.name)
        return near is None or name not in self._titled or near.search(text) is not None

    def _unregistered(self, text: str, words: Sequence[Span]) -> Iterator[_Naming]:
        """The organisations that words without a registered one name, parted at "and" where both sides are such names."""
        words = list(words)
        while words and text[slice(*words[0])] in self._joints:
            words = words[1:]
        # "sued the Department of Corrections on Monday"
        while words and (
            text[slice(*words[-1])] in self._joints or text[slice(*words[-1])].rstrip(".,").lower() in self._days
        ):
            words = words[:-1]
        if not words:
            return
        for k, word in enumerate(words):
            if text[slice(*word)] == "and" and self._parts(text, words[:k], words[k + 1 :]):
                yield from self._unregistered(text, words[:k])
                yield from self._unregistered(text, words[k + 1 :])
                return
        start, end = trimmed(text, words[0][0], words[-1][1])
        kind = self._kind_of(text, words)
        if kind is None and (called := self._called.match(text, end)) is not None:
            kind = self._calling_of[called.group(1)]
        if kind is not None:
            yield _Naming(start, end, self._shown(text[start:end]), kind)

    def _parts(self, text: str, left: Sequence[Span], right: Sequence[Span]) -> bool:
        """Whether "and" stands between two names: "Harlow Linen and Quill", not "the Department of Health and Safety"."""
        of = any(text[slice(*w)] in self._joints for w in left)
        return text[slice(*right[0])] == "the" or (
            self._kind_of(text, left) is not None and (not of or self._kind_of(text, right) is not None)
        )

    def _kind_of(self, text: str, words: Sequence[Span]) -> str | None:
        """The kind that the last words of a name tell, or those before "of"; one word alone tells nothing."""
        if len(words) < 2:
            return None
        name = " ".join(text[slice(*trimmed(text, words[0][0], words[-1][1]))].split())
        legal = name.split()[-1].rstrip(".") in self._legal
        for part in (name, _OF.split(name)[0]):
            last = part.split()
            for size in range(min(self._longest, len(last)), 0, -1):
                kind = self._kinds.get(tuple(last[-size:]))
                if kind is not None and (size < len(last) or part != name) and last[1:-size] != ["and"]:
                    return kind
        return "employer" if legal else None

    def _of_entity(self, text: str, start: int, end: int, people: set[str]) -> Iterator[_Naming]:
        """What the entity model takes for an organisation, unless it is a newspaper or holds a person's name."""
        start, end = trimmed(text, start, end)
        name = " ".join(text[start:end].split())
        words = name.split()
        if len(name) < 3 or not name[0].isalpha() or not name[0].isupper() or words[-1] in self._press:
            return
        if self._of.get(name.lower()) is not None or any(name.endswith(p) for p in people if " " in p):
            return
        # one word, or what an office ends in, may as well be somebody's name: "in Charge Ann Low"
        alone = len(words) == 1 and not (name.isupper() and name.isalpha())
        if alone or (words[0].lower() in self._offices and not any((w,) in self._kinds for w in words)):
            return
        yield _Naming(start, end, self._shown(name), "organisation")

    def _shown(self, name: str) -> str:
        """A name without its legal form, where what is left still tells what it is."""
        words = name.split()
        core = [w.rstrip(",") for w in words]
        while len(core) > 1 and core[-1].rstrip(".") in self._legal:
            core = core[:-1]
        told = any(tuple(core[-size:]) in self._kinds for size in range(1, self._longest + 1))
        return " ".join(core if told or len(core) > 2 else words)

    def _explained(self, text: str, found: Sequence[_Naming]) -> dict[str, str]:
        """Short name -> full name: acronyms that the report explains, and beginnings of names that tell nothing alone."""
        names = [name for name in dict.fromkeys(n.name for n in found) if name not in self._registered_names]
        full: dict[str, str] = {}
        for n in found:
            if n.name not in names:
                continue
            match = _ACRONYM.match(text, n.end) or _OR.match(text, n.end)
            if match is not None and initials(n.name, match.group(1)):
                full[match.group(1)] = n.name
            elif (also := _ALSO.match(text, n.end)) is not None:
                full[also.group(1)] = n.name
        for short in names:
            words = short.split()
            longer = [name for name in names if name != short and name.split()[: len(words)] == words]
            if len(longer) == 1 and not any(tuple(words[-k:]) in self._kinds for k in range(1, len(words) + 1)):
                full.setdefault(short, longer[0])
        return full


def _joined(text: str, found: Sequence[_Naming], full: dict[str, str]) -> Iterator[Named]:
    """Namings, those of one actor under one name with all that it is called."""
    called: dict[str, set[str]] = {}
    role: dict[str, str] = {}
    for n in found:
        name = full.get(n.name, n.name)
        role[name] = role.get(name) or n.role
        called.setdefault(name, set()).add(" ".join(text[n.start : n.end].split()))
    for n in found:
        name = full.get(n.name, n.name)
        yield Named(n.start, n.end, Actor(name, role[name], tuple(sorted(called[name] - {name}))))
