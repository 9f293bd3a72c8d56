"""Charts of the record: what is known of an incident, turned into what the charts draw."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from sayso.atlas.gazetteer import gazetteer
from sayso.codebook.lexicon import Lexicon
from sayso.exhibiting import wording
from sayso.exhibiting.evidence import Evidence
from sayso.model.claim import Claim
from sayso.model.finding import Finding
from sayso.model.incident import Incident
from sayso.model.place import Place
from sayso.model.series import Course
from sayso.reconciling.identities import span_behind
from sayso.reconciling.intervals import INFINITY, round_ones, span_of
from sayso.reviewing.charts.bars import Bar, bars
from sayso.reviewing.charts.course import Told, Turn, course
from sayso.reviewing.charts.drawing import WIDE, Chart
from sayso.reviewing.charts.flow import Amount, Flow, flow, rest_of
from sayso.reviewing.charts.map import Box, Land, Spot, box_of, places

# "arrested >= released + transferred": a whole and what it parts into.
_PARTING = re.compile(r"^([a-z_]+) (?:>=|=) ([a-z_]+(?: \+ [a-z_]+)*)$")
_REGIONS, _TOWNS = 80, 2500
# So much of a frame is looked up round it; from so many degrees on countries are named, not their regions.
_ROUND, _FAR = 0.3, 75


def told_by(key: str, f: Finding, evidence: Sequence[Evidence], claims: Mapping[str, Claim], lexicon: Lexicon) -> Chart:
    """The figures of a finding, one bar for each origin and figure, as wide as its words leave open."""
    rounded = round_ones([claims[e.claim] for e in evidence if e.claim in claims])
    grouped: dict[tuple[str, str, bool], list[Evidence]] = {}
    for e in evidence:
        grouped.setdefault((e.origin or _source(e), e.corrected or e.number, e.set_aside is not None), []).append(e)
    return bars(
        key,
        f"{wording.label(f, lexicon)}: who says how many",
        [_bar(found, claims, lexicon, rounded) for found in grouped.values()],
    )


def _source(e: Evidence) -> str:
    return e.source.publisher or e.source.id


def _bar(found: Sequence[Evidence], claims: Mapping[str, Claim], lexicon: Lexicon, rounded: frozenset[str]) -> Bar:
    first = found[0]
    claim = claims.get(first.claim)
    span = span_of(claim, lexicon, as_about=first.claim in rounded) if claim is not None else None
    times = f" ×{len(found)}" if len(found) > 1 else ""
    shown = first.corrected or " ".join(first.number.split())
    aside = first.set_aside or ""
    if claim is None or span is None:
        return Bar((first.origin or _source(first)) + times, shown, None, None, None, aside=bool(aside), note=aside)
    high = None if span.high == INFINITY else span.high
    low = None if span.low == 0 and claim.low is None and claim.best is not None and high is not None else span.low
    best = claim.best if claim.best is not None and claim.qualifier not in ("more_than", "fewer_than") else None
    return Bar(
        (first.origin or _source(first)) + times,
        shown,
        low,
        best,
        high,
        span.low_open,
        span.high_open,
        aside=bool(aside),
        note=aside,
    )


def over_time(key: str, found: Course, label: str, claims: Mapping[str, Claim], names: Mapping[str, str]) -> Chart:
    """A figure over time with the claims behind its steps; `names` are origins as they may be shown."""
    gone = {c for s in found.steps for c in s.superseded}
    turns = [
        Turn(s.day, s.low, s.best, s.high, _shown(s.low, s.best, s.high), s.kind, s.verdict, _named(s.origins, names))
        for s in found.steps
    ]
    told = [
        Told(s.day, float(value), _named(s.origins, names), c in gone)
        for s in found.steps
        for c in s.claims
        if c in claims and (value := _value(claims[c])) is not None
    ]
    return course(key, f"{label}, as it became known", turns, told)


def _named(origins: Sequence[str], names: Mapping[str, str]) -> str:
    return ", ".join(names.get(o, "a source") for o in origins)


def _value(claim: Claim) -> float | None:
    return next((v for v in (claim.best, claim.low, claim.high) if v is not None), None)


def _shown(low: float | None, best: float | None, high: float | None) -> str:
    """A figure of a step in words."""
    if best is not None:
        return wording.number(best)
    if low is not None and high is not None:
        return f"{wording.number(low)}–{wording.number(high)}"
    if low is not None:
        return f"{wording.number(low)} or more"
    return f"up to {wording.number(high)}" if high is not None else wording.UNKNOWN


def flows(key: str, incident: Incident, claims: Mapping[str, Claim], lexicon: Lexicon) -> list[Chart]:
    """What became of all, by the declared identities of which the whole and some part are told."""
    known = {
        f.measure: f
        for f in sorted(incident.findings, key=lambda f: f.as_of or "")
        if f.group is None and f.standing == "asserted" and f.state != "blank"
    }
    partings = [(m[1], m[2].split(" + ")) for i in lexicon.identities if (m := _PARTING.match(i.expression))]
    told = [(whole, parts) for whole, parts in partings if whole in known and known.keys() & set(parts)]
    below = {p for _, parts in told for p in parts}
    tops = [(w, parts) for w, parts in told if w not in below]
    made = [_flow(w, parts, told, known, claims, lexicon) for w, parts in sorted(tops, key=lambda t: -len(t[1]))]
    return [
        flow(
            f"{key}-{k}",
            f"What became of the {wording.number(f.whole.best)} {f.whole.label}"
            if f.whole.best is not None
            else f"What became of those {f.whole.label}",
            f,
        )
        for k, f in enumerate(made)
    ]


def _flow(
    whole: str,
    parts: Sequence[str],
    partings: Sequence[tuple[str, Sequence[str]]],
    known: Mapping[str, Finding],
    claims: Mapping[str, Claim],
    lexicon: Lexicon,
) -> Flow:
    top = _amount(whole, known, claims, lexicon)
    amounts = {p: _amount(p, known, claims, lexicon) for p in parts}
    further = {w: ps for w, ps in partings if w in parts}
    branches = tuple(
        _flow(p, further[p], partings, known, claims, lexicon) if p in further else Flow(amounts[p]) for p in parts
    )
    return Flow(top, branches, rest_of(top, list(amounts.values())))


def _amount(measure: str, known: Mapping[str, Finding], claims: Mapping[str, Claim], lexicon: Lexicon) -> Amount:
    """A measure as a stage: its bounds are those that the words of its claims leave open."""
    rule = lexicon.measures.get(measure)
    label = rule.label if rule is not None else measure.replace("_", " ")
    f = known.get(measure)
    if f is None:
        return Amount(label, wording.UNKNOWN, None, None, None, "not reported")
    best = None if f.best is None else float(f.best)
    if best is None and f.low is None and f.high is None:
        return Amount(label, wording.UNKNOWN, None, None, None, f.verdict)
    if best is None:
        return Amount(label, _shown(f.low, None, f.high), f.low, None, f.high, f.verdict)
    span = span_behind(f, claims, lexicon)
    return Amount(label, wording.best(f), span.low, best, None if span.high == INFINITY else span.high, f.verdict)


def map_of(key: str, title: str, spots: Sequence[Spot], *, wide: int = WIDE) -> Chart:
    """A map of places, with regions and towns of the gazetteer beside them."""
    box = box_of(spots)
    return places(key, title, spots, Land() if box is None else land(box), wide=wide)


def land(box: Box) -> Land:
    """Regions and larger towns within a frame and some way round it."""
    south, west, north, east = box
    tall, wide = (north - south) * _ROUND, (east - west) * _ROUND
    # in whole steps, so that frames that are much the same share what was looked up once
    frame = [5 * round(v / 5) for v in (south - tall - 2, west - wide - 2, north + tall + 2, east + wide + 2)]
    return _land(*frame, countries=east - west > _FAR)


@lru_cache(maxsize=128)
def _land(south: float, west: float, north: float, east: float, *, countries: bool) -> Land:
    frame = (south, west, north, east)
    kinds = ["country"] if countries else ["state", "province"]
    regions = gazetteer().within(*frame, kinds=kinds, at_most=_REGIONS)
    towns = gazetteer().spots(*frame, kinds=["town"], at_most=_TOWNS)
    return Land(tuple((p.name, p.lat, p.lon) for p in regions), tuple(towns))


def spots_of(incident: Incident) -> list[Spot]:
    """The places of an incident."""
    return [Spot(label_of(p), p.lat, p.lon, p.precision) for p in incident.places]


def label_of(place: Place) -> str:
    """A place with the state that it lies in."""
    return f"{place.name}, {place.admin1}" if place.admin1 and place.admin1 != place.name else place.name


def in_short(incident: Incident, lexicon: Lexicon) -> str:
    """An incident's foremost figure in words, "" where it has none."""
    f = wording.foremost(incident.findings, lexicon)
    return "" if f is None else f"{wording.best(f)}{wording.unit(f)} {wording.label(f, lexicon)}"
