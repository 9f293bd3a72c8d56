"""`sayso codebook`: begin a domain's file, check it, run its examples, print one."""

from __future__ import annotations

import sys
from importlib import resources
from pathlib import Path
from typing import Annotated

import typer

from sayso.cli.app import app, many

codebooks = typer.Typer(no_args_is_help=True, help="The declared words and rules of a domain.", rich_markup_mode=None)
app.add_typer(codebooks, name="codebook")
Names = Annotated[
    list[str] | None, typer.Argument(metavar="NAME|FILE...", help="codebooks; all bundled ones by default")
]


@codebooks.command(epilog="Example: sayso codebook check my_domain.toml")
def check(names: Names = None) -> None:
    """Read codebooks and say what is wrong with them, or that nothing is."""
    from sayso.codebook.checking import check as problems
    from sayso.codebook.loading import bundled, load

    books = [load(n) for n in names or bundled()]
    found = [p for book in books for p in problems(book)]
    for problem in found:
        sys.stdout.write(problem + "\n")
    sys.stdout.write(f"{many(len(books), 'codebook')}, {many(len(found), 'problem')}\n")
    raise typer.Exit(2 if found else 0)


@codebooks.command("test", epilog="Example: sayso codebook test common")
def try_examples(names: Names = None) -> None:
    """Read each entry's examples and compare them with what the entry expects."""
    from sayso.codebook.loading import bundled, compile_books, lexicon, load
    from sayso.codebook.testing import run
    from sayso.model.claim import Claim
    from sayso.model.report import Report
    from sayso.reading.reader import Reader

    chosen = names or bundled()
    bundled_names = set(bundled())
    own = [n for n in chosen if n not in bundled_names]
    words = compile_books([load(n) for n in (*bundled(), *own)]) if own else lexicon()
    reader = Reader(words)

    def read(text: str) -> tuple[list[Claim], list[str]]:
        found = reader.read(Report(id="example", text=text, published="2019-08-09"))
        return list(found.claims), [m.event for m in found.mentions]

    failed = total = 0
    for name in chosen:
        for result in run(load(name), read):
            total += 1
            if result.problem:
                failed += 1
                sys.stdout.write(f"{name}  {result.entry}  {result.problem}\n    {result.text}\n")
    sys.stdout.write(f"{total - failed} of {total} examples read as declared\n")
    raise typer.Exit(2 if failed else 0)


@codebooks.command(epilog="Example: sayso codebook show common")
def show(name: Annotated[str, typer.Argument(metavar="NAME", help="a bundled codebook")]) -> None:
    """Print a bundled codebook as it is written."""
    from sayso.codebook.loading import load

    load(name)
    sys.stdout.write((resources.files("sayso.codebook") / "books" / f"{name}.toml").read_text("utf-8"))


@codebooks.command(epilog="Example: sayso codebook new mine_accidents")
def new(
    name: Annotated[str, typer.Argument(metavar="NAME", help="the domain, in small letters: mine_accidents")],
    out: Annotated[
        Path, typer.Option("--out", metavar="PATH", help="the file to write, or a folder for it", show_default="here")
    ] = Path(),
) -> None:
    """Write a commented codebook to begin with, which passes check and test as it stands."""
    from sayso.codebook.scaffold import scaffold

    path = scaffold(name, out)
    sys.stdout.write(f"{path} is written; edit it, then run\n")
    sys.stdout.write(f"  sayso codebook check {path}\n  sayso codebook test {path}\n")
