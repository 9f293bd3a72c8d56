"""Search as a person may see it: readers find no report by a private person's name, and see stretches masked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from sayso.atlas.gazetteer import gazetteer
from sayso.errors import RefusedError
from sayso.exhibiting.exhibit import Exhibit
from sayso.ledger.words import folded, words_of
from sayso.masking import Gate, Vocabulary
from sayso.masking.marks import NAME
from sayso.model.claim import Claim
from sayso.reviewing.briefs import Briefs
from sayso.reviewing.desk import Desk
from sayso.searching import Found

PER_PAGE = 10
_FEW = 4
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Told:
    """A claim in a few words."""

    id: str
    measure: str | None
    quote: str


@dataclass(frozen=True, slots=True)
class Result:
    """A report that was found: `pieces` are the words around, each with whether it was looked for."""

    key: str
    title: str
    publisher: str | None
    published: str | None
    notes: tuple[str, ...]
    count: int
    pieces: tuple[tuple[str, bool], ...]
    claims: tuple[Told, ...]
    more: int

    def row(self) -> dict[str, Any]:
        """The result as plain JSON values."""
        return {
            "report": self.key,
            "title": self.title,
            "publisher": self.publisher,
            "published": self.published,
            "count": self.count,
            "snippet": "".join(words for words, _ in self.pieces),
            "claims": [{"measure": c.measure, "quote": c.quote} for c in self.claims],
        }


@dataclass(frozen=True, slots=True)
class Page:
    """A page of what was found. Those who may not see names are not told how many reports there are in all."""

    results: tuple[Result, ...]
    count: int | None
    more: bool


def search(desk: Desk, words: str, bounds: dict[str, str | None], page: int) -> Page:
    """Reports that hold all words, a page of them."""
    wanted = frozenset(words_of(words))
    exhibit = desk.exhibit()
    if exhibit.masked:
        _refuse_names(words, exhibit)
    first = PER_PAGE * (page - 1)
    done = desk.ledger.search(words.split(), limit=first + PER_PAGE, **bounds)
    shown = done.found[first:]
    if exhibit.masked:
        # where a word that was looked for may not be seen, nothing is told of it
        shown = tuple(f for f in shown if desk.house.briefs.words(f.hit.report, exhibit) >= wanted)
    found = [_result(f, wanted, exhibit, desk.house.briefs) for f in shown]
    return Page(tuple(found), None if exhibit.masked else done.count, done.count > first + PER_PAGE)


def _refuse_names(words: str, exhibit: Exhibit) -> None:
    """Whoever may not see names may not find out where one stands either."""
    gate, places = Gate(Vocabulary(exhibit.ledger.lexicon)), gazetteer()
    if any("[" in gate.phrase(w.lower()) and not places.knows(w.capitalize()) for w in _WORD.findall(words)):
        raise RefusedError(
            "search-for-name",
            "readers cannot look for names of persons",
            where=words,
            hint="look for what happened, where and when; offices, places and bodies can be looked for",
        )


def _result(found: Found, wanted: frozenset[str], exhibit: Exhibit, briefs: Briefs) -> Result:
    hit = found.hit
    # those that say what is counted tell most
    first = sorted(found.claims, key=lambda c: c.measure is None)[:_FEW]
    source = briefs.source(hit.report, exhibit)
    if exhibit.masked:
        text = exhibit.text(hit.report)
        claims = [Told("", c.measure, briefs.stretch(hit.report, *_span(c, text), exhibit)) for c in first]
        snippet = briefs.stretch(hit.report, hit.start, hit.end, exhibit)
    else:
        claims = [Told(c.id, c.measure, c.quote) for c in first]
        snippet = hit.snippet
    return Result(
        hit.key,
        source.title or source.id,
        source.publisher,
        hit.published,
        () if exhibit.masked else hit.notes,
        hit.count,
        _pieces(snippet, wanted),
        tuple(claims),
        len(found.claims) - len(claims),
    )


def _span(claim: Claim, text: str) -> tuple[int, int]:
    """Where the quote of a claim stands."""
    start = text.find(claim.quote, claim.sentence[0], claim.sentence[1])
    return (start, start + len(claim.quote)) if start >= 0 else (claim.start, claim.end)


def _pieces(words: str, wanted: frozenset[str]) -> tuple[tuple[str, bool], ...]:
    """A stretch cut into what was looked for and what was not."""
    found: list[tuple[str, bool]] = []
    at = 0
    for match in _WORD.finditer(words):
        if folded(match.group()) in wanted and NAME[1:-1] not in words[max(0, match.start() - 20) : match.end() + 20]:
            found += [(words[at : match.start()], False), (match.group(), True)]
            at = match.end()
    return tuple(piece for piece in [*found, (words[at:], False)] if piece[0])
