"""Bodies as servers sent them, made whole: pieces joined, packing undone, within a limit."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Callable
from typing import Any

_PIECE = re.compile(rb"[ \t]*([0-9a-fA-F]{1,8})[ \t]*(?:;[^\r\n]{0,1000})?\r?\n")
_BROKEN = (OSError, EOFError, ValueError, RuntimeError, zlib.error)


def body(data: bytes, transfer: str, content: str, most: int) -> bytes:
    """A body without the codings that its head names, at most one byte over the limit.

    Many archives say a coding that they undid themselves: what is not coded so stays as it is.

    >>> body(b"5\\r\\nforty\\r\\n0\\r\\n\\r\\n", "chunked", "", 100)
    b'forty'
    """
    if "chunked" in transfer.lower():
        data = _joined(data)
    for coding in reversed([c.strip() for c in content.lower().split(",")]):
        undo = _UNDONE.get(coding)
        if undo is not None:
            data = undo(data, most + 1) or data
    return data


def _joined(data: bytes) -> bytes:
    """The pieces of a body in one; what is in no pieces as it is."""
    pieces: list[bytes] = []
    at = 0
    while head := _PIECE.match(data, at):
        size = int(head[1], 16)
        if not size:
            return b"".join(pieces)
        pieces.append(data[head.end() : head.end() + size])
        at = head.end() + size
        if data[at : at + 2] == b"\r\n":
            at += 2
    return b"".join([*pieces, data[at:]]) if pieces else data


def _stream(name: str) -> Callable[[bytes, int], bytes]:
    def undo(data: bytes, most: int) -> bytes:
        from fastwarc import stream_io

        reader: Any = getattr(stream_io, name)
        pieces: list[bytes] = []
        try:
            opened, left = reader(io.BytesIO(data)), most
            while left > 0 and (piece := opened.read(min(left, 1_000_000))):
                pieces.append(piece)
                left -= len(piece)
        except _BROKEN:
            # what came before the damage is the page as the browser had it
            pass
        return b"".join(pieces)

    return undo


def _inflated(data: bytes, most: int) -> bytes:
    for form in (zlib.MAX_WBITS, -zlib.MAX_WBITS):
        try:
            return zlib.decompressobj(form).decompress(data, most)
        except zlib.error:
            continue
    return b""


def _gunzipped(data: bytes, most: int) -> bytes:
    return _stream("GzipReader")(data, most) if data.startswith(b"\x1f\x8b") else b""


_UNDONE: dict[str, Callable[[bytes, int], bytes]] = {
    "gzip": _gunzipped,
    "x-gzip": _gunzipped,
    "deflate": _inflated,
    "br": _stream("BrotliReader"),
    "zstd": _stream("ZstdReader"),
}
