"""One registry of actors: who goes by which names in many reports; names are joined by what reports explain, not by looks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sayso.model.mention import Actor

_MARKS = re.compile(r"[^\w&]+")


@dataclass(frozen=True, slots=True)
class Registered:
    """An actor with how often it takes part, and the places in `actors` where it was named."""

    actor: Actor
    times: int
    members: tuple[int, ...]


def registry(actors: Sequence[Actor], *, acronyms: bool = False) -> list[Registered]:
    """The actors behind many namings, the most frequent first; their order is immaterial.

    Two are one where a name of several words, or a registered one, is shared. An acronym that one report explains is
    taken for the same in others only if `acronyms` says that all tell of one incident, and only one name fits it.

    >>> found = registry([Actor("Quillon Foods", "employer", ("QF",)), Actor("Quillon Foods", "employer"), Actor("QF", "employer")])
    >>> [(r.actor.name, r.times) for r in found]
    [('Quillon Foods', 2), ('QF', 1)]
    """
    groups: dict[str, set[int]] = {}
    for k, actor in enumerate(actors):
        names = {key(actor.name), *(key(a) for a in actor.aliases if " " in a)}
        joined = {k}.union(*(groups[n] for n in names if n in groups))
        names |= {n for n, members in groups.items() if members & joined}
        groups.update(dict.fromkeys(names, joined))
    found = {min(members): members for members in groups.values()}
    if acronyms:
        found = _with_acronyms(actors, found)
    made = [_registered(actors, sorted(members)) for members in found.values()]
    return sorted(made, key=lambda r: (-r.times, r.actor.role != "agency", r.actor.name, r.actor.role))


def key(name: str) -> str:
    """A name without case, marks and article.

    >>> key("The Quillon & Sons, Inc.")
    'quillon and sons inc'
    """
    words = _MARKS.sub(" ", name.replace("’", "'").replace("'", "").replace("&", " and ")).casefold().split()
    return " ".join(words[1:] if words[:1] == ["the"] and len(words) > 1 else words)


def _with_acronyms(actors: Sequence[Actor], found: dict[int, set[int]]) -> dict[int, set[int]]:
    """Groups of a bare acronym joined to the one group in which a report explains it."""
    joined = {first: set(members) for first, members in found.items()}
    for first, members in sorted(found.items()):
        short = actors[first].name
        if not short.isupper() or " " in short or any(actors[k].aliases for k in members):
            continue
        fits = [f for f, group in joined.items() if f != first and any(short in actors[k].aliases for k in group)]
        if len(fits) == 1:
            joined[fits[0]] |= joined.pop(first)
    return joined


def _registered(actors: Sequence[Actor], members: Sequence[int]) -> Registered:
    names = Counter(actors[k].name for k in members)
    roles = Counter(actors[k].role for k in members)
    name = min(names, key=lambda n: (-names[n], -len(n), n))
    aliases = {n for k in members for n in (actors[k].name, *actors[k].aliases)} - {name}
    role = min(roles, key=lambda r: (-roles[r], r))
    return Registered(Actor(name, role, tuple(sorted(aliases))), len(members), tuple(members))


def named(actors: Iterable[Actor], most: int) -> list[Actor]:
    """The actors of one incident, the most frequent first."""
    return [r.actor for r in registry(list(actors), acronyms=True)][:most]
