"""`sayso reconcile` and `changes`: what policies make of the figures, and what became of incidents."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sayso.cli.app import JsonOption, LedgerOption, app, many
from sayso.cli.record import PolicyOption, opened
from sayso.cli.terminal import parts, terminal

if TYPE_CHECKING:
    from rich.console import Console


@app.command(epilog="Example: sayso reconcile --policy minmax --compare ucdp")
def reconcile(
    policy: PolicyOption = None,
    compare: Annotated[
        str | None, typer.Option("--compare", help="a second policy: list what changes, and why")
    ] = None,
    ledger: LedgerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Print the findings of all incidents under a policy, or what two policies make differently and why."""
    from sayso.exhibiting.comparing import finding_rows
    from sayso.reconciling.policies import policy as known

    for name in (policy, compare):
        if name is not None:
            known(name)
    found = opened(ledger)
    ours = found.incidents(policy=policy)
    theirs = {i.id: i for i in found.incidents(policy=compare)} if compare else {}
    rows = [row for i in ours for row in finding_rows(i, theirs.get(i.id), compare=compare is not None)]
    if as_json:
        sys.stdout.write(json.dumps(rows, ensure_ascii=False, indent=1) + "\n")
        return
    console = terminal()
    for row in rows:
        _print_row(console, row)
    console.print(many(len(rows), "finding") + (" differ" if compare and len(rows) != 1 else ""), style="dim")


def _print_row(console: Console, row: dict[str, Any]) -> None:
    """A finding in one line; where two policies are compared, what each makes of it and by which steps."""
    from rich.padding import Padding

    name = row["measure"] + (f" ({row['group']})" if row["group"] else "")
    first = parts(f"{row['incident']:<32} ", (f"{name:<22}", "bold"), f" {_bounds(row)}")
    console.print(first, no_wrap=True, overflow="ellipsis")
    other = row["other"]
    if other is None:
        return
    for one in (row, other):
        console.print(f"  {one['policy']:>12}  {_bounds(one)}", style="dim", no_wrap=True)
        for step in one["because"]:
            console.print(Padding(step, (0, 0, 0, 16), expand=False), style="dim")


def _bounds(row: dict[str, Any]) -> str:
    return f"{row['low']:>7} {row['best']:>7} {row['high']:>7}"


@app.command(epilog="Example: sayso changes --since 2026-01-01")
def changes(
    since: Annotated[str, typer.Option("--since", metavar="TIME", help="an ISO date or time, in UTC")],
    ledger: LedgerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Print what became of incidents since a time: made, changed, merged, split, ended."""
    from sayso.exhibiting.comparing import feed_time

    rows = opened(ledger).store.changes(feed_time(since))
    if as_json:
        sys.stdout.write(json.dumps(rows, ensure_ascii=False, indent=1) + "\n")
        return
    for row in rows:
        sys.stdout.write(
            f"{row['at']}  {row['kind']:<8} {row['incident']}"
            + (f" into {row['into']}" if "into" in row else "")
            + "\n"
        )
