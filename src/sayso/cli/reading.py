"""`sayso read`: one reading of reports without a ledger, layer by layer."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from sayso.cli.app import CodebookOption, PlacesOption, app, finish, show_error, with_places
from sayso.errors import InputError, RefusedError
from sayso.model.report import Report


class Layer(StrEnum):
    """What is read of a report."""

    FIGURES = "figures"
    NUMBERS = "numbers"
    MOMENTS = "moments"
    PLACES = "places"
    SPEECH = "speech"


@app.command(epilog="Example: sayso read report.txt --jsonl")
def read(
    paths: Annotated[list[Path] | None, typer.Argument(metavar="PATH...", help="files and folders of reports")] = None,
    layer: Annotated[Layer, typer.Option("--layer", help="what to read")] = Layer.FIGURES,
    codebook: CodebookOption = None,
    places: PlacesOption = None,
    jsonl: Annotated[bool, typer.Option("--jsonl", help="print one JSON row a line")] = False,
    text: Annotated[
        Path | None,
        typer.Option(
            "--text", metavar="FILE", help="print the text of one file as sayso reads it: what all offsets count in"
        ),
    ] = None,
    spans: Annotated[
        Path | None,
        typer.Option(
            "--spans",
            metavar="FILE",
            help="with --layer places: resolve the spans {report,start,end} of this JSONL file, one row each",
        ),
    ] = None,
) -> None:
    """Read reports and print what was found, without a ledger."""
    from sayso.codebook.loading import lexicon
    from sayso.gathering.gather import gather

    words = lexicon(with_places(codebook, places))
    if text is not None:
        for item in gather([text], words):
            if isinstance(item, InputError):
                raise item
            sys.stdout.write(item.text)
        return
    if not paths:
        raise RefusedError("path-missing", "no report is named", hint="sayso read report.txt --jsonl")
    handed = _spans(spans) if spans is not None else None
    bad: list[InputError] = []
    rows = _rows(layer, words, handed)
    for item in gather(paths, words):
        if isinstance(item, InputError):
            show_error(item)
            bad.append(item)
            continue
        for row in rows(item):
            sys.stdout.write((json.dumps(row, ensure_ascii=False) if jsonl else _plain(layer, row)) + "\n")
    finish(bad)


def _spans(path: Path) -> dict[str, list[tuple[int, int]]]:
    """Spans by report, in the order of the file."""
    found: dict[str, list[tuple[int, int]]] = {}
    try:
        for line in path.read_text("utf-8").splitlines():
            if line.strip():
                row = json.loads(line)
                found.setdefault(str(row["report"]), []).append((int(row["start"]), int(row["end"])))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise RefusedError(
            "spans-not-read",
            f"the spans cannot be read: {error!r}",
            where=f"{path}",
            hint='each line is {"report": …, "start": …, "end": …}',
        ) from error
    return found


def _rows(
    layer: Layer, words: Any, handed: dict[str, list[tuple[int, int]]] | None
) -> Callable[[Report], Iterator[dict[str, Any]]]:
    """What prints one layer of a report."""
    from sayso.reading.reader import Reader
    from sayso.reading.sources import home_of

    reader = Reader(words)

    def view(report: Report) -> str:
        return report.view or report.text

    def figures(report: Report) -> Iterator[dict[str, Any]]:
        yield from (c.row() for c in reader.read(report).claims)

    def numbers(report: Report) -> Iterator[dict[str, Any]]:
        moments = reader.moments_of(view(report), report.reference)
        yield from (n.row(report.id) for n in reader.numbers_of(view(report), moments))

    def moments(report: Report) -> Iterator[dict[str, Any]]:
        yield from (m.row(report.id) for m in reader.moments_of(view(report), report.reference, report.day_first))

    def places(report: Report) -> Iterator[dict[str, Any]]:
        if handed is not None:
            yield from (
                p.row(report.id)
                for p in reader.places.resolve_spans(view(report), handed.get(report.id, []), home=home_of(report))
            )
        else:
            yield from (p.row(report.id) for p in reader.places_of(view(report), home_of(report)))

    def speech(report: Report) -> Iterator[dict[str, Any]]:
        yield from (s.row(report.id) for s in reader.speech_of(view(report)))

    return {
        Layer.FIGURES: figures,
        Layer.NUMBERS: numbers,
        Layer.MOMENTS: moments,
        Layer.PLACES: places,
        Layer.SPEECH: speech,
    }[layer]


def _plain(layer: Layer, row: dict[str, Any]) -> str:
    """A row for a person."""
    if layer is Layer.FIGURES:
        said = row["speaker"] or "own voice"
        return f"{row['report']}:{row['start']:<6} {row['text']:<18.18} {row['measure'] or '–':<20} {row['scope']:<10} {said:.40}"
    if layer is Layer.SPEECH:
        return f"{row['report']}  {row['speaker'] or '?'} ({row['directness']}, {row['medium']}) {row['content']}"
    value = row.get("value") or row.get("name") or row.get("best")
    return f"{row['report']}:{row['start']:<6} {row['text']:<30.30} {value}"
