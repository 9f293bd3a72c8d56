"""What a file is, told by its content, and the reports in it; archives and mail hold files of their own."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath

from sayso.errors import InputError
from sayso.gathering import archives, documents, feeds, mail, pdf, tables
from sayso.gathering.archives import DEEPEST, Room
from sayso.gathering.decoding import MOST_BYTES, decode
from sayso.gathering.jsonl import read_jsonl
from sayso.gathering.pages.page import read_page
from sayso.model.report import Report

MOST_FILE = archives.MOST_UNPACKED
_PAGE = re.compile(
    r"\A\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|article)\b", re.I | re.S
)
_OWN_RECORD = re.compile(r'<meta name="generator" content="sayso">')
# Kinds that are told by their first bytes, and endings of files that hold no text of a report.
_UNREAD = {b"\xd0\xcf\x11\xe0": ".doc", b"{\\rtf": ".rtf", b"WARC/": ".warc"}
_UNREAD_ENDINGS = frozenset(
    [".doc", ".xls", ".xlsx", ".rtf", ".warc", ".wacz", ".json", ".xml", ".png", ".jpg", ".jpeg", ".gif"]
)
_LEFTOVER = re.compile(r"(?:^|/)(?:\.[^./]|__MACOSX/)|~$")
Found = Iterator[Report | InputError]


def contents(data: bytes, name: str, where: str, room: Room | None = None, depth: int = 0) -> Found:
    """The reports in a file's bytes; `name` is its path in the folder or archive, `room` what may still be unpacked."""
    room = room or Room()
    ending = PurePosixPath(name).suffix.lower()
    try:
        if pdf.is_pdf(data):
            yield pdf.read_pdf(data, name, where)
        elif data.startswith(b"PK\x03\x04") and documents.kind_of(data) is not None:
            yield documents.read_document(data, name, where)
        elif archives.is_archive(data):
            yield from _unpacked(data, name, where, room, depth)
        elif feeds.is_feed(data):
            yield from feeds.read_feed(data, name, where)
        elif mail.is_mail(data):
            yield from _mail(data, name, where, room, depth)
        elif ending in (".jsonl", ".ndjson"):
            yield from read_jsonl(io.BytesIO(data), PurePosixPath(name).stem, where)
        elif ending in (".csv", ".tsv"):
            yield from tables.read_table(data, PurePosixPath(name).name, where)
        else:
            yield from _text(data, name, where, ending)
    except InputError as error:
        yield error


def _text(data: bytes, name: str, where: str, ending: str) -> Found:
    """The report of a text, or the reports of a web page."""
    if len(data) > 4 * MOST_BYTES:
        raise InputError(
            "report-too-large",
            f"{len(data) / 1e6:.0f} MB in one file; the limit is {MOST_BYTES / 1e6:.0f} MB of text",
            where=where,
            hint="split it into one file a report",
        )
    unread = ending if ending in _UNREAD_ENDINGS else next((k for m, k in _UNREAD.items() if data.startswith(m)), None)
    if unread is not None:
        raise InputError(
            "kind-unknown",
            f"sayso does not read {unread} files yet",
            where=where,
            hint="it reads text, web pages, PDF, Word, OpenDocument, JSONL, CSV, mail, feeds and archives of these",
        )
    text, notes = decode(data, where)
    if _OWN_RECORD.search(text, 0, 2000):
        raise InputError(
            "own-record",
            "this is a record that sayso published, no report",
            where=where,
            hint="keep exports in a folder of their own",
        )
    if _PAGE.match(text) or (ending in (".html", ".htm", ".xhtml") and "<" in text):
        for item in read_page(text, name, where):
            yield replace(item, notes=(*notes, *item.notes)) if isinstance(item, Report) else item
        return
    yield Report(id=name, text=text, path=where, notes=notes)


def _unpacked(data: bytes, name: str, where: str, room: Room, depth: int) -> Found:
    if depth >= DEEPEST:
        raise InputError(
            "archive-too-deep", f"archives lie in archives {DEEPEST} deep", where=where, hint="unpack the outer ones"
        )
    for member in archives.members(data, name, where, room):
        if isinstance(member, InputError):
            yield member
            continue
        inner, content = member
        single = archives.is_packed_file(data)
        if single or not _LEFTOVER.search(inner):
            full = inner if single else f"{name}/{inner}"
            yield from contents(content, full, where if single else f"{where}/{inner}", room, depth + 1)


def _mail(data: bytes, name: str, where: str, room: Room, depth: int) -> Found:
    found = list(mail.messages(data))
    for number, message in enumerate(found, 1):
        own = name if len(found) == 1 else f"{name}#{number}"
        for part in mail.read_mail(message, own, where if len(found) == 1 else f"{where}, message {number}"):
            if not isinstance(part, tuple):
                yield part
            elif depth < DEEPEST:
                inner, content = part
                room.take(len(content), where)
                yield from contents(content, inner, f"{where}/{inner.rsplit('/', 1)[-1]}", room, depth + 1)
