"""Damage mended on a view: the same text, offset for offset, that can be read through breaks and marks."""

from __future__ import annotations

import re

_EMPHASIS = re.compile(r"(?<!\w)(\*{1,3}|_{1,3})(?=\S)(.{1,400}?\S)\1(?!\w)", re.S)
_HEADING = re.compile(r"^[ \t]{0,3}(#{1,6})(?=[ \t])", re.M)
_LINK = re.compile(r"!?\[([^\[\]\n]{0,300})\]\(([^()\s]{0,500})\)")
_ESCAPE = re.compile(r"\\(?=[$*_#\[\]()~`>.!|-])")
_BREAK = re.compile(r"[ \t\r]*\n[ \t\r]*(?:\n[ \t\r]*)*")
_KEYCAP = re.compile("[0-9#*]\ufe0f?\u20e3")
_OPEN_END = re.compile(r"(?:[a-z0-9,;—–-]|\b(?:[A-Z]{2,}|[A-Z][a-z]+))$")
_GOES_ON = re.compile(r"[a-z(“\"‘]")
# A line shorter than this that stands alone is a heading, not a sentence that was cut.
_SHORT_LINE = 45


def mend(text: str, furniture: tuple[str, ...] = (), patterns: tuple[str, ...] = ()) -> str:
    """A view of the text with marks, furniture and breaks inside sentences turned into spaces.

    The view is exactly as long as the text, so that every offset means the same in both.

    >>> mend("They were let go but are compelled to wear electronic\\n\\nankle bracelets")
    'They were let go but are compelled to wear electronic  ankle bracelets'
    """
    view = _blank(_ESCAPE, text)
    view = _HEADING.sub(lambda m: " " * len(m.group()), view)
    view = _LINK.sub(_without_target, view)
    view = _EMPHASIS.sub(lambda m: " " * len(m[1]) + m[2] + " " * len(m[1]), view)
    view = _blank(_KEYCAP, view)
    view = without_furniture(view, furniture, patterns)
    view = _BREAK.sub(lambda m: _joined(view, m), view)
    if len(view) != len(text):
        raise AssertionError("a view must be as long as its text")
    return view


def _blank(pattern: re.Pattern[str], text: str) -> str:
    return pattern.sub(lambda m: " " * len(m.group()), text)


def _without_target(match: re.Match[str]) -> str:
    """A Markdown link as its words only."""
    lead = match.start(1) - match.start()
    return " " * lead + match[1] + " " * (len(match.group()) - lead - len(match[1]))


def without_furniture(text: str, furniture: tuple[str, ...], patterns: tuple[str, ...]) -> str:
    """The text, as long as before, with lines that belong to the page blanked out."""
    if not furniture and not patterns:
        return text
    known = frozenset(furniture)
    shape = re.compile("|".join(f"(?:{p})" for p in patterns), re.I) if patterns else None
    lines = text.splitlines(keepends=True)
    for k, line in enumerate(lines):
        words = " ".join(line.split()).lower()
        if words and (words in known or (shape is not None and shape.fullmatch(words))):
            body = line.rstrip("\r\n")
            lines[k] = " " * len(body) + line[len(body) :]
    return "".join(lines)


def _joined(text: str, match: re.Match[str]) -> str:
    """A line break inside a sentence as spaces; a real one as it is."""
    before = text[max(0, match.start() - 60) : match.start()]
    after = text[match.end() : match.end() + 2]
    line = before.rsplit("\n", 1)[-1]
    hard_wrap = (
        match.group().count("\n") == 1
        and len(line) >= _SHORT_LINE
        and before[-1:] not in '.!?:”"'
        and after[:1].strip()
    )
    page_break = _OPEN_END.search(before) is not None and _GOES_ON.match(after) is not None and len(line) >= _SHORT_LINE
    return " " * len(match.group()) if hard_wrap or page_break else match.group()
