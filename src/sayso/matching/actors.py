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
    groups = _groups(actors)
    if acronyms:
        groups = _with_acronyms(actors, groups)
    made = [_registered(actors, members) for members in groups]
    return sorted(made, key=lambda r: (-r.times, r.actor.role != "agency", r.actor.name, r.actor.role))


def key(name: str) -> str:
    """A name without case, marks and article.

    >>> key("The Quillon & Sons, Inc.")
    'quillon and sons inc'
    """
    words = _MARKS.sub(" ", name.replace("’", "'").replace("'", "").replace("&", " and ")).casefold().split()
    return " ".join(words[1:] if words[:1] == ["the"] and len(words) > 1 else words)


def _groups(actors: Sequence[Actor]) -> list[list[int]]:
    """Those that share a name of several words, or a registered one, themselves or through others between them."""
    above = list(range(len(actors)))

    def first(k: int) -> int:
        while above[k] != k:
            above[k] = above[above[k]]
            k = above[k]
        return k

    called: dict[str, int] = {}
    for k, actor in enumerate(actors):
        for name in {key(actor.name), *(key(a) for a in actor.aliases if " " in a)}:
            one, other = sorted((first(called.setdefault(name, k)), first(k)))
            above[other] = one
    groups: dict[int, list[int]] = {}
    for k in range(len(actors)):
        groups.setdefault(first(k), []).append(k)
    return list(groups.values())


def _with_acronyms(actors: Sequence[Actor], groups: Sequence[Sequence[int]]) -> list[list[int]]:
    """Groups of a bare acronym joined to the one group in which a report explains it."""
    explained: dict[str, set[int]] = {}
    for g, members in enumerate(groups):
        for alias in {a for k in members for a in actors[k].aliases}:
            explained.setdefault(alias, set()).add(g)
    joined = {g: list(members) for g, members in enumerate(groups)}
    for g, members in enumerate(groups):
        shorts = {actors[k].name for k in members if actors[k].name.isupper() and " " not in actors[k].name}
        fits = {f for short in shorts for f in explained.get(short, ())}
        if len(fits) == 1 and not any(actors[k].aliases for k in members):
            joined[fits.pop()] += joined.pop(g)
    return [sorted(members) for members in joined.values()]


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
