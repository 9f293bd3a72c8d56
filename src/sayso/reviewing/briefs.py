"""What lists show of incidents and reports: for readers masked, which is remembered since it takes the whole report."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass

from sayso.exhibiting.exhibit import Exhibit
from sayso.ledger.words import words_of
from sayso.masking import Gate, Vocabulary
from sayso.model.incident import Incident
from sayso.model.place import Place

_MOST = 50_000
_MOST_REPORTS = 3_000


@dataclass(frozen=True, slots=True)
class Brief:
    """What a list tells of an incident beside its days and figures."""

    title: str
    places: tuple[str, ...]
    spots: tuple[Place, ...] = ()


class Briefs:
    """The masked briefs of a ledger's incidents, kept in memory as long as title and reports are the same."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: OrderedDict[tuple[object, ...], Brief] = OrderedDict()
        self._words: OrderedDict[str, frozenset[str]] = OrderedDict()

    def of(self, listed: Sequence[Incident], exhibit: Exhibit) -> list[Brief]:
        """Incidents in short, in their order, as this exhibit may show them."""
        if not exhibit.masked:
            return [_brief(i) for i in listed]
        return [self._masked(i, exhibit) for i in listed]

    def _masked(self, incident: Incident, exhibit: Exhibit) -> Brief:
        places = tuple(p.name for p in incident.places)
        key = (incident.id, incident.title, places, tuple(r.report for r in incident.reports))
        with self._lock:
            if (kept := self._kept.get(key)) is not None:
                self._kept.move_to_end(key)
                return kept
        made = _brief(exhibit.headed(incident))
        with self._lock:
            self._kept[key] = made
            while len(self._kept) > _MOST:
                self._kept.popitem(last=False)
        return made

    def masked(self, words: str, reports: Sequence[str], exhibit: Exhibit) -> str:
        """Words about some reports as readers may see them, judged by each of the reports."""
        if not words:
            return words
        key = (words, *reports)
        with self._lock:
            if (kept := self._kept.get(key)) is not None:
                return kept.title
        shown = words
        for report in reports or [""]:
            gate = exhibit.gate(report) if report else Gate(Vocabulary(exhibit.ledger.lexicon))
            shown = gate.phrase(shown)
        with self._lock:
            self._kept[key] = Brief(shown, ())
        return shown

    def words(self, key: str, report: str, exhibit: Exhibit) -> frozenset[str]:
        """The words of a report, folded, that readers may see."""
        with self._lock:
            if (kept := self._words.get(key)) is not None:
                self._words.move_to_end(key)
                return kept
        text, title = exhibit.text(report), exhibit.source(report).title or ""
        made = frozenset(words_of(f"{title}\n{exhibit.gate(report).evidence(0, len(text)).text}"))
        with self._lock:
            self._words[key] = made
            while len(self._words) > _MOST_REPORTS:
                self._words.popitem(last=False)
        return made


def _brief(incident: Incident) -> Brief:
    return Brief(incident.title, tuple(p.name for p in incident.places), incident.places)
