"""The tables of confidence: by source how far it can be trusted, and by tenths what it says beside what is true."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sayso.benching.calibration import BINS, bins, calibration
from sayso.benching.judging import Judged

TABLED = "confidence"
_SOURCES = ("reports", "seeds", "newsquant")
_COLUMNS = ("rows", "right", "constant's Brier score", "Brier score", "below the constant's", "calibration error")
_ALL = "all"
_COUNTED = "all that the scorers count"
_INTRO = """\

## Confidence

How far the `confidence` of a row of `figures` or `numbers` can be trusted (`sayso bench confidence --data DIR`). Right
is a figure whose value and measure gold has, of NewsQuant a number whose value it has; a row that gold does not list
is wrong. The weights were fitted five times, without a fifth of the incidents (reports) and documents (seeds,
NewsQuant) that they were then asked about; those shipped are fitted to all. The constant says of each row what share of
all rows is right. The last line leaves out what the scorer of figures leaves out: spans of time, lengths and areas that
measure nothing, and counts without a numeral, where gold does not list them. Seeds are all but free of mistakes, so
that no confidence can do better than certainty there.
""".splitlines()


def figures_of(rows: Sequence[Judged], said: Sequence[float]) -> dict[str, float]:
    """The figures of both tables, by "line: column"."""
    chosen = {source: [r.source == source for r in rows] for source in _SOURCES}
    chosen |= {_ALL: [True] * len(rows), _COUNTED: [r.counted for r in rows]}
    found: dict[str, float] = {}
    for name, keep in chosen.items():
        c = calibration(*_kept(rows, said, keep))
        values = (c.rows, c.right, c.constant, c.brier, c.saved, c.error)
        found |= {f"{name}: {column}": value for column, value in zip(_COLUMNS, values, strict=True)}
    for b in bins(rows, said):
        found |= {f"{b.low:.1f}: rows": b.rows, f"{b.low:.1f}: said": b.said, f"{b.low:.1f}: right": b.right}
    return found


def section(figures: Mapping[str, float]) -> list[str]:
    """The section of docs/accuracy.md; without figures none."""
    return [*_INTRO, "", *table_lines(figures)] if f"{_ALL}: rows" in figures else []


def table_lines(figures: Mapping[str, float]) -> list[str]:
    """Both tables as lines of Markdown."""
    lines = ["| | " + " | ".join(_COLUMNS) + " |", "|---|" + "---:|" * len(_COLUMNS)]
    for name in (*_SOURCES, _ALL, _COUNTED):
        n, right, constant, brier, saved, error = (figures[f"{name}: {column}"] for column in _COLUMNS)
        below = f"{saved:.0%}" if saved >= 0 else "–"
        lines.append(f"| {name} | {n:.0f} | {right:.3f} | {constant:.4f} | {brier:.4f} | {below} | {error:.3f} |")
    lines += ["", "| confidence | rows | mean confidence | right |", "|---|---:|---:|---:|"]
    for k in range(BINS):
        low = f"{k / BINS:.1f}"
        n = figures.get(f"{low}: rows", 0)
        cells = [f"{figures[f'{low}: {column}']:.3f}" if n else "–" for column in ("said", "right")]
        lines.append(f"| {low} to {(k + 1) / BINS:.1f} | {n:.0f} | {' | '.join(cells)} |")
    return lines


def _kept(rows: Sequence[Judged], said: Sequence[float], keep: Sequence[bool]) -> tuple[list[Judged], list[float]]:
    return [r for r, k in zip(rows, keep, strict=True) if k], [p for p, k in zip(said, keep, strict=True) if k]
