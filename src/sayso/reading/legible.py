"""What the grammars and the parser are given: a view without its gaps, with spaces where they were lost; and the way back."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

from sayso.codebook.words import common, known
from sayso.model.claim import Claim
from sayso.model.mention import Mention
from sayso.model.place import Place
from sayso.model.report import FILL
from sayso.model.statement import Statement
from sayso.reading.result import Reading

Span = tuple[int, int]
Edit = tuple[int, int, str]
# A word of the view that is not written so in the text.
_MENDED = re.compile(rf"(?<!\S)\S+{FILL}+")
_GAP = re.compile(rf"{FILL}+|(?<=\S) {{2,}}(?=\S)")
# what a mark of emphasis leaves behind: "sank , relatives"
_STRAY = re.compile(r"(?<=\w) +(?=[,;](?:\s|$))")
# a dash that is typed as a hyphen, as behind the place where a report begins: "DURBAN - Half of the"
_DASH = re.compile(r"(?<=[^\s\d] )--?(?= [^\W\d])")
_LIGATURE = re.compile("[\ufb00-\ufb06]")
# Where a space was lost: behind a full stop, a comma, a closing bracket; between a word and a numeral.
_STOP = re.compile(
    r"(?<![\w./@#-])(?P<word>[a-z]{2,}|[A-Z][a-z]+|(?<!\d,)\d[\d,]*)(?P<stop>[.!?][”’)]?)(?=(?:[A-Z][a-z]+|A|I)(?![a-z]))(?!(?:Com|Org|Net|Gov|Edu|Info)\b)(?![\w]*[./@])"
)
_COMMA = re.compile(r"(?<=[A-Za-z]{2})[,;](?=[A-Za-z]{2})|(?<=[a-z]{2}):(?=“)|(?<=[a-z0-9])\)(?=[A-Z][a-z])")
_NUMERAL = re.compile(
    r"(?<![\w@#/:&=?-])(?<!\d\.)(?:(?P<word>[A-Za-z][a-z]+)(?=\d[\d,]*(?![\w/]))|(?P<digits>(?<!\d,)\d[\d,]*)(?P<behind>[a-z]{4,})(?![\w@/.-]\w))"
)
# A lead set in capitals, as headlines and first lines are.
_CAPITALS = re.compile(
    r"(?<!\w)[A-Z]{2,}(?:['’][A-Z]+)?(?:(?:[ ,:;-]+|, )(?:[A-Z]+(?:['’][A-Z]+)?|\d[\d,.]*)(?![\w]))+"
)
_CAPITAL_WORD = re.compile(r"[A-Z]+(?:['’][A-Z]+)?")
_LEAST_CAPITALS = 4


@dataclass(frozen=True, slots=True)
class Legible:
    """A text to be read; `starts` and `ends` are the offsets of its characters in the view."""

    text: str
    view: str
    starts: list[int]
    ends: list[int]

    def span(self, start: int, end: int) -> Span:
        """A span in the report's text; room that a word left behind it is its own."""
        if not self.starts:
            return start, end
        first = self.starts[start] if start < len(self.starts) else len(self.view)
        last = self.ends[end - 1] if end > start else first
        while last < len(self.view) and self.view[last] == FILL:
            last += 1
        return first, last

    def claim(self, claim: Claim, text: str) -> Claim:
        """A claim with its spans, and what is quoted by them, in the report's text."""
        start, end = self.span(claim.start, claim.end)
        at = self.text.find(claim.quote, max(0, claim.start - len(claim.quote)))
        first, last = self.span(at, at + len(claim.quote)) if at >= 0 else (start, end)
        return replace(
            claim,
            id=self.ident(claim.id),
            part_of=self.ident(claim.part_of) if claim.part_of else None,
            start=start,
            end=end,
            text=text[start:end],
            quote=text[first:last],
            sentence=self.span(*claim.sentence),
        )

    def ident(self, ident: str) -> str:
        """A claim's id, which holds the start of its number."""
        report, start, index = ident.rsplit(":", 2)
        return f"{report}:{self.span(int(start), int(start))[0]}:{index}"

    def place(self, place: Place) -> Place:
        """A place with its span in the report's text."""
        start, end = self.span(place.start, place.end)
        return replace(place, start=start, end=end)

    def mention(self, mention: Mention, text: str) -> Mention:
        """A mention with its spans, and what is quoted by them, in the report's text."""
        told = [(s, *self.span(s.start, s.end)) for s in mention.superlatives]
        return replace(
            mention,
            places=tuple(self.place(p) for p in mention.places),
            triggers=tuple(self.span(*t) for t in mention.triggers),
            claims=tuple(self.ident(c) for c in mention.claims),
            superlatives=tuple(replace(s, start=a, end=b, text=text[a:b]) for s, a, b in told),
        )

    def statement(self, statement: Statement) -> Statement:
        """A statement with its spans in the report's text."""

        def here(spans: tuple[Span, ...]) -> tuple[Span, ...]:
            return tuple(self.span(*s) for s in spans)

        return replace(
            statement, source=here(statement.source), cue=here(statement.cue), content=here(statement.content)
        )

    def back(self, found: Reading, text: str) -> Reading:
        """A reading with all its spans in the report's text."""
        return replace(
            found,
            claims=tuple(self.claim(c, text) for c in found.claims),
            mentions=tuple(self.mention(m, text) for m in found.mentions),
            statements=tuple(self.statement(s) for s in found.statements),
            entities=tuple((*self.span(start, end), label) for start, end, label in found.entities),
            places=tuple(self.place(p) for p in found.places),
            mended=tuple((m.start(), m.end(), m.group()) for m in _MENDED.finditer(self.view)),
        )


def legible(view: str, names: frozenset[str] = frozenset()) -> Legible | None:
    """The text to be read where it differs from the view; `names` are words that stay in capitals, written small.

    >>> found = legible("killed13  people.The o\ufb03cials")
    >>> found.text, found.span(7, 9)
    ('killed 13 people. The officials', (6, 8))
    """
    edits = sorted(_edits(view, names))
    if not edits:
        return None
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    for start, end, words in edits:
        if start < at:
            continue
        pieces += [view[at:start], words]
        starts += range(at, start)
        ends += range(at + 1, start + 1)
        same = len(words) == end - start
        starts += range(start, end) if same else [start] * len(words)
        ends += range(start + 1, end + 1) if same else [end] * len(words)
        at = end
    pieces.append(view[at:])
    starts += range(at, len(view))
    ends += range(at + 1, len(view) + 1)
    return Legible("".join(pieces), view, starts, ends)


def _edits(view: str, names: frozenset[str]) -> Iterator[Edit]:
    for stray in _STRAY.finditer(view):
        yield stray.start(), stray.end(), ""
    for gap in _GAP.finditer(view):
        yield gap.start(), gap.end(), "" if gap.group()[0] == FILL else " "
    yield from ((m.start(), m.end(), "—") for m in _DASH.finditer(view))
    if not view.isascii():
        yield from ((m.start(), m.end(), unicodedata.normalize("NFKC", m.group())) for m in _LIGATURE.finditer(view))
    for stop in _STOP.finditer(view):
        if stop["word"][0].isdigit() or stop["word"].lower() in common():
            yield stop.end(), stop.end(), " "
    yield from ((m.end(), m.end(), " ") for m in _COMMA.finditer(view))
    for glued in _NUMERAL.finditer(view):
        word, behind = glued["word"], glued["behind"]
        if _is_word((word or behind).lower()):
            yield (glued.end(), glued.end(), " ") if word else (glued.start("behind"), glued.start("behind"), " ")
    for capitals in _CAPITALS.finditer(view):
        yield from _small(capitals, names)


def _is_word(word: str) -> bool:
    return word in common() or (len(word) > 5 and word in known())


def _small(match: re.Match[str], names: frozenset[str]) -> Iterator[Edit]:
    """A line of capitals as it would be written in running text: words of the language small, all others as names."""
    words = list(_CAPITAL_WORD.finditer(match.group()))
    plain = [w for w in words if w.group().lower() in common()]
    if len(words) < _LEAST_CAPITALS or len(plain) < len(words) / 2:
        return
    for k, word in enumerate(words):
        start = match.start() + word.start()
        small = word.group().lower()
        if small in names and k:
            continue
        known = small in common()
        yield start, start + len(small), small if known and k else small.capitalize()
