"""What charts are made of: elements of SVG that cannot be broken out of, and words cut to the room they have."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from markupsafe import Markup, escape

# Drawn twice, for a desk and for a telephone: text that is scaled down cannot be read.
WIDE, NARROW = 680, 340
# The width of a usual letter at the size that charts are lettered in.
_LETTER = 7.0


@dataclass(frozen=True, slots=True)
class Link:
    """A cell of a table that leads somewhere."""

    words: str
    href: str


Cell = str | Link
# Draws in so many pixels of width; gives the height, and the elements.
Draw = Callable[[int], tuple[float, Iterable[Markup]]]


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing in two widths, what it shows in words, and the same as a table."""

    key: str
    title: str
    text: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    drawings: tuple[Markup, ...]


def element(name: str, *children: str | Markup, **attributes: object) -> Markup:
    """One element; text and attributes are escaped, "_" in the name of an attribute is "-".

    >>> print(element("text", "a < b", x=1.04, class_="label"))
    <text x="1" class="label">a &lt; b</text>
    """
    written = "".join([f' {_name(k)}="{_written(v)}"' for k, v in attributes.items() if v is not None])
    inner = "".join([str(escape(c)) for c in children])
    return Markup(f"<{name}{written}>{inner}</{name}>")


@lru_cache(maxsize=200)
def _name(key: str) -> str:
    return key.rstrip("_").replace("_", "-")


def _written(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.1f}".removesuffix(".0")
    return str(value) if isinstance(value, int) else str(escape(value))


def path(*steps: str | float, **attributes: object) -> Markup:
    """A path of commands and places.

    >>> print(path("M", 0, 1.25, "L", 3, 4.0, class_="line"))
    <path d="M 0 1.2 L 3 4" class="line"></path>
    """
    return element("path", d=" ".join(s if isinstance(s, str) else f"{round(s, 1):g}" for s in steps), **attributes)


def words(
    text: str, x: float, y: float, *, room: float | None = None, anchor: str | None = None, kind: str = ""
) -> Markup:
    """Text at a place; where it must be cut, the whole of it is what a pointer is told."""
    shown = text if room is None else fitted(text, room)
    whole = (element("title", text),) if shown != text else ()
    return element("text", *whole, shown, x=float(x), y=float(y), text_anchor=anchor, class_=kind or None)


def fitted(text: str, room: float) -> str:
    """As much of a text as fits into so many pixels.

    >>> fitted("transferred to other places", 100), fitted("released", 100)
    ('transferred t…', 'released')
    """
    letters = max(3, int(room / _LETTER))
    return text if len(text) <= letters else text[: letters - 1].rstrip() + "…"


def width_of(text: str) -> float:
    """About how wide a text is, in pixels."""
    return len(text) * _LETTER


def chart(
    key: str,
    title: str,
    text: str,
    *,
    head: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    draw: Draw,
    wide: int = WIDE,
) -> Chart:
    """A chart with its two drawings; `key` must be its own on the page."""
    sizes = (("wide", wide), ("narrow", NARROW))
    drawings = tuple(_drawing(f"{key}-{name}", name, width, (title, text), draw) for name, width in sizes)
    return Chart(key, title, text, tuple(head), tuple(tuple(r) for r in rows), drawings)


def _drawing(ident: str, name: str, width: int, about: tuple[str, str], draw: Draw) -> Markup:
    height, elements = draw(width)
    return element(
        "svg",
        element("title", about[0], id=f"{ident}-title"),
        element("desc", about[1], id=f"{ident}-desc"),
        *elements,
        class_=f"chart {name}",
        viewBox=f"0 0 {width} {round(height)}",
        width=width,
        height=round(height),
        role="group",
        aria_labelledby=f"{ident}-title",
        aria_describedby=f"{ident}-desc",
    )
