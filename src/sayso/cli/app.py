"""The application: its commands, how errors are shown, and the exit status 0, 1 or 2."""

from __future__ import annotations

import os
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from sayso.errors import InputError, SaysoError

if TYPE_CHECKING:
    from sayso.pipeline import Ledger

app = typer.Typer(
    name="sayso",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="How many, and on whose say-so? A sourced record of incidents from reports that disagree.",
)
# What a command has opened and must let go of.
_AT_END = ExitStack()
DEFAULT_LEDGER = "sayso.db"

LedgerOption = Annotated[
    str | None,
    typer.Option(
        "--ledger",
        metavar="FILE|URL",
        help="the ledger: a file or a postgresql:// address [default: $SAYSO_LEDGER, else ./sayso.db]",
    ),
]
CodebookOption = Annotated[
    list[str] | None,
    typer.Option(
        "--codebook",
        metavar="NAME|FILE",
        help="a codebook to read with; may be given again [default: all bundled ones]",
    ),
]
PlacesOption = Annotated[
    list[Path] | None,
    typer.Option(
        "--places",
        metavar="FILE.csv",
        help="places of your own (name,aliases,lat,lon,country,admin1,kind); may be given again",
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="print JSON for a program to read")]


def with_places(codebooks: list[str] | None, places: list[Path] | None) -> tuple[str, ...]:
    """Codebooks and files of places as one list, by which a reading is known; a file of places ends in .csv."""
    from sayso.atlas.own_places import entries_of
    from sayso.codebook.places import is_places, load_places
    from sayso.errors import RefusedError

    for file in places or ():
        if not is_places(str(file)):
            raise RefusedError(
                "places-not-csv", "a file of places ends in .csv", where=str(file), hint="save it as CSV in UTF-8"
            )
        # a wrong country is told before anything is read
        entries_of(load_places(str(file))[0])
    return (*(codebooks or ()), *map(str, places or ()))


def ledger_url(given: str | None) -> str:
    """The ledger that a command works on."""
    return given or os.environ.get("SAYSO_LEDGER") or DEFAULT_LEDGER


def existing_ledger(given: str | None) -> str:
    """The same for commands that only look; raises RefusedError where there is no ledger yet."""
    from sayso.errors import RefusedError

    url = ledger_url(given)
    if "://" not in url and not os.path.exists(url):
        raise RefusedError(
            "ledger-missing",
            "there is no ledger here yet",
            where=url,
            hint="make one with `sayso build PATH`, or name it with --ledger",
        )
    return url


def show_error(error: SaysoError) -> None:
    """Print an error as reference, what, where and hint, on the error channel."""
    lines = [error.reference, f"  what   {error.what}"]
    if error.where:
        lines.append(f"  where  {error.where}")
    if error.hint:
        lines.append(f"  hint   {error.hint}")
    sys.stderr.write("\n".join(lines) + "\n")


def closed_at_end(ledger: Ledger) -> Ledger:
    """A ledger that is let go of when the command ends, however it ends."""
    _AT_END.callback(ledger.close)
    return ledger


def many(count: int, thing: str) -> str:
    """A count with its noun.

    >>> many(1, "report"), many(2, "report")
    ('1 report', '2 reports')
    """
    return f"{count} {thing}{'s' if count != 1 else ''}"


def finish(bad: list[InputError]) -> NoReturn:
    """End with 0, or with 1 where inputs were bad."""
    raise typer.Exit(1 if bad else 0)


def main() -> None:
    """Run the command line."""
    # they register their commands
    from sayso.cli import (  # noqa: F401  # noqa: F401
        bench,
        build,
        codebook,
        counting,
        decisions,
        erasing,
        publishing,
        reading,
        reconciling,
        record,
        reviewing,
        searching,
    )

    try:
        with _AT_END:
            app()
    except SaysoError as error:
        show_error(error)
        sys.exit(error.exit_status)
    except BrokenPipeError:
        # whoever read the output has seen enough; nothing of the work is lost
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except KeyboardInterrupt:
        sys.stderr.write("\nstopped; what was taken in is safe, the same command goes on from here\n")
        sys.exit(130)


@app.callback(invoke_without_command=True)
def _root(version: Annotated[bool, typer.Option("--version", help="print the version and end")] = False) -> None:
    if version:
        from importlib.metadata import version as installed

        sys.stdout.write(f"sayso {installed('sayso')}\n")
        raise typer.Exit(0)
