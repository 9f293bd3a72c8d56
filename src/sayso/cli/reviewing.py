"""`sayso review`: the web application in which people read the evidence and correct the record."""

from __future__ import annotations

import getpass
import logging
import sys
from typing import Annotated

import typer

from sayso.cli.app import LedgerOption, app, existing_ledger

_PORT = 8017
review = typer.Typer(
    invoke_without_command=True,
    help="Review a ledger in the browser: read, correct, merge, split, settle.",
    epilog="Example: sayso review --ledger raids.db",
    rich_markup_mode=None,
)
app.add_typer(review, name="review")


@review.callback()
def _review(
    context: typer.Context,
    ledger: LedgerOption = None,
    port: Annotated[int, typer.Option("--port", metavar="N", min=0, max=65535, help="0 for any that is free")] = _PORT,
    host: Annotated[
        str,
        typer.Option("--host", metavar="ADDRESS", help="listen here; elsewhere than on this machine: accounts only"),
    ] = "127.0.0.1",
    name: Annotated[
        list[str] | None,
        typer.Option("--name", metavar="HOST", help="a host name that browsers ask for; may be given again"),
    ] = None,
    behind_tls: Annotated[
        bool, typer.Option("--behind-tls", help="a proxy in front speaks HTTPS: cookies are sent over that alone")
    ] = False,
    person: Annotated[
        str | None, typer.Option("--as", metavar="NAME", help="whose decisions these are [default: your login name]")
    ] = None,
    log: Annotated[bool, typer.Option("--log", help="a line for each request, without what was asked")] = False,
) -> None:
    """Serve the review of a ledger to browsers, on this machine alone unless the ledger has accounts."""
    if context.invoked_subcommand is not None:
        return
    from sayso.reviewing.serving import serve
    from sayso.reviewing.settings import LOOPBACK_NAMES, Settings

    if log:
        logging.basicConfig(stream=sys.stderr, format="%(asctime)s %(message)s", level=logging.WARNING)
        logging.getLogger("sayso.review").setLevel(logging.INFO)
    settings = Settings(
        existing_ledger(ledger),
        person=person or getpass.getuser(),
        names=(*LOOPBACK_NAMES, *(n.lower() for n in name or ())),
        behind_tls=behind_tls,
    )
    serve(settings, host, port, _say)


def _say(place: str) -> None:
    sys.stdout.write(f"open this in your browser, it works once:\n\n  {place}\n\nCtrl-C ends the review.\n")
    sys.stdout.flush()
