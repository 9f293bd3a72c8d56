"""Letters, digits and spaces of odd kinds as plain ones; characters without width closed up."""

from __future__ import annotations

import re
import unicodedata

from sayso.gathering.repair.filling import Edit, filled

# Spaces of other widths, but for the one of FILL.
_SPACES = str.maketrans(
    dict.fromkeys("\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000", " ")
)
# A soft hyphen at the end of a line parts a word and is closed up with its line.
_NO_WIDTH = re.compile("(?:\xad(?![ \t\r]*\n)|[\u200b\u200c\u200d\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff])+")
_ODD_DIGIT = re.compile(r"[^\D0-9]")
# Wide letters and marks of East Asian typewriters.
_WIDE = re.compile("[\uff01-\uff0f\uff1a-\uff5e]")
# An emoji made of a digit and a frame.
_KEYCAP = re.compile("[0-9#*][\ufe0f ]{0,4}\u20e3")
# Pictures, flags, shades of skin: nothing of them is a word or a number.
_EMOJI = re.compile(
    "[\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff\ufe0f\u20e3\U000e0020-\U000e007f](?:\u200d(?=[\U0001f000-\U0001faff\u2600-\u27bf]))?"
)
_LATIN = re.compile("[A-Za-z\xc0-\u024f]")


def plain(text: str) -> str:
    """The text, as long as before, with plain letters, digits and spaces.

    >>> plain("\uff16\uff18\uff10\xa0workers 1\ufe0f\u20e3 Go")
    '680 workers     Go'
    """
    if text.isascii():
        return text
    view = text.translate(_SPACES)
    view = _KEYCAP.sub(lambda m: " " * len(m.group()), view)
    view = _EMOJI.sub(lambda m: " " * len(m.group()), view)
    view = _ODD_DIGIT.sub(lambda m: str(unicodedata.digit(m.group())), view)
    view = _WIDE.sub(lambda m: chr(ord(m.group()) - 0xFEE0), view)
    narrow = [_closed(view, m) for m in _NO_WIDTH.finditer(view)]
    return filled(view, narrow) if narrow else view


def _closed(text: str, match: re.Match[str]) -> Edit:
    """A character without width: nothing inside a word, a space elsewhere; between other scripts it stays."""
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    if _LATIN.match(before) and _LATIN.match(after):
        return match.start(), match.end(), ""
    if (before.isascii() or not before.isalpha()) and not (before and ord(before) > 0x2600):
        return match.start(), match.end(), " " * len(match.group())
    return match.start(), match.end(), match.group()
