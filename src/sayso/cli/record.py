"""`sayso incidents`, `show`, `series`, `reconcile` and `changes`: the record on the terminal, in 80 columns."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sayso.cli.app import JsonOption, LedgerOption, app, existing_ledger

if TYPE_CHECKING:
    from rich.console import Console

    from sayso.model.finding import Finding
    from sayso.model.incident import Incident
    from sayso.pipeline import Ledger
    from sayso.publishing.record import Evidence

PolicyOption = Annotated[str, typer.Option("--policy", help="the policy to reconcile under: ucdp or minmax")]
_FEW = 4
_VERDICTS = {"conflict": "bold red", "agree": "green", "compatible": "green", "incomparable": "yellow"}
_CHECKS = {"holds": "✓", "tight": "✓", "fails": "✗", "unknown": "?"}


def _console() -> Console:
    from rich.console import Console

    console = Console(highlight=False, soft_wrap=False)
    return Console(highlight=False, width=min(console.width, 100) if console.is_terminal else 80)


def _open(given: str | None) -> Ledger:
    from sayso.pipeline import open_ledger

    return open_ledger(existing_ledger(given))


@app.command(epilog="Example: sayso incidents --json > incidents.json")
def incidents(
    ledger: LedgerOption = None,
    as_json: JsonOption = False,
    parts: Annotated[bool, typer.Option("--parts", help="with the incidents that are parts of others")] = False,
) -> None:
    """List the incidents of a ledger."""
    found = _open(ledger)
    listed = [i for i in found.incidents() if parts or i.part_of is None]
    if as_json:
        sys.stdout.write(json.dumps([i.row() for i in listed], ensure_ascii=False, indent=1) + "\n")
    else:
        print_list(found, listed)


def print_list(found: Ledger, listed: Sequence[Incident]) -> None:
    """Each incident in three lines: when and what; how many reports, the foremost figure; its id."""
    from sayso.publishing import wording

    console = _console()
    when = min(max((len(wording.days(i)) for i in listed), default=4), 14)
    what = console.width - when - 4
    console.print(f"{'when':<{when}}  what, told by how many reports, with which foremost figure", style="dim")
    for i in listed:
        title = i.title if len(i.title) <= what else i.title[: what - 2].rstrip() + " …"
        console.print(
            f"{wording.days(i).split(' to ')[0]:<{when}}  [bold]{title}[/bold]", no_wrap=True, overflow="ellipsis"
        )
        told = f"{len(i.reports)} report{'s' if len(i.reports) != 1 else ''}"
        console.print(f"{'':<{when}}  {told} · {_foremost(i, found)}", no_wrap=True, overflow="ellipsis")
        console.print(f"{'':<{when}}  {i.id}", style="dim", no_wrap=True, overflow="ignore")


def _foremost(i: Incident, found: Ledger) -> str:
    """The figure with the most origins."""
    from sayso.publishing import wording

    ranked = sorted(
        (f for f in i.findings if f.standing == "asserted"),
        key=lambda f: (-len(f.origins), -sum(len(o.claims) for o in f.origins), f.measure),
    )
    return (
        f"{wording.best(ranked[0])}{wording.unit(ranked[0])} {wording.label(ranked[0], found.lexicon)}"
        if ranked
        else "–"
    )


@app.command(epilog="Example: sayso show 2019-08-07-mississippi-enforcement-5098 --why")
def show(
    ident: Annotated[str, typer.Argument(metavar="ID", help="an incident's id")],
    ledger: LedgerOption = None,
    as_json: JsonOption = False,
    why: Annotated[bool, typer.Option("--why", help="with the steps of each finding, and what was set aside")] = False,
    every: Annotated[bool, typer.Option("--all", help="with every claim, not the first few")] = False,
    policy: PolicyOption = "ucdp",
) -> None:
    """Show one incident: figures, evidence, who says so, how far independent sources agree."""
    found = _open(ledger)
    incident = found.incident(ident, policy=policy)
    if as_json:
        sys.stdout.write(json.dumps(incident.row(), ensure_ascii=False, indent=1) + "\n")
    else:
        print_incident(found, incident, every=every, why=why)


def print_incident(found: Ledger, incident: Incident, *, every: bool, why: bool = False) -> None:
    """One incident with its findings, their evidence, checks and tasks."""
    from rich.text import Text

    from sayso.publishing import wording
    from sayso.publishing.record import Exhibit

    console = _console()
    shown = Exhibit(found, masked=False).show(incident)
    head = Text(incident.title, style="bold")
    gap = max(2, console.width - len(incident.title) - len(wording.days(incident)))
    console.print(head + Text(" " * gap + wording.days(incident)))
    places = ", ".join(p.name for p in incident.places[:2]) + (
        f" and {len(incident.places) - 2} more" if len(incident.places) > 2 else ""
    )
    actors = ", ".join(a.name for a in incident.actors[:3])
    console.print(" · ".join(p for p in (wording.kind(incident, found.lexicon), places, actors) if p), style="dim")
    publishers = {s.publisher or s.id for s in shown.sources}
    console.print(
        f"told by {len(incident.reports)} reports of {len(publishers)} publishers   [dim]{incident.id}[/dim]\n"
    )
    tasks = {t.subject: t.id for t in found.store.tasks(incident.id)}
    _print_findings(console, found, shown.evidence, tasks, every=every, why=why)
    for check in incident.checks:
        style = "red" if check.status == "fails" else ""
        task = f"  ! task {tasks[check.identity]}" if check.identity in tasks else ""
        left = "" if check.status == "holds" else f"  ({check.status})"
        console.print(f"{_CHECKS[check.status]} {wording.check(check, found.lexicon)}{left}{task}", style=style)
    if not incident.findings:
        console.print("no report gives a figure: unknown, not zero")


def _print_findings(
    console: Console,
    found: Ledger,
    evidence: Sequence[tuple[Finding, Sequence[Evidence]]],
    tasks: dict[str, int],
    *,
    every: bool,
    why: bool,
) -> None:
    """Each finding as a line of the table, its evidence beneath."""
    from sayso.publishing import wording

    console.print(f"{'':<17} {'low':>7} {'best':>7} {'high':>7}  {'verdict':<12} on whose say-so", style="dim")
    for f, claims in evidence:
        name, best = wording.label(f, found.lexicon), wording.best(f) + wording.unit(f)
        task = f"  ! task {tasks[f.measure]}" if f.measure in tasks else ""
        if len(name) > 17 or max(len(best), len(wording.low(f)), len(wording.high(f))) > 7:
            console.print(f"[bold]{name}[/bold]")
            name = ""
        style = _VERDICTS.get(f.verdict, "default")
        console.print(
            f"[bold]{name:<17}[/bold] {wording.low(f):>7} [bold]{best:>7}[/bold] {wording.high(f):>7}  "
            f"[{style}]{f.verdict:<12}[/{style}] {wording.say_so(f)}{task}",
        )
        used = [e for e in claims if e.set_aside is None]
        for e in used if every else used[:_FEW]:
            _print_evidence(console, e)
        if not every and len(used) > _FEW:
            console.print(f"  + {len(used) - _FEW} more: add --all", style="dim")
        if why:
            for k, step in enumerate(f.trace, 1):
                console.print(f"  {k}  {step}", style="dim")
            for e in claims:
                if e.set_aside is not None:
                    console.print(f"  set aside: {' '.join(e.number.split())} ({e.set_aside})", style="dim")


def _print_evidence(console: Console, e: Evidence) -> None:
    """Who says it and when, then the words with the number marked."""
    from rich.text import Text

    from sayso.publishing import wording

    who = e.speaker or "own voice"
    chain = who + (f" › {e.via}" if e.via else "")
    head = Text("  ")
    head.append(f"{' '.join(e.number.split()):<16.16} ", style="bold")
    head.append(f"{e.source.publisher or e.source.id:<20.20} {wording.day(e.source.published):<12} ", style="")
    head.append(chain[:24], style="italic" if e.speaker else "dim")
    console.print(head, overflow="ellipsis", no_wrap=True)
    before, after = " ".join(e.before.split()), " ".join(e.after.split())
    room = console.width - 12 - len(e.number)
    left, right = before[-room // 2 :], after[: room - min(len(before), room // 2)]
    quote = Text("    ")
    quote.append(
        ("… " if len(left) < len(before) else "") + left + (" " if e.before[-1:].isspace() else ""), style="dim"
    )
    quote.append(f"[{' '.join(e.number.split())}]", style="bold")
    quote.append(
        (" " if e.after[:1].isspace() else "") + right + (" …" if len(right) < len(after) else ""), style="dim"
    )
    console.print(quote, overflow="ellipsis", no_wrap=True)


@app.command(epilog="Example: sayso series --json")
def series(ledger: LedgerOption = None, as_json: JsonOption = False) -> None:
    """List statistics that reports tell in the background, by measure, place and period."""
    found = _open(ledger).series()
    if as_json:
        sys.stdout.write(json.dumps([s.row() for s in found], ensure_ascii=False, indent=1) + "\n")
        return
    from sayso.publishing import wording

    console = _console()
    for s in found:
        console.print(f"[bold]{s.measure.replace('_', ' ')}[/bold]" + (f", {s.place}" if s.place else ""))
        for p in s.points:
            console.print(
                f"  {p.period:<24} {wording.number(p.value):>12}{' %' if s.unit == 'percent' else ''}  {p.speaker or 'own voice'}",
                overflow="ellipsis",
                no_wrap=True,
            )


@app.command(epilog="Example: sayso reconcile --policy minmax --compare ucdp")
def reconcile(
    policy: PolicyOption = "ucdp",
    compare: Annotated[str | None, typer.Option("--compare", help="a second policy: list what differs")] = None,
    ledger: LedgerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Print the findings of all incidents under a policy, or what two policies make differently."""
    from sayso.reconciling.policies import policy as known

    known(policy)
    found = _open(ledger)
    ours = found.incidents(policy=policy)
    theirs = {i.id: i for i in found.incidents(policy=compare)} if compare else {}
    rows = [row for i in ours for row in _differences(i, theirs.get(i.id), policy, compare)]
    if as_json:
        sys.stdout.write(json.dumps(rows, ensure_ascii=False, indent=1) + "\n")
        return
    console = _console()
    for row in rows:
        console.print(
            f"{row['incident']}  [bold]{row['measure']}[/bold]  {policy} {row['low']}–{row['best']}–{row['high']}"
            + (f"  {compare} {row['other']}" if compare else "")
        )
    console.print(f"{len(rows)} findings" + (" differ" if compare else ""), style="dim")


def _differences(i: Incident, other: Incident | None, policy: str, compare: str | None) -> list[dict[str, Any]]:
    from sayso.publishing import wording

    theirs = {f.key: f for f in other.findings} if other is not None else {}
    rows = []
    for f in i.findings:
        twin = theirs.get(f.key)
        if compare and twin is not None and (f.low, f.best, f.high) == (twin.low, twin.best, twin.high):
            continue
        rows.append(
            {
                "schema": 1,
                "incident": i.id,
                "measure": f.measure,
                "group": f.group,
                "standing": f.standing,
                "policy": policy,
                "low": wording.low(f),
                "best": wording.best(f),
                "high": wording.high(f),
                "why": list(f.trace),
                "other": f"{wording.low(twin)}–{wording.best(twin)}–{wording.high(twin)}" if twin is not None else None,
            }
        )
    return rows


@app.command(epilog="Example: sayso changes --since 2026-01-01")
def changes(
    since: Annotated[str, typer.Option("--since", metavar="TIME", help="an ISO date or time, in UTC")],
    ledger: LedgerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Print what became of incidents since a time: made, changed, merged, ended."""
    rows = _open(ledger).store.changes(since)
    if as_json:
        sys.stdout.write(json.dumps(rows, ensure_ascii=False, indent=1) + "\n")
        return
    for row in rows:
        sys.stdout.write(
            f"{row['at']}  {row['kind']:<8} {row['incident']}"
            + (f" into {row['into']}" if "into" in row else "")
            + "\n"
        )
