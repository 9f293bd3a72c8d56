"""`sayso build` and `sayso demo`: reports in, the record made or brought up to date."""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli.app import (
    CodebookOption,
    LedgerOption,
    PlacesOption,
    app,
    closed_at_end,
    finish,
    ledger_url,
    many,
    show_error,
    with_places,
)
from sayso.errors import InputError, RefusedError

if TYPE_CHECKING:
    from sayso.gathering.gather import Source
    from sayso.running import Piece

ProcessesOption = Annotated[
    int | None,
    typer.Option(
        "--processes",
        metavar="N",
        min=0,
        envvar="SAYSO_PROCESSES",
        help="how many read at once; 0 reads in this process [default: one for each core]",
    ),
]


@app.command(epilog="Example: sayso build reports/ page.html --ledger raids.db")
def build(
    paths: Annotated[
        list[Path],
        typer.Argument(
            metavar="PATH...",
            help="files and folders of reports: text, pages, PDF, Word, mail, feeds, tables, archives",
        ),
    ],
    ledger: LedgerOption = None,
    codebook: CodebookOption = None,
    places: PlacesOption = None,
    processes: ProcessesOption = None,
    originals: Annotated[
        bool,
        typer.Option("--originals/--no-originals", help="keep the files themselves in the ledger, or only their text"),
    ] = True,
) -> None:
    """Read reports, match them into incidents and reconcile their figures. Safe to repeat and to interrupt."""
    if not any(p.exists() for p in paths):
        raise RefusedError(
            "path-missing",
            "there is no such file or folder",
            where=", ".join(map(str, paths)),
            hint="check the spelling",
        )
    bad = take(paths, ledger_url(ledger), with_places(codebook, places), processes, originals=originals)
    finish(bad)


def take(
    paths: Iterable[Path],
    url: str,
    codebooks: tuple[str, ...],
    processes: int | None = None,
    *,
    originals: bool = True,
) -> list[InputError]:
    """Add reports to a ledger, telling how it goes; the bad inputs come back."""
    from sayso import pipeline, running

    found = closed_at_end(pipeline.open_ledger(url, codebooks=codebooks))
    found.keeps_originals = originals
    notes: list[str] = []
    begun = time.monotonic()
    files = running.files(paths, _own_files(url, codebooks))
    with _progress(files, notes) as told:
        done = running.build(found, files, processes=processes, told=told)
    for error in done.bad:
        show_error(error)
    for note in notes:
        sys.stderr.write(f"note  {note}\n")
    counts = found.store.counts()
    taken = f"{many(done.taken, 'report')} taken in"
    known = f", {done.known} known before" if done.known else ""
    refused = f", {many(len(done.bad), 'bad input')} left out" if done.bad else ""
    sys.stderr.write(
        f"{taken}{known}{refused} after {time.monotonic() - begun:.1f} s; the ledger holds "
        f"{many(counts['reports'], 'report')}, {many(counts['claims'], 'claim')}, {many(counts['incidents'], 'incident')}\n"
    )
    return done.bad


def _own_files(url: str, codebooks: Iterable[str]) -> list[Path]:
    """The ledger with the files that its database keeps beside it, and codebooks."""
    ledger = [Path(url + ending) for ending in ("", "-wal", "-shm", "-journal")] if "://" not in url else []
    return [*ledger, *map(Path, codebooks)]


@contextmanager
def _progress(files: Sequence[Source | InputError], notes: list[str]) -> Iterator[Callable[[Piece], None]]:
    """What hears of each report: a bar with rate and time left where somebody watches; remarks are noted."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[rate]}"), TimeRemainingColumn())
    total = sum(f.size for f in files if not isinstance(f, InputError))
    begun, count = time.monotonic(), 0
    with Progress(*columns, console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()) as bar:
        task = bar.add_task("reading", total=total, rate="")

        def told(piece: Piece) -> None:
            nonlocal count
            count += 1
            if not isinstance(piece.item, InputError):
                notes.extend(f"{piece.item.id}: {n}" for n in piece.item.notes if not n.startswith("byte-order"))
            rate = f"{many(count, 'report')}, {count / max(time.monotonic() - begun, 0.1):.0f} a second"
            # all read is not all done: what was read is matched then
            bar.update(task, completed=min(piece.done, total), rate=rate)

        yield told


def _switched_on() -> str:
    """How to make `sayso` be found, where a terminal does not find it yet."""
    program = Path(sys.argv[0]).resolve()
    found = shutil.which("sayso")
    switch = program.with_name("activate")
    if (found is not None and Path(found).resolve() == program) or not switch.exists():
        return ""
    here = Path.cwd()
    return f" (first: . {switch.relative_to(here) if switch.is_relative_to(here) else switch})"


@app.command(epilog="Example: sayso demo")
def demo(
    ledger: Annotated[
        str, typer.Option("--ledger", metavar="FILE", help="where to keep the demonstration's ledger")
    ] = "sayso-demo.db",
) -> None:
    """Build a ledger from the bundled sample reports and print the record: the place to begin."""
    from sayso.cli.terminal import print_incident, print_list
    from sayso.pipeline import open_ledger

    with resources.as_file(resources.files("sayso") / "samples") as folder:
        bad = take([folder / "reports"], ledger, ())
    found = closed_at_end(open_ledger(ledger))
    incidents = found.incidents()
    print_list(found, incidents)
    largest = max(incidents, key=lambda i: (sum(r.weight for r in i.reports if r.main), i.id))
    sys.stdout.write("\n")
    print_incident(found, largest, every=False)
    sys.stdout.write(
        f"\nLook further{_switched_on()}:\n  sayso show {largest.id} --why --ledger {ledger}\n  sayso review --ledger {ledger}\n"
        f"  sayso publish --to html --out record.html --ledger {ledger}\nThen your own pile:\n  sayso build PATH\n"
    )
    finish(bad)
