"""All that people ruled, as a list, a file, and a file that is taken in once its effect was seen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Any
from urllib.parse import urlencode

from pydantic import BaseModel, Field

from sayso.codebook.lexicon import Lexicon
from sayso.errors import InputError, RefusedError
from sayso.model.decision import Decision
from sayso.model.rows import incident_of
from sayso.reviewing.asking import Words
from sayso.reviewing.chronicle import REVIEWER, Entry, chronicle, discreet
from sayso.reviewing.desk import Desk
from sayso.transfer import decisions_in

PER_PAGE = 50


class Asked(BaseModel):
    """Which decisions are wanted."""

    by: Words = None
    kind: Words = None
    incident: Words = None
    page: Annotated[int, Field(ge=1, le=100_000)] = 1

    def address(self, **changed: Any) -> str:
        """The same list with something changed."""
        values = {**self.model_dump(exclude_defaults=True), **changed}
        return "/decisions" + ("?" + urlencode(values) if values else "")


@dataclass(frozen=True, slots=True)
class Line:
    """A decision with the incidents that it bears on: (id, title)."""

    entry: Entry
    words: str
    incidents: tuple[tuple[str, str], ...]
    lost: bool


@dataclass(frozen=True, slots=True)
class Incoming:
    """What a file brings: decisions, and lines that are none."""

    decisions: tuple[Decision, ...]
    bad: tuple[InputError, ...]


def page(desk: Desk, asked: Asked) -> dict[str, Any]:
    """A page of decisions, the latest first."""
    every = desk.ledger.history(incident=asked.incident)
    # readers are not told who decided, so they cannot ask by whom either
    by = None if desk.person.role == "reader" else asked.by
    listed = [d for d in every if by in (None, d.by) and asked.kind in (None, d.kind)]
    listed.sort(key=lambda d: d.order, reverse=True)
    first = PER_PAGE * (asked.page - 1)
    return {
        "lines": lines(desk, listed[first : first + PER_PAGE]),
        "count": len(listed),
        "pages": max(1, -(-len(listed) // PER_PAGE)),
        "people": dict(sorted(Counter(d.by for d in every if desk.person.role != "reader").items())),
        "kinds": dict(sorted(Counter(d.kind for d in every).items())),
        "seen": desk.ledger.revision(),
    }


def lines(desk: Desk, decisions: Sequence[Decision]) -> list[Line]:
    """Decisions as this person may see them, in their order."""
    store, exhibit, briefs = desk.ledger.store, desk.exhibit(), desk.house.briefs
    attached = {d.id: set(d.attached()) for d in decisions}
    claims = store.claims({i for ids in attached.values() for i in ids})
    mentions = {i: c.incident for i, c in claims.items() if c.incident}
    held = store.incidents_of({mentions.get(i, i) for ids in attached.values() for i in ids})
    incidents = [incident_of(row) for row in store.incident_rows(set(held.values())).values()]
    titles = {i.id: b.title for i, b in zip(incidents, briefs.of(incidents, exhibit), strict=True)}
    told = map(discreet, decisions) if desk.person.role == "reader" else decisions
    entries = {e.id: e for e in chronicle(desk.ledger, told)}
    if desk.person.role == "reader":
        entries = {i: replace(e, undone=e.undone and REVIEWER) for i, e in entries.items()}
    found = []
    for d in decisions:
        own = sorted({held[m] for i in attached[d.id] if (m := mentions.get(i, i)) in held})
        words = entries[d.id].words
        if exhibit.masked:
            here = sorted(store.papers({a.report for a in d.anchors}))
            words = briefs.masked(words, here, exhibit)
        lost = any(a.attached is None and a.what != "erased" for a in d.anchors)
        found.append(Line(entries[d.id], words, tuple((i, titles[i]) for i in own if i in titles), lost))
    return found


def latest(desk: Desk, decisions: Sequence[Decision]) -> list[Line]:
    """Decisions as this person may see them, the latest first."""
    return lines(desk, sorted(decisions, key=lambda d: d.order, reverse=True))


def incoming(text: str, where: str, lexicon: Lexicon) -> Incoming:
    """The decisions of a file; raises RefusedError where there are none."""
    read = list(decisions_in(text, where, lexicon))
    decisions = tuple(item for item in read if isinstance(item, Decision))
    bad = tuple(item for item in read if isinstance(item, InputError))
    if not decisions:
        what = bad[0].what if bad else "the file is empty"
        raise RefusedError(
            "file-without-decisions", f"no decision stands in it: {what}", where=where, hint="export one first"
        )
    return Incoming(decisions, bad)
