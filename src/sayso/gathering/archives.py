"""Archives: the files in a zip, tar or gzip, unpacked in memory and within limits; nothing is written to disk."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sayso.errors import InputError

# An archive beyond these is a corpus, or made to fill a machine.
MOST_FILES = 20_000
MOST_UNPACKED = 400_000_000
DEEPEST = 4
_CHUNK = 1_000_000
_PACKED = (b"\x1f\x8b", b"BZh", b"\xfd7zXZ")
# What the unpackers raise on damage; a method of packing that they lack is a NotImplementedError.
DAMAGED = (
    OSError,
    EOFError,
    zipfile.BadZipFile,
    tarfile.TarError,
    lzma.LZMAError,
    zlib.error,
    struct.error,
    RuntimeError,
    ValueError,
    OverflowError,
    LookupError,
)
_OFFICE = ("[Content_Types].xml", "mimetype")


@dataclass(slots=True)
class Room:
    """What an archive may still unpack to, over all archives inside it."""

    files: int = MOST_FILES
    size: int = MOST_UNPACKED

    def take(self, size: int, where: str) -> None:
        """Take so many bytes of one more file; raises InputError where there is no more room."""
        self.files -= 1
        self.size -= size
        if self.files < 0 or self.size < 0:
            raise InputError(
                "archive-too-large",
                f"the archive unpacks to more than {MOST_FILES:,} files or {MOST_UNPACKED / 1e6:.0f} MB",
                where=where,
                hint="unpack it and build the parts",
            )


def is_archive(data: bytes) -> bool:
    """Whether bytes are an archive that is read here; an office document in a zip is none."""
    if is_packed_file(data) or data[257:262] == b"ustar":
        return True
    return data.startswith(b"PK\x03\x04") and not _is_office(data)


def is_packed_file(data: bytes) -> bool:
    """Whether bytes are one packed file, which stands for itself, rather than an archive of several."""
    return data.startswith(_PACKED)


def members(data: bytes, name: str, where: str, room: Room) -> Iterator[tuple[str, bytes] | InputError]:
    """(name, bytes) of each file of an archive, in its order; a damaged one is named, what came before it stays."""
    try:
        if data[257:262] == b"ustar":
            yield from _tar(data, where, room)
        elif data.startswith(b"PK"):
            yield from _zip(data, where, room)
        else:
            yield from _single(data, name, where, room)
    except InputError as error:
        yield error
    except DAMAGED as error:
        yield InputError(
            "archive-damaged", f"the archive cannot be unpacked: {error}", where=where, hint="make or fetch it again"
        )


def _zip(data: bytes, where: str, room: Room) -> Iterator[tuple[str, bytes] | InputError]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for member in sorted(archive.infolist(), key=lambda m: m.filename):
            if member.is_dir():
                continue
            inside = f"{where}/{member.filename}"
            if member.flag_bits & 1:
                yield InputError("file-locked", "the file has a password", where=inside, hint="unpack it first")
                continue
            with archive.open(member) as file:
                yield member.filename, _bounded(file, inside, room)


def _tar(data: bytes, where: str, room: Room) -> Iterator[tuple[str, bytes] | InputError]:
    with tarfile.open(fileobj=io.BytesIO(data)) as archive:
        for member in archive:
            # links and devices hold no text, and may lead out of the archive
            file = archive.extractfile(member) if member.isfile() else None
            if file is not None:
                yield member.name, _bounded(file, f"{where}/{member.name}", room)


def _single(data: bytes, name: str, where: str, room: Room) -> Iterator[tuple[str, bytes] | InputError]:
    with _opened(data) as file:
        inner = name.rsplit(".", 1)[0] if name.lower().endswith((".gz", ".bz2", ".xz")) else name
        inner = inner[:-4] + ".tar" if name.lower().endswith(".tgz") else inner
        yield inner, _bounded(file, where, room)


def _opened(data: bytes) -> Any:
    if data.startswith(b"\x1f\x8b"):
        return gzip.GzipFile(fileobj=io.BytesIO(data))
    return bz2.BZ2File(io.BytesIO(data)) if data.startswith(b"BZh") else lzma.LZMAFile(io.BytesIO(data))


def _bounded(file: Any, where: str, room: Room) -> bytes:
    """A file's bytes, read piece by piece so that no bomb goes off."""
    pieces = []
    room.take(0, where)
    while piece := file.read(_CHUNK):
        room.files += 1
        room.take(len(piece), where)
        pieces.append(piece)
    return b"".join(pieces)


def _is_office(data: bytes) -> bool:
    """Whether a zip is a document of an office program."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return any(name in archive.namelist() for name in _OFFICE)
    except DAMAGED:
        return False
