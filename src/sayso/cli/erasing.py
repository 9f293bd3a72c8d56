"""`sayso erase`: a report leaves the ledger for good; `sayso original`: the file that one came in."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from sayso.cli.app import LedgerOption, app
from sayso.cli.record import opened


@app.command(epilog='Example: sayso erase raid.txt --reason "asked for by its author"')
def erase(
    report: Annotated[str, typer.Argument(metavar="REPORT", help="a report's id, as `sayso search` gives it")],
    reason: Annotated[str, typer.Option("--reason", metavar="WORDS", help="why; kept with the tombstone")],
    ledger: LedgerOption = None,
) -> None:
    """Erase a report in all its versions: text, figures, quotes, index. A later build does not bring it back."""
    left = opened(ledger).erase(report, reason=reason)
    sys.stdout.write(f"{report} is erased; incidents without it are reconciled anew\n")
    if left:
        sys.stdout.write(f"the same text still stands in: {', '.join(left)}\n")
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
            where=store.url,
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
