"""What a headline tells of its report's main event, where the text itself does not."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from sayso.model.mention import Mention
from sayso.model.place import Place

# "Man shot in Alder - News 5 Alder, Ohio": what stands behind the first dash is the outlet
_OUTLET = re.compile(r"\s(?:-|–|—|\||::|«)\s")
_EXACT = frozenset(["town", "county", "site", "vicinity"])
_MOST = 3
_SURE = 0.6
# so much of a text tells where it is about
_OPENING = 1500


def headline(title: str) -> str:
    """A title without the name of the outlet behind it.

    >>> headline("Two hurt in Alder mill fire - News 5 Boston, Massachusetts")
    'Two hurt in Alder mill fire'
    """
    return _OUTLET.split(title, 1)[0]


def placed(
    mentions: Sequence[Mention], title: str | None, text: str, places_of: Callable[[str], Sequence[Place]]
) -> tuple[Mention, ...]:
    """Mentions of which the main one has a place: where its sentences name no town, that of the headline or opening.

    There the town in the name of a police department counts too ("Alder police say"): nothing else tells where it was.
    """
    return tuple(_placed(m, title, text, places_of) if m.main else m for m in mentions)


def _placed(m: Mention, title: str | None, text: str, places_of: Callable[[str], Sequence[Place]]) -> Mention:
    if any(p.precision in _EXACT for p in m.places):
        told = [p for p in places_of(headline(title or "")) if p.id is not None and p.precision == "town" and p.literal]
        sure = [p for p in told if p.confidence >= _SURE and all(q.id != p.id for q in m.places[: m.anchored])]
        if sure and len(told) == 1:
            return replace(m, places=(sure[0], *m.places), anchored=m.anchored + 1)
        return m
    for words in (headline(title or ""), text[:_OPENING]):
        found = [p for p in places_of(words) if p.id is not None and p.precision in _EXACT] if words else []
        kept = [p for p in found if p.literal and _fits(p, m.places)] or [p for p in found if _fits(p, m.places)]
        if kept:
            return replace(m, places=(*m.places, *kept[:_MOST]))
    return m


def _fits(place: Place, told: Sequence[Place]) -> bool:
    """Whether a place lies in the state or country that the sentences of an event name, if they name any."""
    wide = [p for p in told if p.precision in ("state", "country")]
    return not wide or any(p.contains(place) for p in wide)
