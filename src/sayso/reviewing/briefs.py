"""What lists show of incidents and reports: for readers masked, which is remembered since it takes the whole report."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from sayso.exhibiting.evidence import Source
from sayso.exhibiting.exhibit import Exhibit
from sayso.ledger.listing import Sieve
from sayso.ledger.words import words_of
from sayso.masking import Gate, Vocabulary
from sayso.model.incident import Incident
from sayso.model.place import Place
from sayso.model.rows import incident_of
from sayso.reviewing.ledgers import Ledgers

_MOST = 60_000
_AT_A_TIME = 5
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Brief:
    """What a list tells of an incident beside its days and figures."""

    title: str
    places: tuple[str, ...]
    spots: tuple[Place, ...] = ()


class Briefs:
    """What was judged for readers, kept in memory as long as it would be judged the same."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()

    def of(self, listed: Sequence[Incident], exhibit: Exhibit) -> list[Brief]:
        """Incidents in short, in their order, as this exhibit may show them."""
        if not exhibit.masked:
            return [_brief(i) for i in listed]
        return [self._masked(i, exhibit) for i in listed]

    def _masked(self, incident: Incident, exhibit: Exhibit) -> Brief:
        places, reports = tuple(p.name for p in incident.places), tuple(r.report for r in incident.reports)
        key = (exhibit.reading, incident.id, incident.title, places, reports)
        return self._remembered(key, lambda: _brief(exhibit.headed(incident)))

    def masked(self, words: str, reports: Sequence[str], exhibit: Exhibit) -> str:
        """Words about some reports as readers may see them, judged by each of the reports."""

        def judged() -> str:
            shown = words
            for report in reports or [""]:
                gate = exhibit.gate(report) if report else Gate(Vocabulary(exhibit.ledger.lexicon))
                shown = gate.phrase(shown)
            return shown

        return self._remembered(("words", exhibit.reading, words, *reports), judged) if words else words

    def stretch(self, report: str, start: int, end: int, exhibit: Exhibit) -> str:
        """A stretch of a report's text as readers may see it."""
        key = ("stretch", exhibit.reading, report, start, end)
        return self._remembered(key, lambda: exhibit.gate(report).evidence(start, end).text)

    def source(self, report: str, exhibit: Exhibit) -> Source:
        """A report as a source, as it may be seen."""
        if not exhibit.masked:
            return exhibit.source(report)
        return self._remembered(("source", exhibit.reading, report), lambda: exhibit.source(report))

    def words(self, report: str, exhibit: Exhibit) -> frozenset[str]:
        """The words of a report, folded, that readers may see."""

        def judged() -> frozenset[str]:
            text, title = exhibit.text(report), self.source(report, exhibit).title or ""
            return frozenset(words_of(f"{title}\n{exhibit.gate(report).evidence(0, len(text)).text}"))

        return self._remembered(("seen", exhibit.reading, report), judged)

    def _remembered(self, key: Hashable, made: Callable[[], T]) -> T:
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                kept: T = self._kept[key]
                return kept
        found = made()
        with self._lock:
            self._kept[key] = found
            while len(self._kept) > _MOST:
                self._kept.popitem(last=False)
        return found

    def warm(self, ledgers: Ledgers, ends: threading.Event) -> None:
        """Judge the titles of all incidents in the background, at rest for twice as long as at work, so that readers
        need not wait for it."""
        with ledgers.lent() as ledger:
            idents = ledger.store.listed(Sieve())
            for at in range(0, len(idents), _AT_A_TIME):
                begun = time.perf_counter()
                exhibit = Exhibit(ledger, masked=True)
                self.of(
                    [incident_of(r) for r in ledger.store.incident_rows(idents[at : at + _AT_A_TIME]).values()], exhibit
                )
                if ends.wait(2 * (time.perf_counter() - begun)):
                    return


def _brief(incident: Incident) -> Brief:
    return Brief(incident.title, tuple(p.name for p in incident.places), incident.places)
