"""`sayso erase`: a report leaves the ledger for good."""

from __future__ import annotations

import sys
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
