"""Pairs of mentions that may be one event, side by side, with what speaks for it and against it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sayso.codebook.lexicon import Lexicon
from sayso.exhibiting import wording
from sayso.exhibiting.exhibit import Exhibit
from sayso.model.incident import Incident
from sayso.model.mention import Mention
from sayso.model.rows import incident_of
from sayso.reviewing.addresses import Addresses
from sayso.reviewing.desk import Desk
from sayso.tasking import MARGIN, UncertainPair

PER_PAGE = 10
_BESIDE = 200
_NAME = re.compile(r"[a-z]+(?:_[a-z]+)+")
# so many more pairs are looked up than are shown, for the pages that come
_AHEAD = 40


@dataclass(frozen=True, slots=True)
class Side:
    """One of two mentions: the report, its words around what happened in three pieces, and the incident it is in."""

    mention: str
    page: str
    title: str
    publisher: str | None
    published: str | None
    words: tuple[str, str, str]
    what: str
    when: str
    where: tuple[str, ...]
    incident: str
    incident_title: str
    reports: int


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sides; points above the threshold speak for one event."""

    a: Side
    b: Side
    score: int
    threshold: int
    reasons: tuple[tuple[int, str], ...]


def page(desk: Desk, number: int) -> dict[str, Any]:
    """A page of the queue, the most uncertain pairs first."""
    first = PER_PAGE * (number - 1)
    found = _closest(desk, first + PER_PAGE + 1)
    shown = found[first : first + PER_PAGE]
    rows = desk.ledger.store.incident_rows({i for p in shown for i in (p.incident_a, p.incident_b)})
    incidents = {ident: incident_of(row) for ident, row in rows.items()}
    addresses = Addresses.of(desk.ledger.store, {m.report for p in shown for m in (p.a, p.b)})
    exhibit = desk.exhibit()
    pairs = [_pair(desk, p, incidents, addresses, exhibit) for p in shown]
    return {"pairs": pairs, "more": len(found) > first + PER_PAGE, "seen": desk.ledger.revision(), "number": number}


def _closest(desk: Desk, wanted: int) -> Sequence[UncertainPair]:
    """The first pairs of the queue; those close to the threshold are found without looking at all others.

    They are remembered until somebody decides or a report comes.
    """
    revision, kept = desk.ledger.revision(), desk.house.queue
    # taken and put as one thing, since other threads do so too
    of, many, found = kept.get("pairs", ("", 0, ()))
    if of == revision and many >= wanted:
        return list(found[:wanted])
    for margin in range(1, MARGIN + 1):
        found = desk.ledger.uncertain(margin=margin, limit=wanted + _AHEAD)
        if len(found) >= wanted + _AHEAD:
            break
    kept["pairs"] = (revision, wanted + _AHEAD, found)
    return list(found[:wanted])


def _pair(desk: Desk, p: UncertainPair, incidents: dict[str, Incident], addresses: Addresses, exhibit: Exhibit) -> Pair:
    lexicon = desk.ledger.lexicon
    reasons = [(int(r["points"]), _labelled(str(r["words"]), lexicon)) for r in p.reasons]
    if exhibit.masked:
        both = (p.a.report, p.b.report)
        reasons = [(points, desk.house.briefs.masked(words, both, exhibit)) for points, words in reasons]
    sides = [
        _side(desk, m, incidents.get(ident), ident, addresses, exhibit)
        for m, ident in ((p.a, p.incident_a), (p.b, p.incident_b))
    ]
    return Pair(sides[0], sides[1], p.score, p.threshold, tuple(sorted(reasons, key=lambda r: (-r[0], r[1]))))


def _labelled(words: str, lexicon: Lexicon) -> str:
    """A reason with measures and events by their labels."""

    def label(match: re.Match[str]) -> str:
        rule = lexicon.measures.get(match[0]) or lexicon.events.get(match[0])
        return rule.label if rule is not None else match[0]

    return _NAME.sub(label, words)


def _side(
    desk: Desk, m: Mention, incident: Incident | None, ident: str, addresses: Addresses, exhibit: Exhibit
) -> Side:
    lexicon = desk.ledger.lexicon
    source = exhibit.source(m.report)
    event = lexicon.events.get(m.event)
    brief = desk.house.briefs.of([incident], exhibit)[0] if incident is not None else None
    places = tuple(dict.fromkeys(p.name for p in m.places))[:4]
    if exhibit.masked:
        gate = exhibit.gate(m.report)
        places = tuple(p for p in places if gate.place(p))
    return Side(
        addresses.mention(m.id),
        addresses.report(m.report),
        source.title or f"report of {source.publisher or wording.day(source.published)}",
        source.publisher,
        source.published,
        _words(m, exhibit),
        event.label if event is not None else m.event.replace("_", " "),
        _when(m),
        places,
        ident,
        brief.title if brief is not None else ident,
        len(incident.reports) if incident is not None else 0,
    )


def _when(m: Mention) -> str:
    if m.begin is None:
        return "day unknown"
    return wording.day(m.begin) + (f" to {wording.day(m.finish)}" if m.finish and m.finish != m.begin else "")


def _words(m: Mention, exhibit: Exhibit) -> tuple[str, str, str]:
    """What stands before the first word that tells of the event, that word, and what stands after it."""
    text = exhibit.text(m.report)
    start, end = m.triggers[0] if m.triggers else (0, 0)
    first = text.find(" ", max(0, start - _BESIDE), start) + 1 if start > _BESIDE else 0
    last = text.rfind(" ", end, end + _BESIDE) if end + _BESIDE < len(text) else len(text)
    spans = ((first, start), (start, end), (end, max(end, last)))
    if exhibit.masked:
        gate = exhibit.gate(m.report)
        before, trigger, after = (gate.evidence(*span).text for span in spans)
    else:
        before, trigger, after = (text[slice(*span)] for span in spans)
    return before, trigger, after
