"""A map of places on a plain net of degrees, with regions and larger towns beside them for the eye; nothing is fetched."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from sayso.reviewing.charts.drawing import WIDE, Chart, Link, chart, element, width_of, words
from sayso.reviewing.charts.scales import Scale, ticks

# Precisions that mean a spot; any other is an area, drawn as a ring round its middle.
_SPOTS = frozenset(["town", "site", "vicinity"])
# Too wide for a point to mean anything beside finer ones.
_WIDE = frozenset(["continent", "country", "region"])
_LEAST_DEGREES, _MARGIN = 3.0, 0.12
_TALLEST, _LOWEST = 0.68, 200.0
# From so many on, spots near each other are drawn as one.
_SINGLE, _CELL = 300, 14.0
_LABELS, _GRAIN, _NARROW = 14, 2000, 500
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Spot:
    """A place of an incident; without coordinates it stands in the table only."""

    label: str
    lat: float | None
    lon: float | None
    precision: str
    note: str = ""
    href: str | None = None
    weight: int = 1


@dataclass(frozen=True, slots=True)
class Land:
    """What is there anyway, for the eye to find its way: regions by name, latitude and longitude, and towns as dots."""

    regions: tuple[tuple[str, float, float], ...] = ()
    towns: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Heap:
    """Spots drawn as one: where, how many, of what."""

    x: float
    y: float
    spots: tuple[Spot, ...]

    @property
    def weight(self) -> int:
        """How much the heap stands for."""
        return sum(s.weight for s in self.spots)


def drawable(spots: Sequence[Spot]) -> list[Spot]:
    """The spots that a map can show: with coordinates, and no country where something finer is known."""
    known = [s for s in spots if s.lat is not None and s.lon is not None]
    return [s for s in known if s.precision not in _WIDE] or known


def box_of(spots: Sequence[Spot]) -> Box | None:
    """South, west, north and east of what is to be seen with some room round it; None where nothing has a place."""
    at = [(s.lat, s.lon) for s in drawable(spots) if s.lat is not None and s.lon is not None]
    if not at:
        return None
    lats, lons = [a for a, _ in at], [b for _, b in at]
    tall = max(_LEAST_DEGREES, (max(lats) - min(lats)) * (1 + 2 * _MARGIN))
    wide = max(_LEAST_DEGREES * 1.6, (max(lons) - min(lons)) * (1 + 2 * _MARGIN))
    y, x = (max(lats) + min(lats)) / 2, (max(lons) + min(lons)) / 2
    return max(-85.0, y - tall / 2), max(-180.0, x - wide / 2), min(85.0, y + tall / 2), min(180.0, x + wide / 2)


def places(key: str, title: str, spots: Sequence[Spot], land: Land = Land(), *, wide: int = WIDE) -> Chart:
    """The map with its table; a filled dot is a town or a site, a dashed ring somewhere in an area."""
    box = box_of(spots)

    def draw(width: int) -> tuple[float, list[Markup]]:
        if box is None:
            return 60, [words("no place is known", width / 2, 34, anchor="middle", kind="soft")]
        x, y = projected(box, width)
        heaps = heaped(drawable(spots), x, y)
        names = _names(heaps, width)
        taken = [(at, up - 4, width_of(label) / 2) for label, at, up in names]
        taken += [(h.x, h.y, _size(h)) for h in heaps]
        told = {s.label for s in spots}
        named = Land(tuple(r for r in land.regions if r[0] not in told), land.towns)
        made = [*_net(x, y), *_land(named, x, y, taken), *_dots(heaps)]
        made += [words(label, at, up, anchor="middle", kind="label halo") for label, at, up in names]
        return y.start + 20, made

    return chart(
        key,
        title,
        _in_words(spots),
        head=("place", "how exact", "latitude", "longitude", ""),
        rows=[
            (Link(s.label, s.href) if s.href else s.label, s.precision, _degrees(s.lat), _degrees(s.lon), s.note)
            for s in spots
        ],
        draw=draw,
        wide=wide,
    )


def _degrees(value: float | None) -> str:
    return "?" if value is None else f"{value:.2f}"


def _in_words(spots: Sequence[Spot]) -> str:
    known = drawable(spots)
    exact = sum(s.precision in _SPOTS for s in known)
    more = len(spots) - len(known)
    rest = f" {more} more are in the table only: too wide, or it is not known where they lie." if more else ""
    drawn = f"{len(known)} place{'' if len(known) == 1 else 's'}, {exact} of them known as a town or a site"
    return f"{drawn} (filled), the others as an area (dashed).{rest}"


def projected(box: Box, width: float) -> tuple[Scale, Scale]:
    """The scales of longitude and latitude; a degree is as wide as it is in the middle of the map.

    Where that would become too tall or too flat, more is shown to the sides or above.
    """
    south, west, north, east = box
    squeeze = math.cos(math.radians((south + north) / 2))
    height = width * (north - south) / ((east - west) * squeeze)
    tallest = max(_LOWEST, width * _TALLEST)
    if height > tallest:
        more = (east - west) * (height / tallest - 1) / 2
        west, east, height = west - more, east + more, tallest
    elif height < _LOWEST:
        more = (north - south) * (_LOWEST / height - 1) / 2
        south, north, height = south - more, north + more, _LOWEST
    return Scale(west, east, 0, width), Scale(south, north, height, 0)


def heaped(spots: Sequence[Spot], x: Scale, y: Scale) -> list[Heap]:
    """Spots on the map; those of one place are one, and where there are very many those of one cell."""
    at = [(x.at(s.lon), y.at(s.lat), s) for s in spots if s.lat is not None and s.lon is not None]
    cell = _CELL if len(at) > _SINGLE else 1.0
    found: dict[tuple[int, int, bool], list[tuple[float, float, Spot]]] = {}
    for px, py, s in at:
        found.setdefault((round(px / cell), round(py / cell), s.precision in _SPOTS), []).append((px, py, s))
    heaps = [
        Heap(sum(a for a, _, _ in g) / len(g), sum(b for _, b, _ in g) / len(g), tuple(s for *_, s in g))
        for g in found.values()
    ]
    return sorted(heaps, key=lambda h: (-h.weight, h.y, h.x))


def _net(x: Scale, y: Scale) -> Iterator[Markup]:
    for lon in ticks(x.low, x.high, 5):
        yield element("line", x1=x.at(lon), x2=x.at(lon), y1=y.end, y2=y.start, class_="grid")
        if 20 < x.at(lon) < x.end - 20:
            yield words(
                f"{abs(lon):g}°{'W' if lon < 0 else 'E' if lon else ''}",
                x.at(lon),
                y.start + 14,
                anchor="middle",
                kind="tick",
            )
    for lat in ticks(y.low, y.high, 4):
        yield element("line", x1=x.start, x2=x.end, y1=y.at(lat), y2=y.at(lat), class_="grid")
        if 14 < y.at(lat) < y.start - 4:
            yield words(
                f"{abs(lat):g}°{'S' if lat < 0 else 'N' if lat else ''}", x.start + 2, y.at(lat) - 3, kind="tick"
            )


def _land(land: Land, x: Scale, y: Scale, taken: list[tuple[float, float, float]]) -> Iterator[Markup]:
    """Towns as the faint grain of the land; regions by their names, where nothing else stands (`taken`)."""
    narrow = x.end < _NARROW
    towns = [(x.at(b), y.at(a)) for a, b in land.towns if x.low < b < x.high and y.low < a < y.high]
    # one path of lines without length: a thousand dots in a few kilobytes
    dots = "".join([f"M{px:.0f} {py:.0f}h0" for px, py in towns[: _GRAIN // 4 if narrow else _GRAIN]])
    if dots:
        yield element("path", d=dots, class_="town")
    full = len(taken) + (10 if narrow else 24)
    for name, lat, lon in land.regions:
        at, up, half = x.at(lon), y.at(lat), width_of(name) / 2
        inside = x.low < lon < x.high and half < at < x.end - half and y.low < lat < y.high and 12 < up < y.start - 4
        if len(taken) < full and inside and all(abs(at - a) > half + h or abs(up - b) > 14 for a, b, h in taken):
            taken.append((at, up, half))
            yield words(name, at, up, anchor="middle", kind="region")


def _dots(heaps: Sequence[Heap]) -> Iterator[Markup]:
    """The spots, the heaviest below."""
    for h in heaps:
        name = "; ".join(s.label + (f": {s.note}" if s.note else "") for s in h.spots[:6])
        if len(h.spots) > 6:
            name += f" and {len(h.spots) - 6} more"
        kind = "spot" if h.spots[0].precision in _SPOTS else "area"
        dot = element("circle", element("title", name), cx=h.x, cy=h.y, r=_size(h), class_=kind)
        href = h.spots[0].href if len(h.spots) == 1 else None
        # the table under the map holds the same links for the keyboard
        yield element("a", dot, href=href, tabindex="-1", aria_label=name) if href else dot


def _size(heap: Heap) -> float:
    """The radius of a heap, which grows with the area that its weight deserves."""
    least = 4.0 if heap.spots[0].precision in _SPOTS else 9.0
    return least + min(10.0, math.sqrt(heap.weight - 1) * 1.6)


def _names(heaps: Sequence[Heap], width: int) -> list[tuple[str, float, float]]:
    """The names of the heaviest spots with their middles, to the right or left of the spot, as long as there is room."""
    found: list[tuple[str, float, float]] = []
    for h in heaps[:60]:
        labels = {s.label for s in h.spots}
        label = labels.pop() if len(labels) == 1 else f"{h.weight} here"
        half = width_of(label) / 2
        off = _size(h) + 6 + half
        at = h.x + off if h.x + off + half < width else h.x - off
        free = all(abs(at - a) > half + width_of(other) / 2 or abs(h.y + 4 - up) > 15 for other, a, up in found)
        if len(found) < _LABELS and at - half > 0 and free:
            found.append((label, at, h.y + 4))
    return found
