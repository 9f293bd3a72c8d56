"""Documents of office programs: Word and OpenDocument texts, paragraphs and tables in the order of the page."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from sayso.errors import InputError
from sayso.gathering.archives import DAMAGED, MOST_UNPACKED
from sayso.model.report import Report

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_CORE = "{http://purl.org/dc/elements/1.1/}"


def kind_of(data: bytes) -> str | None:
    """docx, odt, or None for a zip that is neither."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            names = set(parts.namelist())
            if "word/document.xml" in names:
                return "docx"
            if "mimetype" in names and parts.read("mimetype")[:60].startswith(
                b"application/vnd.oasis.opendocument.text"
            ):
                return "odt"
    except DAMAGED:
        return None
    return None


def read_document(data: bytes, name: str, where: str) -> Report:
    """The report in a document; raises InputError for a damaged or too large one."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            if sum(part.file_size for part in parts.infolist()) > MOST_UNPACKED:
                raise InputError(
                    "document-too-large", "the document unpacks to a great size", where=where, hint="save it anew"
                )
        return _word(data, name, where) if kind_of(data) == "docx" else _open(data, name, where)
    except InputError:
        raise
    except Exception as error:
        raise InputError(
            "document-damaged", f"the document cannot be read: {error}", where=where, hint="open and save it anew"
        ) from error


def _word(data: bytes, name: str, where: str) -> Report:
    import docx
    from docx.table import Table

    document = docx.Document(io.BytesIO(data))
    lines: list[str] = []
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            lines += [" | ".join(dict.fromkeys(cell.text.strip() for cell in row.cells)) for row in block.rows]
        else:
            lines.append(block.text)
    stated = document.core_properties
    return _report(lines, name, where, stated.title, stated.author)


def _open(data: bytes, name: str, where: str) -> Report:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        content = etree.fromstring(parts.read("content.xml"), parser)
        meta = etree.fromstring(parts.read("meta.xml"), parser) if "meta.xml" in parts.namelist() else None

    def stated(tag: str) -> str | None:
        found = meta.find(f".//{_CORE}{tag}") if meta is not None else None
        return found.text if found is not None else None

    return _report(list(_blocks(content)), name, where, stated("title"), stated("creator"))


def _blocks(content: Any) -> Iterator[str]:
    """Paragraphs and headings of an OpenDocument text, table rows as one line each."""
    for element in content.iter(f"{_TEXT}p", f"{_TEXT}h", f"{_TABLE}table-row"):
        inside = any(a.tag == f"{_TABLE}table-row" for a in element.iterancestors())
        if element.tag == f"{_TABLE}table-row":
            cells = element.iter(f"{_TABLE}table-cell")
            yield " | ".join("".join(cell.itertext()).strip() for cell in cells)
        elif not inside:
            yield "".join(element.itertext())


def _report(lines: list[str], name: str, where: str, title: str | None, author: str | None) -> Report:
    """A report; the day of the last change to a file dates nothing that it tells."""
    text = "\n\n".join(line for line in lines if line.strip())
    if not text:
        raise InputError("report-empty", "there is no text in it", where=where, hint="leave it out")
    return Report(id=name, text=text, title=title or None, author=author or None, path=where)
