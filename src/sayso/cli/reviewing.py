"""`sayso review`: the web application in which people read the evidence and correct the record."""

from __future__ import annotations

import getpass
import json
import logging
import sys
from typing import Annotated

import typer

from sayso.cli.app import JsonOption, LedgerOption, app, existing_ledger

_PORT = 8017
review = typer.Typer(
    invoke_without_command=True,
    help="Review a ledger in the browser: read, correct, merge, split, settle.",
    epilog="Example: sayso review --ledger raids.db",
    rich_markup_mode=None,
)
accounts = typer.Typer(no_args_is_help=True, help="Who may log in to review a ledger.", rich_markup_mode=None)
review.add_typer(accounts, name="accounts")
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
    from sayso.reviewing.serving import has_accounts, serve
    from sayso.reviewing.settings import LOOPBACK_NAMES, Settings

    if log:
        logging.basicConfig(stream=sys.stderr, format="%(asctime)s %(message)s", level=logging.WARNING)
        logging.getLogger("sayso.review").setLevel(logging.INFO)
    url = existing_ledger(ledger)
    alone = not has_accounts(url)
    settings = Settings(
        url,
        alone=alone,
        warms=not alone,
        person=person or getpass.getuser(),
        names=(*LOOPBACK_NAMES, *(n.lower() for n in name or ())),
        behind_tls=behind_tls,
    )
    serve(settings, host, port, _say)


def _say(place: str, *, once: bool) -> None:
    head = "open this in your browser, it works once:" if once else "people with accounts log in here:"
    sys.stdout.write(f"{head}\n\n  {place}\n\nCtrl-C ends the review.\n")
    sys.stdout.flush()


@accounts.command(epilog="Example: sayso review accounts add robin --role coder")
def add(
    name: Annotated[str, typer.Argument(metavar="NAME", help="the name to log in with")],
    role: Annotated[str, typer.Option("--role", metavar="ROLE", help="reader, coder or admin")],
    ledger: LedgerOption = None,
) -> None:
    """Let a person log in, or give one another role and password. The password is asked for, or read from a pipe."""
    from sayso.ledger import open_store
    from sayso.reviewing.accounts import put

    store = open_store(existing_ledger(ledger))
    put(store, name, role, _password())
    store.close()
    sys.stdout.write(f"{name} may log in as {role}\n")


def _password() -> str:
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    return str(typer.prompt("password, 12 characters or more", hide_input=True, confirmation_prompt=True))


@accounts.command("list", epilog="Example: sayso review accounts list --json")
def list_(ledger: LedgerOption = None, as_json: JsonOption = False) -> None:
    """List who may log in, and as what."""
    from sayso.ledger import open_store

    store = open_store(existing_ledger(ledger))
    rows = [{"schema": 1, "name": a.name, "role": a.role, "made_at": a.made_at} for a in store.accounts()]
    store.close()
    if as_json:
        sys.stdout.write(json.dumps(rows, ensure_ascii=False, indent=1) + "\n")
        return
    for row in rows:
        sys.stdout.write(f"{row['role']:<8} {row['name']}\n")


@accounts.command(epilog="Example: sayso review accounts drop robin")
def drop(
    name: Annotated[str, typer.Argument(metavar="NAME", help="whose account")], ledger: LedgerOption = None
) -> None:
    """Let a person log in no more; what they decided stays."""
    from sayso.ledger import open_store
    from sayso.reviewing import accounts as of_people

    store = open_store(existing_ledger(ledger))
    of_people.drop(store, name)
    store.close()
    sys.stdout.write(f"{name} may not log in any more\n")
