"""A figure over time: a step for each day on which what is known of it changed, and what it no longer draws on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from sayso.reviewing.charts.drawing import Chart, chart, element, path, words
from sayso.reviewing.charts.scales import Days, Scale, day_number, short, span, ticks

_HEIGHT, _TOP, _LEFT, _RIGHT, _FOOT = 220, 16, 52, 24, 30
# Where there are more, the steps alone tell.
_LABELS, _DOTS = 12, 400


@dataclass(frozen=True, slots=True)
class Turn:
    """What is known of a figure from a day on; None is unknown or unbounded. `shown` is the figure in words."""

    day: str
    low: float | None
    best: float | None
    high: float | None
    shown: str
    kind: str
    verdict: str
    who: str


@dataclass(frozen=True, slots=True)
class Told:
    """One claim on its day, and whether the figure came to draw on others instead."""

    day: str
    value: float
    who: str
    superseded: bool


def course(key: str, title: str, turns: Sequence[Turn], told: Sequence[Told] = ()) -> Chart:
    """The steps of a figure with the claims behind them; a superseded claim is a cross, any other a dot."""
    values = [v for t in turns for v in (t.low, t.best, t.high) if v is not None] + [t.value for t in told]
    low, high = span([*values, 0.0] if values else [])
    days = [day_number(day) for day in (*(t.day for t in turns), *(t.day for t in told))]

    def draw(width: int) -> tuple[float, list[Markup]]:
        if not days:
            return 60, [words("no day is known", width / 2, 34, anchor="middle", kind="soft")]
        y = Scale(low, high, _HEIGHT - _FOOT, _TOP)
        x = Days.of(days, _LEFT, width - _RIGHT)
        made = [*_axes(x, y, width)]
        made += _range(turns, x, y)
        made += _steps(turns, x, y)
        made += _claims(told, x, y)
        made += _labels(turns, x, y, width)
        return _HEIGHT, made

    return chart(
        key,
        title,
        _in_words(turns, told, even=bool(days) and Days.of(days, 0, 1).is_even),
        head=("from", "figure", "low", "best", "high", "step", "verdict", "new with"),
        rows=[(t.day, t.shown, _value(t.low), _value(t.best), _value(t.high), t.kind, t.verdict, t.who) for t in turns],
        draw=draw,
    )


def _value(value: float | None) -> str:
    return "–" if value is None else f"{value:,.10g}"


def _in_words(turns: Sequence[Turn], told: Sequence[Told], *, even: bool) -> str:
    if not turns:
        return "No report with a day tells of this figure."
    gone = sum(t.superseded for t in told)
    words_ = f"From {turns[0].shown} on {turns[0].day}"
    if len(turns) > 1:
        words_ += f" to {turns[-1].shown} on {turns[-1].day}, in {len(turns)} steps"
    words_ += f"; {gone} claims are superseded." if gone else "."
    return words_ + (" Days stand side by side: the gaps between them are not to scale." if even else "")


def _axes(x: Days, y: Scale, width: int) -> Iterator[Markup]:
    for value in ticks(y.low, y.high, 4):
        yield element(
            "line", x1=float(_LEFT), x2=float(width - _RIGHT + 10), y1=y.at(value), y2=y.at(value), class_="grid"
        )
        yield words(short(value), _LEFT - 6, y.at(value) + 4, anchor="end", kind="tick")
    for at, shown in x.ticks(max(2, width // 110)):
        yield element("line", x1=at, x2=at, y1=y.start, y2=y.start + 4, class_="axis")
        yield words(shown, at, y.start + 18, anchor="middle", kind="tick")
    yield element("line", x1=x.start, x2=x.end, y1=y.start, y2=y.start, class_="axis")


def _ends(turns: Sequence[Turn], x: Days) -> list[tuple[Turn, float, float]]:
    """Each turn with where it begins and ends."""
    begins = [x.at(day_number(t.day)) for t in turns]
    return list(zip(turns, begins, [*begins[1:], x.end], strict=True))


def _range(turns: Sequence[Turn], x: Days, y: Scale) -> Iterator[Markup]:
    """Low to high as a band; one without an end fades to the edge of the chart, dashed."""
    for t, begin, end in _ends(turns, x):
        if t.low is None and t.high is None:
            continue
        top = y.at(t.high) if t.high is not None else y.end
        bottom = y.at(t.low) if t.low is not None else y.start
        kind = "band" if t.low is not None and t.high is not None else "band unbounded"
        yield element("rect", x=begin, y=top, width=max(1.0, end - begin), height=max(0.5, bottom - top), class_=kind)


def _steps(turns: Sequence[Turn], x: Days, y: Scale) -> Iterator[Markup]:
    """The best figure; where there is none the line is broken."""
    steps: list[str | float] = []
    joined = False
    for t, begin, end in _ends(turns, x):
        if t.best is None:
            joined = False
            continue
        steps += ["L" if joined else "M", begin, y.at(t.best), "L", end, y.at(t.best)]
        joined = True
    if steps:
        yield path(*steps, class_="steps")


def _claims(told: Sequence[Told], x: Days, y: Scale) -> Iterator[Markup]:
    for t in told[:_DOTS]:
        at, up = x.at(day_number(t.day)), y.at(t.value)
        name = element("title", f"{t.who}, {t.day}: {_value(t.value)}" + (", superseded" if t.superseded else ""))
        if t.superseded:
            d = f"M {at - 4:g} {up - 4:g} L {at + 4:g} {up + 4:g} M {at - 4:g} {up + 4:g} L {at + 4:g} {up - 4:g}"
            yield element("path", name, d=d, class_="superseded")
        else:
            yield element("circle", name, cx=at, cy=up, r=3.5, class_="dot")


def _labels(turns: Sequence[Turn], x: Days, y: Scale, width: int) -> Iterator[Markup]:
    """The figures themselves, as long as they do not stand on each other."""
    free_from = 0.0
    for t, begin, _ in _ends(turns, x)[:_LABELS]:
        height = next((v for v in (t.best, t.low, t.high) if v is not None), None)
        up = y.at(height) if height is not None else y.start - 6
        size = len(t.shown) * 7.0
        at = min(begin, width - size - 2)
        if at >= free_from:
            yield words(t.shown, at, up - 8 if up > _TOP + 14 else up + 16, kind="value")
            free_from = at + size + 6
