"""`sayso erase`: a report leaves the ledger for good; `sayso original`: the file that one came in."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli.app import LedgerOption, app, many
from sayso.cli.record import opened

if TYPE_CHECKING:
    from sayso.pipeline import Ledger


@app.command(epilog='Example: sayso erase raid.txt --reason "asked for by its author"')
def erase(
    what: Annotated[
        str,
        typer.Argument(
            metavar="REPORT|PERSON", help="a report's id, as `sayso search` gives it, or a person's whole name"
        ),
    ],
    reason: Annotated[str, typer.Option("--reason", metavar="WORDS", help="why; kept with the tombstone")],
    person: Annotated[bool, typer.Option("--person", help="it is a person's name, though a single word")] = False,
    ledger: LedgerOption = None,
) -> None:
    """Erase a report in all its versions, or a person's name from all reports; no later build brings them back.

    Of a report text, figures, quotes, index and original go. A name is blocked out letter for letter, alone too where
    the report gives it whole; the rest of the report stays as it was read, its original goes. Look for other spellings
    with `sayso search`; files that lie elsewhere are not touched.
    """
    from sayso.errors import NotFoundError

    found = opened(ledger)
    if not person:
        try:
            left = found.erase(what, reason=reason)
        except NotFoundError:
            if len(what.split()) < 2:
                raise
        else:
            sys.stdout.write(f"{what} is erased; incidents without it are reconciled anew\n")
            if left:
                sys.stdout.write(f"the same text still stands in: {', '.join(left)}\n")
            _tell_of_the_rest(found)
            return
    held = found.erase_person(what, reason=reason)
    sys.stdout.write(f"the name is erased from {many(len(held), 'report')}{': ' if held else ''}{', '.join(held)}\n")
    _tell_of_the_rest(found)


def _tell_of_the_rest(found: Ledger) -> None:
    if found.store.owes_compaction():
        sys.stdout.write(
            "another program reads the ledger: what was erased is still on the disk, in the database's log, until it "
            "ends and any command of sayso opens the ledger again\n"
        )
    sys.stdout.write("files that it was built from, exports and backups are not touched\n")


@app.command(epilog="Example: sayso original raid.pdf --out raid-as-it-came.pdf")
def original(
    report: Annotated[str, typer.Argument(metavar="REPORT", help="a report's id, as `sayso search` gives it")],
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help="where to, if not to be printed")] = None,
    ledger: LedgerOption = None,
) -> None:
    """Give back the file that a report came in, byte for byte; its hash is checked. Never masked."""
    from sayso.errors import NotFoundError, RefusedError

    store = opened(ledger).store
    data = store.original(report)
    if data is None:
        raise NotFoundError(
            "original-missing",
            f"no original of {report!r} is kept",
            where=store.shown,
            hint="it was built with --no-originals, or erased together with another report of the same file",
        )
    if out is None:
        sys.stdout.buffer.write(data)
        return
    try:
        with out.open("xb") as file:
            file.write(data)
    except OSError as error:
        raise RefusedError(
            "file-not-written", f"it cannot be written: {error.strerror}", where=str(out), hint="name another"
        ) from error
