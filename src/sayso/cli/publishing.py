"""`sayso publish`: the record as a file for others."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from sayso.cli.app import LedgerOption, app
from sayso.cli.record import opened


@app.command(epilog="Example: sayso publish --to html --out record.html")
def publish(
    to: Annotated[str, typer.Option("--to", metavar="FORMAT", help="html, csv or jsonl")],
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="the file to write")],
    ledger: LedgerOption = None,
    internal: Annotated[
        bool,
        typer.Option(
            "--internal", help="with names of private persons, into a file marked .internal; not to be passed on"
        ),
    ] = False,
) -> None:
    """Write the record to a file. Public unless --internal: names of private persons are withheld."""
    from sayso.publishing import publish as write

    for path in write(opened(ledger), to, out, internal=internal):
        sys.stdout.write(
            f"{path}  {path.stat().st_size / 1000:.0f} kB, {'INTERNAL: not to be passed on' if internal else 'public, masked'}\n"
        )
