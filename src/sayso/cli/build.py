"""`sayso build` and `sayso demo`: reports in, the record made or brought up to date."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from importlib import resources
from pathlib import Path
from typing import Annotated

import typer

from sayso.cli.app import CodebookOption, LedgerOption, app, closed_at_end, finish, ledger_url, many, show_error
from sayso.errors import InputError, RefusedError
from sayso.model.report import Report


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
) -> None:
    """Read reports, match them into incidents and reconcile their figures. Safe to repeat and to interrupt."""
    if not any(p.exists() for p in paths):
        raise RefusedError(
            "path-missing",
            "there is no such file or folder",
            where=", ".join(map(str, paths)),
            hint="check the spelling",
        )
    bad = take(paths, ledger_url(ledger), tuple(codebook or ()))
    finish(bad)


def take(paths: Iterable[Path], url: str, codebooks: tuple[str, ...]) -> list[InputError]:
    """Add reports to a ledger, telling how it goes; the bad inputs come back."""
    from sayso.gathering.gather import gather
    from sayso.pipeline import open_ledger

    found = closed_at_end(open_ledger(url, codebooks=codebooks))
    notes: list[str] = []
    begun = time.monotonic()
    done = found.add(_told(gather(paths, found.lexicon, leave=_own_files(url, codebooks)), begun, notes))
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


def _told(items: Iterator[Report | InputError], begun: float, notes: list[str]) -> Iterator[Report | InputError]:
    """Pass reports on, with a line that counts them where somebody watches; what was replaced in them is noted."""
    watched = sys.stderr.isatty()
    for count, item in enumerate(items, 1):
        if watched:
            rate = count / max(time.monotonic() - begun, 0.1)
            sys.stderr.write(
                f"\r\x1b[Kreading {count} ({rate:.0f} a second)  {item.id if isinstance(item, Report) else 'bad input'}"[
                    :120
                ]
            )
            sys.stderr.flush()
        if isinstance(item, Report):
            notes += [f"{item.id}: {note}" for note in item.notes if not note.startswith("byte-order")]
        yield item
    if watched:
        sys.stderr.write("\r\x1b[K")


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
        f"\nLook further:\n  sayso show {largest.id} --why --ledger {ledger}\n  sayso publish --to html --out record.html --ledger {ledger}\n"
        "Then your own pile:\n  sayso build PATH\n"
    )
    finish(bad)
