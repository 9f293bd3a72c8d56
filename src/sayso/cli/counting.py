"""`sayso count`, `ask` and `coverage`: totals over the record, and what the pile behind it covers."""

from __future__ import annotations

import json
import sys
import textwrap
from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli.app import JsonOption, LedgerOption, app, many
from sayso.cli.record import opened
from sayso.cli.terminal import parts, terminal

if TYPE_CHECKING:
    from rich.console import Console

    from sayso.counting.coverage import Covered, Outlet
    from sayso.counting.result import Count
    from sayso.pipeline import Ledger

_FEW = 10
_NAMED = 3
EveryOption = Annotated[bool, typer.Option("--all", help="list all, not the first few")]
TypeOption = Annotated[
    str | None, typer.Option("--type", metavar="T", help="incidents of this type, or of this family of types")
]


@app.command(epilog="Example: sayso count --measure persons_killed --where Ohio --when 2015")
def count(
    measure: Annotated[
        str, typer.Option("--measure", metavar="M", help="what is totalled: persons_killed …, or incidents")
    ],
    where: Annotated[str | None, typer.Option("--where", metavar="P", help="in this place: 'Dayton, Ohio'")] = None,
    when: Annotated[
        str | None, typer.Option("--when", metavar="INTERVAL", help="2015, 2015-07, 2015-07..2015-09, 'July 2015'")
    ] = None,
    kind: TypeOption = None,
    having: Annotated[
        str | None, typer.Option("--having", metavar="M", help="of incidents those with such a figure above zero")
    ] = None,
    group: Annotated[
        str | None, typer.Option("--group", metavar="G", help="of people this group: children, women …")
    ] = None,
    ledger: LedgerOption = None,
    as_json: JsonOption = False,
    every: EveryOption = False,
) -> None:
    """Count people or incidents: low, best and high, over which incidents, and what is missing."""
    found = opened(ledger)
    from sayso.counting.count import count as counted

    _answer(
        found,
        counted(found, measure, having=having, group=group, type=kind, where=where, when=when),
        as_json=as_json,
        every=every,
    )


@app.command(epilog='Example: sayso ask "How many people were arrested in Iowa in 2019?"')
def ask(
    question: Annotated[list[str], typer.Argument(metavar="QUESTION", help="a question in plain English")],
    ledger: LedgerOption = None,
    as_json: JsonOption = False,
    every: EveryOption = False,
) -> None:
    """Answer a question that begins with "How many": the call it makes, and what that gives."""
    found = opened(ledger)
    from sayso.counting.asking import ask as asked

    done = asked(found, " ".join(question))
    if not as_json:
        terminal().print(done.question.call(), style="dim", soft_wrap=True)
    _answer(found, done, as_json=as_json, every=every)


def _answer(found: Ledger, done: Count, *, as_json: bool, every: bool) -> None:
    if as_json:
        sys.stdout.write(json.dumps(done.row(), ensure_ascii=False, indent=1) + "\n")
        return
    from sayso.exhibiting import wording

    console = terminal()
    asked = done.question
    limits = [asked.where.shown if asked.where else None, str(done.row()["when"] or "") or None]
    kind = found.lexicon.events.get(asked.type or "")
    if asked.told_by == asked.measure:
        limits.insert(0, kind.label if kind else asked.type)
    of = {"person": "people", None: ""}.get(done.unit, "" if asked.told_by != asked.measure else done.unit)
    head = f"{done.label}{f' ({of})' if of else ''}"
    console.print(parts((head, "bold"), "".join(f" · {limit}" for limit in limits if limit)))
    low = ("more than " if done.low_open else "") + wording.number(done.low)
    high = "no upper bound" if done.high is None else ("under " if done.high_open else "") + wording.number(done.high)
    console.print(parts(f"low {low}   ", (f"best {wording.number(done.best)}", "bold"), f"   high {high}"))
    console.print(f"{many(len(done.parts), 'incident')}, {many(len(done.claims), 'claim')} behind", style="dim")
    _print_parts(console, found, done, every=every)
    for line in done.missing:
        console.print(_hanging("? ", line, console.width))
    if asked.where is not None and asked.where.others:
        others = "; ".join(asked.where.others[:_NAMED])
        console.print(_hanging("  ", f"not meant: {others}", console.width), style="dim")


def _hanging(mark: str, words: str, width: int) -> str:
    """A sentence behind a mark, its further lines set in."""
    return textwrap.fill(words, width, initial_indent=mark, subsequent_indent="  ", break_on_hyphens=False)


def _print_parts(console: Console, found: Ledger, done: Count, *, every: bool) -> None:
    """The incidents that are counted with what each adds, the largest first."""
    from sayso.exhibiting import wording

    by_id = {i.id: i for i in found.incidents()}
    ranked = sorted(done.parts, key=lambda p: (-float(p.best), by_id[p.incident].start or "9999", p.incident))
    shown = ranked if every else ranked[:_FEW]
    for part in shown:
        i = by_id[part.incident]
        here = " (a part of it)" if part.of_part else ""
        value = "" if done.question.told_by != done.question.measure else wording.number(part.best)
        console.print(
            parts(f"{value:>9}  ", f"{wording.days(i)}  ", (i.title, "bold"), here), no_wrap=True, overflow="ellipsis"
        )
        console.print(f"{'':>9}  {i.id}", style="dim", no_wrap=True, overflow="ignore")
    if len(ranked) > len(shown):
        console.print(f"{'':>9}  + {len(ranked) - len(shown)} more: add --all", style="dim")


@app.command(epilog="Example: sayso coverage --type shooting")
def coverage(
    measure: Annotated[
        str | None, typer.Option("--measure", metavar="M", help="of incidents with a figure of this measure")
    ] = None,
    kind: TypeOption = None,
    ledger: LedgerOption = None,
    as_json: JsonOption = False,
    every: EveryOption = False,
) -> None:
    """Show what the pile covers: sources, from when to when, gaps, and trends that new sources may make."""
    found = opened(ledger)
    from sayso.counting.coverage import coverage as covered

    done = covered(found, measure=measure, type=kind)
    if as_json:
        sys.stdout.write(json.dumps(done.row(), ensure_ascii=False, indent=1) + "\n")
        return
    console = terminal()
    told = f"{many(done.reports, 'report')} of {many(len(done.sources), 'source')}"
    console.print(parts((told, "bold"), f", looked at by {done.size}"))
    if done.copies:
        console.print(
            f"  of the whole pile {many(done.copies, 'report')} {'carries' if done.copies == 1 else 'carry'} the text of another",
            style="dim",
        )
    _print_outlets(console, done.sources if every else done.sources[:_FEW])
    if len(done.sources) > _FEW and not every:
        console.print(f"  + {len(done.sources) - _FEW} more: add --all", style="dim")
    listed = done.covered if every else [c for c in done.covered if c.of == "type" or measure is not None]
    console.print(f"\n{'':<24} {'incidents':>9} {'reports':>7} {'sources':>7}  from when to when", style="dim")
    for c in listed:
        _print_covered(console, c)
    for line in done.warnings:
        console.print(_hanging("! ", line, console.width), style="yellow")


def _print_outlets(console: Console, outlets: tuple[Outlet, ...]) -> None:
    from sayso.exhibiting import wording

    for o in outlets:
        days = f"{wording.day(o.first)} to {wording.day(o.last)}" if o.first != o.last else wording.day(o.first)
        console.print(
            parts(f"  {o.name:<28.28} ", f"{many(o.reports, 'report'):>12}  {days}"), no_wrap=True, overflow="ellipsis"
        )
        for after, before, length in o.gaps:
            told = f"silent from {wording.day(after)} to {wording.day(before)}: {length} days"
            console.print(f"      {told}", style="dim")


def _print_covered(console: Console, c: Covered) -> None:
    from sayso.exhibiting import wording

    days = f"{wording.day(c.first)} to {wording.day(c.last)}" if c.first else "no date"
    name = c.name.replace("_", " ")
    console.print(
        parts((f"{name:<24.24} ", "bold"), f"{c.incidents:>9} {c.reports:>7} {c.sources:>7}  {days}"),
        no_wrap=True,
        overflow="ellipsis",
    )
    if c.empty and c.of == "type":
        shown = ", ".join(c.empty[:_FEW]) + (f" and {len(c.empty) - _FEW} more" if len(c.empty) > _FEW else "")
        console.print(_hanging("  ", f"none told of {shown}", console.width), style="dim")
    if c.undated and c.of == "type":
        console.print(f"  {many(c.undated, 'incident')} without a date that is exact enough", style="dim")
