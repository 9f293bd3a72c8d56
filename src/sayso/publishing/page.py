"""HTML: the whole record as one page that needs nothing else, each number beside the words it came from."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from sayso.codebook.loading import bundled
from sayso.exhibiting import wording
from sayso.exhibiting.evidence import folded
from sayso.exhibiting.exhibit import Exhibit
from sayso.pipeline import Ledger


def write(ledger: Ledger, exhibit: Exhibit, out: Path) -> list[Path]:
    """Write the page and return the file."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("sayso.publishing"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    shown = list(exhibit.incidents())
    pages = environment.get_template("record.html")
    text = pages.render(
        shown=shown,
        w=wording,
        folded=folded,
        lexicon=ledger.lexicon,
        masked=exhibit.masked,
        made=datetime.now(UTC).strftime("%d %b %Y"),
        counts=ledger.store.counts(),
        series=exhibit.series(),
        books=_books(ledger, masked=exhibit.masked),
    )
    out.write_text(text, encoding="utf-8", newline="\n")
    return [out]


def _books(ledger: Ledger, *, masked: bool) -> list[str]:
    """The names of the codebooks; in public, files of one's own go without theirs."""
    names = [name for name, *_ in ledger.lexicon.books]
    known = [name for name in names if not masked or name in bundled()]
    return known if len(known) == len(names) else [*known, "and files of our own"]
