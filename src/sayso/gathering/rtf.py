"""RTF: paragraphs, tables a row a line, footnotes at the end; code pages, destinations and signs are striprtf's."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from sayso.errors import InputError
from sayso.gathering.decoding import unbroken
from sayso.model.report import Report

# Pictures make such a file large, its text never.
MOST_RTF = 100_000_000
_DEEPEST = 1_000
_BEGIN = re.compile(rb"\A(?:\xef\xbb\xbf)?\s{0,20}\{\\rtf", re.I)
_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})?[ ]?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|[\r\n]+|([^\\{}\r\n]+)", re.S
)
# what stands beside the running text, and what holds text though programs that do not know it are told to skip it
_FOOTNOTES, _MARGINS = (
    "footnote",
    ("header", "headerf", "headerl", "headerr", "footer", "footerf", "footerl", "footerr"),
)
_BOXES = ("shptxt", "dptxbxtext")
_CODE_PAGES = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850"}
_PARAGRAPH = ("par", "page", "sect", "column")
_OPENED = ("shp", "do", "object", "result", *_BOXES, _FOOTNOTES, *_MARGINS)


@dataclass(frozen=True, slots=True)
class _Group:
    """What holds inside one pair of braces."""

    into: str = "body"
    skipped: bool = False
    deleted: bool = False
    hidden: bool = False
    in_table: bool = False
    font: int | None = None
    fallback: int = 1


@dataclass(slots=True)
class _Flow:
    """One run of paragraphs being read: the body, the footnotes, a heading."""

    paragraphs: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    cells: list[str] = field(default_factory=list)
    inner: list[str] = field(default_factory=list)

    def _taken(self) -> str:
        text = "".join(self.words).strip()
        self.words = []
        return text

    def end_paragraph(self) -> None:
        self.paragraphs.append(self._taken())

    def end_cell(self) -> None:
        self.cells.append(" ".join(self._taken().split("\n")))

    def end_inner_cell(self) -> None:
        self.inner.append(self._taken())

    def end_inner_row(self) -> None:
        # the row of a table in a cell stays in that cell
        self.words.append(" | ".join(self.inner) + "; ")
        self.inner = []

    def end_row(self) -> None:
        if self.inner:
            self.end_inner_row()
        if text := self._taken():
            self.cells.append(text)
        self.paragraphs.append(" | ".join(c.removesuffix(";") for c in self.cells))
        self.cells = []

    def text(self) -> str:
        self.end_row()
        return "\n\n".join(p for p in self.paragraphs if p.strip(" |"))


def is_rtf(data: bytes) -> bool:
    """Whether bytes begin as RTF."""
    return _BEGIN.match(data[:100]) is not None


def read_rtf(data: bytes, name: str, where: str) -> Report:
    """The report in an RTF file; raises InputError for a damaged, too large or empty one."""
    if len(data) > MOST_RTF:
        raise InputError(
            "report-too-large", f"{len(data) / 1e6:.0f} MB of RTF", where=where, hint="save it without its pictures"
        )
    reader = _Reader(data)
    reason = reader.run()
    if reason:
        raise InputError("rtf-damaged", f"the RTF is damaged: {reason}", where=where, hint="open and save it anew")
    parts = {into: unbroken(_paired(flow.text())) for into, flow in reader.flows.items()}
    # footnotes and what is printed on every page may hold figures, and stand where they part no sentence
    text = "\n\n".join(p for into in ("body", _FOOTNOTES, "margin") if (p := parts.get(into, "").strip()))
    if not text:
        raise InputError("report-empty", "there is no text in it", where=where, hint="leave it out")
    rest = data[reader.end :].strip(b"\0\r\n\t }\x1a")
    notes = (f"{len(rest):,} bytes behind the end of the RTF were not read",) if rest else ()
    return Report(
        id=name,
        text=text,
        title=parts.get("title") or None,
        author=parts.get("author") or None,
        path=where,
        notes=notes,
    )


def _paired(text: str) -> str:
    """Text with the halves of characters beyond the first plane joined."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


class _Reader:
    """Walks through the tokens of an RTF file."""

    def __init__(self, data: bytes) -> None:
        from striprtf.striprtf import charset_map, destinations, specialchars

        self.data, self.end = data, 0
        self.flows = {"body": _Flow()}
        self._charsets: dict[int, str] = charset_map
        breaks = {*_PARAGRAPH, "line", "row", "cell", "nestcell", "-", "\n", "\r"}
        self._signs: dict[str, str] = {k: v for k, v in specialchars.items() if k not in breaks}
        self._skipped = frozenset(destinations) - frozenset(_OPENED)
        self._group, self._stack = _Group(), list[_Group]()
        self._pending, self._encoding = bytearray(), "cp1252"
        self._fonts: dict[int, str] = {}
        self._default_font, self._table_font, self._skip = 0, 0, 0
        self._actions: dict[str, Callable[[], None]] = {
            "line": lambda: self._put("\n"),
            "cell": lambda: self._flow().end_cell(),
            "row": lambda: self._flow().end_row(),
            "nestcell": lambda: self._flow().end_inner_cell(),
        }

    def run(self) -> str | None:
        """Read to the end of the document; what is wrong with it, None for a sound one."""
        at = 0
        while at < len(self.data):
            token = _TOKEN.match(self.data, at)
            if token is None:
                return "it ends inside a sign"
            word, number, code, sign, brace, text = token.groups()
            at = token.end()
            if brace:
                self._flush()
                self._skip = 0
                if not self._brace(brace):
                    return f"groups lie {_DEEPEST:,} deep"
                if not self._stack:
                    self.end = at
                    return None
            elif word:
                at += self._word(word.decode().lower(), int(number) if number else None)
            elif sign:
                self._sign(sign.decode("latin-1"))
            elif code:
                self._bytes(bytes([int(code, 16)]))
            elif text:
                self._bytes(text)
        return "it is cut off before its end"

    def _brace(self, brace: bytes) -> bool:
        if brace == b"{":
            self._stack.append(self._group)
            return len(self._stack) < _DEEPEST
        left, self._group = self._group, self._stack.pop()
        if left.into != self._group.into and left.into in (_FOOTNOTES, "margin", "box"):
            self.flows.setdefault(left.into, _Flow()).end_row()
            if left.into == "box":
                # a box is read beside the paragraph that it hangs on
                self._flow().words[:0] = ["\n\n".join(filter(None, self.flows.pop("box").paragraphs)), "\n\n"]
        return True

    def _word(self, word: str, number: int | None) -> int:
        """Do what a control word says; how many bytes of a picture to pass over behind it."""
        self._flush()
        group = self._group
        if word == "bin":
            return max(0, number or 0)
        if self._skip and word != "u":
            self._skip -= 1
            return 0
        if word == "nestrow":
            self._flow().end_inner_row()
        elif word == "fonttbl":
            self._group = replace(group, into="fonts", skipped=True)
        elif word == "shprslt":
            # the same box again, for programs that do not know boxes
            self._group = replace(group, into="again", skipped=True)
        elif word in _BOXES and group.into != "again":
            self._group = replace(group, into="box", skipped=False)
        elif word in self._skipped and not (group.into == "info" and word in ("title", "author")):
            self._group = replace(group, into="info" if word == "info" else group.into, skipped=True)
        elif group.into == "info" and word in ("title", "author"):
            self._group = replace(group, into=word, skipped=False)
        elif word == _FOOTNOTES or word in _MARGINS:
            self._group = replace(group, into=_FOOTNOTES if word == _FOOTNOTES else "margin")
        elif group.into == "fonts":
            self._font(word, number)
        else:
            self._text_word(word, number)
        return 0

    def _font(self, word: str, number: int | None) -> None:
        """A line of the table of fonts."""
        if word == "f":
            self._table_font = number or 0
        elif word in ("fcharset", "cpg"):
            page = self._charsets.get(number or 0) if word == "fcharset" else f"cp{number}"
            if page and _known(page):
                self._fonts[self._table_font] = page

    def _text_word(self, word: str, number: int | None) -> None:
        """A word that changes the text or how it is read."""
        on = number != 0
        match word:
            case "u":
                self._put(chr((number or 0) % 0x10000))
                self._skip = self._group.fallback
            case "uc":
                self._group = replace(self._group, fallback=min(max(number or 0, 0), 10))
            case "f":
                self._group = replace(self._group, font=number)
            case "deff":
                self._default_font = number or 0
            case "ansicpg" if _known(f"cp{number}"):
                self._encoding = f"cp{number}"
            case "mac" | "pc" | "pca":
                self._encoding = _CODE_PAGES[word]
            case "deleted":
                self._group = replace(self._group, deleted=on)
            case "v":
                self._group = replace(self._group, hidden=on)
            case "plain":
                self._group = replace(self._group, deleted=False, hidden=False, font=None)
            case "pard" | "intbl":
                self._group = replace(self._group, in_table=word == "intbl")
            case _ if word in _PARAGRAPH and not self._group.skipped:
                self._put("\n") if self._group.in_table else self._flow().end_paragraph()
            case _ if word in self._actions and not self._group.skipped:
                self._actions[word]()
            case _ if word in self._signs:
                self._put(self._signs[word])

    def _sign(self, sign: str) -> None:
        self._flush()
        if self._skip and sign not in "*\r\n":
            self._skip -= 1
        elif sign == "*":
            self._group = replace(self._group, skipped=True)
        elif sign in "\r\n" and not self._group.skipped:
            self._flow().end_paragraph()
        elif sign in self._signs:
            self._put(self._signs[sign])

    def _bytes(self, text: bytes) -> None:
        """Text in the code page of its font, less what stands in for a sign already read."""
        passed = min(self._skip, len(text))
        self._skip -= passed
        if not self._group.skipped:
            self._pending += text[passed:]

    def _flush(self) -> None:
        if self._pending:
            font = self._default_font if self._group.font is None else self._group.font
            self._put(self._pending.decode(self._fonts.get(font, self._encoding), "replace"))
            self._pending.clear()

    def _flow(self) -> _Flow:
        return self.flows.setdefault(self._group.into, _Flow())

    def _put(self, text: str) -> None:
        if not (self._group.skipped or self._group.deleted or self._group.hidden):
            self._flow().words.append(text)


def _known(code_page: str) -> bool:
    try:
        return codecs.lookup(code_page) is not None
    except LookupError:
        return False
