"""The way of a report through sayso: gathered, read, matched, reconciled, kept; decisions come back in here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from sayso.attaching import Attaching
from sayso.codebook.lexicon import Lexicon
from sayso.codebook.loading import bundled
from sayso.codebook.loading import lexicon as load_lexicon
from sayso.deciding import Deciding
from sayso.digesting import Digest, digest
from sayso.erasing import Names
from sayso.errors import InputError, LedgerError
from sayso.gathering.gather import described, gather
from sayso.ledger import Store, open_store
from sayso.ledger.searching import Bounds
from sayso.masking.redacting import with_stand_ins
from sayso.merging import MERGED, MOST_TRIES, Asked, contended, merged
from sayso.model.claim import Claim
from sayso.model.incident import Incident
from sayso.model.report import Report
from sayso.model.rows import incident_of
from sayso.model.series import Course, Series
from sayso.reading.language import model_version
from sayso.reading.reader import Reader
from sayso.reckoning import Reckoning
from sayso.reconciling import series
from sayso.searching import Search, search
from sayso.settling import Settling
from sayso.tasking import note_minors, note_unread, tend

# Raised whenever the rules of reading change what is read, so that ledgers know which reading they hold.
READING = "4"
_OWN_CODEBOOK = "codebook file"


def read(path_or_text: str | Path, *, codebooks: Sequence[str] = ()) -> list[Claim]:
    """The claims of a file, or of a text handed in; no ledger is made.

    >>> [claim.best for claim in read("Police arrested 40 people on Tuesday.")]
    [40]
    """
    lexicon = load_lexicon(tuple(codebooks))
    reader = Reader(lexicon)
    text = str(path_or_text)
    if not isinstance(path_or_text, Path) and not _is_path(text):
        return list(reader.read(described(Report(id="text", text=text), lexicon)).claims)
    found: list[Claim] = []
    for item in gather([path_or_text], lexicon):
        if isinstance(item, InputError):
            raise item
        found += reader.read(item).claims
    return found


def _is_path(text: str) -> bool:
    """Whether a string names something that is there, rather than being a text itself."""
    try:
        return "\n" not in text and Path(text).exists()
    except (OSError, ValueError):
        return False


def open_ledger(url: str | Path, *, codebooks: Sequence[str] = ()) -> Ledger:
    """The ledger in a file or at a postgresql:// address, made where there is none."""
    words = load_lexicon(tuple(codebooks))
    return Ledger(open_store(str(url)), words, codebooks)


def look_into(url: str | Path) -> Ledger:
    """A ledger to be looked into: with all bundled codebooks, and those of one's own that it was built with."""
    store = open_store(str(url))
    own = [name for kind, name, _ in store.versions() if kind == _OWN_CODEBOOK and Path(name).is_file()]
    return Ledger(store, load_lexicon((*bundled(), *own) if own else ()))


@dataclass(slots=True)
class Added:
    """What an addition did: reports taken in, those known before, bad inputs, and where the good ones lay."""

    taken: int = 0
    known: int = 0
    bad: list[InputError] = field(default_factory=list)
    paths: set[str] = field(default_factory=set)


class Ledger(Deciding):
    """A record of incidents that grows by reports and is corrected by decisions."""

    def __init__(self, store: Store, lexicon: Lexicon, codebooks: Sequence[str] = ()) -> None:
        self.store = store
        self.lexicon = lexicon
        self.codebooks = tuple(codebooks)
        self.keeps_originals = True
        self._own_codebooks = [name for name in codebooks if name not in bundled()]

    def close(self) -> None:
        """Let go of the database; also done at the end of a `with`."""
        self.store.close()

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @cached_property
    def reader(self) -> Reader:
        """The reader, made when the first report must be read."""
        return Reader(self.lexicon)

    @cached_property
    def read_with(self) -> str:
        """The codebooks, language model and rules that this ledger reads with, as one mark."""
        parts = [f"{n} {v} {d}" for n, v, d in self.lexicon.books] + [model_version(), f"reading {READING}"]
        return sha256("\n".join(parts).encode()).hexdigest()[:16]

    def add(self, reports: Iterable[Report | InputError]) -> Added:
        """Read and keep reports, then match and reconcile what is new; safe to repeat and to interrupt."""
        done = Added()
        self.record_making()
        for item in reports:
            if isinstance(item, InputError):
                done.bad.append(item)
                continue
            done.paths.add(item.path or "")
            if self._take(item if item.view else described(item, self.lexicon)):
                done.taken += 1
            else:
                done.known += 1
        self.settle()
        self.note_unread(done)
        return done

    def note_unread(self, done: Added) -> None:
        """Let each file that could not be read be a task until it is read."""
        note_unread(self.store, done.bad, done.paths)

    def record_making(self) -> None:
        """Remember the codebooks, model and rules that reports are now read with."""
        self.store.record_versions(
            [("codebook", n, f"{v} {d}") for n, v, d in self.lexicon.books]
            + [("model", "language", model_version()), ("program", "reading", READING)]
            + [(_OWN_CODEBOOK, str(Path(name).resolve()), "") for name in self._own_codebooks]
        )

    def _take(self, report: Report) -> bool:
        """Read one report and keep it with its reading; False where it is known."""
        for _ in range(MOST_TRIES):
            asked = self.wanted(report)
            if asked is None:
                return False
            if self.keep(digest(self.reader, asked.report), asked.given_id):
                return True
        raise contended(report, self.store.shown)

    def wanted(self, report: Report) -> Asked | None:
        """The report as it is to be read and kept; None where it is known in these words or was erased."""
        allowed = report
        if self.store.has_tombstones():
            if self.store.is_erased(report):
                return None
            allowed = Names(self.store).without_erased(report)
        if allowed is not report:
            # read as if names stood where they were erased
            allowed = described(allowed, self.lexicon)
            allowed = replace(allowed, view=with_stand_ins(allowed.view))
        if (known := self.store.particulars(allowed.key)) is not None:
            read_with, kept = known
            allowed = merged(allowed, kept)
            if read_with == self.read_with and all(getattr(allowed, name) == kept[name] for name in MERGED):
                return None
        return Asked(replace(allowed, id=self.store.free_id(allowed)), allowed.id)

    def keep(self, found: Digest, given_id: str) -> bool:
        """Keep a report with its reading, in one transaction.

        False where it is not wanted so by now: others may have been faster, or have erased a name in it.
        """
        report, reading = found.report, found.reading
        with self.store.writing():
            asked = self.wanted(replace(report, id=given_id))
            if asked is None or asked.report != report:
                return False
            self.store.put(
                report,
                given_id,
                self.read_with,
                reading.claims,
                reading.mentions,
                found.keys,
                [s.row(report.id) for s in reading.statements],
                reading.for_masking([r.name for r in self.lexicon.roles if r.public]),
                found.bands,
            )
            if self.keeps_originals and report.original:
                self.store.keep_original(report)
            Attaching(self.store).renew([report.key])
            note_minors(self.store, report, reading.entities)
        return True

    def settle(self) -> None:
        """Match all mentions that wait, and reconcile the incidents that they touch; those without any end."""
        if not self.store.pending() and not self.store.empty_incidents():
            return
        with self.store.writing():
            # what others settle meanwhile would be overwritten by what was looked up before
            if pending := self.store.pending():
                Settling(self.store, self.lexicon, self.reconciled).settle(pending)
                tend(self.store, self.rulings)
            if empty := self.store.empty_incidents():
                self.store.put_record({}, {}, {}, empty, [], [(ident, "ended", {}) for ident in empty], {})
            self.store.none_is_empty()

    @cached_property
    def reckoning(self) -> Reckoning:
        """What makes findings of the claims that the ledger holds."""
        return Reckoning(self.store, self.lexicon)

    def reconciled(self, incident: Incident, policy: str | None = None) -> Incident:
        """An incident with findings and checks under a policy, else as the codebooks declare."""
        return self.reckoning.reconciled(incident, policy)

    def over_time(self, ident: str, *, policy: str | None = None) -> list[Course]:
        """The figures of one incident over time, step by step; raises NotFoundError."""
        return self.reckoning.over_time(self.incident(ident), policy)

    def accepted(self) -> frozenset[str]:
        """Claims that a person has confirmed."""
        return frozenset(self.rulings.accepted)

    def incidents(self, *, policy: str | None = None) -> list[Incident]:
        """All incidents, the dated ones first, in order of their days; under the policies that codebooks declare."""
        rows = self.store.incident_rows()
        found = [incident_of(row) for row in rows.values()]
        if policy is not None:
            found = [self.reconciled(i, policy) for i in found]
        return sorted(found, key=lambda i: (i.start or "9999", i.id))

    def incident(self, ident: str, *, policy: str | None = None) -> Incident:
        """One incident by its id, over redirects; raises NotFoundError."""
        known = self.store.resolve(ident)
        found = incident_of(self.store.incident_rows([known])[known])
        return found if policy is None else self.reconciled(found, policy)

    def erase(self, report: str, *, reason: str) -> list[str]:
        """Erase a report for good; the ids of others that carry the same text come back. Raises NotFoundError."""
        with self.store.writing():
            left, touched = self.store.erase(report, reason)
            Attaching(self.store).renew_erased()
            self.store.owe_compaction()
            self.settle()
            self.store.clear_settled_tasks(touched)
        self.store.compact()
        return left

    def erase_person(self, name: str, *, reason: str) -> list[str]:
        """Erase a name from all that the ledger holds, and from reports to come; the ids of its reports come back.

        What was read in them stays as it was read. Raises NotFoundError where no report holds the name.
        """
        with self.store.writing():
            held = Names(self.store).erase(name, reason)
            Attaching(self.store).renew(key for i in held if (key := self.store.key_of(i)))
            self.store.owe_compaction()
            self.settle()
            if (column := Names(self.store).still_stands(name)) is not None:
                raise LedgerError("name-not-erased", f"the name would still stand in {column}", where=self.store.shown)
        self.store.compact()
        return held

    def search(self, words: Iterable[str], *, limit: int | None = None, **bounds: str | None) -> Search:
        """Reports that hold all words, with their claims that fit; `bounds` are after, before, publisher, place, measure."""
        return search(self.store, list(words), Bounds(**bounds), limit)

    def series(self) -> list[Series]:
        """Statistics told in the background of reports, as series."""
        return series.series(list(self.store.claims().values()))
