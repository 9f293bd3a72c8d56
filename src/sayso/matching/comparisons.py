"""Compares two mentions: each comparison returns points and the reason that a person is shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sayso.atlas.calendar import Interval
from sayso.atlas.distance import kilometres
from sayso.codebook.lexicon import Lexicon
from sayso.matching import likeness
from sayso.matching.reasons import Comparison, Reason, weighed
from sayso.model.mention import Mention
from sayso.model.place import Place

_NEAR_DAYS = 3
_NEAR_KM = 30
_SHORT_DAYS = 10
_SOON_DAYS = 30
_FOLLOWED_DAYS = 400
# A name that may well mean another place contradicts less.
_SURE = 0.6
# Of the places of two mentions those count that lie nearest to one another.
_AGREE = ("same_town", "contains")
_APART = ("other_town_perhaps", "other_town", "other_state_perhaps", "other_state")
_NEAREST = (*_AGREE, "near", "unknown", *_APART, "other_country_perhaps", "other_country")
_VERY_LATE_DAYS = 200
# What speaks against one event, unless the same people are in both.
_CONTRARY = frozenset(["two_or_three_days", "within_a_week", "farther", "disjoint", "other_town", "other_state"])


@dataclass(frozen=True, slots=True)
class Domain:
    """What of the codebooks bears on comparing: types never part of another, families that mix and of
    which the second follows the first (arrests a shooting), types that last for days, running measures.
    """

    apart: frozenset[str]
    mixes: frozenset[frozenset[str]]
    follows: frozenset[tuple[str, str]]
    lasting: frozenset[str]
    running: frozenset[str]

    @classmethod
    def of(cls, lexicon: Lexicon) -> Domain:
        """The domain that a lexicon declares."""
        return cls(
            frozenset(n for n, e in lexicon.events.items() if e.apart),
            frozenset(frozenset((e.family, other)) for e in lexicon.events.values() for other in e.mixes),
            frozenset((e.family, other) for e in lexicon.events.values() for other in e.followed_by),
            frozenset(n for n, e in lexicon.events.items() if e.lasting),
            frozenset(n for n, m in lexicon.measures.items() if m.current),
        )


def compare(a: Mention, b: Mention, domain: Domain, *, telling: bool = True) -> Comparison:
    """Points and reasons for and against two mentions being one event; `telling` words can be left out of these."""
    return Comparison(tuple(r for r in reasons(a, b, domain, telling=telling) if r.points))


def reasons(a: Mention, b: Mention, domain: Domain, *, telling: bool = True) -> Iterator[Reason]:
    """Each comparison of two mentions, with those that say nothing."""
    yield _kind(a, b, domain)
    known = likeness.acquainted(a, b)
    yield _unless(known, _time(a, b, domain))
    yield _unless(known, _place(a, b))
    yield from likeness.actors(a, b)
    yield likeness.names(a, b)
    yield from likeness.figures(a, b, domain.running)
    yield from likeness.told(a, b, telling=telling)
    yield likeness.phrases(a, b)
    yield likeness.headlines(a, b)


def _unless(known: str | None, reason: Reason) -> Reason:
    """Two days or places of one story count less where both tell of the same people: one is of a trial or an arrest."""
    if known is None or reason.level not in _CONTRARY:
        return reason
    return weighed(reason.what, f"{reason.level}_known", f"{reason.words}, but {known}")


def _kind(a: Mention, b: Mention, domain: Domain) -> Reason:
    if a.event == b.event:
        return weighed("kind", "same", f"both {a.event}")
    if a.event in domain.apart or b.event in domain.apart:
        return weighed("kind", "apart", f"{a.event} and {b.event} are never one event")
    if a.family == b.family:
        return weighed("kind", "family", f"{a.event} and {b.event} are of one family")
    if not {(a.family, b.family), (b.family, a.family)}.isdisjoint(domain.follows):
        return weighed("kind", "follows", f"{a.event} and {b.event} come of one another")
    mixed = frozenset((a.family, b.family)) in domain.mixes
    return weighed("kind", "mixed" if mixed else "different", f"{a.event} against {b.event}")


def interval(m: Mention) -> Interval | None:
    """The days of a mention, where known."""
    if m.begin is None or m.finish is None:
        return None
    return Interval(date.fromisoformat(m.begin), date.fromisoformat(m.finish))


def _time(a: Mention, b: Mention, domain: Domain) -> Reason:
    x, y = interval(a), interval(b)
    if a.report == b.report and (x is None or y is None):
        return weighed("time", "told_as_two", "one report tells of both as two events")
    if x is None or y is None:
        return _half_known(a, b, x or y)
    gap = x.gap(y)
    if a.report == b.report and gap > 0:
        return weighed("time", "told_apart", f"one report tells of both, {_days(gap)} apart")
    if gap > 1 and _followed(*((a, b) if x.begin <= y.begin else (b, a)), domain) and gap <= _FOLLOWED_DAYS:
        return weighed(
            "time", "followed_soon" if gap <= _SOON_DAYS else "followed_late", f"{gap} days before the other"
        )
    if 1 < gap <= _SHORT_DAYS and domain.lasting >= {a.event, b.event}:
        return weighed("time", "lasting", f"{_days(gap)} apart, in what goes on for days")
    if gap > _NEAR_DAYS and (named := _named(a, y) or _named(b, x)):
        return weighed("time", "named", f"{gap} days apart, but one report names {named}, when the other happened")
    if x.days <= 3 and y.days <= 3:
        for limit, name in ((0, "same_day"), (1, "next_day"), (3, "two_or_three_days"), (7, "within_a_week")):
            if gap <= limit:
                return weighed("time", name, "same day" if gap == 0 else f"{_days(gap)} apart")
        return weighed("time", "farther", f"{gap} days apart")
    if gap == 0:
        short = min(x.days, y.days) <= _SHORT_DAYS and max(x.days, y.days) <= 62
        return weighed("time", "overlap_short" if short else "overlap_long", f"{_shown(a)} and {_shown(b)} overlap")
    if gap <= 3 and max(x.days, y.days) <= 62:
        return weighed("time", "nearly_touching", f"{_shown(a)} and {_shown(b)} nearly touch")
    return weighed("time", "disjoint", f"{_shown(a)} and {_shown(b)} do not overlap")


def _named(m: Mention, of_other: Interval) -> str | None:
    """The day of another mention that a report names too, though it dates its own event otherwise."""
    if of_other.days > _NEAR_DAYS:
        return None
    return next((day for day in m.days if of_other.begin <= date.fromisoformat(day) <= of_other.finish), None)


def _followed(first: Mention, second: Mention, domain: Domain) -> bool:
    """Whether the later of two mentions is of a kind that comes of the earlier one's."""
    return first.family != second.family and (first.family, second.family) in domain.follows


def _shown(m: Mention) -> str:
    return m.begin or "?" if m.begin == m.finish else f"{m.begin} to {m.finish}"


def _half_known(a: Mention, b: Mention, known: Interval | None) -> Reason:
    """Where a day is missing: month and day without the year, and when the other was published."""
    days = [
        m.partial[2:]
        if m.partial and m.partial.startswith("--")
        else m.begin[5:]
        if m.begin and m.begin == m.finish
        else None
        for m in (a, b)
    ]
    if (a.partial or b.partial) and days[0] and days[1] and len(days[0]) == len(days[1]) == 5:
        same = days[0] == days[1]
        return weighed(
            "time",
            "same_month_and_day" if same else "other_month_and_day",
            f"{days[0]} and {days[1]}, a year not stated",
        )
    if known is None:
        return _both_unknown(a, b)
    other = a if a.begin is None else b
    if other.published and len(other.published) >= 7:
        told = date.fromisoformat((other.published + "-28")[:10])
        late = (told - known.begin).days
        if late < -1 and len(other.published) >= 10:
            return weighed("time", "told_before_it_happened", f"reported {-late} days before")
        if late <= 30:
            return weighed(
                "time",
                "reported_at_once" if late <= 3 and known.days <= 3 else "reported_soon",
                f"reported {late} days after",
            )
        name = "reported_late" if late <= _VERY_LATE_DAYS else "reported_very_late"
        return weighed("time", name, f"reported {late} days after")
    return weighed("time", "unknown", "one day unknown")


def _days(gap: int) -> str:
    return f"{gap} day{'s' if gap != 1 else ''}"


def _both_unknown(a: Mention, b: Mention) -> Reason:
    """Two events of which neither has a day: how far apart they were reported."""
    if not (a.published and b.published and min(len(a.published), len(b.published)) >= 10):
        return weighed("time", "unknown", "no day known")
    days = abs((date.fromisoformat(a.published[:10]) - date.fromisoformat(b.published[:10])).days)
    level = "told_together" if days <= _NEAR_DAYS else "told_near" if days <= _SOON_DAYS else "told_in_time"
    return weighed(
        "time", level if days <= _FOLLOWED_DAYS else "told_years_apart", f"no day known; reported {_days(days)} apart"
    )


def _place(a: Mention, b: Mention) -> Reason:
    """The best that any two places give; places that merely stand near can speak for, never against."""
    own = _best_places(a.places[: a.anchored], b.places[: b.anchored])
    best = _best_places(a.places, b.places)
    if own is None or own.level == "unknown":
        return best if best is not None and best.level in _AGREE else weighed("place", "unknown", "no place known")
    if own.points < 0 and best is not None and best.level == "same_town":
        return weighed("place", "shared_town", f"{own.words}, but {best.words}")
    return own


def _best_places(places: Sequence[Place], others: Sequence[Place]) -> Reason | None:
    found = [r for p in places for q in others if (r := _two_places(p, q)) is not None]
    return min(found, key=lambda r: (_NEAREST.index(r.level), r.words), default=None)


def _lie_near(p: Place, q: Place) -> bool:
    if p.lat is None or p.lon is None or q.lat is None or q.lon is None:
        return False
    return kilometres(p.lat, p.lon, q.lat, q.lon) <= _NEAR_KM


def _two_places(p: Place, q: Place) -> Reason | None:
    if p.id is None or q.id is None:
        return None
    if p.id == q.id and p.precision not in ("country", "continent", "state"):
        return weighed("place", "same_town", f"both in {p.name}")
    if p.precision == q.precision == "town" and _lie_near(p, q):
        return weighed("place", "near", f"{p.name} and {q.name} are less than {_NEAR_KM} km apart")
    sure = "" if min(p.confidence, q.confidence) >= _SURE else "_perhaps"
    if p.country != q.country:
        return weighed("place", f"other_country{sure}", f"{p.name} against {q.name}")
    if "country" in (p.precision, q.precision):
        return weighed("place", "unknown", "same country")
    if p.admin1_code != q.admin1_code:
        return weighed("place", f"other_state{sure}", f"{p.name} against {q.name}")
    if "state" in (p.precision, q.precision):
        return weighed(
            "place",
            "contains",
            f"{q.name if p.precision == 'state' else p.name} lies in {p.name if p.precision == 'state' else q.name}",
        )
    return weighed("place", f"other_town{sure}", f"{p.name} and {q.name}, one state")
