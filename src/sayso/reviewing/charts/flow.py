"""What became of all: a whole that parts into branches, with what nobody has told of as a branch of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from sayso.reviewing.charts.drawing import Chart, chart, element, path, words

_NODE, _SLOT, _TOP, _LEAST, _GAP = 10, 48.0, 30.0, 3.0, 14.0
_THICK = 120.0


@dataclass(frozen=True, slots=True)
class Amount:
    """A stage: `shown` is its figure in words; None stands for what no report tells."""

    label: str
    shown: str
    low: float | None
    best: float | None
    high: float | None
    note: str = ""

    @property
    def size(self) -> float | None:
        """What it is drawn as: the best figure, else the bound that is told."""
        return next((v for v in (self.best, self.low, self.high) if v is not None), None)


@dataclass(frozen=True, slots=True)
class Flow:
    """A whole with its branches, each perhaps a whole again; `rest` is what remains, where something may."""

    whole: Amount
    branches: tuple[Flow, ...] = ()
    rest: Amount | None = None


def rest_of(whole: Amount, parts: Sequence[Amount]) -> Amount | None:
    """What the branches leave of the whole, from least to most; None where nothing can be left.

    >>> arrested, released = Amount("arrested", "680", 680, 680, 680), Amount("released", ">300", 300, 300, None)
    >>> moved = Amount("transferred", "~380", 361, 380, 399)
    >>> rest_of(arrested, [released, moved]).shown
    '0 to 19'
    >>> rest_of(arrested, [Amount("released", "680", 680, 680, 680)])
    """
    upper, lower = whole.high if whole.best is None else whole.best, whole.low if whole.best is None else whole.best
    if upper is None or lower is None:
        return Amount("unknown", "?", None, None, None)
    told = [p for p in parts if p.size is not None]
    most = max(0.0, upper - sum(p.low or 0.0 for p in told))
    ends = [p.high for p in told if p.high is not None]
    least = max(0.0, lower - sum(ends)) if len(ends) == len(parts) else 0.0
    if most == 0:
        return None
    shown = f"{least:,.10g} to {most:,.10g}" if least != most else f"{most:,.10g}"
    return Amount("unknown", shown, least, None, most)


def flow(key: str, title: str, found: Flow) -> Chart:
    """The flow from left to right; a branch without a number is dashed and says "?", never 0."""
    rows = list(_rows(found, 0))

    def draw(width: int) -> tuple[float, list[Markup]]:
        unit = _unit(found)
        return _height(found, unit) + 6, list(_drawn(found, (2.0, _TOP, width), unit))

    return chart(
        key,
        title,
        _in_words(found),
        head=("stage", "figure", "low", "best", "high", ""),
        rows=[
            (("· " * depth) + a.label, a.shown, _value(a.low), _value(a.best), _value(a.high), a.note)
            for a, depth in rows
        ],
        draw=draw,
    )


def _value(value: float | None) -> str:
    return "–" if value is None else f"{value:,.10g}"


def _in_words(found: Flow) -> str:
    parts = [f"{b.whole.label} {b.whole.shown}" for b in found.branches]
    rest = f"; {found.rest.label}: {found.rest.shown}" if found.rest else ""
    return f"Of {found.whole.shown} {found.whole.label}: {', '.join(parts) or 'nothing further is told'}{rest}."


def _rows(found: Flow, depth: int) -> Iterator[tuple[Amount, int]]:
    yield found.whole, depth
    for branch in found.branches:
        yield from _rows(branch, depth + 1)
    if found.rest:
        yield found.rest, depth + 1


def _height(found: Flow, unit: float) -> float:
    """The room that a whole takes with its branches beneath each other, its own words above it."""
    rest = _SLOT if found.rest else 0.0
    return _TOP + max(_thickness(found.whole, unit), rest + sum(_slot(b, unit) for b in found.branches))


def _slot(branch: Flow, unit: float) -> float:
    """The room of one branch: what its words need, and more where it is thick."""
    if branch.branches:
        return _height(branch, unit) + _GAP
    return max(_SLOT, _thickness(branch.whole, unit) + _GAP)


def _unit(found: Flow) -> float:
    """Pixels for one of what is counted: the whole, or its branches where these are more, fills the height."""
    told = sum(b.whole.size or 0.0 for b in found.branches)
    most = max(found.whole.size or 0.0, told)
    return _THICK / most if most else 0.0


def _thickness(amount: Amount, unit: float) -> float:
    return max(_LEAST, (amount.size or 0.0) * unit)


def _drawn(found: Flow, at: tuple[float, float, float], unit: float) -> Iterator[Markup]:
    """A whole at its place (left, top, right), its branches beneath each other in the right part, and so on."""
    left, top, right = at
    whole = found.whole
    yield words(f"{whole.shown} {whole.label}", left, top - 10, room=right - left, kind="value")
    yield element("rect", x=left, y=top, width=float(_NODE), height=_thickness(whole, unit), class_=_kind(whole))
    ends = [*((b.whole, b) for b in found.branches), *([(found.rest, None)] if found.rest else [])]
    x = left + max(70.0, (right - left) * 0.35)
    leaves_at, slot = top, top
    for amount, branch in ends:
        thick = _thickness(amount, unit)
        if branch is None:
            thick = _LEAST
        is_whole = branch is not None and bool(branch.branches)
        arrives = slot + _TOP if is_whole else slot
        yield _ribbon((left + _NODE, leaves_at), (x, arrives), thick, amount, is_rest=branch is None)
        leaves_at += thick
        if branch is not None and is_whole:
            yield from _drawn(branch, (x, arrives, right), unit)
        else:
            yield from _leaf(amount, (x, slot, right), thick)
        slot += _SLOT if branch is None else _slot(branch, unit)


def _leaf(amount: Amount, at: tuple[float, float, float], thick: float) -> Iterator[Markup]:
    x, y, right = at
    yield element("rect", x=x, y=y, width=float(_NODE), height=thick, class_=_kind(amount))
    yield words(amount.shown, x + _NODE + 8, y + 13, room=right - x - _NODE - 10, kind="value")
    yield words(amount.label, x + _NODE + 8, y + 31, room=right - x - _NODE - 10, kind="label")


def _kind(amount: Amount) -> str:
    return "node unknown" if amount.best is None else "node"


def _ribbon(a: tuple[float, float], b: tuple[float, float], thick: float, amount: Amount, *, is_rest: bool) -> Markup:
    """A band from the whole to a branch; a dashed line where no number is told."""
    (x1, y1), (x2, y2) = a, b
    middle = (x1 + x2) / 2
    if is_rest or amount.size is None:
        y1, y2 = y1 + thick / 2, y2 + thick / 2
        return path("M", x1, y1, "C", middle, y1, middle, y2, x2, y2, class_="stream unknown")
    lower: list[str | float] = ["L", x2, y2 + thick, "C", middle, y2 + thick, middle, y1 + thick, x1, y1 + thick, "Z"]
    kind = "stream" if amount.best is not None else "stream bound"
    return path("M", x1, y1, "C", middle, y1, middle, y2, x2, y2, *lower, class_=kind)
