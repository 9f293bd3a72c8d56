"""Printed rows become paragraphs: lines that the margin broke are joined, words parted by it made whole."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from sayso.codebook.loading import lexicon
from sayso.gathering.layout import Block, Row, is_open

# A hyphen at the end of a line, until it is judged.
PARTED = "\x02"
_HYPHENS = ("-", "\u2010", "\u00ad", "\ufffe", PARTED)
_BREAK = 1.35
_WIDE_BREAK = 1.9
_OTHER_SIZE = 0.15
_NOTE_SIZE = 0.92
_FEWEST = 3
# "unbased" is one word, "state-based" is not
_LONGEST_PREFIX = 3
_NOTE = re.compile(r"^\s*(?:\d{1,3}|\[\d{1,3}\]|\(\d{1,3}\)|[*\u2020\u2021\u00a7]+)[\s.):]*\S")
_AT_BREAK = re.compile(rf"([^\s{PARTED}]+){PARTED}\s?([^\s{PARTED}]*)")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LETTERS_END = re.compile(r"[^\W\d_]+$")
_SMALL = re.compile(r"(?:,|(?<![^\W_])[a-z]{1,3})$")
_LETTERS_START = re.compile(r"^[^\W\d_]+")


@dataclass(slots=True)
class Paragraph:
    """A paragraph being put together; `full` where its last line reaches the margin."""

    text: str
    size: float
    full: bool = False


@dataclass(slots=True)
class Running:
    """The text of a document as its pages come, with notes kept for the end."""

    body: list[Paragraph] = field(default_factory=list)
    notes: list[Paragraph] = field(default_factory=list)

    def add_page(self, blocks: Iterable[Block]) -> None:
        """Add the blocks of a page; a sentence that goes on from the page before is whole."""
        blocks = [block for block in blocks if block]
        if not blocks:
            return
        # the size in which most of the page is set
        sizes = sorted((row.size, len(row.text)) for block in blocks for row in block)
        half, usual = sum(n for _, n in sizes) / 2, sizes[-1][0]
        for size, count in sizes:
            half -= count
            if half <= 0:
                usual = size
                break
        for block in blocks:
            main, notes = _without_notes(block, usual)
            self._extend(self.body, _paragraphs(main))
            self.notes += _paragraphs(notes)

    def add_text(self, text: str) -> None:
        """Add paragraphs of a text that has no places, parted by empty lines."""
        self.body += [Paragraph(p.strip(), 0.0) for p in re.split(r"\n\s*\n", text) if p.strip()]

    def _extend(self, into: list[Paragraph], found: list[Paragraph]) -> None:
        if into and found and _goes_on(into[-1], found[0]):
            into[-1] = Paragraph(_joined(into[-1].text, found[0].text), found[0].size, found[0].full)
            found = found[1:]
        into += found

    def text(self) -> str:
        """The whole text, words parted at the ends of lines judged by the rest of it."""
        return whole_words("\n\n".join(p.text for p in [*self.body, *self.notes] if p.text.strip()))


def whole_words(text: str) -> str:
    """A text in which each word parted at the end of a line is whole.

    A hyphen stays where the text has the word with it elsewhere, beside capitals and figures, and behind words that
    make compounds.

    >>> whole_words("Agents arres\\x02ted a well\\x02known man in an ICE\\x02led raid on a 12\\x02year-old plant.")
    'Agents arrested a well-known man in an ICE-led raid on a 12-year-old plant.'
    """
    if PARTED not in text:
        return text
    known = {word.lower() for word in _WORD.findall(text.replace(PARTED, " "))}
    return _AT_BREAK.sub(lambda m: m[1] + ("-" if _keeps_hyphen(m[1], m[2], known) else "") + m[2], text).replace(
        PARTED, "-"
    )


def _keeps_hyphen(before: str, after: str, known: set[str]) -> bool:
    first, second = _LETTERS_END.search(before), _LETTERS_START.match(after)
    if first is None or second is None or not second.group()[0].islower():
        return True
    one, two = first.group(), second.group()
    if (len(one) > 1 and one.isupper()) or "-" in before:
        return True
    one, two = one.lower(), two.lower()
    if f"{one}-{two}" in known or f"{one}{two}" in known:
        return f"{one}{two}" not in known
    firsts, lasts = _compounding()
    return one in firsts or (two in lasts and len(one) > _LONGEST_PREFIX)


@lru_cache(maxsize=1)
def _compounding() -> tuple[frozenset[str], frozenset[str]]:
    words = lexicon().settings["grammar"]
    return frozenset(words["first_parts"]), frozenset(words["last_parts"])


def broken_lines(text: str) -> str:
    """A text of lines without places, joined where the next word would not have fitted.

    >>> broken_lines("Agents arrested forty work-\\ners at a cannery on the\\nriver.\\n\\nFire")
    'Agents arrested forty work\\x02ers at a cannery on the river.\\n\\nFire'
    """
    parts = []
    for part in re.split(r"\n\s*\n", text):
        lines = [line.strip() for line in part.splitlines() if line.strip()]
        parts.append([Row(0, 0, len(line), 1, line) for line in lines])
    return "\n\n".join(_lines(block, _edge(block))[0] for block in parts if block)


def _paragraphs(block: Block) -> list[Paragraph]:
    """The paragraphs of a block, parted where lines stand farther apart or change their size."""
    if not block:
        return []
    edge, usual = _edge(block), _pitch(block)
    found, begun = [], 0
    for k, (before, row) in enumerate(pairwise(block), 1):
        far = before.bottom - row.bottom > (_BREAK * usual if usual else _WIDE_BREAK * row.size)
        if far or abs(before.size - row.size) > _OTHER_SIZE * max(before.size, row.size):
            found.append(block[begun:k])
            begun = k
    found.append(block[begun:])
    return [Paragraph(*_lines(rows, edge, len(block) > _FEWEST)) for rows in found]


def _edge(block: Block) -> float:
    return max(row.right for row in block)


def _pitch(block: Block) -> float:
    """How far lines stand apart in a block; 0 where it is too short to tell."""
    steps = sorted(a.bottom - b.bottom for a, b in pairwise(block))
    return steps[len(steps) // 3] if len(steps) >= _FEWEST - 1 else 0.0


def _lines(rows: Sequence[Row], edge: float, told: bool = True) -> tuple[str, float, bool]:
    """The text of a paragraph, the size of its last row, and whether that reaches the margin."""
    text = rows[0].text
    for before, row in pairwise(rows):
        wrapped = before.text.endswith(_HYPHENS) or (
            "\t" not in before.text + row.text
            and (_is_full(before, row, edge) or _reads_on(before, row, edge))
            and (told or is_open(before.text))
            and not (row.text[:1].isupper() and len(before.text) < 20)
        )
        text = _joined(text, row.text) if wrapped else f"{text}\n{row.text}"
    return text, rows[-1].size, edge - rows[-1].right < 3 * rows[-1].size


def _is_full(row: Row, after: Row, edge: float) -> bool:
    """Whether the first word of the next row would not have fitted into this one."""
    word = len(after.text.split(maxsplit=1)[0]) + 1
    return edge - row.right < word * (after.right - after.left) / max(len(after.text), 1)


def _reads_on(row: Row, after: Row, edge: float) -> bool:
    """Whether a long row ends inside a sentence that the next one takes up, though a word more would have fitted."""
    return is_open(row.text) and after.text[:1].islower() and edge - row.right < row.right - row.left


def _joined(before: str, after: str) -> str:
    """Two lines as one."""
    if before.endswith(_HYPHENS) and len(before) > 1 and not before[-2].isspace() and after[:1].isalnum():
        return before[:-1] + PARTED + after
    return f"{before} {after}"


def _goes_on(before: Paragraph, after: Paragraph) -> bool:
    """Whether a paragraph goes on in the next column or on the next page."""
    if abs(before.size - after.size) > _OTHER_SIZE * max(before.size, after.size) or "\t" in before.text[-80:]:
        return False
    if not is_open(before.text):
        return False
    # behind a full line that ends in a comma or in one of the small words, a name or a figure goes on too
    small = _SMALL.search(before.text[-8:]) is not None and before.full and after.text[:1].isalnum()
    return after.text[:1].islower() or small


def _without_notes(block: Block, usual: float) -> tuple[Block, Block]:
    """A block without the footnotes at its end, which are set smaller and begin with a mark; and these."""
    start = len(block)
    while start and block[start - 1].size < _NOTE_SIZE * usual:
        start -= 1
    marked = next((k for k in range(start, len(block)) if _NOTE.match(block[k].text)), len(block))
    return block[:marked], block[marked:]
