"""What the pile covers: its sources, from when to when, their gaps, and trends that a new source may make."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from itertools import pairwise
from statistics import median
from typing import Any

from sayso.counting.question import Question
from sayso.counting.totals import current
from sayso.counting.trends import Trend, Unit, period_of, size_of, trends
from sayso.ledger.sources import Source
from sayso.model.incident import Incident
from sayso.pipeline import Ledger

# A silence is a gap where it is longer than this, and so many times what is usual between two reports of the source.
_GAP_DAYS = 30
_GAP_TIMES = 4
# So many days with reports show what is usual.
_DAYS = 4
UNKNOWN = "unknown source"


@dataclass(frozen=True, slots=True)
class Outlet:
    """One source of the pile. Days are ISO dates; `gaps` are silences between two of its reports."""

    name: str
    reports: int
    undated: int
    first: str | None
    last: str | None
    incidents: int
    gaps: tuple[tuple[str, str, int], ...]


@dataclass(frozen=True, slots=True)
class Covered:
    """What the pile tells of one type of incident or one measure; `periods` are (period, incidents, sources)."""

    of: str
    name: str
    incidents: int
    undated: int
    reports: int
    sources: int
    first: str | None
    last: str | None
    periods: tuple[tuple[str, int, int], ...]
    empty: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """The sources, what is covered of each type and measure, and warnings; `copies` of the pile carry another's text."""

    reports: int
    copies: int
    size: str
    sources: tuple[Outlet, ...]
    covered: tuple[Covered, ...]
    trends: tuple[Trend, ...]

    @property
    def warnings(self) -> tuple[str, ...]:
        """The trends in words."""
        return tuple(t.words for t in self.trends)

    def row(self) -> dict[str, Any]:
        """The coverage as `sayso coverage --json` prints it."""
        return {
            "schema": 1,
            "reports": self.reports,
            "copies": self.copies,
            "period": self.size,
            "sources": [
                {**asdict(s), "gaps": [{"after": a, "before": b, "days": d} for a, b, d in s.gaps]}
                for s in self.sources
            ],
            "covered": [
                {
                    **asdict(c),
                    "periods": [{"period": p, "incidents": n, "sources": s} for p, n, s in c.periods],
                    "empty": list(c.empty),
                }
                for c in self.covered
            ],
            "trends": [t.row() for t in self.trends],
            "warnings": list(self.warnings),
        }


def coverage(ledger: Ledger, *, measure: str | None = None, type: str | None = None) -> Coverage:
    """What the reports of a ledger cover, or those of its incidents of one type or with a figure of one measure.

    Raises RefusedError for a type or measure that the codebooks do not know.
    """
    Question("incidents", measure, None, type).checked(ledger.lexicon)
    incidents = [i for i in ledger.incidents() if _asked(i, measure, type, ledger)]
    told = {r.report for i in incidents for r in i.reports}
    sources = ledger.store.sources()
    if measure is not None or type is not None:
        sources = [s for s in sources if s.report in told]
    names = {s.report: name_of(s) for s in sources}
    days = [d for s in sources if (d := _day(s.published)) is not None]
    size = size_of(days)
    groups = [("type", kind, [i for i in incidents if i.type == kind]) for kind in _common(i.type for i in incidents)]
    for name in [measure] if measure is not None else _common(f.measure for i in incidents for f in i.findings):
        of_it = [i for i in incidents if current(i.findings, name, None) is not None]
        groups += [("measure", name, of_it)] if of_it else []
    covered = tuple(_covered(of, name, own, names, (size, days)) for of, name, own in groups)
    units = {"reports": [Unit(d, frozenset([names[s.report]])) for s in sources if (d := _day(s.published))]}
    for of, name, own in groups:
        if of == "type" or measure is not None:
            units[_told(of, name, ledger)] = [u for i in own if (u := _unit(i, names, size)) is not None]
    first = _beginnings(sources, names)
    found = tuple(t for what, of_it in units.items() for t in trends(what, of_it, first, size))
    outlets = tuple(_outlets(sources, names, incidents))
    return Coverage(len(sources), ledger.store.copied(), size, outlets, covered, found)


def _told(of: str, name: str, ledger: Ledger) -> str:
    """What a trend is one of, in words."""
    if of == "type":
        return f"incidents of {ledger.lexicon.events[name].label if name in ledger.lexicon.events else name}"
    return f"incidents with {ledger.lexicon.measures[name].label}"


def _beginnings(sources: Iterable[Source], names: dict[str, str]) -> dict[str, date]:
    """The day of the first report of each source."""
    first: dict[str, date] = {}
    for s in sources:
        if (day := _day(s.published)) is not None:
            first[names[s.report]] = min(day, first.get(names[s.report], day))
    return first


def name_of(source: Source) -> str:
    """Whose report it is: the outlet that first published it, else the site of its address."""
    if source.publisher:
        return source.publisher
    site = (source.url or "").partition("//")[2].partition("/")[0].lower().removeprefix("www.")
    return site or UNKNOWN


def _asked(i: Incident, measure: str | None, kind: str | None, ledger: Ledger) -> bool:
    events = ledger.lexicon.events
    family = events[i.type].family if i.type in events else ""
    fits = kind in (None, i.type, family) or (kind in events and events[kind].generic and events[kind].family == family)
    return fits and (measure is None or current(i.findings, measure, None) is not None)


def _common(names: Iterable[str]) -> list[str]:
    """Names by how often they come, the most frequent first."""
    times = Counter(names)
    return sorted(times, key=lambda n: (-times[n], n))


def _day(value: str | None) -> date | None:
    try:
        return date.fromisoformat((value or "")[:10])
    except ValueError:
        return None


def _unit(i: Incident, names: dict[str, str], size: str) -> Unit | None:
    """An incident on its first day, where that is exact enough for the periods."""
    begin, finish = _day(i.start), _day(i.end)
    if begin is None or finish is None:
        return None
    if i.date_precision != "day" and period_of(begin, size) != period_of(finish, size):
        return None
    return Unit(begin, frozenset(names[r.report] for r in i.reports if r.report in names))


def _covered(
    of: str, name: str, own: Sequence[Incident], names: dict[str, str], pile: tuple[str, Sequence[date]]
) -> Covered:
    """What is told of some incidents; nothing is missed in periods that no report of the pile is from."""
    size, published = pile
    units = [u for i in own if (u := _unit(i, names, size)) is not None]
    told = {r.report for i in own for r in i.reports}
    days = sorted(u.day for u in units)
    by_period: dict[str, list[Unit]] = {}
    for u in units:
        by_period.setdefault(period_of(u.day, size), []).append(u)
    between = _between(min(published), max(published), size) if published else []
    return Covered(
        of=of,
        name=name,
        incidents=len(own),
        undated=len(own) - len(units),
        reports=len(told),
        sources=len({names[r] for r in told if r in names}),
        first=days[0].isoformat() if days else None,
        last=days[-1].isoformat() if days else None,
        periods=tuple((p, len(us), len({s for u in us for s in u.sources})) for p, us in sorted(by_period.items())),
        empty=tuple(p for p in between if p not in by_period),
    )


def _between(first: date, last: date, size: str) -> list[str]:
    """All periods from one day to another."""
    found = {period_of(date.fromordinal(n), size) for n in range(first.toordinal(), last.toordinal() + 1)}
    return sorted(found)


def _outlets(sources: Sequence[Source], names: dict[str, str], incidents: Sequence[Incident]) -> list[Outlet]:
    """The sources by how many reports are theirs."""
    told: dict[str, set[str]] = {}
    for i in incidents:
        for r in i.reports:
            told.setdefault(names.get(r.report, UNKNOWN), set()).add(i.id)
    found = []
    for name in _common(names.values()):
        own = [_day(s.published) for s in sources if names[s.report] == name]
        days = sorted(d for d in own if d is not None)
        found.append(
            Outlet(
                name,
                len(own),
                len(own) - len(days),
                days[0].isoformat() if days else None,
                days[-1].isoformat() if days else None,
                len(told.get(name, ())),
                tuple((a.isoformat(), b.isoformat(), (b - a).days) for a, b in gaps(days)),
            )
        )
    return found


def gaps(days: Iterable[date]) -> list[tuple[date, date]]:
    """Silences of a source: the last day before and the first day after each.

    >>> [b.isoformat() for _, b in gaps(date(2015, m, 1) for m in (1, 2, 3, 4, 9, 10))]
    ['2015-09-01']
    """
    known = sorted(set(days))
    steps = list(pairwise(known))
    if len(known) < _DAYS:
        return []
    longest = max(_GAP_DAYS, _GAP_TIMES * median((b - a).days for a, b in steps))
    return [(a, b) for a, b in steps if (b - a).days > longest]
