"""Which incidents a question is about: those that are, those that perhaps are with the reason, and all others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sayso.codebook.lexicon import Lexicon
from sayso.counting.areas import Lies, near
from sayso.counting.question import Question
from sayso.model.incident import Incident
from sayso.model.place import Place

_LARGE = ("country", "continent", "region")
_ISO_DAY = 10
# So many places of an incident may be where it happened; those told of less have other parts in it.
_FOREMOST = 3
NO_DATE, NO_PLACE = "without a date", "without a place"
COARSE_DATE, COARSE_PLACE = "dated less exactly than asked", "placed less exactly than asked"
BESIDE = "told of this place behind another"
GENERIC = "of a kind that is told in general words only"


@dataclass(frozen=True, slots=True)
class Standing:
    """How an incident stands to a question; `why` tells what is not known where it only perhaps belongs.

    Of an incident `by_report` the day is that of its first report; one `elsewhere` belongs but for its place, so that
    a part of it may lie here.
    """

    lies: Lies
    why: tuple[str, ...] = ()
    by_report: bool = False
    elsewhere: bool = False


class Selecting:
    """Holds incidents against one question; `published` are the days of reports by id."""

    def __init__(self, question: Question, lexicon: Lexicon, published: Mapping[str, str | None]) -> None:
        self._asked = question
        self._lexicon = lexicon
        self._published = published

    def standing(self, incident: Incident) -> Standing:
        """Whether an incident belongs, by its type, its day and its place."""
        kind = self._kind(incident.type)
        time, by_report = self._time(incident)
        place = self._place(incident)
        other = [kind, time]
        if any(lies is Lies.OUT for lies, _ in other):
            return Standing(Lies.OUT)
        sure = all(lies is Lies.IN for lies, _ in other)
        if place[0] is Lies.OUT:
            return Standing(Lies.OUT, by_report=by_report, elsewhere=sure)
        why = tuple(w for lies, w in (*other, place) if lies is Lies.PERHAPS)
        return Standing(Lies.PERHAPS if why else Lies.IN, why, by_report, elsewhere=bool(why) and sure)

    def _kind(self, kind: str) -> tuple[Lies, str]:
        asked, events = self._asked.type, self._lexicon.events
        if asked is None or kind == asked:
            return Lies.IN, ""
        family = events[kind].family if kind in events else ""
        wide = asked not in events or events[asked].generic
        if wide:
            return (Lies.IN, "") if family == (events[asked].family if asked in events else asked) else (Lies.OUT, "")
        if kind in events and events[kind].generic and family == events[asked].family:
            return Lies.PERHAPS, GENERIC
        return Lies.OUT, ""

    def _time(self, incident: Incident) -> tuple[tuple[Lies, str], bool]:
        """Whether an incident is of the time asked for: by the day that it began, else by what is known of it.

        The main event of a report is taken to be of the day of its first report where nothing tells its own day; an
        event that is recalled was before that day.
        """
        asked = self._asked.when
        if asked is None:
            return (Lies.IN, ""), False
        if incident.start is not None and incident.end is not None:
            begin, finish = date.fromisoformat(incident.start), date.fromisoformat(incident.end)
            if incident.date_precision == "day":
                finish = begin
            if finish < asked.begin or begin > asked.finish:
                return (Lies.OUT, ""), False
            within = asked.begin <= begin and finish <= asked.finish
            return ((Lies.IN, "") if within else (Lies.PERHAPS, COARSE_DATE)), False
        days = [self._day(r.report) for r in incident.reports]
        told = min((d for d in days if d is not None), default=None)
        if told is None:
            return (Lies.PERHAPS, NO_DATE), False
        if any(r.main for r in incident.reports):
            return ((Lies.IN, "") if asked.begin <= told <= asked.finish else (Lies.OUT, "")), True
        return ((Lies.PERHAPS, NO_DATE) if told >= asked.begin else (Lies.OUT, "")), False

    def _day(self, report: str) -> date | None:
        told = self._published.get(report) or ""
        try:
            return date.fromisoformat(told[:_ISO_DAY])
        except ValueError:
            return None

    def _place(self, incident: Incident) -> tuple[Lies, str]:
        asked = self._asked.where
        if asked is None:
            return Lies.IN, ""
        here = seat(incident)
        if here is None:
            return Lies.PERHAPS, NO_PLACE
        lies = asked.holds(here)
        if lies is Lies.OUT:
            foremost = [p for p in incident.places if p.precision not in _LARGE][:_FOREMOST]
            beside = any(asked.holds(p) is Lies.IN for p in foremost)
            if beside and asked.reaches(here):
                # "in Englewood, on the South Side of Chicago"
                return Lies.IN, ""
            return (Lies.PERHAPS, BESIDE) if beside else (Lies.OUT, "")
        return lies, COARSE_PLACE if lies is Lies.PERHAPS else ""


def seat(incident: Incident) -> Place | None:
    """Where an incident happened: the foremost of its places; in a state or county the one town told of it.

    A country, continent or region is its seat only where nothing smaller is told.
    """
    small = [p for p in incident.places if p.precision not in _LARGE]
    if not small:
        return incident.places[0] if incident.places else None
    first = small[0]
    if first.precision not in ("state", "county"):
        return first
    inside = [p for p in small if _inside(p, first)]
    exact = [p for p in inside if p.precision != "county"] or inside
    return exact[0] if len(exact) == 1 else first


def _inside(place: Place, wide: Place) -> bool:
    """Whether a place that is told more exactly may lie in a state, or in a county, of which the map has a point."""
    if place.precision in (wide.precision, "state") or (place.country, place.admin1) != (wide.country, wide.admin1):
        return False
    return wide.precision == "state" or near(place, wide)
