"""What map and timeline need of every incident, kept in memory and brought up to date by the feed of changes."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from dataclasses import dataclass

from sayso.codebook.lexicon import Lexicon
from sayso.exhibiting import wording
from sayso.ledger import Store
from sayso.model.incident import Incident
from sayso.model.place import Place
from sayso.model.rows import incident_of
from sayso.reviewing.figures import in_short


@dataclass(frozen=True, slots=True)
class Gist:
    """An incident as map and timeline show it."""

    id: str
    title: str
    start: str | None
    end: str | None
    precision: str
    days: str
    places: tuple[Place, ...]
    figure: str


def gist(i: Incident, lexicon: Lexicon, title: str, places: tuple[Place, ...]) -> Gist:
    """The gist of an incident under a title and with the places that may be shown."""
    return Gist(i.id, title, i.start, i.end, i.date_precision, wording.days(i), places, in_short(i, lexicon))


class Gists:
    """The gists of one ledger's incidents; rows are opened once, and again when they changed."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._mark: tuple[int, int] | None = None
        self._known: dict[str, Gist] = {}

    def of(self, store: Store, lexicon: Lexicon, idents: Iterable[str]) -> list[Gist]:
        """Some incidents in short, in their order."""
        with self._lock:
            mark = (store.position()[1], store.erased_count())
            if self._mark is None or self._mark[1] != mark[1]:
                # what was erased may stand in any of them
                self._known = {}
            elif self._mark[0] != mark[0]:
                for row in store.changes_after(self._mark[0]):
                    self._known.pop(str(row["incident"]), None)
            self._mark = mark
            wanted = list(idents)
            missing = [i for i in wanted if i not in self._known]
            for ident, row in store.incident_rows(missing).items():
                i = incident_of(row)
                self._known[ident] = gist(i, lexicon, i.title, i.places)
            return [self._known[i] for i in wanted if i in self._known]
