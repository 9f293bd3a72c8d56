"""Adds up what incidents tell, each event once: parts under their whole are not added to it, units never mixed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from sayso.counting.areas import Lies
from sayso.counting.result import Part
from sayso.counting.selecting import Standing
from sayso.errors import RefusedError
from sayso.model.finding import Finding
from sayso.model.incident import Incident
from sayso.model.number import Value

NO_BEST, NO_LOW, NO_HIGH = "no best figure", "no lower bound", "no upper bound"
BY_REPORT = "dated by their first report"

# What an incident tells of the measure by itself, None where it gives no figure.
Tell = Callable[[Incident], Part | None]


def current(findings: Iterable[Finding], measure: str, group: str | None) -> Finding | None:
    """The finding that stands for a measure: asserted, of that group or of all, with the latest as-of day."""
    own = [f for f in findings if (f.measure, f.group, f.standing) == (measure, group, "asserted")]
    return max(own, key=lambda f: f.as_of or "", default=None)


def figure(incident: str, f: Finding, *, of_part: bool = False) -> Part:
    """What a finding adds to a total: at least its low, by best estimate its best, at most its high.

    Where no source states a low, nothing below zero can be; without a best the lowest figure is counted, the most
    conservative reading; without a high there is none of the total.
    """
    low: Value = f.low if f.low is not None else 0 if f.best is None else min(0, f.best)
    best: Value = f.best if f.best is not None else low
    low, high = min(low, best), None if f.high is None else max(f.high, best)
    gaps = [g for g, v in ((NO_BEST, f.best), (NO_LOW, f.low), (NO_HIGH, f.high)) if v is None]
    aside = {s.claim for s in f.set_aside}
    claims = tuple(sorted({c for o in f.origins for c in o.claims} - aside))
    return Part(incident, low, best, high, f.low_open, f.high_open, of_part, f.unit, claims, tuple(gaps))


def as_one(part: Part) -> Part | None:
    """An incident that has the figure, counted as one: surely where its low is above zero; None where it may not be.

    What is told to be none ("nobody was killed") is no figure to have.
    """
    low = 1 if part.low > 0 or (part.low_open and part.low >= 0) else 0
    best = 1 if part.best > 0 or low else 0
    high = 1 if part.high is None or part.high > 0 else 0
    if not high:
        return None
    return replace(part, low=low, best=max(low, best), high=1, low_open=False, high_open=False, unit=None, gaps=())


class Totals:
    """Walks the incidents from each whole down to its parts."""

    def __init__(self, incidents: Sequence[Incident], standings: Mapping[str, Standing], tell: Tell) -> None:
        self._standings = standings
        self._tell = tell
        known = {i.id for i in incidents}
        self._children: dict[str, list[Incident]] = {}
        self._tops: list[Incident] = []
        for i in incidents:
            if i.part_of in known and not _circular(i, {x.id: x for x in incidents}):
                self._children.setdefault(i.part_of or "", []).append(i)
            else:
                self._tops.append(i)
        self.without: list[str] = []
        self.inside: list[str] = []

    def figures(self) -> list[Part]:
        """What each incident adds: its own figure, else those of its parts."""
        return [part for top in self._tops for part in self._of(top)]

    def events(self) -> list[Part]:
        """Each whole event as one, its parts within it; a whole that does not belong leaves its parts to themselves."""
        return [part for top in self._tops for part in self._once(top)]

    def _of(self, incident: Incident) -> list[Part]:
        standing = self._standings[incident.id]
        below = [p for child in self._children.get(incident.id, ()) for p in self._of(child)]
        if standing.lies is not Lies.IN and not standing.elsewhere:
            return below
        own = self._tell(incident)
        if own is None:
            if not below and standing.lies is Lies.IN:
                self.without.append(incident.id)
            return below
        self.inside += [p.incident for p in below]
        return [_dated(own, standing)]

    def _once(self, incident: Incident) -> list[Part]:
        standing = self._standings[incident.id]
        below = [p for child in self._children.get(incident.id, ()) for p in self._once(child)]
        if standing.lies is not Lies.IN:
            return below
        own = self._tell(incident)
        told = [p for p in (own, *below) if p is not None]
        if not told:
            self.without.append(incident.id)
            return []
        self.inside += [p.incident for p in below]
        claims = tuple(sorted({c for p in told for c in p.claims}))
        one = replace(
            told[0], incident=incident.id, claims=claims, low=max(p.low for p in told), best=max(p.best for p in told)
        )
        return [_dated(one, standing)]


def _dated(part: Part, standing: Standing) -> Part:
    """Of an incident that is dated by its report alone nothing is sure to belong."""
    if not standing.by_report:
        return part
    return replace(part, low=min(0, part.low), low_open=False, gaps=(*part.gaps, BY_REPORT))


def _circular(incident: Incident, by_id: Mapping[str, Incident]) -> bool:
    """Whether an incident is a part of itself, over however many steps."""
    seen, at = {incident.id}, incident.part_of
    while at in by_id:
        if at in seen:
            return True
        seen.add(at or "")
        at = by_id[at or ""].part_of
    return False


def unit_of(parts: Iterable[Part], measure: str) -> str | None:
    """The one unit of all figures; raises RefusedError where there are several."""
    units = Counter(p.unit for p in parts if p.unit is not None)
    if len(units) > 1:
        told = ", ".join(f"{unit} ({times})" for unit, times in sorted(units.items()))
        raise RefusedError(
            "units-mixed",
            f"{measure} is told in several units, which cannot be added: {told}",
            where="--measure",
            hint="narrow the count by --where, --when or --type",
        )
    return next(iter(units), None)
