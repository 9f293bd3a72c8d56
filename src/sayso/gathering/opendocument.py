"""OpenDocument texts: paragraphs, boxes and tables in the order of the page; deleted text and comments stay out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from sayso.gathering.word import local

_GONE = frozenset(
    {
        *("tracked-changes", "annotation", "annotation-end", "note-citation", "ruby-text", "title", "desc", "forms"),
        *("covered-table-cell", "hidden-text", "index-source", "table-of-content-source", "sequence-decls"),
    }
)
_PARAGRAPHS = ("p", "h")
_MOST_SPACES = 100


@dataclass(slots=True)
class Found:
    """What hangs on a paragraph: boxes to be read behind it, notes for the end."""

    boxes: list[Any] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def blocks(container: Any, notes: list[str]) -> Iterator[str]:
    """The paragraphs of a part of a document, table rows as one line each; its footnotes are put into `notes`."""
    for element in container:
        name = local(element)
        if name in _PARAGRAPHS:
            found = Found()
            yield "".join(_words(element, found))
            notes += found.notes
            for box in found.boxes:
                yield from blocks(box, notes)
        elif name == "table-row":
            yield " | ".join(_cell(c, notes) for c in element if local(c) == "table-cell")
        elif name and name not in _GONE:
            yield from blocks(element, notes)


def _words(element: Any, found: Found) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        name = local(child)
        if name == "s":
            count = next((v for k, v in child.attrib.items() if k.endswith("}c")), "1")
            yield " " * (min(int(count), _MOST_SPACES) if count.isdigit() else 1)
        elif name == "tab":
            yield "\t"
        elif name == "line-break":
            yield "\n"
        elif name == "text-box":
            found.boxes.append(child)
        elif name == "note":
            bodies = (part for part in child if local(part) == "note-body")
            found.notes += [" ".join(" ".join(blocks(body, found.notes)).split()) for body in bodies]
        elif name and name not in _GONE:
            yield from _words(child, found)
        yield child.tail or ""


def _cell(cell: Any, notes: list[str]) -> str:
    """A cell in one line; the rows of a table in it are parted by semicolons."""
    told: list[str] = []
    for element in cell:
        parts = blocks([element], notes)
        inner = "; ".join(parts) if local(element) == "table" else " ".join(parts)
        told += [" ".join(inner.split())] if inner.strip() else []
    return " ".join(told)
