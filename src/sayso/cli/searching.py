"""`sayso search`: reports and figures by their words."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sayso.cli.app import JsonOption, LedgerOption, app, many
from sayso.cli.record import opened
from sayso.cli.terminal import parts, terminal

if TYPE_CHECKING:
    from sayso.searching import Found

_FEW = 20


@app.command(epilog="Example: sayso search cannery Dayton --after 2021-03-01")
def search(
    words: Annotated[list[str], typer.Argument(metavar="WORDS...", help="words that must all stand in a report")],
    after: Annotated[str | None, typer.Option("--after", metavar="DATE", help="published on this day or later")] = None,
    before: Annotated[str | None, typer.Option("--before", metavar="DATE", help="on this day or earlier")] = None,
    publisher: Annotated[str | None, typer.Option("--publisher", metavar="NAME", help="of this outlet")] = None,
    place: Annotated[str | None, typer.Option("--place", metavar="NAME", help="with a figure of this place")] = None,
    measure: Annotated[str | None, typer.Option("--measure", metavar="M", help="with a figure of this measure")] = None,
    limit: Annotated[int, typer.Option("--limit", metavar="N", min=1, help="so many at most")] = _FEW,
    ledger: LedgerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Find reports by their words: all of them, without regard to case and accents. Shown as they are, not masked."""
    bounds = {"after": after, "before": before, "publisher": publisher, "place": place, "measure": measure}
    done = opened(ledger).search(words, limit=limit, **bounds)
    if as_json:
        sys.stdout.write(json.dumps([_row(f) for f in done.found], ensure_ascii=False, indent=1) + "\n")
        return
    console = terminal()
    for f in done.found:
        _print(f)
    left = f", {done.count - limit} more: --limit" if done.count > limit else ""
    console.print(many(done.count, "report") + left, style="dim")


def _row(f: Found) -> dict[str, Any]:
    hit = f.hit
    return {
        "schema": 1,
        "report": hit.report,
        "title": hit.title,
        "publisher": hit.publisher,
        "published": hit.published,
        "updated": hit.updated,
        "fetched": hit.fetched,
        "language": hit.language,
        "notes": list(hit.notes),
        "url": hit.url,
        "count": hit.count,
        "start": hit.start,
        "end": hit.end,
        "snippet": hit.snippet,
        "claims": [c.row() for c in f.claims],
    }


def _print(f: Found) -> None:
    from rich.padding import Padding

    from sayso.exhibiting import wording

    console = terminal()
    hit = f.hit
    head = f"{hit.publisher or hit.report:<28.28} {wording.day(hit.published):<12} "
    console.print(parts((head, "bold"), (hit.report, "dim")), no_wrap=True, overflow="ellipsis")
    for note in hit.notes:
        console.print(parts((f"  {note}", "yellow")), no_wrap=True, overflow="ellipsis")
    pieces: list[str | tuple[str, str]] = []
    at = hit.start
    for start, end in hit.marks:
        pieces += [_plain(hit.snippet[at - hit.start : start - hit.start])]
        pieces += [(f"[{hit.snippet[start - hit.start : end - hit.start]}]", "bold")]
        at = end
    pieces.append(_plain(hit.snippet[at - hit.start :]))
    console.print(Padding(parts(*pieces), (0, 0, 0, 2), expand=False))
    for claim in f.claims:
        console.print(
            f"  · {claim.measure or 'unmeasured'}: {' '.join(claim.quote.split())}",
            style="dim",
            no_wrap=True,
            overflow="ellipsis",
        )


def _plain(words: str) -> str:
    """Line ends of a text as spaces."""
    return words.replace("\r", " ").replace("\n", " ")
