"""Documents of office programs: Word and OpenDocument texts; notes and what stands on every page come at the end."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable
from typing import Any

from sayso.errors import InputError
from sayso.gathering import opendocument, word
from sayso.gathering.archives import DAMAGED
from sayso.gathering.decoding import unbroken
from sayso.model.report import Report

# A document has far more marks than words, and fills many times its size when it is opened.
MOST_XML = 40_000_000
_WORD = "word/document.xml"
_MARGIN = re.compile(r"^word/(?:header|footer)\d*\.xml$")
_CORE = "{http://purl.org/dc/elements/1.1/}"
_LETTERS = re.compile(r"[^\W\d_]{2}")


def kind_of(data: bytes) -> str | None:
    """docx, odt, or None for a zip that is neither."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            names = set(parts.namelist())
            if _WORD in names:
                return "docx"
            if "mimetype" in names:
                with parts.open("mimetype") as told:
                    return "odt" if told.read(60).startswith(b"application/vnd.oasis.opendocument.text") else None
    except DAMAGED:
        return None
    return None


def read_document(data: bytes, name: str, where: str) -> Report:
    """The report in a document; raises InputError for a damaged or too large one."""
    from lxml import etree

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = _Parts(archive, where)
            lines = _word(parts) if kind_of(data) == "docx" else _open(parts)
            stated = parts.read("docProps/core.xml" if kind_of(data) == "docx" else "meta.xml")
    except (*DAMAGED, etree.XMLSyntaxError) as error:
        raise InputError(
            "document-damaged", f"the document cannot be read: {error}", where=where, hint="open and save it anew"
        ) from error
    text = unbroken("\n\n".join(words for line in lines if (words := line.strip(" \n"))))
    if not text:
        raise InputError("report-empty", "there is no text in it", where=where, hint="leave it out")
    # the day of the last change to a file dates nothing that it tells
    return Report(id=name, text=text, title=_stated(stated, "title"), author=_stated(stated, "creator"), path=where)


class _Parts:
    """The parts of a document, opened one by one; entities that they declare are not followed."""

    def __init__(self, archive: zipfile.ZipFile, where: str) -> None:
        self._archive, self._where = archive, where
        self.names = sorted(archive.namelist())

    def read(self, name: str) -> Any:
        """The root of a part, an empty list for one that is not there."""
        from lxml import etree

        if name not in self.names:
            return []
        with self._archive.open(name) as part:
            data = part.read(MOST_XML + 1)
        if len(data) > MOST_XML:
            raise InputError(
                "document-too-large",
                f"a part of the document is larger than {MOST_XML / 1e6:.0f} MB",
                where=self._where,
                hint="save it as text, or in parts",
            )
        return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))


def _word(parts: _Parts) -> list[str]:
    lines = list(word.blocks(parts.read(_WORD)))
    for name in ("word/footnotes.xml", "word/endnotes.xml"):
        lines += word.notes(parts.read(name))
    margins = (line for name in parts.names if _MARGIN.match(name) for line in word.blocks(parts.read(name)))
    return [*lines, *_once(margins)]


def _open(parts: _Parts) -> list[str]:
    notes: list[str] = []
    lines = [line for body in _named(parts.read("content.xml"), "body") for line in opendocument.blocks(body, notes)]
    pages = _named(parts.read("styles.xml"), "master-page")
    return [*lines, *notes, *_once(line for page in pages for line in opendocument.blocks(page, notes))]


def _named(root: Any, name: str) -> list[Any]:
    return [element for element in root.iter() if word.local(element) == name] if len(root) else []


def _once(lines: Iterable[str]) -> list[str]:
    """What stands at the head or foot of every page, once, where it holds words."""
    return [line for line in dict.fromkeys(" ".join(line.split()) for line in lines) if _LETTERS.search(line)]


def _stated(root: Any, tag: str) -> str | None:
    found = root.find(f".//{_CORE}{tag}") if len(root) else None
    return (found.text or "").strip() or None if found is not None else None
