"""Line breaks inside sentences closed: hard wraps, page breaks, words parted at the end of a line."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

from sayso.codebook.words import common, known
from sayso.gathering.repair.filling import filled
from sayso.gathering.repair.rules import Rules

_BREAK = re.compile(r"(?<![^\S\n])[^\S\n]*\n\s*")
_PARTED = re.compile(
    r"(?<![^\W\d_]['’])\b(?P<first>[^\W_]+)(?P<hyphen>[-\u2010\xad])[^\S\n]*\n\s*(?P<second>[^\W_]+(?:['’][^\W\d_]+)?)"
)
_OPEN_END = re.compile(r"(?:[a-z0-9,;—–-]|\b(?:[A-Z]{2,}|[A-Z][a-z]+))$")
_GOES_ON = re.compile(r"[a-z(“\"‘]")
_LAST_WORD = re.compile(r"[^\W\d_]+$")
_FIRST_WORD = re.compile(r"\S+")
# Lines that stand for themselves: items of lists, headings, rows of tables, forms ("Monday: 5 arrests").
_ITEM = re.compile(r"[ \t]*(?:[-*+•‣◦▪][ \t]|#{1,6}[ \t]|\d{1,3}[.)][ \t]|\||```)")
_TABLE = re.compile(r"\t|\|| {3,}\S")
_FORM = re.compile(r"(?:[^\W_][\w'’-]*[ ]){0,3}[^\W_][\w'’-]*:[ ]")
# The line that signs a post: "Name (@handle) · Aug 7, 2019", "@handle wrote on Aug. 7".
_SIGNED = re.compile(r"(?:[—–-]+[ ])?(?:[^\s@]+[ ]+){0,6}\(?@\w{1,40}\)?(?:[ ·•|,—–-]+\S+){0,8}$")
_DIGIT = re.compile(r"\d")
# A line shorter than this that stands alone is a heading, not a sentence that was cut.
_SHORT_LINE = 45
_LONGEST_HEADING = 120
_LONGEST_WORD = 40
# Columns of prose are so wide, and so many breaks show one.
_NARROW, _WIDE = 28, 50
_LEAST_PAIRS = 3
# Lines of a column may be shorter by so much: letters differ in width.
_RAGGED = 0.9
_ENDS = '.!?:”"'


@dataclass(slots=True)
class _Line:
    """A line of the view without white space at its ends; `block` counts the stretches between blank lines."""

    start: int
    end: int
    words: str
    block: int


@dataclass(slots=True)
class _Block:
    """Lines without a blank one between them."""

    count: int = 0
    width: int = 0


def closed(view: str, furnished: str, text: str, rules: Rules) -> str:
    """The view with breaks inside sentences as spaces; `furnished` is the same with the furniture still in it."""
    if "\n" not in view:
        return view
    view = _whole_words(view, rules)
    page = _Page(view, furnished, text, rules)
    return _BREAK.sub(lambda m: " " * len(m.group()) if page.joins(m) else m.group(), view)


def _whole_words(view: str, rules: Rules) -> str:
    """Words parted at the end of a line, moved up whole; the room stays behind them."""
    parted = list(_PARTED.finditer(view))
    if not parted:
        return view
    seen = frozenset(re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", view.lower()))
    edits = [(m.start(), m.end(), whole) for m in parted if (whole := _whole(m, seen, rules)) is not None]
    return filled(view, edits)


def _whole(match: re.Match[str], seen: frozenset[str], rules: Rules) -> str | None:
    """The parted word, with its hyphen if that belongs to it; None where nothing was parted."""
    first, second, soft = match["first"], match["second"], match["hyphen"] == "\xad"
    small, rest = first.lower(), second.lower()
    closed_up = small + rest.split("'")[0].split("’")[0]
    paragraph = match.group().count("\n") > 1
    if paragraph and closed_up not in seen and closed_up not in common():
        return None
    if soft:
        return first + second
    if not (first.isalpha() and second[0].isalpha()) or (second[0].isupper() and not first.isupper()):
        # "2019-2020", "68-year", "Anglo-American"
        return f"{first}-{second}"
    if closed_up in seen or closed_up in common():
        return first + second
    if f"{small}-{rest}" in seen or small in rules.keeps_hyphen:
        return f"{first}-{second}"
    if closed_up in known() or not (small in common() and rest in common()):
        return first + second
    return f"{first}-{second}"


class _Page:
    """The lines of a view, to be asked whether a break stands inside a sentence."""

    def __init__(self, view: str, furnished: str, text: str, rules: Rules) -> None:
        self.view, self.furnished, self.text, self.rules = view, furnished, text, rules
        self.by_end: dict[int, _Line] = {}
        self.by_start: dict[int, _Line] = {}
        self.blocks: list[_Block] = [_Block()]
        at = 0
        for raw in view.split("\n"):
            words = raw.strip()
            if not words:
                if self.blocks[-1].count:
                    self.blocks.append(_Block())
            else:
                start = at + len(raw) - len(raw.lstrip())
                line = _Line(start, start + len(words), words, len(self.blocks) - 1)
                self.by_end[line.end] = self.by_start[line.start] = line
                self._count(words)
            at += len(raw) + 1
        self.column = self._column()

    def _count(self, words: str) -> None:
        block = self.blocks[-1]
        block.count += 1
        block.width = max(block.width, len(words))

    def joins(self, match: re.Match[str]) -> bool:
        """Whether the lines before and behind a break are one sentence, or one paragraph that was wrapped."""
        before, after = self.by_end.get(match.start()), self.by_start.get(match.end())
        if before is None or after is None or self._apart(before, after):
            return False
        between = self.furnished[match.start() : match.end()]
        furniture = bool(between.strip()) or "\f" in between
        if match.group().count("\n") == 1 and not furniture:
            return self._wrapped(before, after) or self._open(before, after)
        return self._open(before, after) or (furniture and self._torn(before, after))

    def _apart(self, before: _Line, after: _Line) -> bool:
        """Whether either line stands for itself by its marks."""
        opening = self.text.rfind("\n", 0, after.start) + 1
        item = _ITEM.match(self.text, opening)
        if item is not None and not self.view[opening : item.end()].strip():
            return True
        heading = self.text.rfind("\n", 0, before.start) + 1
        if self.text[heading : heading + 8].lstrip().startswith("#"):
            return True
        signed = [w for w in (before.words, after.words) if "@" in w and _SIGNED.match(w)]
        if any(_DIGIT.search(w[w.index("@") :]) for w in signed):
            return True
        return _TABLE.search(before.words) is not None and _TABLE.search(after.words) is not None

    def _wrapped(self, before: _Line, after: _Line) -> bool:
        """Whether a line was broken for want of room."""
        block, length = self.blocks[before.block], len(before.words)
        first = _FIRST_WORD.match(after.words)
        room = length + 1 + (len(first.group()) if first else 0)
        if before.words[-1] in _ENDS or room < 0.6 * block.width:
            return False
        if length >= _SHORT_LINE:
            return True
        # a narrow column, in which no line has room for the first word of the next
        form = _FORM.match(after.words) or (_FORM.match(before.words) and not after.words[0].islower())
        return room >= _RAGGED * self.column > 0 and not form

    def _column(self) -> int:
        """The width of the column that a text is set in; 0 where its lines are not wrapped to one."""
        lines = sorted(self.by_start.values(), key=lambda line: line.start)
        pairs = [(a, b) for a, b in itertools.pairwise(lines) if a.block == b.block]
        # a few lines wider than the column are titles and addresses
        widths = sorted(len(a.words) for a, _ in pairs)
        width = widths[int(0.97 * (len(widths) - 1))] if widths else 0
        if len(pairs) < _LEAST_PAIRS or not _NARROW <= width <= _WIDE:
            return 0
        full = sum(len(a.words) + 1 + len(b.words.split()[0]) >= _RAGGED * width for a, b in pairs)
        running = sum(b.words[0].islower() or self._left_open(a) for a, b in pairs)
        return width if full >= 0.8 * len(pairs) and running >= 0.5 * len(pairs) else 0

    def _left_open(self, line: _Line) -> bool:
        """Whether a line ends in a comma or in a word of grammar."""
        last = _LAST_WORD.search(line.words[-_LONGEST_WORD:])
        return line.words[-1] == "," or (last is not None and last.group() in self.rules.grammar)

    def _open(self, before: _Line, after: _Line) -> bool:
        """Whether a sentence is cut for sure: it ends in no full stop, and what follows begins small."""
        last = _LAST_WORD.search(before.words[-_LONGEST_WORD:])
        if last is not None and last.group() in self.rules.never_last and " " in before.words:
            return after.words[0].isalnum() or after.words[0] in "$£€“\"‘'("
        return (
            len(before.words) >= _SHORT_LINE
            and _OPEN_END.search(before.words[-_LONGEST_WORD:]) is not None
            and _GOES_ON.match(after.words) is not None
        )

    def _torn(self, before: _Line, after: _Line) -> bool:
        """Whether a page ended inside a sentence: furniture lies between, the sentence is open."""
        if _OPEN_END.search(before.words[-_LONGEST_WORD:]) is None or before.words.count(" ") < 2:
            return False
        if after.words[0].islower():
            return True
        last = _LAST_WORD.search(before.words[-_LONGEST_WORD:])
        # a line alone may be a heading, unless it is long or holds several sentences
        prose = self.blocks[before.block].count > 1 or len(before.words) > _LONGEST_HEADING or ". " in before.words
        if last is not None and last.group() in self.rules.grammar and last.group().islower():
            return after.words[0].isalnum()
        return prose and (after.words[0].isdigit() or len(before.words) >= _SHORT_LINE)
