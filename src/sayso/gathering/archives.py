"""Archives: the files in a zip, tar or gzip, opened one by one and within limits; nothing is written to disk."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import re
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

from sayso.errors import InputError

# An archive beyond these is a corpus, or made to fill a machine.
MOST_FILES = 20_000
MOST_UNPACKED = 400_000_000
DEEPEST = 4
# What tells an archive by its first bytes; the mark of a tar stands behind its first name.
HEAD = 2_048
_CHUNK = 1_000_000
_PACKED = (b"\x1f\x8b", b"BZh", b"\xfd7zXZ")
# a directory of more bytes than that lists more files than are read
_MOST_DIRECTORY = 20_000_000
_LONGEST_COMMENT = 70_000
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
_WEB_ARCHIVE = re.compile(r"^archive/[^/]+\.warc(?:\.gz)?$", re.I)
Member = tuple[str, Any]


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
            raise too_large(where)


def too_large(where: str) -> InputError:
    """The error of an archive that unpacks to more than there is room for."""
    return InputError(
        "archive-too-large",
        f"the archive unpacks to more than {MOST_FILES:,} files or {MOST_UNPACKED / 1e6:.0f} MB",
        where=where,
        hint="unpack it and build the parts",
    )


def head_of(file: BinaryIO, where: str) -> bytes:
    """The first bytes of a file, which then stands at its beginning again."""
    try:
        head = file.read(HEAD)
        file.seek(0)
    except DAMAGED as error:
        raise _damaged(error, where) from error
    return head


def kind_of(file: BinaryIO, head: bytes) -> str | None:
    """zip, tar or packed (one file by itself); None for what is no archive, as an office document in a zip is none."""
    if head.startswith(_PACKED):
        return "packed"
    if head[257:262] == b"ustar":
        return "tar"
    return "zip" if head.startswith(b"PK\x03\x04") and not _is_office(file) else None


def members(file: BinaryIO, kind: str, name: str, where: str, room: Room) -> Iterator[Member | InputError]:
    """(name, opened file) of each file of an archive, in its order; a damaged one is named, what came before stays."""
    try:
        if kind == "tar":
            yield from _tar(file, where, room)
        elif kind == "zip":
            yield from _zip(file, where, room)
        else:
            yield _single(file, name, where, room)
    except InputError as error:
        yield error
    except DAMAGED as error:
        yield _damaged(error, where)


def whole(file: BinaryIO, where: str, room: Room) -> bytes:
    """A member's bytes, read piece by piece so that no bomb goes off."""
    # what such a buffer gives out at the end is no copy
    pieces = io.BytesIO()
    try:
        while piece := file.read(_CHUNK):
            room.files += 1
            room.take(len(piece), where)
            pieces.write(piece)
    except DAMAGED as error:
        raise _damaged(error, where) from error
    return pieces.getvalue()


def _damaged(error: BaseException, where: str) -> InputError:
    return InputError(
        "archive-damaged", f"the archive cannot be unpacked: {error}", where=where, hint="make or fetch it again"
    )


def _zip(file: BinaryIO, where: str, room: Room) -> Iterator[Member | InputError]:
    if _directory_size(file) > _MOST_DIRECTORY:
        raise too_large(where)
    with zipfile.ZipFile(file) as archive:
        listed = sorted((m for m in archive.infolist() if not m.is_dir()), key=lambda m: m.filename)
        if any(m.filename == "datapackage.json" for m in listed):
            # a web archive in a zip: what else is in it are indexes to the pages
            listed = [m for m in listed if _WEB_ARCHIVE.match(m.filename)] or listed
        for member in listed:
            inside = f"{where}/{member.filename}"
            room.take(0, inside)
            if member.flag_bits & 1:
                yield InputError("file-locked", "the file has a password", where=inside, hint="unpack it first")
            elif member.file_size > room.size and not _WEB_ARCHIVE.match(member.filename):
                yield too_large(inside)
            else:
                try:
                    with archive.open(member) as opened:
                        yield member.filename, opened
                except DAMAGED as error:
                    yield _damaged(error, inside)


def _tar(file: BinaryIO, where: str, room: Room) -> Iterator[Member]:
    with tarfile.open(fileobj=file, mode="r:") as archive:
        for member in archive:
            room.take(0, where)
            # links and devices hold no text, and may lead out of the archive
            opened = archive.extractfile(member) if member.isfile() else None
            if opened is not None:
                yield member.name, opened


def _single(file: BinaryIO, name: str, where: str, room: Room) -> Member:
    room.take(0, where)
    inner = name.rsplit(".", 1)[0] if name.lower().endswith((".gz", ".bz2", ".xz")) else name
    inner = inner[:-4] + ".tar" if name.lower().endswith(".tgz") else inner
    return inner, Unpacked(file, where, room.size)


class Unpacked(io.RawIOBase):
    """A packed file as it is when unpacked, which ends with an error where it is longer than allowed."""

    def __init__(self, file: BinaryIO, where: str, most: int) -> None:
        head = file.read(6)
        file.seek(0)
        self._file: Any
        if head.startswith(b"\x1f\x8b"):
            self._file = gzip.GzipFile(fileobj=file)
        else:
            self._file = bz2.BZ2File(file) if head.startswith(b"BZh") else lzma.LZMAFile(file)  # noqa: SIM115
        self._where, self._most = where, most

    def readable(self) -> bool:
        """True."""
        return True

    def seekable(self) -> bool:
        """True, though to go back means to unpack again."""
        return True

    def read(self, size: int = -1) -> bytes:
        """The next bytes; raises InputError past the limit."""
        self._check(self._file.tell())
        return bytes(self._file.read(size if size >= 0 else self._most + 1))

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go to a place; raises InputError past the limit."""
        if whence == io.SEEK_END:
            while self.read(_CHUNK):
                pass
            offset += self._file.tell()
        elif whence == io.SEEK_CUR:
            offset += self._file.tell()
        self._check(offset)
        return int(self._file.seek(offset))

    def tell(self) -> int:
        """The place."""
        return int(self._file.tell())

    def _check(self, place: int) -> None:
        if place > self._most:
            raise too_large(self._where)


def _directory_size(file: BinaryIO) -> int:
    """How many bytes the directory of a zip says that it has; 0 where that cannot be found."""
    end = file.seek(0, io.SEEK_END)
    file.seek(max(0, end - _LONGEST_COMMENT))
    tail = file.read(_LONGEST_COMMENT)
    file.seek(0)
    sizes = [0]
    for mark, place, size in ((b"PK\x05\x06", 12, 4), (b"PK\x06\x06", 40, 8)):
        at = tail.rfind(mark)
        found = int.from_bytes(tail[at + place : at + place + size], "little") if at >= 0 else 0
        # all ones: the size stands in the larger record
        sizes.append(0 if found == 0xFFFFFFFF else found)
    return max(sizes)


def _is_office(file: BinaryIO) -> bool:
    """Whether a zip is a document of an office program."""
    try:
        if _directory_size(file) > _MOST_DIRECTORY:
            return False
        with zipfile.ZipFile(file) as archive:
            names = archive.namelist()
            return any(name in names for name in _OFFICE)
    except DAMAGED:
        return False
    finally:
        file.seek(0)
