"""Bars from low over best to high, one for each who says so, on one axis: what agrees and what does not is seen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from sayso.reviewing.charts.drawing import Chart, chart, element, path, width_of, words
from sayso.reviewing.charts.scales import Scale, short, span, ticks

_HEAD, _EDGE = 8, 26
# Beside each other where there is room for it, else the words above the bar.
_ROOMY, _ROW, _TALL_ROW, _NAMES, _FIGURES = 500, 26, 40, 200, 150
# So many are drawn; the table has all.
MOST = 40


@dataclass(frozen=True, slots=True)
class Bar:
    """One figure: None is unbounded or not said; `shown` is the figure in words; one `aside` is drawn hollow."""

    label: str
    shown: str
    low: float | None
    best: float | None
    high: float | None
    low_open: bool = False
    high_open: bool = False
    aside: bool = False
    note: str = ""


def bars(key: str, title: str, found: Sequence[Bar]) -> Chart:
    """The bars with their axis; a bar without an end points to it with an arrow, one without any number is a "?"."""
    drawn = found[:MOST]
    low, high = span([v for b in drawn for v in (b.low, b.best, b.high) if v is not None])

    def draw(width: int) -> tuple[float, list[Markup]]:
        roomy = width >= _ROOMY
        row = _ROW if roomy else _TALL_ROW
        # from an axis that ends at the greatest figure an arrow would have nowhere to point
        scale = Scale(low, high, _NAMES + 20.0, width - _FIGURES - 30.0) if roomy else Scale(low, high, 16, width - 30)
        bottom = _HEAD + row * max(1, len(drawn)) + 4
        made = [*_axis(scale, bottom)]
        for k, bar in enumerate(drawn):
            top = _HEAD + k * row
            made += _words(bar, top, width, roomy=roomy)
            made += _bar(bar, scale, top + (row / 2 if roomy else 28))
        if not drawn:
            made.append(words("no figure", width / 2, _HEAD + 24, anchor="middle", kind="soft"))
        return bottom + _EDGE, made

    return chart(
        key,
        title,
        _told(found),
        head=("who says so", "figure", "low", "best", "high", ""),
        rows=[
            (
                b.label,
                b.shown,
                _bound(b.low, b.low_open, ">"),
                _bound(b.best, False, ""),
                _bound(b.high, b.high_open, "<"),
                b.note,
            )
            for b in found
        ],
        draw=draw,
    )


def _told(found: Sequence[Bar]) -> str:
    """The chart in one sentence for those who do not see it."""
    if not found:
        return "There is no figure to draw."
    more = f" The first {MOST} of {len(found)} are drawn." if len(found) > MOST else ""
    return "; ".join(f"{b.label}: {b.shown}" + (" (set aside)" if b.aside else "") for b in found[:8]) + "." + more


def _bound(value: float | None, is_open: bool, sign: str) -> str:
    return "–" if value is None else f"{sign if is_open else ''}{value:,.10g}"


def _axis(scale: Scale, bottom: float) -> Iterator[Markup]:
    for value in ticks(scale.low, scale.high):
        x = scale.at(value)
        yield element("line", x1=x, x2=x, y1=float(_HEAD), y2=bottom, class_="grid")
        yield words(short(value), x, bottom + 16, anchor="middle", kind="tick")


def _words(bar: Bar, top: float, width: int, *, roomy: bool) -> Iterator[Markup]:
    kind = "label aside" if bar.aside else "label"
    shown = f"({bar.shown})" if bar.aside else bar.shown
    if roomy:
        yield words(bar.label, 4, top + _ROW / 2 + 4, room=_NAMES, kind=kind)
        yield words(shown, width - _FIGURES + 4, top + _ROW / 2 + 4, room=_FIGURES - 4, kind="value")
    else:
        yield words(shown, width - 4, top + 14, room=width / 2, anchor="end", kind="value")
        yield words(bar.label, 4, top + 14, room=width - min(width / 2, width_of(shown)) - 24, kind=kind)


def _bar(bar: Bar, scale: Scale, y: float) -> Iterator[Markup]:
    kind = "aside" if bar.aside else "said"
    if bar.low is None and bar.best is None and bar.high is None:
        yield words("?", scale.start, y + 6, kind="unknown")
        return
    ends = [v for v in (bar.low, bar.best, bar.high) if v is not None]
    if bar.low == bar.high and bar.best is not None:
        yield element("circle", cx=scale.at(bar.best), cy=y, r=5, class_=f"best {kind}")
        return
    left = (
        scale.at(bar.low)
        if bar.low is not None
        else (scale.start - 12 if bar.high is not None else scale.at(min(ends)))
    )
    right = scale.at(bar.high) if bar.high is not None else scale.end + 22
    yield element("line", x1=left, x2=right, y1=y, y2=y, class_=f"range {kind}")
    yield _end(left, y, kind, arrow=-1 if bar.low is None else 0, is_open=bar.low_open)
    yield _end(right, y, kind, arrow=1 if bar.high is None else 0, is_open=bar.high_open)
    if bar.best is not None:
        yield element("circle", cx=scale.at(bar.best), cy=y, r=5, class_=f"best {kind}")


def _end(x: float, y: float, kind: str, *, arrow: int, is_open: bool) -> Markup:
    """The end of a bar: an arrow where it goes on, a ring where the value itself is out, else a stop."""
    if arrow:
        return path("M", x - 6 * arrow, y - 5, "L", x, y, "L", x - 6 * arrow, y + 5, class_=f"arrow {kind}")
    if is_open:
        return element("circle", cx=x, cy=y, r=4, class_=f"open {kind}")
    return element("line", x1=x, x2=x, y1=y - 6, y2=y + 6, class_=f"stop {kind}")
