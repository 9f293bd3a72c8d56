"""Incidents on the terminal: the list, and one incident with its evidence, in 80 columns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sayso.cli.app import many

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from sayso.exhibiting.evidence import Evidence, Source
    from sayso.model.finding import Finding
    from sayso.model.incident import Incident
    from sayso.model.number import Value
    from sayso.model.series import Course
    from sayso.model.superlative import Superlative
    from sayso.pipeline import Ledger

_FEW = 4
_VERDICTS = {"conflict": "bold red", "agree": "green", "compatible": "green", "incomparable": "yellow"}
_CHECKS = {"holds": "✓", "tight": "✓", "fails": "✗", "unknown": "?"}


def terminal() -> Console:
    """The console: 80 columns where nobody watches, so that output is the same everywhere."""
    from rich.console import Console

    # words of reports are printed as they are: brackets in them mean nothing here
    console = Console(highlight=False, markup=False)
    width = min(console.width, 100) if console.is_terminal else 80
    return Console(highlight=False, markup=False, width=width)


def parts(*pieces: str | tuple[str, str]) -> Text:
    """A line of pieces, each a string or (string, style)."""
    from rich.text import Text

    return Text.assemble(*pieces)


def print_list(found: Ledger, listed: Sequence[Incident]) -> None:
    """Each incident in three lines: when and what; how many reports, the foremost figure; its id."""
    from sayso.exhibiting import wording

    console = terminal()
    when = min(max((len(wording.days(i)) for i in listed), default=4), 14)
    what = console.width - when - 4
    console.print(f"{'when':<{when}}  what, told by how many reports, with which foremost figure", style="dim")
    for i in listed:
        title = i.title if len(i.title) <= what else i.title[: what - 2].rstrip() + " …"
        console.print(
            parts(f"{wording.days(i).split(' to ')[0]:<{when}}  ", (title, "bold")), no_wrap=True, overflow="ellipsis"
        )
        told = many(len(i.reports), "report")
        console.print(f"{'':<{when}}  {told} · {_foremost(i, found)}", no_wrap=True, overflow="ellipsis")
        console.print(f"{'':<{when}}  {i.id}", style="dim", no_wrap=True, overflow="ignore")


def _foremost(i: Incident, found: Ledger) -> str:
    """The figure that stands for an incident."""
    from sayso.exhibiting import wording

    f = wording.foremost(i.findings, found.lexicon)
    return f"{wording.best(f)}{wording.unit(f)} {wording.label(f, found.lexicon)}" if f is not None else "–"


def print_incident(found: Ledger, incident: Incident, *, every: bool, why: bool = False) -> None:
    """One incident with its findings, their evidence, checks and tasks."""
    from rich.text import Text

    from sayso.exhibiting import wording
    from sayso.exhibiting.exhibit import Exhibit

    console = terminal()
    shown = Exhibit(found, masked=False).show(incident)
    days = wording.days(incident)
    room = console.width - len(days) - 2
    title = incident.title if len(incident.title) <= room else incident.title[: room - 2].rstrip() + " …"
    console.print(Text(title, style="bold") + Text(" " * (console.width - len(title) - len(days)) + days))
    places = ", ".join(p.name for p in incident.places[:2]) + (
        f" and {len(incident.places) - 2} more" if len(incident.places) > 2 else ""
    )
    actors = ", ".join(a.name for a in incident.actors[:3])
    about = " · ".join(p for p in (wording.kind(incident, found.lexicon), places, actors) if p)
    console.print(about, style="dim", no_wrap=True, overflow="ellipsis")
    publishers = {s.publisher or s.id for s in shown.sources}
    told = f"told by {many(len(incident.reports), 'report')} of {many(len(publishers), 'publisher')}"
    console.print(parts(told + "   ", (incident.id, "dim"), "\n"))
    tasks = {t.subject: t.id for t in found.tasks(incident.id) if t.kind in ("conflict", "identity")}
    _print_findings(console, found, shown.evidence, tasks, every=every, why=why)
    for check in incident.checks:
        style = "red" if check.status == "fails" else ""
        task = f"  ! task {tasks[check.identity]}" if check.identity in tasks else ""
        left = "" if check.status == "holds" else f"  ({check.status})"
        console.print(f"{_CHECKS[check.status]} {wording.check(check, found.lexicon)}{left}{task}", style=style)
        if check.status != "holds" and (who := wording.who(check, found.lexicon)):
            console.print(f"  {who}", style="dim", overflow="fold")
    for s in incident.superlatives:
        _print_superlative(console, s, next((x for x in shown.sources if x.id == s.report), None))
    if tasks:
        console.print("! a person should look: the sources do not agree", style="dim")
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
    from sayso.exhibiting import wording
    from sayso.exhibiting.evidence import folded

    console.print(f"{'':<17} {'low':>7} {'best':>7} {'high':>7}  {'verdict':<12} on whose say-so", style="dim")
    for f, claims in evidence:
        name, best = wording.label(f, found.lexicon), wording.best(f) + wording.unit(f)
        say_so = wording.say_so(f)
        if f.measure in tasks:
            say_so = f"{many(len(wording.standing_origins(f)), 'origin'):<12} ! task {tasks[f.measure]}"
        if len(name) > 17 or max(len(best), len(wording.low(f)), len(wording.high(f))) > 7:
            console.print(name, style="bold")
            name = ""
        style = _VERDICTS.get(f.verdict, "default")
        console.print(
            parts(
                (f"{name:<17}", "bold"),
                f" {wording.low(f):>7} ",
                (f"{best:>7}", "bold"),
                f" {wording.high(f):>7}  ",
                (f"{f.verdict:<12}", style),
                f" {say_so}",
            )
        )
        used = folded([e for e in claims if e.set_aside is None])
        for e, also in used if every else used[:_FEW]:
            _print_evidence(console, e, also)
        if not every and len(used) > _FEW:
            console.print(f"  + {len(used) - _FEW} more: add --all", style="dim")
        if why:
            _print_why(console, f, claims)


def print_courses(incident: Incident, courses: Sequence[Course], found: Ledger) -> None:
    """Each figure of an incident over time: a line for each day on which it changed, and on whose say-so."""
    from sayso.exhibiting import wording

    console = terminal()
    console.print(parts((incident.title, "bold"), "  ", (incident.id, "dim")))
    for c in courses:
        rule = found.lexicon.measures.get(c.measure)
        name = (rule.label if rule is not None else c.measure) + (f" ({c.group})" if c.group else "")
        console.print(parts("\n", (name + (f", {c.standing}" if c.standing != "asserted" else ""), "bold")))
        for s in c.steps:
            best = wording.SOME if s.best is None and s.state == "some" else wording.number(s.best)
            bounds = f"{_bound(s.low):>7} {best:>7} {_bound(s.high):>7}"
            who = "; ".join(s.origins) or "–"
            console.print(f"  {wording.day(s.day):<12} {bounds}  {s.kind:<11} {who}", no_wrap=True, overflow="ellipsis")


def _bound(value: Value | None) -> str:
    from sayso.exhibiting import wording

    return "–" if value is None else wording.number(value)


def _print_superlative(console: Console, s: Superlative, source: Source | None) -> None:
    """What the event is said to be the most of, by whom, and which bounds of it another report gives."""
    from sayso.exhibiting import wording

    console.print(f"“{' '.join(s.text.split())}”", overflow="fold")
    chain = (s.speaker or "own voice") + (f" › {s.via}" if s.via else "")
    carrier = f"{source.publisher or source.id} {wording.day(source.published)}" if source else s.report
    lost = f"; leaves out: {', '.join(s.lost)}" if s.lost else ""
    console.print(f"  {carrier} · {chain}{lost}", style="dim", overflow="fold")


def _print_why(console: Console, f: Finding, claims: Sequence[Evidence]) -> None:
    """The steps of a finding, and what was set aside."""
    from rich.padding import Padding

    steps = [f"{k}  {step}" for k, step in enumerate(f.trace, 1)]
    aside = [f"set aside: {' '.join(e.number.split())} ({e.set_aside})" for e in claims if e.set_aside is not None]
    for line in steps + aside:
        console.print(Padding(line, (0, 0, 0, 2), expand=False), style="dim")


def _fitting(number: str, width: int) -> str:
    """A number's words in so many columns: hedges are cut, never the number itself."""
    words = number.split()
    kept = words[-1:]
    for word in reversed(words[:-1]):
        if len(" ".join([word, *kept])) + 2 * (len(kept) + 1 < len(words)) > width:
            break
        kept.insert(0, word)
    return " ".join(kept) if len(kept) == len(words) else "… " + " ".join(kept)


def _print_evidence(console: Console, e: Evidence, also: Sequence[Source]) -> None:
    """Who says it and when, then the words with the number marked, and who carries the same words."""
    from rich.text import Text

    from sayso.exhibiting import wording

    who = e.speaker or "own voice"
    chain = who + (f" › {e.via}" if e.via else "")
    head = Text("  ")
    told = f"{e.number} → {e.corrected}" if e.corrected else e.number
    head.append(f"{_fitting(told, 16):<16} ", style="bold")
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
    if also:
        carried = ", ".join(source.publisher or source.id for source in also)
        console.print(f"    the same words in {carried}", style="dim", overflow="ellipsis", no_wrap=True)
