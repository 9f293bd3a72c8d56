"""Writes the record to a file in one of the formats; internal exports are files of their own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sayso.errors import RefusedError
from sayso.exhibiting.exhibit import Exhibit
from sayso.pipeline import Ledger
from sayso.publishing import delimited, lines, page

Writer = Callable[[Ledger, Exhibit, Path], list[Path]]
FORMATS: dict[str, Writer] = {"html": page.write, "csv": delimited.write, "jsonl": lines.write}


def publish(ledger: Ledger, to: str, out: Path, *, internal: bool = False) -> list[Path]:
    """Write the record to `out` and return the files written.

    Public exports are masked; an internal one gets ".internal" into its name, so that neither ever
    overwrites the other. Raises RefusedError for an unknown format or a folder that is not there.
    """
    if to not in FORMATS:
        raise RefusedError(
            "format-unknown", f"there is no format {to!r}", where=to, hint=f"formats are {', '.join(FORMATS)}"
        )
    if not out.parent.is_dir():
        raise RefusedError("folder-missing", f"there is no folder {out.parent}", where=str(out), hint="make it first")
    if out.is_dir():
        raise RefusedError(
            "path-is-folder",
            "a folder stands where the file would be written",
            where=str(out),
            hint="name a file in it",
        )
    if internal and ".internal" not in out.name:
        out = out.with_name(f"{out.stem}.internal{out.suffix}")
    return FORMATS[to](ledger, Exhibit(ledger, masked=not internal), out)
