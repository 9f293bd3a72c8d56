"""The map and the timeline of all incidents that fit the filters of the list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Annotated

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
_MOST_DRAWN = 20
Drawn = Callable[[Sequence[Gist]], tuple[Chart, int]]


@router.get("/map")
def map_page(desk: Reading, asked: Annotated[Listed, Query()]) -> Response:
    """Where all incidents were that fit."""
    return _page(desk, asked, "map", _mapped)


def _mapped(found: Sequence[Gist]) -> tuple[Chart, int]:
    spots = [
        Spot(label_of(p), p.lat, p.lon, p.precision, f"{g.title}, {g.days}", f"/incidents/{g.id}")
        for g in found
        for p in g.places
    ]
    return map_of("map", "Where it happened", spots, wide=_BROAD), sum(not g.places for g in found)


@router.get("/timeline")
def timeline_page(desk: Reading, asked: Annotated[Listed, Query()]) -> Response:
    """When all incidents were that fit."""
    return _page(desk, asked, "timeline", _timed)


def _timed(found: Sequence[Gist]) -> tuple[Chart, int]:
    spans = [Span(g.title, g.start, g.end, g.precision, g.figure, f"/incidents/{g.id}") for g in found]
    return timeline("timeline", "When it happened", spans, wide=_BROAD), sum(g.start is None for g in found)


def _gists(desk: Desk, asked: Listed) -> list[Gist]:
    """What fits; of those who may not see names one page at a time, since each report must be judged first."""
    store, lexicon = desk.ledger.store, desk.ledger.lexicon
    if desk.person.sees_names:
        idents = store.listed(asked.sieve(), "day", limit=_MOST)
        return desk.house.gists.of(store, lexicon, idents)
    idents = store.listed(asked.sieve(), "day", start=PER_PAGE * (asked.page - 1), limit=PER_PAGE)
    return [gist(line.incident, lexicon, line.brief.title, line.brief.spots) for line in lines(desk, idents)]


def _page(desk: Desk, asked: Listed, name: str, drawn: Drawn) -> Response:
    store, masked = desk.ledger.store, not desk.person.sees_names
    # thousands of marks take a while: a chart is kept as long as no incident is another one
    key = (name, asked.model_dump_json(), store.position(), store.erased_count())
    made = None if masked else desk.house.drawn.get(key)
    if made is None:
        found = _gists(desk, asked)
        made = (len(found), *drawn(found))
        if not masked:
            if len(desk.house.drawn) >= _MOST_DRAWN:
                desk.house.drawn.clear()
            desk.house.drawn[key] = made
    shown, chart, left_out = made
    count = store.count_listed(asked.sieve())
    return desk.page(
        "overview.html",
        asked=asked,
        kinds=store.kinds_listed(),
        count=count,
        shown=shown,
        pages=max(1, -(-count // PER_PAGE)) if masked else 1,
        chart=replace(chart, rows=chart.rows[:_ROWS]),
        rows=len(chart.rows),
        name=name,
        left_out=left_out,
    )
