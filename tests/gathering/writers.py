"""Small writers of the formats that tests read: RTF, web archives, PDF pages set line by line or as pictures."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from collections.abc import Iterable

RAID = "Federal agents arrested 40 workers at a cannery in Dayton, Ohio, on Tuesday."
FIRE = "A fire in a warehouse in Boise, Idaho, killed three people on Friday."


def rtf(body: str, head: str = "") -> bytes:
    """An RTF file round a body."""
    fonts = r"{\fonttbl{\f0\fswiss\fcharset0 Arial;}{\f1\fswiss\fcharset204 Arial;}{\f2\fnil\fcharset128 Gothic;}}"
    return (r"{\rtf1\ansi\ansicpg1252\deff0" + fonts + head + "\n" + body + "}").encode("latin-1")


def page(*paragraphs: str, head: str = "") -> bytes:
    """A web page with an article."""
    told = "".join(f"<p>{p}</p>" for p in paragraphs)
    return f"<!doctype html><html><head><title>Raid</title>{head}</head><body><article>{told}</article></body></html>".encode()


def answer(body: bytes, kind: str = "text/html; charset=utf-8", status: str = "200 OK", **more: str) -> bytes:
    """What a server answered."""
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {kind}", *(f"{k.replace('_', '-')}: {v}" for k, v in more.items())]
    return "\r\n".join([*lines, "", ""]).encode() + body


def chunked(body: bytes, size: int = 50) -> bytes:
    """A body in the pieces in which servers send it."""
    pieces = [body[k : k + size] for k in range(0, len(body), size)]
    return b"".join(b"%x\r\n%s\r\n" % (len(p), p) for p in [*pieces, b""])


def record(
    body: bytes,
    url: str = "https://r.example/raid",
    sort: str = "response",
    kind: str = "application/http; msgtype=response",
    length: int | None = None,
) -> bytes:
    """One record of a web archive."""
    lines = [
        "WARC/1.0",
        f"WARC-Type: {sort}",
        f"WARC-Target-URI: {url}",
        "WARC-Date: 2021-03-10T08:00:00Z",
        "WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>",
        f"Content-Type: {kind}",
        f"Content-Length: {len(body) if length is None else length}",
    ]
    return "\r\n".join([*lines, "", ""]).encode() + body + b"\r\n\r\n"


def packed(records: Iterable[bytes]) -> bytes:
    """Records packed one by one, as web archives are."""
    return b"".join(gzip.compress(r) for r in records)


def wacz(records: Iterable[bytes]) -> bytes:
    """A web archive in a zip with its indexes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("archive/data.warc.gz", packed(records))
        archive.writestr("pages/pages.jsonl", '{"format": "json-pages-1.0"}\n{"url": "https://r.example/raid"}\n')
        archive.writestr("indexes/index.cdx", "example,r)/raid 20210310080000 {}")
        archive.writestr("datapackage.json", json.dumps({"profile": "data-package", "resources": []}))
    return out.getvalue()
