"""`sayso incidents`, `show`, `actors` and `series`: the record, for people and for programs."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli.app import JsonOption, LedgerOption, app, closed_at_end, existing_ledger, many
from sayso.cli.terminal import parts, print_courses, print_incident, print_list, terminal
from sayso.model.finding import POLICIES

if TYPE_CHECKING:
    from sayso.pipeline import Ledger

PolicyOption = Annotated[
    str | None,
    typer.Option("--policy", help=f"{', '.join(POLICIES)}  [default: as the codebooks declare, else ucdp]"),
]


def opened(given: str | None) -> Ledger:
    """The ledger that a command looks into."""
    from sayso.pipeline import look_into

    return closed_at_end(look_into(existing_ledger(given)))


@app.command(epilog="Example: sayso incidents --json > incidents.json")
def incidents(
    ledger: LedgerOption = None,
    as_json: JsonOption = False,
    parts: Annotated[bool, typer.Option("--parts", help="with the incidents that are parts of others")] = False,
) -> None:
    """List the incidents of a ledger."""
    found = opened(ledger)
    listed = [i for i in found.incidents() if parts or i.part_of is None]
    if as_json:
        sys.stdout.write(json.dumps([i.row() for i in listed], ensure_ascii=False, indent=1) + "\n")
    else:
        print_list(found, listed)


@app.command(epilog="Example: sayso show 2019-08-07-enforcement-b6d2 --why")
def show(
    ident: Annotated[str, typer.Argument(metavar="ID", help="an incident's id")],
    ledger: LedgerOption = None,
    as_json: JsonOption = False,
    why: Annotated[bool, typer.Option("--why", help="with the steps of each finding, and what was set aside")] = False,
    every: Annotated[bool, typer.Option("--all", help="with every claim, not the first few")] = False,
    policy: PolicyOption = None,
    over_time: Annotated[
        bool, typer.Option("--over-time", help="each figure step by step, by the day on which it was told")
    ] = False,
) -> None:
    """Show one incident: figures, evidence, who says so, how far independent sources agree."""
    found = opened(ledger)
    incident = found.incident(ident, policy=policy)
    courses = found.over_time(ident, policy=policy) if over_time else []
    if as_json:
        told = {"over_time": [c.row() for c in courses]} if over_time else {}
        sys.stdout.write(json.dumps({**incident.row(), **told}, ensure_ascii=False, indent=1) + "\n")
    elif over_time:
        print_courses(incident, courses, found)
    else:
        print_incident(found, incident, every=every, why=why)


@app.command(epilog="Example: sayso actors --json")
def actors(ledger: LedgerOption = None, as_json: JsonOption = False) -> None:
    """List who takes part in the incidents: agencies, companies, facilities, organisations, under all their names."""
    from sayso.matching.actors import registry

    listed = opened(ledger).incidents()
    found = registry([a for i in listed for a in i.actors])
    if as_json:
        owners = [i.id for i in listed for _ in i.actors]
        rows = [{"schema": 1, **r.actor.row(), "incidents": sorted({owners[k] for k in r.members})} for r in found]
        sys.stdout.write(json.dumps(rows, ensure_ascii=False, indent=1) + "\n")
        return
    console = terminal()
    for r in found:
        also = f"  also {', '.join(r.actor.aliases)}" if r.actor.aliases else ""
        console.print(parts((r.actor.name, "bold"), f"  {r.actor.role}, {many(r.times, 'incident')}{also}"))


@app.command(epilog="Example: sayso series --json")
def series(ledger: LedgerOption = None, as_json: JsonOption = False) -> None:
    """List statistics that reports tell in the background, by measure, place and period."""
    found = opened(ledger).series()
    if as_json:
        sys.stdout.write(json.dumps([s.row() for s in found], ensure_ascii=False, indent=1) + "\n")
        return
    from sayso.exhibiting import wording

    console = terminal()
    for s in found:
        of = ", ".join(part for part in (s.group, s.place) if part)
        console.print(parts((s.measure.replace("_", " "), "bold"), f", {of}" if of else ""))
        for p in s.points:
            value = f"{wording.number(p.value)}{' %' if s.unit == 'percent' else ''}"
            console.print(
                f"  {p.period:<22} {value:>10}  {p.counted or '':<24.24}  {'; '.join(p.speakers) or 'own voice'}",
                overflow="ellipsis",
                no_wrap=True,
            )
