"""Cuts a report's text into sentences without a parser: full stops, line breaks, abbreviations, quotes."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_END = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s|$)|\n[ \t]*\n\s*|\n(?=[ \t]*(?:[-*•#>]|\d+[.)])\s)|\n")
_OPENS = re.compile(r"[\"'“‘(\[]*[A-Z0-9$£€#@“]|[\"'“‘(\[]*[^\Wa-z]")
_LOOK_BACK = re.compile(r"([\w.&'’-]+)\.[\"'”’)\]]*$")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: offsets into the text, its number, and the number of its paragraph."""

    index: int
    start: int
    end: int
    paragraph: int


def sentences(text: str, known: frozenset[str], openers: frozenset[str]) -> list[Sentence]:
    """The sentences of a text in order; white space between them belongs to none.

    `known` are abbreviations without their last full stop; `openers` words that begin a sentence behind one.

    >>> [text[s.start:s.end] for text in ["Mr. Low spoke. He left."] for s in sentences(text, frozenset(["mr"]), frozenset(["He"]))]
    ['Mr. Low spoke.', 'He left.']
    """
    found: list[Sentence] = []
    start = paragraph = 0

    def close(end: int) -> None:
        nonlocal start
        piece = text[start:end]
        left = len(piece) - len(piece.lstrip())
        right = len(piece.rstrip())
        if right > left:
            found.append(Sentence(len(found), start + left, start + right, paragraph))
        start = end

    for match in _END.finditer(text):
        if match.start() < start:
            continue
        if match.group()[0] == "\n":
            close(match.start())
            paragraph += "\n" in match.group()[1:]
            start = match.end()
        elif _ends(text, match, known, openers):
            close(match.end())
    close(len(text))
    return found


def _ends(text: str, match: re.Match[str], known: frozenset[str], openers: frozenset[str]) -> bool:
    """Whether a full stop ends a sentence: not behind an abbreviation or initial, and a capital follows."""
    rest = text[match.end() : match.end() + 40].lstrip(" \t")
    if rest and rest[0] != "\n" and not _OPENS.match(rest):
        return False
    if match.group()[0] != ".":
        return True
    back = _LOOK_BACK.search(text[max(0, match.start() - 24) : match.end()])
    if back is None:
        return True
    word = back.group(1)
    if word.lower() in known:
        # "at 6 p.m. The" ends, "Sen. Low" does not; a month or state ends where no number or name follows
        return word.lower() in (
            "a.m",
            "p.m",
            "etc",
            "inc",
            "co",
            "corp",
            "ltd",
            "jr",
            "sr",
            "u.s",
            "d.c",
        ) and _starts_new(rest, openers)
    return not (len(word) == 1 and word.isalpha() and word.isupper())


def _starts_new(rest: str, openers: frozenset[str]) -> bool:
    """Whether what follows looks like the first words of a sentence rather than the rest of a name."""
    first = re.match(r"[\"“‘'(]*([A-Za-z]+)", rest)
    return first is not None and first.group(1) in openers


def holding(sentences: Sequence[Sentence], offsets: Iterable[int]) -> set[int]:
    """Numbers of the sentences in which one of the offsets lies."""
    starts = [s.start for s in sentences]
    found = ((bisect_right(starts, offset) - 1, offset) for offset in offsets)
    return {sentences[i].index for i, offset in found if i >= 0 and offset < sentences[i].end}


def unparted(sentences: Sequence[Sentence], spans: Iterable[tuple[int, int]]) -> list[Sentence]:
    """The sentences, those joined that one of the spans runs over ("a total of" at the end of a line, "88" below)."""
    over = sorted(spans)
    found: list[Sentence] = []
    at = 0
    for s in sentences:
        while at < len(over) and over[at][1] <= s.start:
            at += 1
        if found and at < len(over) and over[at][0] < found[-1].end:
            last = found.pop()
            s = Sentence(last.index, last.start, s.end, last.paragraph)
        found.append(Sentence(len(found), s.start, s.end, s.paragraph))
    return found


_FIRST_WORD = re.compile(r"\W*(\w+)")
_CAPITAL = re.compile(r"[A-Z]|[^\W\d_a-z]")


def may_name(sentence: str, openers: frozenset[str]) -> bool:
    """Whether a sentence has a capital letter beyond a first word that opens any sentence."""
    first = _FIRST_WORD.match(sentence)
    return _CAPITAL.search(sentence, first.end() if first and first.group(1) in openers else 0) is not None
