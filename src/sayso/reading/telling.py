"""An event as one report tells it: its event words and figures, each with the time and place of its own clause."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from sayso.atlas.calendar import Interval
from sayso.codebook.lexicon import Lexicon
from sayso.model.claim import UNCOUNTED
from sayso.model.moment import Moment
from sayso.model.place import Place
from sayso.reading.figure import Figure
from sayso.reading.triggers import Trigger

# What comes of an event is told within so many sentences of it.
_NEAR_CAUSE = 3


@dataclass(slots=True)
class Anchor:
    """An event word or a measured figure with the time and place that its own clause gives it."""

    offset: int
    sentence: int
    event: str
    figure: Figure | None = None
    trigger: Trigger | None = None
    moment: Moment | None = None
    bound: str = ""
    place: Place | None = None
    elsewhere: bool = False
    background: bool = False
    follows: bool = False


@dataclass(slots=True)
class Telling:
    """One event of one report; `when` is the tightest moment that its anchors agree on."""

    index: int
    anchors: list[Anchor] = field(default_factory=list)
    when: Moment | None = None
    background: bool = False
    main: bool = False

    @property
    def interval(self) -> Interval | None:
        """The days of the event, as far as known."""
        if self.when is None or self.when.begin is None or self.when.finish is None:
            return None
        return Interval(self.when.begin, self.when.finish)

    def event(self, lexicon: Lexicon) -> str:
        """The kind of event most of its anchors tell of: figures count double, the special before the generic."""
        votes: Counter[str] = Counter()
        for anchor in self.anchors:
            if anchor.event in lexicon.events and not _without_number(anchor):
                votes[anchor.event] += 2 if anchor.figure is not None else 1
        # what comes of an event is told with it: arrests after a shooting; a raid is an event of its own
        late = {family for name in votes for family in lexicon.events[name].followed_by}
        late -= {lexicon.events[name].family for name in votes if not lexicon.events[name].generic}
        votes = Counter({n: k for n, k in votes.items() if lexicon.events[n].family not in late}) or votes
        if not votes:
            return self.anchors[0].event if self.anchors else "event"
        order = [a.event for a in self.anchors]
        best = max(votes, key=lambda name: (votes[name], -order.index(name)))
        if lexicon.events[best].generic:
            family = lexicon.events[best].family
            special = [n for n in votes if lexicon.events[n].family == family and not lexicon.events[n].generic]
            best = max(special, key=lambda name: (votes[name], -order.index(name)), default=best)
        return best

    def places(self) -> list[Place]:
        """The places of its anchors, the most often named first."""
        named = [a.place for a in self.anchors if a.place is not None]
        counts = Counter(p.id or p.name for p in named)
        order = {p.id or p.name: p for p in reversed(named)}
        firsts = list(dict.fromkeys(p.id or p.name for p in named))
        return [order[key] for key in sorted(counts, key=lambda k: (-counts[k], firsts.index(k)))]


def following(anchors: Sequence[Anchor], lexicon: Lexicon) -> list[Anchor]:
    """The anchors, with those marked that come of an event told close by: the day of an arrest is not that of the shots."""
    made = list(anchors)
    # a raid that a report tells of is no follow-up of the shots that it recalls
    own = {
        lexicon.events[a.event].family
        for a in made
        if a.event in lexicon.events and not lexicon.events[a.event].generic
    }
    causes = [
        (a.sentence, lexicon.events[a.event].followed_by)
        for a in made
        if not a.background and a.event in lexicon.events and lexicon.events[a.event].followed_by
    ]
    for a in made:
        family = lexicon.events[a.event].family if a.event in lexicon.events else ""
        a.follows = family not in own and any(
            family in late and abs(a.sentence - at) <= _NEAR_CAUSE for at, late in causes
        )
    return made


def _without_number(anchor: Anchor) -> bool:
    """Whether an anchor tells that nothing was done, or of nobody knows how many: "nobody was hurt", "some were"."""
    return anchor.figure is not None and (anchor.figure.number.best == 0 or anchor.figure.number.form in UNCOUNTED)
