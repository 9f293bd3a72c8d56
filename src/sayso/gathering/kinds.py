"""What a file is, told by its content, and the reports in it; archives and mail hold files of their own."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from typing import BinaryIO

from sayso.errors import InputError
from sayso.gathering import archives, documents, feeds, mail, pdf, rtf, tables, warc
from sayso.gathering.archives import DEEPEST, Room
from sayso.gathering.decoding import MOST_BYTES, decode, one_line
from sayso.gathering.jsonl import read_jsonl
from sayso.gathering.pages.page import read_page
from sayso.model.report import Report

MOST_FILE = archives.MOST_UNPACKED
_PAGE = re.compile(
    r"\A\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|article)\b", re.I | re.S
)
_OWN_RECORD = re.compile(r'<meta name="generator" content="sayso">')
# Kinds that are told by their first bytes, and endings of files that hold no text of a report.
_UNREAD = {b"\xd0\xcf\x11\xe0": ".doc"}
_UNREAD_ENDINGS = frozenset([".doc", ".xls", ".xlsx", ".json", ".xml", ".png", ".jpg", ".jpeg", ".gif"])
# kinds that are told before the ending is looked at
_MISTAKEN_ENDINGS = frozenset([".rtf", ".warc", ".wacz"])
_LEFTOVER = re.compile(r"(?:^|/)(?:\.[^./]|__MACOSX/)|~$")
Found = Iterator[Report | InputError]


def contents(data: bytes, name: str, where: str, room: Room | None = None, depth: int = 0) -> Found:
    """The reports in a file's bytes; `name` is its path in the folder or archive, `room` what may still be unpacked."""
    yield from opened(io.BytesIO(data), name, where, room, depth)


def opened(file: BinaryIO, name: str, where: str, room: Room | None = None, depth: int = 0) -> Found:
    """The reports in an opened file that can be read again from its beginning; archives are never whole in memory.

    Each has as its original the innermost file that it stands in.
    """
    room = room or Room()
    try:
        head = archives.head_of(file, where)
        kind = archives.kind_of(file, head)
        if warc.is_warc(head):
            yield from _web_archive(file, name, where, room, depth)
        elif kind is not None:
            yield from _unpacked(file, kind, name, where, room, depth)
        else:
            data = _whole(file, where, room, depth)
            for item in _single(data, name, where, room, depth):
                yield item if isinstance(item, InputError) or item.original else replace(item, original=data)
    except InputError as error:
        yield error


def _whole(file: BinaryIO, where: str, room: Room, depth: int) -> bytes:
    """The bytes of a file that is no archive."""
    if depth > 0 and not isinstance(file, io.BytesIO):
        return archives.whole(file, where, room)
    size = file.seek(0, io.SEEK_END)
    file.seek(0)
    if size > MOST_FILE:
        raise InputError(
            "file-too-large",
            f"{size / 1e6:.0f} MB in one file; the limit is {MOST_FILE / 1e6:.0f} MB",
            where=where,
            hint="split it",
        )
    return file.read()


def _single(data: bytes, name: str, where: str, room: Room, depth: int) -> Found:
    """The reports in the bytes of a file that is no archive."""
    ending = PurePosixPath(name).suffix.lower()
    if pdf.is_pdf(data):
        yield pdf.read_pdf(data, name, where)
    elif rtf.is_rtf(data):
        yield rtf.read_rtf(data, name, where)
    elif data.startswith(b"PK\x03\x04") and documents.kind_of(data) is not None:
        yield documents.read_document(data, name, where)
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
            hint="it reads text, web pages, PDF, Word, OpenDocument, RTF, JSONL, CSV, mail, feeds and archives of these",
        )
    if ending in _MISTAKEN_ENDINGS:
        raise InputError(
            "kind-mistaken",
            f"the file is named {ending}, but does not begin as one",
            where=where,
            hint="fetch or save it again; name it .txt if it is plain text",
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


def _unpacked(file: BinaryIO, kind: str, name: str, where: str, room: Room, depth: int) -> Found:
    if depth >= DEEPEST:
        raise InputError(
            "archive-too-deep", f"archives lie in archives {DEEPEST} deep", where=where, hint="unpack the outer ones"
        )
    single = kind == "packed"
    for member in archives.members(file, kind, name, where, room):
        if isinstance(member, InputError):
            yield member
            continue
        inner, content = member
        if single or not _LEFTOVER.search(inner):
            full = inner if single else f"{name}/{one_line(inner)}"
            yield from opened(content, full, where if single else f"{where}/{inner}", room, depth + 1)


def _web_archive(file: BinaryIO, name: str, where: str, room: Room, depth: int) -> Found:
    """The reports of the pages that a web archive stored; a page taken twice has its number in its name."""
    if depth >= DEEPEST:
        raise InputError("archive-too-deep", "web archives lie too deep in archives", where=where, hint="unpack them")
    names: set[str] = set()
    for page in warc.stored(file, where):
        if isinstance(page, InputError):
            yield page
            continue
        own = f"{name}/{one_line(page.name)}"
        if own in names:
            own = f"{name}/{page.number}/{one_line(page.name)}"
        names.add(own)
        for found in contents(page.data, own, f"{where}, record {page.number}", room, depth + 1):
            yield warc.with_source(found, page, own)


def _mail(data: bytes, name: str, where: str, room: Room, depth: int) -> Found:
    found = list(mail.messages(data))
    for number, message in enumerate(found, 1):
        own = name if len(found) == 1 else f"{name}#{number}"
        for part in mail.read_mail(message, own, where if len(found) == 1 else f"{where}, message {number}"):
            # a message holds its attachments, and is the original of them all
            if isinstance(part, Report):
                yield replace(part, original=message)
            elif isinstance(part, InputError):
                yield part
            elif depth < DEEPEST:
                inner, content = part
                inner = f"{own}/{one_line(inner.removeprefix(own))}"
                room.take(len(content), where)
                for item in contents(content, inner, f"{where}/{inner.rsplit('/', 1)[-1]}", room, depth + 1):
                    yield item if isinstance(item, InputError) else replace(item, original=message)
