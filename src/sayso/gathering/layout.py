"""The reading order of a printed page: words with their places become rows, columns, boxes and tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import groupby, pairwise
from statistics import median
from typing import NamedTuple

# Sizes below are in heights of a line, as printed pages are set in them.
_GUTTER = 0.6
_NARROWEST_COLUMN = 4.0
_SAME_ROW = 0.5
_CELL_GAP = 1.0
_LOOSE_PITCH = 1.6
# A column has so many rows, each of so many characters, most of them about as wide as the column.
_FEWEST_ROWS = 3
_SHORTEST_PROSE = 14
_FULL = 0.75
# Rows of a table stand level with each other, those of columns only by chance or by the printer's grid.
_LEVEL = 0.8
_SAME_LEVEL = 0.12
# A headline is set so much larger than the text, and white stands over it from margin to margin.
_HEADLINE = 1.25
_WHITE = 0.6
_BAND_WHITE = 0.1
_MOST_CANDIDATES = 12
_DEEPEST = 12


class Piece(NamedTuple):
    """Words that stand side by side, in points from the lower left corner of the page."""

    left: float
    bottom: float
    right: float
    top: float
    text: str

    @property
    def middle(self) -> float:
        """The height at which it stands."""
        return (self.bottom + self.top) / 2


class Row(NamedTuple):
    """One printed line of a column, or one row of a table."""

    left: float
    bottom: float
    right: float
    top: float
    text: str

    @property
    def size(self) -> float:
        """The height of the line."""
        return self.top - self.bottom


Block = list[Row]


class _Cut(NamedTuple):
    """A page parted in two columns with what stands over and under both."""

    above: list[Piece]
    left: list[Piece]
    right: list[Piece]
    below: list[Piece]


def reading_order(pieces: Sequence[Piece]) -> list[Block]:
    """The pieces of a page as blocks in the order in which they are read; every piece is in one of them.

    >>> one, two = (Piece(50, y, 200, y + 10, "words of the left column") for y in (300, 288))
    >>> [row.text for block in reading_order([two, one]) for row in block]
    ['words of the left column', 'words of the left column']
    """
    upright = [p for p in pieces if not _is_turned(p)]
    turned = [p for p in pieces if _is_turned(p)]
    blocks = []
    if upright:
        size = median(p.top - p.bottom for p in upright) or 1.0
        blocks = _ordered(sorted(upright, key=lambda p: (-p.middle, p.left)), size, 0)
    return [*blocks, *([Row(*p)] for p in turned)]


def rows(pieces: Sequence[Piece]) -> Block:
    """Pieces, sorted from the top, as rows; what stands far apart in a row is parted by a tab."""
    return [_row(sorted(row, key=lambda p: p.left)) if len(row) > 1 else Row(*row[0]) for row in _level_with(pieces)]


def _level_with(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Pieces, sorted from the top, by the row in which they stand."""
    found: list[list[Piece]] = []
    for piece in pieces:
        last = found[-1][0] if found else None
        if last is not None and abs(last.middle - piece.middle) <= _SAME_ROW * max(
            last.top - last.bottom, piece.top - piece.bottom
        ):
            found[-1].append(piece)
        else:
            found.append([piece])
    return found


def _row(pieces: list[Piece]) -> Row:
    text = pieces[0].text
    for before, piece in pairwise(pieces):
        gap = piece.left - before.right
        text += ("\t" if gap > _CELL_GAP * (piece.top - piece.bottom) else " ") + piece.text
    # a raised figure or a large initial does not make the row higher
    size = median(p.top - p.bottom for p in pieces)
    bottom = median(p.bottom for p in pieces)
    return Row(pieces[0].left, bottom, max(p.right for p in pieces), bottom + size, text)


def _is_turned(piece: Piece) -> bool:
    return len(piece.text) > 3 and piece.top - piece.bottom > 2.5 * (piece.right - piece.left)


def _ordered(pieces: list[Piece], size: float, depth: int) -> list[Block]:
    """Blocks of a region: parted over a headline, or at its best gutter, or its rows."""
    upper = _over_headline(pieces, size)
    if upper:
        return [*_ordered(pieces[:upper], size, depth), *_ordered(pieces[upper:], size, depth)]
    cut = _best_cut(pieces, size) if depth < _DEEPEST and len(pieces) > _FEWEST_ROWS else None
    if cut is None:
        return [rows(pieces)]
    above, left, right, below = (_ordered(part, size, depth + 1) if part else [] for part in cut)
    # a box beside the text interrupts it: the order that breaks the fewest sentences, the usual one in doubt
    orders = [(above, left, right, below), (above, left, below, right), (above, right, below, left)]
    best = max(orders if below else orders[:1], key=_fluency)
    return [block for part in best for block in part]


def _over_headline(pieces: list[Piece], size: float) -> int:
    """How many pieces stand over a headline that begins at the left margin under white; 0 where there is none."""
    lowest, margin = pieces[0].bottom, min(p.left for p in pieces)
    for k, (before, piece) in enumerate(pairwise(pieces), 1):
        lowest = min(lowest, before.bottom)
        large = piece.top - piece.bottom > _HEADLINE * size and piece.left < margin + size
        # as long as what comes before is no headline itself, of which this would be the second line
        if large and lowest - piece.top > _WHITE * size and before.top - before.bottom < _HEADLINE * size:
            return k
    return 0


def _fluency(order: Sequence[list[Block]]) -> float:
    """How well the parts of a page follow each other as sentences."""
    score = 0.0
    for before, after in pairwise([part for part in order if part]):
        goes_on, begun = is_open(before[-1][-1].text), after[0][0].text[:1].islower()
        score += (1.0 if begun else -0.5) if goes_on else (-1.0 if begun else 0.0)
    return score


def is_open(text: str) -> bool:
    """Whether a line ends inside a sentence, as far as its last sign tells."""
    return text[-1:].isalnum() or text[-1:] in ",;-\u2013\u2014\x02"


def _best_cut(pieces: list[Piece], size: float) -> _Cut | None:
    """The gutter beside which most stands, if there is one."""
    lefts = Counter(round(p.left) for p in pieces)
    first, last = min(p.left for p in pieces), max(p.right for p in pieces)
    near = {
        x: sum(lefts[x + k] for k in range(-2, 3))
        for x in lefts
        if first + _NARROWEST_COLUMN * size < x < last - _NARROWEST_COLUMN * size
    }
    candidates = sorted((x for x, n in near.items() if n >= _FEWEST_ROWS), key=lambda x: (-near[x], x))
    level = _level_with(pieces)
    best: tuple[int, _Cut] | None = None
    for x in candidates[:_MOST_CANDIDATES]:
        for cut in _cuts(level, x - 2 - _GUTTER * size, size):
            weight = len(cut.left) + len(cut.right)
            if (best is None or weight > best[0]) and _are_columns(cut.left, cut.right, size):
                best = weight, cut
    return best[1] if best else None


def _cuts(level: list[list[Piece]], x: float, size: float) -> list[_Cut]:
    """The stretches of rows in which nothing crosses a place, without the tables at their ends."""
    found = []
    for crossing, group in groupby(level, lambda row: any(p.left < x < p.right - 1 for p in row)):
        if crossing:
            continue
        bands = _bands(list(group), size)
        while bands and _is_table(bands[-1], x, size):
            bands.pop()
        while bands and _is_table(bands[0], x, size):
            bands.pop(0)
        within = [p for band in bands for p in band]
        left, right = [p for p in within if p.left < x], [p for p in within if p.left >= x]
        if left and right:
            pieces = [p for row in level for p in row]
            start = pieces.index(within[0])
            found.append(_Cut(pieces[:start], left, right, pieces[start + len(within) :]))
    return found


def _bands(stretch: list[list[Piece]], size: float) -> list[list[Piece]]:
    """Rows parted where white goes through them from side to side."""
    found: list[list[Piece]] = []
    lowest = 0.0
    for row in stretch:
        if not found or lowest - max(p.top for p in row) > _BAND_WHITE * size:
            found.append([])
            lowest = row[0].bottom
        found[-1] += row
        lowest = min(lowest, *(p.bottom for p in row))
    return found


def _is_table(band: list[Piece], x: float, size: float) -> bool:
    """Whether a band is rows of cells, on both sides of a place or on one."""
    left, right = [p for p in band if p.left < x], [p for p in band if p.left >= x]
    if not left or not right:
        return all("\t" in row.text for row in rows(band))
    if _is_prose(left) and _is_prose(right):
        return False
    ours, theirs = rows(left), rows(right)
    return _level(ours, theirs, size) >= _LEVEL and abs(len(ours) - len(theirs)) <= 1


def _level(ours: Block, theirs: Block, size: float) -> float:
    """The share of rows of the shorter side that stand level with one of the other."""
    fewer, more = sorted((ours, theirs), key=len)
    return sum(any(abs(a.bottom - b.bottom) < _SAME_LEVEL * size for b in more) for a in fewer) / len(fewer)


def _are_columns(left: list[Piece], right: list[Piece], size: float) -> bool:
    """Whether two groups side by side are columns, rather than the cells of a table."""
    ours, theirs = rows(left), rows(right)
    if min(len(ours), len(theirs)) < _FEWEST_ROWS:
        return False
    shared = min(ours[0].top, theirs[0].top) - max(ours[-1].bottom, theirs[-1].bottom)
    if shared < 0.5 * min(ours[0].top - ours[-1].bottom, theirs[0].top - theirs[-1].bottom):
        return False
    if _level(ours, theirs, size) < _LEVEL:
        return True
    loose = min(median(a.bottom - b.bottom for a, b in pairwise(side)) for side in (ours, theirs)) > _LOOSE_PITCH * size
    return not (loose and len(ours) == len(theirs)) and _is_prose(left) and _is_prose(right)


def _is_prose(pieces: list[Piece]) -> bool:
    """Whether most lines are long and about as wide as each other."""
    widths = sorted(p.right - p.left for p in pieces)
    wide = widths[int(0.85 * (len(widths) - 1))]
    full = sum(width >= _FULL * wide for width in widths)
    return median(len(p.text) for p in pieces) >= _SHORTEST_PROSE and full >= 0.5 * len(widths)
