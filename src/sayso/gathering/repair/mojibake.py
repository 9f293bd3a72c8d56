"""UTF-8 that was once read as Windows-1252 or Latin-1, set right: by decoding it again, not by a list."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sayso.gathering.repair.filling import Edit, filled

# Each character that a byte from 80 on became, with its byte; bytes that Windows-1252 leaves open pass as they are.
_BYTE = {chr(n): n for n in range(0x80, 0x100)} | {
    bytes([n]).decode("cp1252"): n for n in range(0x80, 0xA0) if n not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}
_TAIL = "".join(re.escape(c) for c, n in sorted(_BYTE.items()) if n < 0xC0)
_SEQUENCE = re.compile(f"[\xc2-\xdf][{_TAIL}]|[\xe0-\xef][{_TAIL}]{{2}}|[\xf0-\xf4][{_TAIL}]{{3}}")
# The last byte of a closing quotation mark has no character in Windows-1252 and is often lost on the way.
_CUT_CLOSING = re.compile("â€(?![" + _TAIL + "])")
# The second half of a hard space or of "à" is often made a plain space.
_CUT_SPACE = re.compile(r"(?<![A-ZÀ-Þ])Â(?=\s|$)")
_CUT_GRAVE = re.compile(r"(?<=[a-zß-ÿ])Ã(?= )")
# What may rightly stand behind a letter: there it proves nothing.
_CLOSING = frozenset("’”…–—»›®™°")
_LATIN_LETTERS = range(0xC0, 0x180)
_SIGNS = (
    range(0xA0, 0xC0),
    range(0xD7, 0xD8),
    range(0xF7, 0xF8),
    range(0x1E00, 0x1F00),
    range(0x2010, 0x2045),
    range(0x20A0, 0x20C0),
    range(0x20D0, 0x2300),
    range(0x25A0, 0x27C0),
    range(0xFB00, 0xFB07),
    range(0xFE0F, 0xFE10),
    range(0xFEFF, 0xFF00),
    range(0x1F000, 0x1FB00),
)


def righted(text: str) -> str:
    """The text, as long as before, with the characters that were meant.

    >>> righted("donâ€™t").rstrip(), "São João, à “Olé…”" == righted("São João, à “Olé…”")
    ('don’t', True)
    """
    edits = [] if text.isascii() else sorted(_edits(text))
    return filled(text, edits) if edits else text


def unbroken(words: str) -> str:
    """A short text (a title, a name) with the characters that were meant; its length may change.

    >>> unbroken("JosÃ©â€™s raid")
    'José’s raid'
    """
    for start, end, meant in sorted(_edits(words), reverse=True):
        words = words[:start] + meant + words[end:]
    return words


def _edits(text: str) -> Iterator[Edit]:
    found: list[Edit] = []
    for match in _SEQUENCE.finditer(text):
        meant = _decoded(match.group())
        if meant is not None:
            found.append((match.start(), match.end(), meant))
    for k, (start, end, meant) in enumerate(found):
        if _plain_enough(meant, text, start, end) or _kin(found, k):
            # a mark of byte order, and one that only chooses how an emoji is drawn, are nothing to read
            yield start, end, "" if meant in "\ufeff\xad" else meant
    for pattern, words in ((_CUT_CLOSING, "”"), (_CUT_SPACE, " "), (_CUT_GRAVE, "à")):
        yield from ((m.start(), m.end(), words) for m in pattern.finditer(text))


def _decoded(characters: str) -> str | None:
    try:
        return bytes(_BYTE[c] for c in characters).decode("utf-8")
    except UnicodeDecodeError:
        return None


def _plain_enough(meant: str, text: str, start: int, end: int) -> bool:
    """Whether one sequence alone is proof: it gives what English texts hold, and could not stand there rightly."""
    code = ord(meant)
    if code not in _LATIN_LETTERS and not any(code in signs for signs in _SIGNS):
        return False
    if not all(c in _CLOSING for c in text[start + 1 : end]):
        return True
    # "AMANHÃ”", "café…”": a letter of a word, and marks behind it
    return not text[max(0, start - 1) : start].isalpha() or text[end : end + 1].isalpha()


def _kin(found: list[Edit], k: int) -> bool:
    """Whether a neighbour without a gap gives a letter of the same script: Greek, Cyrillic, Arabic, Chinese words."""
    start, end, meant = found[k]
    beside = [e for e in found[max(0, k - 1) : k + 2] if e[1] == start or e[0] == end]
    return any(_block(e[2]) == _block(meant) for e in beside)


def _block(character: str) -> int:
    code = ord(character)
    return code >> 8 if code < 0x2E80 else 0x2E80
