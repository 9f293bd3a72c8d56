"""Word documents: paragraphs, boxes and tables in the order of the page; deleted text and comments stay out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

# Elements are looked at by their local names, which both variants of the format share.
_GONE = frozenset(
    {
        *("del", "moveFrom", "delText", "instrText", "delInstrText", "pPr", "rPr", "tblPr", "tblGrid", "trPr", "tcPr"),
        *("sdtPr", "sdtEndPr", "sectPr", "rt", "Fallback"),
    }
)
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}
_SEPARATORS = ("separator", "continuationSeparator", "continuationNotice")


def local(element: Any) -> str:
    """The name of an element without its namespace; nothing for comments and the like."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def blocks(container: Any) -> Iterator[str]:
    """The paragraphs of a part of a document, table rows as one line each, boxes behind their paragraph."""
    for element in container:
        match local(element):
            case "p":
                boxes: list[Any] = []
                yield "".join(_words(element, boxes))
                for box in boxes:
                    yield from blocks(box)
            case "tbl":
                yield from _rows(element)
            case "AlternateContent":
                # the same thing in several ways, the first of them for those who can
                yield from blocks(element[:1])
            case name if name and name not in _GONE:
                # what only wraps: insertions, controls, sections
                yield from blocks(element)


def notes(part: Any) -> Iterator[str]:
    """The footnotes of a part, without the lines that part them from the page."""
    for note in part:
        if not any(value in _SEPARATORS for value in note.attrib.values()):
            yield " ".join(filter(None, (words.strip() for words in blocks(note))))


def _words(element: Any, boxes: list[Any]) -> Iterator[str]:
    """The words of a paragraph; boxes that hang on it are collected."""
    for child in element:
        name = local(child)
        if name == "t":
            yield child.text or ""
        elif name in _SIGNS:
            yield _SIGNS[name]
        elif name == "txbxContent":
            boxes.append(child)
        elif name == "AlternateContent":
            yield from _words(child[:1], boxes)
        elif name and name not in _GONE and not (name == "r" and _is_hidden(child)):
            yield from _words(child, boxes)


def _is_hidden(run: Any) -> bool:
    looks = next((child for child in run if local(child) == "rPr"), ())
    return any(
        local(look) == "vanish" and not any(value in ("0", "false", "off") for value in look.attrib.values())
        for look in looks
    )


def _rows(table: Any) -> Iterator[str]:
    for row in _inside(table, "tr"):
        looks = next((child for child in row if local(child) == "trPr"), ())
        if not any(local(look) == "del" for look in looks):
            yield " | ".join(_cell(cell) for cell in _inside(row, "tc"))


def _inside(element: Any, wanted: str) -> Iterator[Any]:
    """Rows of a table or cells of a row, through what wraps them."""
    for child in element:
        if local(child) == wanted:
            yield child
        elif local(child) in ("sdt", "sdtContent", "customXml", "ins", "moveTo"):
            yield from _inside(child, wanted)


def _cell(cell: Any) -> str:
    """A cell in one line; the rows of a table in it are parted by semicolons."""
    told: list[str] = []
    for element in cell:
        inner = "; ".join(_rows(element)) if local(element) == "tbl" else " ".join(blocks([element]))
        told += [" ".join(inner.split())] if inner.strip() else []
    return " ".join(told)
