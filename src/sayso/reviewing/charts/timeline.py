"""Incidents along time: each as a bar over the days it may lie on; where there are many, how many a month or a year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from sayso.reviewing.charts.drawing import WIDE, Chart, Link, chart, element, width_of, words
from sayso.reviewing.charts.scales import Scale, day_number, day_ticks, short, span, ticks

# From so many on they are counted, not drawn one by one.
_SINGLE = 60
_ROW, _TOP, _SIDE, _FOOT, _COLUMNS = 22, 8, 10, 26, 160
_YEARS = 15


@dataclass(frozen=True, slots=True)
class Span:
    """An incident on its days; without any it stands in the table only."""

    label: str
    start: str | None
    end: str | None
    precision: str
    note: str = ""
    href: str | None = None


def timeline(key: str, title: str, found: Sequence[Span], *, wide: int = WIDE) -> Chart:
    """The timeline with its table, the oldest first."""
    dated = sorted((s for s in found if s.start), key=lambda s: (s.start or "", s.end or "", s.label))

    def draw(width: int) -> tuple[float, list[Markup]]:
        if not dated:
            return 60, [words("no day is known", width / 2, 34, anchor="middle", kind="soft")]
        return _lanes(dated, width) if len(dated) <= _SINGLE else _columns(dated, width)

    undated = [s for s in found if not s.start]
    return chart(
        key,
        title,
        _in_words(dated, undated),
        head=("incident", "from", "to", "how exact", ""),
        rows=[
            (Link(s.label, s.href) if s.href else s.label, s.start or "?", s.end or "?", s.precision, s.note)
            for s in (*dated, *undated)
        ],
        draw=draw,
        wide=wide,
    )


def _in_words(dated: Sequence[Span], undated: Sequence[Span]) -> str:
    rest = f"; of {len(undated)} no day is known" if undated else ""
    if not dated:
        return f"No incident with a day{rest}."
    last = max(s.end or s.start or "" for s in dated)
    return f"{len(dated)} incidents from {dated[0].start} to {last}{rest}."


def _days(s: Span) -> tuple[int, int]:
    begin = day_number(s.start or "")
    return begin, max(begin, day_number(s.end)) if s.end else begin


def _scale(dated: Sequence[Span], width: int) -> Scale:
    first, last = min(_days(s)[0] for s in dated), max(_days(s)[1] for s in dated)
    room = max(1, round((last - first) * 0.02))
    return Scale(first - room, last + room, _SIDE, width - _SIDE)


def _axis(x: Scale, bottom: float, width: int) -> Iterator[Markup]:
    for day, shown in day_ticks(int(x.low), int(x.high), max(2, width // 110)):
        yield element("line", x1=x.at(day), x2=x.at(day), y1=float(_TOP), y2=bottom, class_="grid")
        yield words(shown, x.at(day), bottom + 16, anchor="middle", kind="tick")
    yield element("line", x1=x.start, x2=x.end, y1=bottom, y2=bottom, class_="axis")


def _lanes(dated: Sequence[Span], width: int) -> tuple[float, list[Markup]]:
    """Each incident with its name, one beneath another where they would touch."""
    x = _scale(dated, width)
    ends: list[float] = []
    made: list[Markup] = []
    for s in dated:
        begin, end = (x.at(d) for d in _days(s))
        size = width_of(s.label) + 12
        right = end + size < width
        left, until = (begin, end + size) if right or begin - size < 0 else (begin - size, end + 4)
        lane = next((k for k, taken in enumerate(ends) if taken < left), len(ends))
        ends[lane : lane + 1] = [until]
        made += _one(s, (begin, end), _TOP + 12 + lane * _ROW, width, right=right or begin - size < 0)
    bottom = _TOP + 12 + len(ends) * _ROW
    return bottom + _FOOT, [*_axis(x, bottom, width), *made]


def _one(s: Span, at: tuple[float, float], y: float, width: int, *, right: bool) -> Iterator[Markup]:
    begin, end = at
    exact = s.precision == "day"
    bar = element(
        "rect",
        element("title", f"{s.label}, {s.start} to {s.end}" + (f": {s.note}" if s.note else "")),
        x=begin - 3,
        y=y - 5,
        width=max(6.0, end - begin + 6),
        height=10,
        rx=5,
        class_="event" if exact else "event vague",
    )
    # the table under the line holds the same links for the keyboard
    yield element("a", bar, href=s.href, tabindex="-1", aria_label=s.label) if s.href else bar
    if right:
        yield words(s.label, end + 7, y + 4, room=max(40.0, width - end - 10), kind="label halo")
    else:
        yield words(s.label, begin - 7, y + 4, room=begin - 10, anchor="end", kind="label halo")


def _columns(dated: Sequence[Span], width: int) -> tuple[float, list[Markup]]:
    """How many begin in each year, month or day, whichever gives columns that can be seen."""
    first, last = min(_days(s)[0] for s in dated), max(_days(s)[1] for s in dated)
    letters = 4 if last - first > 366 * _YEARS else 7 if last - first > 62 else 10
    counts = Counter((s.start or "")[:letters] for s in dated if len(s.start or "") >= letters)
    x = Scale(first, _next(date.fromordinal(last), letters).toordinal(), 44, width - _SIDE)
    bottom = float(_TOP + _COLUMNS)
    y = Scale(*span([0.0, *map(float, counts.values())]), bottom, _TOP)
    period_name = {4: "year", 7: "month", 10: "day"}[letters]
    made = [*_axis(x, bottom, width), words(f"incidents a {period_name}", x.start + 4, _TOP + 4, kind="tick halo")]
    for value in ticks(y.low, y.high, 3):
        made.append(words(short(value), 38, y.at(value) + 4, anchor="end", kind="tick"))
        made.append(element("line", x1=x.start, x2=x.end, y1=y.at(value), y2=y.at(value), class_="grid"))
    for period, count in sorted(counts.items()):
        begin = day_number(period)
        left, right = x.at(begin), x.at(_next(date.fromordinal(begin), letters).toordinal())
        made.append(
            element(
                "rect",
                element("title", f"{period}: {count}"),
                x=left,
                y=y.at(count),
                width=max(1.0, right - left - 1),
                height=bottom - y.at(count),
                class_="column",
            )
        )
    return bottom + _FOOT, made


def _next(on: date, letters: int) -> date:
    """The first day after the year, month or day of a day."""
    if letters == 4:
        return date(on.year + 1, 1, 1)
    if letters == 7:
        return date(on.year + on.month // 12, on.month % 12 + 1, 1)
    return date.fromordinal(on.toordinal() + 1)
