"""Web archives (WARC): the pages and documents that a crawl stored, record by record, with address and moment."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Any, BinaryIO
from urllib.parse import urlsplit

from sayso.errors import InputError
from sayso.gathering.transfer import body
from sayso.model.report import Report

# A stored page or document of more bytes is named and passed over.
MOST_RECORD = 60_000_000
# A damaged archive is taken up again behind the damage so many times.
_MOST_DAMAGE = 50
_CHUNK = 1_000_000
# the end of an archive is not looked for behind so many unpacked bytes
_MOST_CHECKED = 1_000_000_000
# What a crawl stores beside reports (pictures, styles, scripts, data) is passed over by its media type.
_READ = frozenset(
    [
        "text/html",
        "application/xhtml+xml",
        "text/plain",
        "text/markdown",
        "text/rtf",
        "application/rtf",
        "application/pdf",
        "application/msword",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "application/vnd.oasis.opendocument.text",
        "application/rss+xml",
        "application/atom+xml",
        "application/rdf+xml",
        "message/rfc822",
        "application/zip",
        "application/gzip",
        "application/x-gzip",
        "application/x-tar",
    ]
)
_XML = frozenset(["text/xml", "application/xml"])
_UNTYPED = frozenset(["", "application/octet-stream", "binary/octet-stream", "application/force-download"])
_TOLD_BY_MARK = re.compile(rb"\A(?:%PDF-|PK\x03\x04|\{\\rtf|\s*<(?:!doctype\s+html|html)\b)", re.I)
_FEED_MARK = re.compile(rb"<(?:rss|feed|rdf:RDF)\b", re.I)
_PAGE_ENDINGS = (".html", ".htm", ".xhtml")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)")
_MEMBER = b"\x1f\x8b\x08"
_LONGEST_HEAD = 65_536
_BROKEN = (OSError, EOFError, ValueError, RuntimeError, OverflowError, zlib.error)


@dataclass(frozen=True, slots=True)
class Stored:
    """What one record of a web archive holds: bytes as the server meant them, and where and when they were taken."""

    number: int
    url: str
    fetched: str | None
    kind: str
    data: bytes

    @property
    def name(self) -> str:
        """The address as a name, with an ending that says page where the server said so."""
        parts = urlsplit(self.url)
        name = "/".join(p for p in (parts.netloc, *parts.path.split("/")) if p) or f"record-{self.number}"
        name += f"?{parts.query}" if parts.query else ""
        page = self.kind in ("text/html", "application/xhtml+xml")
        return name + ".html" if page and not name.lower().endswith(_PAGE_ENDINGS) else name


def is_warc(head: bytes) -> bool:
    """Whether a file begins like a web archive, packed or not."""
    if head.startswith(b"\x1f\x8b"):
        try:
            head = zlib.decompressobj(31).decompress(head, 64)
        except zlib.error:
            return False
    return head.startswith(b"WARC/")


def stored(file: BinaryIO, where: str) -> Iterator[Stored | InputError]:
    """The pages and documents of a web archive in its order, two in memory at most; damage is named and passed."""
    number, start, last, told = 0, 0, 0, -1
    for _ in range(_MOST_DAMAGE):
        held: Stored | None = None
        try:
            for record in _records(file, start):
                if held is not None:
                    yield held
                number, last, held = number + 1, start + int(record.stream_pos), None
                found = _stored(record, number, where)
                if isinstance(found, InputError):
                    yield found
                else:
                    held = found
        except _BROKEN as error:
            if held is not None:
                yield held
            if told != number:
                yield _damaged(f"record {number + 1} cannot be read: {error}", where)
            told, start = number, _next_member(file, max(last, start) + 1)
            last = start
            if start < 0:
                return
            continue
        # the library ends without a word where the file is cut off
        own, rest = _whole(file, start, last)
        if held is not None and own:
            yield held
        if not (own and rest) or not number:
            yield _damaged(f"it ends inside record {number + own}" if number else "no record is whole", where)
        return
    yield _damaged("in many places; the rest of it was not read", where)


def with_source(found: Report | InputError, page: Stored, name: str) -> Report | InputError:
    """A report of a page with the page's moment, and its address where the page itself tells none."""
    if isinstance(found, InputError):
        return found
    if found.id == name and not found.url and page.url:
        host = urlsplit(page.url).hostname or ""
        found = replace(found, url=page.url, publisher=found.publisher or host.removeprefix("www.") or None)
    return replace(found, fetched=page.fetched)


def _records(file: BinaryIO, start: int) -> Iterator[Any]:
    from fastwarc.warc import ArchiveIterator

    file.seek(start)
    stream: Any = file if start == 0 else _From(file, start)
    return iter(ArchiveIterator(stream, parse_http=True, quirks_mode=True))


class _From(io.RawIOBase):
    """A file from a place on, so that places in it are counted from there."""

    def __init__(self, file: BinaryIO, start: int) -> None:
        self._file, self._start = file, start

    def read(self, size: int = -1) -> bytes:
        return self._file.read(size)

    def tell(self) -> int:
        return self._file.tell() - self._start


def _stored(record: Any, number: int, where: str) -> Stored | InputError | None:
    """What a record holds, None for what is no page and no document."""
    sort = str(record.record_type)
    url = (record.headers.get("WARC-Target-URI") or "").strip("<> ")
    if sort == "response" and record.is_http:
        headers = record.http_headers
        if headers is None or headers.status_code != 200:
            return None
        stated, charset = headers.get("Content-Type") or "", record.http_charset
    elif sort in ("resource", "conversion") and url.startswith(("http:", "https:", "ftp:", "file:")):
        stated, charset = record.headers.get("Content-Type") or "", None
    else:
        return None
    kind = (record.headers.get("WARC-Identified-Payload-Type") or stated).partition(";")[0].strip().lower()
    if PurePosixPath(urlsplit(url).path).name == "robots.txt" or kind not in _READ | _XML | _UNTYPED:
        return None
    data = record.reader.read(MOST_RECORD + 1)
    if sort == "response":
        coded = record.http_headers
        data = body(data, coded.get("Transfer-Encoding") or "", coded.get("Content-Encoding") or "", MOST_RECORD)
    if len(data) > MOST_RECORD:
        return InputError(
            "record-too-large",
            f"a stored page of more than {MOST_RECORD / 1e6:.0f} MB: {url}",
            where=f"{where}, record {number}",
            hint="save it as a file of its own",
        )
    marked = _TOLD_BY_MARK.match(data) if kind in _UNTYPED else _FEED_MARK.search(data[:5000])
    if not data.strip() or (kind not in _READ and not marked):
        return None
    moment = _MOMENT.match(record.headers.get("WARC-Date") or "")
    return Stored(number, url, moment.group() if moment else None, kind, _unicode(data, kind, charset))


def _unicode(data: bytes, kind: str, charset: str | None) -> bytes:
    """A text whose encoding only the server told, in UTF-8."""
    if not charset or not kind.startswith(("text/", "application/xhtml")):
        return data
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        try:
            return data.decode(charset).encode("utf-8")
        except (UnicodeError, LookupError):
            return data
    return data


def _whole(file: BinaryIO, start: int, last: int) -> tuple[bool, bool]:
    """Whether the last record that was found, at a place, is whole, and whether what follows it is."""
    end = file.seek(0, io.SEEK_END)
    file.seek(start)
    if file.read(3) == _MEMBER:
        file.seek(last)
        # records packed all together do not begin where a packed piece begins
        file.seek(last if file.read(3) == _MEMBER else start)
        return _pieces_whole(file)
    file.seek(last)
    head = file.read(_LONGEST_HEAD)
    says = re.search(rb"^content-length:[ \t]*(\d{1,18})[ \t]*\r?$", head.partition(b"\r\n\r\n")[0], re.I | re.M)
    if says is None or b"\r\n\r\n" not in head:
        return False, False
    behind = last + head.find(b"\r\n\r\n") + 4 + int(says[1])
    file.seek(min(behind, end))
    return behind <= end, not file.read(_LONGEST_HEAD).strip()


def _pieces_whole(file: BinaryIO) -> tuple[bool, bool]:
    """Whether the first packed piece from here on is whole, and whether all are."""
    unpacker, size, first = zlib.decompressobj(31), 0, False
    try:
        while (packed := file.read(_CHUNK)) and size < _MOST_CHECKED:
            while packed:
                size += len(unpacker.decompress(packed, 16 * _CHUNK))
                packed = unpacker.unconsumed_tail or unpacker.unused_data
                if unpacker.eof:
                    first = True
                    if not packed.strip(b"\0\r\n"):
                        break
                    unpacker = zlib.decompressobj(31)
    except zlib.error:
        return first, False
    return first or size >= _MOST_CHECKED, unpacker.eof or size >= _MOST_CHECKED


def _next_member(file: BinaryIO, start: int) -> int:
    """Where the next packed record begins, -1 where there is none."""
    while True:
        file.seek(start)
        piece = file.read(_CHUNK)
        at = piece.find(_MEMBER)
        while at >= 0:
            file.seek(start + at)
            if is_warc(file.read(2_048)):
                return start + at
            at = piece.find(_MEMBER, at + 1)
        if len(piece) < _CHUNK:
            return -1
        start += _CHUNK - len(_MEMBER)


def _damaged(what: str, where: str) -> InputError:
    return InputError(
        "web-archive-damaged", f"the web archive is damaged: {what}", where=where, hint="fetch or copy it again"
    )
