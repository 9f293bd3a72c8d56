"""Bytes become text without losing or moving a character; what had to be replaced is noted."""

from __future__ import annotations

import codecs
import re

from sayso.errors import InputError

# More text than a book of this size is a corpus and belongs into several files.
MOST_BYTES = 10_000_000
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# How pictures, archives, programs and databases begin.
_NO_TEXT = (
    b"\x89PNG",
    b"GIF8",
    b"\xff\xd8\xff",
    b"%PDF-",
    b"PK\x03\x04",
    b"\x1f\x8b",
    b"BZh",
    b"\xfd7zXZ",
    b"7z\xbc\xaf",
    b"Rar!",
    b"\x7fELF",
    b"SQLite format 3\x00",
    b"\xd0\xcf\x11\xe0",
    b"{\\rtf",
)
# What a web page says of its own bytes.
_STATED = re.compile(rb"<meta\b[^>]{0,300}?\bcharset\s*=\s*[\"']?\s*([\w-]{2,30})", re.I)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_BAD = re.compile("[\x00\ud800-\udfff]")
# breaks of lines, marks of control, and marks that turn the direction of what follows
_STEERING = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def decode(data: bytes, where: str) -> tuple[str, tuple[str, ...]]:
    """(text, notes) of a file's bytes; newlines stay as they are, a byte-order mark is kept out.

    Raises InputError for what is empty, too large or no text.

    >>> decode(b"\\xef\\xbb\\xbf680 workers", "a.txt")
    ('680 workers', ('byte-order mark kept out',))
    """
    if len(data) > MOST_BYTES:
        raise InputError(
            "report-too-large",
            f"{len(data) / 1e6:.0f} MB of text in one report; the limit is {MOST_BYTES / 1e6:.0f} MB",
            where=where,
            hint="split it into one file, or one JSONL line, a report",
        )
    if data.startswith(_NO_TEXT):
        raise InputError(
            "report-not-text",
            "the file is no text, whatever its name says",
            where=where,
            hint="give the file its right ending, or leave it out",
        )
    notes: list[str] = []
    encoding = "utf-8"
    for mark, name in _MARKS:
        if data.startswith(mark):
            data, encoding = data[len(mark) :], name
            notes.append("byte-order mark kept out")
            break
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        encoding = _guess(data)
        text = data.decode(encoding, errors="replace")
        notes.append(f"read as {encoding}")
    if _no_text(text):
        raise InputError(
            "report-not-text",
            "the file is no text: it is full of control characters",
            where=where,
            hint="give the file its right ending, or leave it out",
        )
    return _clean(text, notes, where)


def clean(text: str, where: str) -> tuple[str, tuple[str, ...]]:
    """A text that came decoded (JSONL): the same checks and replacements as for bytes."""
    if len(text) > MOST_BYTES:
        raise InputError(
            "report-too-large",
            f"{len(text) / 1e6:.0f} million characters in one report",
            where=where,
            hint="split it into several reports",
        )
    return _clean(text, [], where)


def unbroken(words: str) -> str:
    r"""A text with what no file and no database can hold replaced, one for one.

    >>> unbroken("caf\0.txt") == "caf\ufffd.txt"
    True
    """
    return _BAD.sub("\ufffd", words)


def one_line(name: str) -> str:
    r"""A name of a file that stands in a line of its own and leads nowhere, with what steers a terminal replaced.

    >>> one_line("../../etc/x\n680") == "etc/x\ufffd680"
    True
    """
    return "/".join(p for p in harmless(name).split("/") if p not in ("", ".", "..")) or "unnamed"


def harmless(words: str) -> str:
    """Words of one line, with what breaks it or steers a terminal replaced, one for one."""
    return _STEERING.sub("\ufffd", unbroken(words))


def _clean(text: str, notes: list[str], where: str) -> tuple[str, tuple[str, ...]]:
    if _BAD.search(text):
        notes.append("NUL or broken characters replaced one for one")
        text = unbroken(text)
    if not text.strip():
        raise InputError(
            "report-empty", "there is no text in it", where=where, hint="leave it out, or look at where it came from"
        )
    return text, tuple(notes)


def _guess(data: bytes) -> str:
    stated = _STATED.search(data[:4000])
    if stated is not None:
        try:
            data.decode(name := stated[1].decode("ascii").lower())
        except (LookupError, UnicodeError):
            pass
        else:
            return name
    import chardet

    found = chardet.detect(data[:200_000]).get("encoding") or "cp1252"
    try:
        codecs.lookup(found)
    except LookupError:
        return "cp1252"
    return str(found).lower()


def _no_text(text: str) -> bool:
    """Whether more than two characters in a hundred are control characters."""
    sample = text[:20_000]
    return len(_CONTROL.findall(sample)) > 0.02 * len(sample) + 2
