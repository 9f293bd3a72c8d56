"""`sayso bench`: accuracy and speed tables."""

from __future__ import annotations

import sys
import tempfile
from importlib import resources
from pathlib import Path
from typing import Annotated

import typer

from sayso.cli.app import app
from sayso.errors import RefusedError

DataOption = Annotated[
    Path | None, typer.Option("--data", metavar="DIR", help="a folder with gold: reports, seeds, data")
]


@app.command(epilog="Example: sayso bench speed")
def bench(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="NAME", help="samples, rivals, speed, growth, facts or a row of docs/accuracy.md [default: all]"
        ),
    ] = None,
    data: DataOption = None,
    write: Annotated[
        Path | None, typer.Option("--write", metavar="FILE", help="write the accuracy page; rows not run keep theirs")
    ] = None,
) -> None:
    """Measure accuracy and speed: on the bundled sample reports, or on the gold in a folder."""
    with tempfile.TemporaryDirectory() as scratch:
        special = {"samples": _samples, "rivals": _rivals, "speed": _speed, "growth": _growth, "facts": _facts}
        if name in special:
            raise typer.Exit(special[name](data, Path(scratch)))
        if data is None and name is None and write is None:
            raise typer.Exit(_samples(None, Path(scratch)))
        raise typer.Exit(_rows(name, data, write, Path(scratch)))


def _samples(data: Path | None, scratch: Path) -> int:  # noqa: ARG001 - one signature for all tables
    """Figures of the sample reports beside their floors; 2 where one has fallen."""
    from sayso.benching.floors import gate

    found = gate(scratch)
    for g in found:
        sys.stdout.write(
            f"{g.row:<18} {g.figure:<26} {g.value:.3f}  floor {g.floor:.3f}  {'holds' if g.holds else 'FELL'}\n"
        )
    return 0 if all(g.holds for g in found) else 2


def _rivals(data: Path | None, scratch: Path) -> int:
    """Wrong pairs of reports: ours beside those of tuned TF-IDF with average link, in one run."""
    from sayso.benching.compare import incidents

    for title, ours, theirs, reports in incidents(data, scratch):
        sys.stdout.write(
            f"{title:<34} {reports} reports: wrong pairs sayso {ours}, TF-IDF average link (tuned) {theirs}\n"
        )
    return 0


def _speed(data: Path | None, scratch: Path) -> int:  # noqa: ARG001
    """The figures layer, and all layers, against spaCy's full small pipeline: on short reports full of figures, and on corpora."""
    from sayso.benching.speed import against_pipeline, corpora
    from sayso.codebook.loading import lexicon
    from sayso.errors import InputError
    from sayso.gathering.gather import gather

    with resources.as_file(resources.files("sayso") / "samples") as folder:
        samples = [r for r in gather([folder / "reports"], lexicon()) if not isinstance(r, InputError)]
    sys.stdout.write("thousand characters a second at best, in turn in one process\n")
    sys.stdout.write(f"{'':<29} {'reports':>7} {'sayso':>7} {'spaCy':>7}  times as fast: median (least to most)\n")
    for name, reports in [("sample reports", samples), *(corpora(data, lexicon()) if data is not None else ())]:
        for layer, found in against_pipeline(reports).items():
            kilo = found.characters / 1000
            sys.stdout.write(
                f"{name:<18} {layer:<10} {found.reports:>7} {kilo / min(found.ours):>7.1f} {kilo / min(found.theirs):>7.1f}"
                f"  {found.ratio:.2f} ({min(found.ratios):.2f} to {max(found.ratios):.2f})\n"
            )
    return 0


def _growth(data: Path | None, scratch: Path) -> int:  # noqa: ARG001
    """Ten times the mentions, and one report more in a small and a large ledger: invented readings, from a seed."""
    from sayso.benching.growth import adding, matching

    for work in (adding, matching):
        found = work(scratch)
        sys.stdout.write(f"{found.what}: {found.large:.3f} s against {found.small:.3f} s, {found.times:.2f} times\n")
    return 0


def _facts(data: Path | None, scratch: Path) -> int:
    """What must be true of the seeds' record; 2 where something is not."""
    from sayso.benching.facts import facts
    from sayso.gathering.gather import gather
    from sayso.pipeline import open_ledger

    texts = sorted((data / "seeds").glob("0*.txt")) if data is not None else []
    if not texts:
        raise RefusedError(
            "data-missing", "there are no seeds here", where=str(data), hint="name their folder with --data"
        )
    with open_ledger(scratch / "seeds.db") as ledger:
        ledger.add(gather(texts, ledger.lexicon))
        found = list(facts(ledger))
    for what, true in found:
        sys.stdout.write(f"{'✓' if true else '✗'} {what}\n")
    return 0 if all(true for _, true in found) else 2


def _rows(name: str | None, data: Path | None, write: Path | None, scratch: Path) -> int:
    from sayso.benching.accuracy import measure, present, record

    if data is None:
        sys.stderr.write("not run: name a folder with gold by --data DIR\n")
        return 2
    rows = present(data, [name] if name else [])
    if not rows:
        raise RefusedError("data-missing", "no gold is found for it", where=f"{data} {name or ''}".strip())
    found = measure(data, scratch, rows, lambda line: sys.stdout.write(line + "\n"))
    if write is not None:
        record(write, found)
    return 0
