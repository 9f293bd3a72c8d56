"""The reports behind a record as they may be seen: names of outlets, texts, and the gate that each report's words pass."""

from __future__ import annotations

from functools import cached_property
from hashlib import sha256
from typing import Any

from sayso.codebook.lexicon import Lexicon
from sayso.exhibiting.evidence import Source, is_page
from sayso.masking import Gate, Vocabulary
from sayso.masking.gate import PUBLISHER
from sayso.pipeline import Ledger

Gates = dict[tuple[str, ...], Gate]
_MOST_GATES = 300
# Made of thousands of words, for each lexicon once; which is held with it, so that no other can have its id.
_MADE: dict[int, tuple[Lexicon, Vocabulary]] = {}


def _vocabulary(lexicon: Lexicon) -> Vocabulary:
    if id(lexicon) not in _MADE:
        _MADE.clear()
        _MADE[id(lexicon)] = (lexicon, Vocabulary(lexicon))
    return _MADE[id(lexicon)][1]


class Sheets:
    """Reports of one ledger, each fetched when it is needed; `masked` unless for those who may see names.

    `gates` are those that were made before, to be kept by who shows many pages: each takes the whole of a report.
    """

    def __init__(self, ledger: Ledger, *, masked: bool, gates: Gates | None = None) -> None:
        self.ledger = ledger
        self.masked = masked
        self._salt = ledger.store.salt() if masked else ""
        self._reports: dict[str, dict[str, Any]] = {}
        self._gates: Gates = {} if gates is None else gates
        self._texts: dict[str, str] = {}

    @cached_property
    def reading(self) -> str:
        """A mark of what reports are read with and of what was erased: what was judged under another is judged anew."""
        store = self.ledger.store
        return sha256(f"{store.versions()} {store.erased_count()}".encode()).hexdigest()[:16]

    def look_up(self, reports: set[str]) -> None:
        """Fetch what is known of reports, all at once; a record may have too many to be fetched for one incident."""
        if unknown := reports - self._reports.keys():
            self._reports.update(self.ledger.store.papers(unknown))

    def report(self, report: str) -> dict[str, Any]:
        """What is known of a report."""
        self.look_up({report})
        return self._reports[report]

    def gate(self, report: str) -> Gate:
        """What judges the words of a report for those who may not see names."""
        row = self.report(report)
        # other words, another reading or another salt make another gate
        key = (str(row["key"]), str(row["text_hash"]), str(row["read_with"]), str(row["author"]), self._salt)
        made = self._gates.get(key)
        if made is None:
            if len(self._gates) > _MOST_GATES:
                self._gates.clear()
            names = self.ledger.store.names(report)
            made = Gate(_vocabulary(self.ledger.lexicon), self.text(report), names, row["author"], self._salt)
            self._gates[key] = made
        return made

    def text(self, report: str) -> str:
        """The text of a report as it was read."""
        if report not in self._texts:
            if len(self._texts) > 200:
                self._texts.clear()
            self._texts[report] = self.ledger.store.text(report)
        return self._texts[report]

    def source(self, report: str) -> Source:
        """A report as it is shown."""
        row = self.report(report)
        if not self.masked:
            return Source(
                report,
                row["publisher"],
                row["carried_by"],
                row["published"],
                row["published_by"],
                row["title"],
                row["url"] if is_page(row["url"]) else None,
            )
        gate = self.gate(report)
        return Source(
            gate.ident(report),
            self.outlet(report, row["publisher"]),
            gate.outlet(row["carried_by"]),
            row["published"],
            row["published_by"],
            gate.phrase(row["title"]) if row["title"] else None,
            gate.address(row["url"]) if is_page(row["url"]) else None,
        )

    def outlet(self, report: str, name: str | None) -> str | None:
        """A publisher as it may leave; one that may not by name goes by its site, if its address is shown anyway."""
        gate, row = self.gate(report), self.report(report)
        shown = gate.outlet(name)
        if shown == PUBLISHER and name == row["publisher"] and is_page(row["url"]):
            address = gate.address(row["url"])
            return address.split("/")[2].removeprefix("www.") if address else shown
        return shown
