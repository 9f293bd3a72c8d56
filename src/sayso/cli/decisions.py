"""`sayso decisions`: what people ruled, listed, written to a file and taken in; `sayso tasks`: what waits for them."""

from __future__ import annotations

import json
import sys
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli.app import JsonOption, LedgerOption, app, many, show_error
from sayso.cli.record import opened
from sayso.errors import InputError, RefusedError

if TYPE_CHECKING:
    from sayso.model.decision import Decision

group = typer.Typer(no_args_is_help=True, help="List, export and import what people ruled.", rich_markup_mode=None)
app.add_typer(group, name="decisions")


@group.command("list", epilog="Example: sayso decisions list --incident 2019-08-07-enforcement-b6d2")
def list_(
    incident: Annotated[str | None, typer.Option("--incident", metavar="ID", help="those on one incident")] = None,
    ledger: LedgerOption = None,
    as_json: JsonOption = False,
) -> None:
    """List all decisions, oldest first, with who made them and why; those undone too."""
    found = opened(ledger)
    gone = found.undone()
    listed = found.history(incident=incident)
    if as_json:
        rows = [{**d.row(), "undone_by": gone[d.id].id if d.id in gone else None} for d in listed]
        sys.stdout.write(json.dumps(rows, ensure_ascii=False, indent=1) + "\n")
        return
    for d in listed:
        sys.stdout.write(_line(d, undone=d.id in gone) + "\n")


def _line(d: Decision, *, undone: bool) -> str:
    on = ", ".join(d.subject.split("\n"))
    why = f": {d.reason}" if d.reason else ""
    return f"{d.id}  {d.at[:19]}Z  {d.by:<16} {d.kind:<10} {on}{why}" + ("  (undone)" if undone else "")


@group.command("export", epilog="Example: sayso decisions export decisions.jsonl")
def export(
    out: Annotated[Path, typer.Argument(metavar="FILE", help="where to; it must not be there yet")],
    ledger: LedgerOption = None,
) -> None:
    """Write all decisions to a file, one a line, for another ledger of the same reports.

    The file is internal: it holds who ruled, why, and words of reports that nobody has masked.
    """
    from sayso.transfer import decisions_out

    decisions = opened(ledger).store.decisions()
    try:
        with out.open("x", encoding="utf-8") as file:
            file.writelines(decisions_out(decisions))
    except OSError as error:
        raise RefusedError(
            "file-not-written", f"it cannot be written: {error.strerror}", where=str(out), hint="name another"
        ) from error
    sys.stdout.write(f"{many(len(decisions), 'decision')} written to {out}, for internal use only\n")


@group.command("import", epilog="Example: sayso decisions import decisions.jsonl")
def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="a file that `sayso decisions export` wrote")],
    ledger: LedgerOption = None,
) -> None:
    """Take in decisions from a file; those known are passed over, so it is safe to repeat.

    Decisions find their words in the reports of this ledger; those that do not wait as tasks, and find them when the
    report comes.
    """
    from sayso.transfer import decisions_in

    found = opened(ledger)
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise RefusedError("file-not-read", f"it cannot be read: {error}", where=str(file)) from error
    read = list(decisions_in(text, str(file), found.lexicon))
    bad = [item for item in read if isinstance(item, InputError)]
    decisions = [item for item in read if not isinstance(item, InputError)]
    new, lost = found.take(decisions)
    for wrong in bad:
        show_error(wrong)
    sys.stdout.write(f"{many(new, 'decision')} taken in, {len(decisions) - new} known before\n")
    for d in lost:
        sys.stdout.write(f"its words are not here, it waits as a task: {_line(d, undone=False)}\n")
    raise typer.Exit(1 if bad else 0)


@app.command(epilog="Example: sayso tasks --incident 2019-08-07-enforcement-b6d2")
def tasks(
    incident: Annotated[str | None, typer.Option("--incident", metavar="ID", help="those of one incident")] = None,
    settled: Annotated[bool, typer.Option("--all", help="with those that are settled or no longer found")] = False,
    ledger: LedgerOption = None,
    as_json: JsonOption = False,
) -> None:
    """List what a person should look at: conflicts, failed checks, unread files, lost decisions and more.

    They are handed to somebody and settled in `sayso review`.
    """
    found = opened(ledger).tasks(incident, settled=settled)
    if as_json:
        rows = [{"schema": 1, **{f.name: getattr(t, f.name) for f in fields(t)}} for t in found]
        sys.stdout.write(json.dumps(rows, ensure_ascii=False, indent=1) + "\n")
        return
    for t in found:
        who = f"  for {t.assigned}" if t.assigned else ""
        done = (
            f"  settled by {t.settled_by}: {t.settled_why}" if t.settled_by else "" if t.open else "  no longer found"
        )
        sys.stdout.write(f"{t.id:>5}  {t.kind:<13} {t.incident or '-':<32} {t.subject}: {t.detail}{who}{done}\n")
