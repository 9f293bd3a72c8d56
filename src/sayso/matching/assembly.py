"""The incident that a cluster of mentions tells of: its kind, days, places, actors, reports and a title."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from sayso.codebook.lexicon import Lexicon
from sayso.matching.actors import named
from sayso.matching.comparisons import interval
from sayso.model.incident import Incident, ReportWeight
from sayso.model.mention import Actor, Mention
from sayso.model.place import Place

# A place of an event's own clause weighs this much, less the farther back it stands.
_ANCHORED = 12
# and of which state an event is, places that stand near say too.
_OF_STATE = 3
# So many states, none with more than this share of the mentions, and an incident is of none of them.
_SEVERAL = 2
_MOST = 0.7
_MOST_ACTORS = 24
# An incident is told by whose it is, not by who came.
_NO_TITLE = frozenset(["agency", "media", "party", "facility"])
_EXACT = {"day": 0, "part": 1, "week": 2, "month": 3, "season": 4, "year": 5, "decade": 6, "unknown": 7}


def assemble(ident: str, mentions: Sequence[Mention], lexicon: Lexicon) -> Incident:
    """The incident of these mentions, without findings; the order of mentions is immaterial."""
    ordered = sorted(mentions, key=lambda m: m.id)
    kind = _kind(ordered, lexicon)
    start, end, precision = _days(ordered)
    places = _places(ordered)
    actors = named((a for m in ordered for a in m.actors), _MOST_ACTORS)
    return Incident(
        id=ident,
        type=kind,
        title=title(kind, _seat(ordered, places), _shared_actor(ordered, actors), lexicon),
        start=start,
        end=end,
        date_precision=precision,
        places=tuple(places),
        actors=tuple(actors),
        reports=_reports(ordered),
        mentions=tuple(m.id for m in ordered),
    )


def _kind(mentions: Sequence[Mention], lexicon: Lexicon) -> str:
    """The kind that most weight speaks for; a generic one gives way to a special one of its family."""
    votes: Counter[str] = Counter()
    for m in mentions:
        votes[m.event] += m.weight
    special = [k for k in votes if k in lexicon.events and not lexicon.events[k].generic]
    best = max(sorted(votes), key=lambda k: votes[k])
    if best in lexicon.events and lexicon.events[best].generic:
        family = lexicon.events[best].family
        kin = [k for k in special if lexicon.events[k].family == family]
        if kin:
            best = max(sorted(kin), key=lambda k: votes[k])
    return best


def _days(mentions: Sequence[Mention]) -> tuple[str | None, str | None, str]:
    """The interval that most mentions give at the best precision; ties go to the earliest."""
    dated = [(m, span) for m in mentions if (span := interval(m)) is not None]
    if not dated:
        return None, None, "unknown"
    finest = min(_EXACT.get(m.precision, 7) for m, _ in dated)
    votes: Counter[tuple[str, str]] = Counter()
    for m, span in dated:
        if _EXACT.get(m.precision, 7) == finest:
            votes[span.begin.isoformat(), span.finish.isoformat()] += 2 if m.main else 1
    (begin, finish), _ = min(votes.items(), key=lambda v: (-v[1], v[0]))
    precision = next(m.precision for m, _ in dated if _EXACT.get(m.precision, 7) == finest)
    return begin, finish, precision


def _places(mentions: Sequence[Mention]) -> list[Place]:
    """Places by how many reports name them, towns before the states that hold them; one entry a place.

    The foremost is of the state that most speaks for: a town all alone in another state is likely one of the same name.
    """
    votes: Counter[str] = Counter()
    by_state: Counter[tuple[str | None, str | None]] = Counter()
    first: dict[str, Place] = {}
    for m in mentions:
        for rank, place in enumerate(m.places):
            key = place.id or place.name
            # a name that may well mean another place says little of where it was
            if place.precision not in ("country", "continent"):
                by_state[place.country, place.admin1] += round(100 * place.confidence) * (
                    _OF_STATE if rank < m.anchored else 1
                )
            votes[key] += round(100 * place.confidence) * (max(_ANCHORED - rank, 2) if rank < m.anchored else 1)
            first.setdefault(key, place)
    ranked = sorted(first, key=lambda k: (-votes[k], first[k].precision == "country", k))
    if by_state:
        # in case of a tie the foremost one's
        state = max(by_state, key=lambda s: by_state[s])
        lead = next(k for k in ranked if (first[k].country, first[k].admin1) == state)
        ranked = [lead, *(k for k in ranked if k != lead)] if first[ranked[0]].precision != "country" else ranked
    return [first[k] for k in ranked][:8]


def _reports(mentions: Sequence[Mention]) -> tuple[ReportWeight, ...]:
    weights: Counter[str] = Counter()
    main: dict[str, bool] = {}
    for m in mentions:
        weights[m.report] += m.weight
        main[m.report] = main.get(m.report, False) or m.main
    return tuple(ReportWeight(r, weights[r], main[r]) for r in sorted(weights, key=lambda r: (-weights[r], r)))


def _shared_actor(mentions: Sequence[Mention], actors: Sequence[Actor]) -> str | None:
    """The employer or other body that most reports name, if more than one does."""
    foremost = next((a for a in actors if a.role not in _NO_TITLE), None)
    if foremost is None:
        return None
    names = {foremost.name, *foremost.aliases}
    shared = sum(any(a.name in names for a in m.actors) for m in mentions) > 1
    return foremost.name if shared else None


def _seat(mentions: Sequence[Mention], places: Sequence[Place]) -> Place | None:
    """The place to name an incident by; one of several states is where a part of it happened."""
    votes: Counter[str] = Counter()
    for m in mentions:
        votes.update({p.admin1_code or "" for p in m.places[: m.anchored] if p.precision != "country"})
    spread = len(votes) >= _SEVERAL and max(votes.values()) <= _MOST * votes.total()
    large = ("country", "continent")
    if spread:
        return next((p for p in places if p.precision in large), None)
    # a town of another country than the foremost one only stands near: that of a newspaper
    inside = [p for p in places if places[0].precision not in large or p.country == places[0].country]
    return next((p for p in inside if p.precision not in large), places[0] if places else None)


def title(kind: str, spot: Place | None, actor: str | None, lexicon: Lexicon) -> str:
    """The kind, the place and a body: a title of a report would be one report's view of it."""
    label = lexicon.events[kind].label if kind in lexicon.events else kind.replace("_", " ")
    where = ""
    if spot is not None:
        # newspapers tell the state with a town of the United States, hardly ever the province with any other
        state = spot.admin1 if spot.country == "US" else None
        where = f", {spot.name}" + (f", {state}" if state and state != spot.name else "")
    return f"{label[0].upper()}{label[1:]}{where}{f' ({actor})' if actor else ''}"
