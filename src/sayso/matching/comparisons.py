"""Compares two mentions: each comparison returns points and the reason that a person is shown."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib import resources
from typing import Any

from sayso.atlas.calendar import Interval
from sayso.codebook.lexicon import Lexicon
from sayso.matching import words
from sayso.model.mention import Mention
from sayso.model.place import Place

# Measures of a running count: different values on different days are no contradiction.
_SHORT_DAYS = 10
_VERY_LATE_DAYS = 200
_FEW_WORDS = 6
_COSINES = ((0.5, "most"), (0.35, "many"), (0.25, "some"), (0.18, "several"), (0.12, "few"), (0.07, "hardly"))
# Below this, and with one digit before the zeros, two events often share a figure.
_SMALL = 10


@dataclass(frozen=True, slots=True)
class Reason:
    """One comparison: what was compared, how many points it gave, and why in words."""

    what: str
    points: int
    words: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """All reasons for and against two mentions being one event; `score` is their sum."""

    reasons: tuple[Reason, ...]

    @property
    def score(self) -> int:
        """The sum of the points."""
        return sum(r.points for r in self.reasons)


@lru_cache(maxsize=1)
def weights() -> dict[str, dict[str, int]]:
    """The shipped weights."""
    text = resources.files("sayso.matching").joinpath("weights.toml").read_text("utf-8")
    return {k: v for k, v in tomllib.loads(text).items() if isinstance(v, dict)}


@dataclass(frozen=True, slots=True)
class Domain:
    """What of the codebooks bears on comparing: types never part of another, families that mix, running measures."""

    apart: frozenset[str]
    mixes: frozenset[frozenset[str]]
    running: frozenset[str]

    @classmethod
    def of(cls, lexicon: Lexicon) -> Domain:
        """The domain that a lexicon declares."""
        return cls(
            frozenset(n for n, e in lexicon.events.items() if e.apart),
            frozenset(frozenset((e.family, other)) for e in lexicon.events.values() for other in e.mixes),
            frozenset(n for n, m in lexicon.measures.items() if m.current),
        )


def compare(a: Mention, b: Mention, domain: Domain, *, telling: bool = True) -> Comparison:
    """Points and reasons for and against two mentions being one event; `telling` words can be left out of these."""
    w = weights()
    found = [_kind(a, b, domain, w["kind"]), _time(a, b, w["time"]), _place(a, b, w["place"])]
    found += _actors(a, b, w["actors"])
    found += _figures(a, b, domain.running, w["figures"])
    found.append(_words(a, b, w["words"], telling=telling))
    return Comparison(tuple(r for r in found if r.points))


def _kind(a: Mention, b: Mention, domain: Domain, w: dict[str, int]) -> Reason:
    if a.event == b.event:
        return Reason("kind", w["same"], f"both {a.event}")
    if a.event in domain.apart or b.event in domain.apart:
        return Reason("kind", w["apart"], f"{a.event} and {b.event} are never one event")
    if a.family == b.family:
        return Reason("kind", w["family"], f"{a.event} and {b.event} are of one family")
    mixed = frozenset((a.family, b.family)) in domain.mixes
    return Reason("kind", w["mixed" if mixed else "different"], f"{a.event} against {b.event}")


def interval(m: Mention) -> Interval | None:
    """The days of a mention, where known."""
    if m.begin is None or m.finish is None:
        return None
    return Interval(date.fromisoformat(m.begin), date.fromisoformat(m.finish))


def _time(a: Mention, b: Mention, w: dict[str, int]) -> Reason:
    x, y = interval(a), interval(b)
    if a.report == b.report and (x is None or y is None):
        return Reason("time", w["told_as_two"], "one report tells of both as two events")
    if x is None or y is None:
        return _half_known(a, b, x or y, w)
    gap = x.gap(y)
    if a.report == b.report and gap > 0:
        return Reason("time", w["told_apart"], f"one report tells of both, {gap} days apart")
    if x.days <= 3 and y.days <= 3:
        for limit, name in ((0, "same_day"), (1, "next_day"), (3, "two_or_three_days"), (7, "within_a_week")):
            if gap <= limit:
                return Reason("time", w[name], "same day" if gap == 0 else f"{gap} days apart")
        return Reason("time", w["farther"], f"{gap} days apart")
    if gap == 0:
        short = min(x.days, y.days) <= _SHORT_DAYS and max(x.days, y.days) <= 62
        return Reason("time", w["overlap_short" if short else "overlap_long"], f"{_shown(a)} and {_shown(b)} overlap")
    if gap <= 3 and max(x.days, y.days) <= 62:
        return Reason("time", w["nearly_touching"], f"{_shown(a)} and {_shown(b)} nearly touch")
    return Reason("time", w["disjoint"], f"{_shown(a)} and {_shown(b)} do not overlap")


def _shown(m: Mention) -> str:
    return m.begin or "?" if m.begin == m.finish else f"{m.begin} to {m.finish}"


def _half_known(a: Mention, b: Mention, known: Interval | None, w: dict[str, int]) -> Reason:
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
        return Reason(
            "time",
            w["same_month_and_day" if same else "other_month_and_day"],
            f"{days[0]} and {days[1]}, a year not stated",
        )
    if known is None:
        return Reason("time", w["unknown"], "no day known")
    other = a if a.begin is None else b
    if other.published and len(other.published) >= 7:
        told = date.fromisoformat((other.published + "-28")[:10])
        late = (told - known.begin).days
        if late < -1 and len(other.published) >= 10:
            return Reason("time", w["told_before_it_happened"], f"reported {-late} days before")
        if late <= 30:
            return Reason(
                "time",
                w["reported_at_once" if late <= 3 and known.days <= 3 else "reported_soon"],
                f"reported {late} days after",
            )
        name = "reported_late" if late <= _VERY_LATE_DAYS else "reported_very_late"
        return Reason("time", w[name], f"reported {late} days after")
    return Reason("time", w["unknown"], "one day unknown")


def _place(a: Mention, b: Mention, w: dict[str, int]) -> Reason:
    """The best that any two places give; places that merely stand near can speak for, never against."""
    own = _best_places(a.places[: a.anchored], b.places[: b.anchored], w)
    if own is not None and own.points != w["unknown"]:
        return own
    best = _best_places(a.places, b.places, w)
    return best if best is not None and best.points > 0 else Reason("place", w["unknown"], "no place known")


def _best_places(places: Sequence[Place], others: Sequence[Place], w: dict[str, int]) -> Reason | None:
    found = [r for p in places for q in others if (r := _two_places(p, q, w)) is not None]
    return max(found, key=lambda r: (r.points, r.words), default=None)


def _two_places(p: Place, q: Place, w: dict[str, int]) -> Reason | None:
    if p.id is None or q.id is None:
        return None
    if p.id == q.id and p.precision not in ("country", "continent", "state"):
        return Reason("place", w["same_town"], f"both in {p.name}")
    if p.country != q.country:
        return Reason("place", w["other_country"], f"{p.name} against {q.name}")
    if "country" in (p.precision, q.precision):
        return Reason("place", w["unknown"], "same country")
    if p.admin1_code != q.admin1_code:
        return Reason("place", w["other_state"], f"{p.name} against {q.name}")
    if "state" in (p.precision, q.precision):
        return Reason(
            "place",
            w["contains"],
            f"{q.name if p.precision == 'state' else p.name} lies in {p.name if p.precision == 'state' else q.name}",
        )
    return Reason("place", w["other_town"], f"{p.name} and {q.name}, one state")


def _actors(a: Mention, b: Mention, w: dict[str, int]) -> list[Reason]:
    shared = {x.name: x.role for x in a.actors}
    both = [(x.name, x.role) for x in b.actors if x.name in shared]
    points, found = 0, []
    for name, role in sorted(both):
        gain = w["shared_agency"] if role in ("agency", "facility") else w["shared_employer"]
        gain = min(gain, w["most"] - points)
        points += gain
        found.append(Reason("actor", gain, f"both name {name}"))
    return found


def _figures(a: Mention, b: Mention, running: frozenset[str], w: dict[str, int]) -> list[Reason]:
    found: list[Reason] = []
    points = 0
    for measure in sorted({m for m, _ in a.figures} & {m for m, _ in b.figures}):
        xs = {v for m, v in a.figures if m == measure}
        ys = {v for m, v in b.figures if m == measure}
        same = xs & ys
        if same:
            value = max(same)
            gain = w["same_round"] if value < _SMALL or len(f"{value:.0f}".rstrip("0")) <= 1 else w["same_exact"]
            shown = f"both say {value:g} {measure}"
        elif any(abs(x - y) <= 0.1 * max(x, y) for x in xs for y in ys):
            gain, shown = w["compatible"], f"{measure} much the same"
        elif measure in running:
            continue
        else:
            gain, shown = w["contrary"], f"{measure}: {min(xs):g} against {min(ys):g}"
        gain = max(min(gain, w["most"] - points), w["least"] - points if gain < 0 else gain)
        points += gain
        found.append(Reason("figure", gain, shown))
    return found


def _words(a: Mention, b: Mention, w: dict[str, int], *, telling: bool) -> Reason:
    """Cosine of the two sets of words, each word by how telling it is."""
    (x, of_x), (y, of_y) = words.bag(a.words), words.bag(b.words)
    if min(len(x), len(y)) < _FEW_WORDS:
        return Reason("words", 0, "too few words")
    shared = x & y
    cosine = words.square(shared) / math.sqrt(of_x * of_y)
    foremost = f" ({', '.join(words.rarest(shared, 4))})" if telling else ""
    name = next((n for limit, n in _COSINES if cosine >= limit), "none")
    return Reason("words", w[name], f"{len(shared)} words in common{foremost}")


def public(reason: Reason) -> dict[str, Any]:
    """A reason as plain JSON values."""
    return {"what": reason.what, "points": reason.points, "words": reason.words}
