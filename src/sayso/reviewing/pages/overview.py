"""The map and the timeline of all incidents that fit the filters of the list."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.responses import Response

from sayso.reviewing.asking import PER_PAGE, Listed, lines
from sayso.reviewing.charts.drawing import Chart
from sayso.reviewing.charts.map import Spot
from sayso.reviewing.charts.timeline import Span, timeline
from sayso.reviewing.desk import Desk, Reading
from sayso.reviewing.figures import label_of, map_of
from sayso.reviewing.gists import Gist, gist

router = APIRouter(include_in_schema=False)
_MOST, _ROWS, _BROAD = 20_000, 500, 1100


@router.get("/map")
def map_page(desk: Reading, asked: Annotated[Listed, Query()]) -> Response:
    """Where all incidents were that fit."""
    found = _gists(desk, asked)
    spots = [
        Spot(label_of(p), p.lat, p.lon, p.precision, f"{g.title}, {g.days}", f"/incidents/{g.id}")
        for g in found
        for p in g.places
    ]
    placeless = sum(not g.places for g in found)
    chart = map_of("map", "Where it happened", spots, wide=_BROAD)
    return _page(desk, asked, found, chart, name="map", left_out=placeless)


@router.get("/timeline")
def timeline_page(desk: Reading, asked: Annotated[Listed, Query()]) -> Response:
    """When all incidents were that fit."""
    found = _gists(desk, asked)
    spans = [Span(g.title, g.start, g.end, g.precision, g.figure, f"/incidents/{g.id}") for g in found]
    chart = timeline("timeline", "When it happened", spans, wide=_BROAD)
    return _page(desk, asked, found, chart, name="timeline", left_out=sum(g.start is None for g in found))


def _gists(desk: Desk, asked: Listed) -> list[Gist]:
    """What fits; of those who may not see names one page at a time, since each report must be judged first."""
    store, lexicon = desk.ledger.store, desk.ledger.lexicon
    if desk.person.sees_names:
        idents = store.listed(asked.sieve(), "day", limit=_MOST)
        return desk.house.gists.of(store, lexicon, idents)
    idents = store.listed(asked.sieve(), "day", start=PER_PAGE * (asked.page - 1), limit=PER_PAGE)
    return [gist(line.incident, lexicon, line.brief.title, line.brief.spots) for line in lines(desk, idents)]


def _page(desk: Desk, asked: Listed, found: list[Gist], chart: Chart, **values: Any) -> Response:
    count = desk.ledger.store.count_listed(asked.sieve())
    shown = len(found)
    return desk.page(
        "overview.html",
        asked=asked,
        kinds=desk.ledger.store.kinds_listed(),
        count=count,
        shown=shown,
        pages=1 if desk.person.sees_names else max(1, -(-count // PER_PAGE)),
        chart=replace(chart, rows=chart.rows[:_ROWS]),
        rows=len(chart.rows),
        **values,
    )
