"""Marks of Markdown and HTML left in a text, turned into spaces so that nothing of them is read."""

from __future__ import annotations

import re
from html.entities import html5

from sayso.gathering.repair.filling import Edit, filled

_EMPHASIS = re.compile(r"(?<!\w)(\*{1,3}|_{1,3}|~~)(?=\S)(.{1,400}?\S)\1(?!\w)", re.S)
_CODE = re.compile(r"(?<!`)(`{1,2})(?=[^`\s])([^`\n]{1,200})\1(?!`)")
_LINK = re.compile(r"!?\[([^\[\]\n]{0,300})\](?:\(([^()\s]{0,500})(?:[ \t]+\"[^\"\n]{0,200}\")?\)|\[[^\[\]\n]{0,60}\])")
_ESCAPE = re.compile(r"\\(?=[$*_#\[\]()~`>.!|+&{}-])")
# Marks that open a line: of headings, quotations, lists.
_OPENING = re.compile(r"^[ \t]{0,8}(?:#{1,6}(?=[ \t])|(?:>[ \t]?)+|[-*+•‣◦▪](?=[ \t]))", re.M)
_NUMBERED = re.compile(r"^[ \t]{0,8}(?P<number>\d{1,3})[.)](?=[ \t]+\S)", re.M)
# A whole line that is a mark: a rule, the line under a heading or between the rows of a table, a fence of code.
_LINE = re.compile(
    r"^[ \t]{0,40}(?:([-*_=~])(?:[ \t]{0,3}\1){2,}|(?:\|[ \t]{0,9})?:?-{2,}:?[ \t]{0,9}(?:\|[ \t]{0,9}:?-{2,}:?[ \t]{0,9})+\|?|(?:```|~~~)[\w-]*)[ \t]*$",
    re.M,
)
_ROW = re.compile(r"^[ \t]*\|.*\|[ \t]*$", re.M)
_REFERENCE = re.compile(r"^[ \t]{0,3}\[[^\[\]\n]{1,60}\]:[ \t]+\S+.*$", re.M)
_FOOTNOTE = re.compile(
    r"(?<=[\w.,;:!?”\"’'»)])\[(?:\^?\d{1,3}|\^\w{1,20}|note \d{1,3}|[a-z])\]|^\[\^?\w{1,20}\]:?(?=[ \t])", re.M
)
_RAISED = re.compile("(?<=[a-z.,;:!?”’)][a-z.,;:!?”’)])[⁰¹²³⁴-⁹]+(?!\\w)|[†‡]")
_TAG = re.compile(
    r"</?(?:a|b|blockquote|br|center|div|em|font|h[1-6]|hr|i|img|li|ol|p|pre|q|s|small|span|strong|sub|sup|table|tbody|td|th|thead|tr|u|ul)(?:\s[^<>\n]{0,300})?/?>",
    re.I,
)
_ENTITY = re.compile(r"&(?:amp;)*(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([A-Za-z]{2,31}\d{0,2}));")


def without_marks(text: str) -> str:
    r"""The text, as long as before, with the marks gone and the characters meant by entities in their places.

    >>> without_marks("**Raid** &amp; fire\\$2 [more](http://a.b)[1]").split()
    ['Raid', '&', 'fire', '$2', 'more']
    """
    view = filled(text, [e for m in _ENTITY.finditer(text) if (e := _meant(m))]) if "&" in text else text
    view = _blank(_ESCAPE, view) if "\\" in view else view
    view = _blank(_TAG, view) if "<" in view else view
    view = _blank(_LINE, view)
    view = _blank(_OPENING, view)
    view = _numbered(view)
    if "[" in view:
        view = _blank(_REFERENCE, view)
        view = _blank(_FOOTNOTE, view)
        view = _LINK.sub(_without_target, view)
    view = _ROW.sub(_cells, view) if "|" in view else view
    view = _EMPHASIS.sub(lambda m: " " * len(m[1]) + m[2] + " " * len(m[1]), view)
    view = _CODE.sub(lambda m: " " * len(m[1]) + m[2] + " " * len(m[1]), view) if "`" in view else view
    return view if view.isascii() else _blank(_RAISED, view)


def _blank(pattern: re.Pattern[str], text: str) -> str:
    return pattern.sub(lambda m: " " * len(m.group()), text)


def _meant(match: re.Match[str]) -> Edit | None:
    """The character of an entity; None for a name that HTML does not know."""
    decimal, hexadecimal, name = match.groups()
    if name is not None:
        meant = html5.get(f"{name};", "")
    else:
        code = int(decimal) if decimal else int(hexadecimal, 16)
        # numbers below 160 mean Windows-1252, as browsers read them
        meant = (
            bytes([code]).decode("cp1252", "ignore")
            if 0x80 <= code < 0xA0
            else chr(code)
            if 9 <= code < 0x110000
            else ""
        )
    if not meant or any("\ud800" <= c <= "\udfff" for c in meant):
        return None
    blank = meant.isspace() or meant in "\xad\u200b\u200c\u200d\ufeff"
    return match.start(), match.end(), " " if blank else meant


def _numbered(text: str) -> str:
    """Numbers that count up from line to line mark a list; one alone may end a sentence of the line before."""
    marks = list(_NUMBERED.finditer(text))
    numbers = [int(m["number"]) for m in marks]
    for k, match in enumerate(marks):
        if numbers[k] + 1 in numbers[k + 1 : k + 2] or numbers[k] - 1 in numbers[max(0, k - 1) : k]:
            text = text[: match.start()] + " " * len(match.group()) + text[match.end() :]
    return text


def _without_target(match: re.Match[str]) -> str:
    """A Markdown link as its words only."""
    lead = match.start(1) - match.start()
    return " " * lead + match[1] + " " * (len(match.group()) - lead - len(match[1]))


def _cells(match: re.Match[str]) -> str:
    """A row of a table without the marks at its ends; those between its cells part them."""
    row = match.group()
    first, last = row.index("|"), row.rindex("|")
    return f"{row[:first]} {row[first + 1 : last]} {row[last + 1 :]}" if first < last else row
