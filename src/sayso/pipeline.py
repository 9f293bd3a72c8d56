"""The way of a report through sayso: gathered, read, matched, reconciled, kept; decisions come back in here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from sayso.codebook.lexicon import Lexicon
from sayso.codebook.loading import bundled
from sayso.codebook.loading import lexicon as load_lexicon
from sayso.errors import InputError, NotFoundError, RefusedError
from sayso.gathering.gather import described, gather
from sayso.ledger import Store, open_store
from sayso.ledger.searching import Hit
from sayso.ledger.words import folded, holds
from sayso.matching import candidates, copies
from sayso.model.claim import Claim
from sayso.model.incident import Incident
from sayso.model.report import Report
from sayso.model.rows import incident_of
from sayso.model.series import Series
from sayso.reading.language import model_version
from sayso.reading.reader import Reader
from sayso.reading.result import Reading
from sayso.reconciling import findings, identities, series
from sayso.reconciling.origins import Carrier
from sayso.reconciling.policies import DEFAULT
from sayso.settling import Settling

# Raised whenever the rules of reading change what is read, so that ledgers know which reading they hold.
READING = "1"
_OWN_CODEBOOK = "codebook file"
Progress = Callable[[str], None]


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
    """What an addition did: reports taken in, those known before, and bad inputs."""

    taken: int = 0
    known: int = 0
    bad: list[InputError] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Found:
    """A report that a search found, with the claims in it that fit."""

    hit: Hit
    claims: tuple[Claim, ...]


def _is_at(claim: Claim, place: str | None) -> bool:
    """Whether a claim is told of a place, or of one in a state or country of that name."""
    if place is None:
        return True
    where = claim.where or {}
    return folded(place) in {folded(str(where.get(name) or "")) for name in ("name", "text", "admin1", "country")}


class Ledger:
    """A record of incidents that grows by reports and is corrected by decisions."""

    def __init__(self, store: Store, lexicon: Lexicon, codebooks: Sequence[str] = ()) -> None:
        self.store = store
        self.lexicon = lexicon
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

    # --- reports in ---------------------------------------------------------------------------------

    def add(self, reports: Iterable[Report | InputError], *, progress: Progress | None = None) -> Added:
        """Read and keep reports, then match and reconcile what is new; safe to repeat and to interrupt."""
        done = Added()
        self.store.record_versions(
            [("codebook", n, f"{v} {d}") for n, v, d in self.lexicon.books]
            + [("model", "language", model_version()), ("program", "reading", READING)]
            + [(_OWN_CODEBOOK, str(Path(name).resolve()), "") for name in self._own_codebooks]
        )
        for item in reports:
            if isinstance(item, InputError):
                done.bad.append(item)
            elif self._take(item if item.view else described(item, self.lexicon)):
                done.taken += 1
            else:
                done.known += 1
            if progress is not None:
                progress("error" if isinstance(item, InputError) else item.id)
        self.settle()
        return done

    def _take(self, report: Report) -> bool:
        """Read one report and keep it with its reading, in one transaction; False where it is known.

        Whether it is known, and its id free, is asked again when it is written: others may have been faster.
        """
        while not self.store.knows(report.key, self.read_with) and not self.store.is_erased(report.key):
            named = replace(report, id=self.store.free_id(report))
            found = self.reader.read(named)
            with self.store.writing():
                known = self.store.knows(report.key, self.read_with)
                if not known and self.store.free_id(report) == named.id:
                    self._put(named, report.id, found)
                    return True
        return False

    def _put(self, report: Report, given_id: str, found: Reading) -> None:
        """Keep a report with what was read in it."""
        self.store.put(
            report,
            given_id,
            self.read_with,
            found.claims,
            found.mentions,
            {m.id: candidates.keys(m) for m in found.mentions},
            [s.row(report.id) for s in found.statements],
            found.for_masking([r.name for r in self.lexicon.roles if r.public]),
            copies.bands(report.text),
        )

    # --- matching and reconciling --------------------------------------------------------------------

    def settle(self) -> None:
        """Match all mentions that wait, and reconcile the incidents that they touch; those without any end."""
        if not self.store.pending() and not self.store.empty_incidents():
            return
        with self.store.writing():
            # what others settle meanwhile would be overwritten by what was looked up before
            if pending := self.store.pending():
                Settling(self.store, self.lexicon, self.reconciled).settle(pending)
            if empty := self.store.empty_incidents():
                self.store.put_record({}, {}, {}, empty, [], [(ident, "ended", {}) for ident in empty], {})

    def reconciled(self, incident: Incident, policy: str = DEFAULT) -> Incident:
        """An incident with findings and checks under a policy."""
        mentions = self.store.mentions(incident.mentions)
        claims = self.store.claims({c for m in mentions.values() for c in m.claims})
        carriers = self._carriers({c.report for c in claims.values()})
        no, yes = self._rulings()
        told, actors, words = list(claims.values()), incident.actors, self.lexicon
        found = findings.findings(told, carriers, actors, words, policy_name=policy, rejected=no, accepted=yes)
        return replace(incident, findings=tuple(found), checks=tuple(identities.checks(found, claims, self.lexicon)))

    def _carriers(self, report_ids: set[str]) -> dict[str, Carrier]:
        """What is known of reports as carriers; of near-copies the earliest lends its name."""
        return {
            i: Carrier(i, f["publisher"], f["published"], f["title"], f["copy_of"])
            for i, f in sorted(self.store.facts(report_ids).items())
        }

    def decide(self, claim: str, verdict: str, *, by: str, reason: str = "") -> None:
        """Rule on a claim: accept, reject or undo; kept for ever, and the findings follow."""
        if verdict not in ("accept", "reject", "undo"):
            raise RefusedError("verdict-unknown", f"{verdict!r} is no verdict", hint="write accept, reject or undo")
        found = self.store.claims([claim]).get(claim)
        if found is None:
            raise NotFoundError("claim-unknown", f"the ledger has no claim {claim!r}", where=self.store.url)
        self.store.append_decision(by, verdict, found, reason)
        self.settle()

    def _rulings(self) -> tuple[dict[str, str], frozenset[str]]:
        """Claims ruled out with the reason, and claims confirmed: the last ruling on each stands."""
        last = {d.claim: d for d in self.store.decisions()}
        rejected = {
            c: f"rejected by {d.by}" + (f": {d.reason}" if d.reason else "")
            for c, d in last.items()
            if d.verdict == "reject"
        }
        return rejected, frozenset(c for c, d in last.items() if d.verdict == "accept")

    def accepted(self) -> frozenset[str]:
        """Claims that a person has confirmed."""
        return self._rulings()[1]

    def incidents(self, *, policy: str = DEFAULT) -> list[Incident]:
        """All incidents, the dated ones first, in order of their days."""
        rows = self.store.incident_rows()
        found = [incident_of(row) for row in rows.values()]
        if policy != DEFAULT:
            found = [self.reconciled(i, policy) for i in found]
        return sorted(found, key=lambda i: (i.start or "9999", i.id))

    def incident(self, ident: str, *, policy: str = DEFAULT) -> Incident:
        """One incident by its id, over redirects; raises NotFoundError."""
        known = self.store.resolve(ident)
        found = incident_of(self.store.incident_rows([known])[known])
        return found if policy == DEFAULT else self.reconciled(found, policy)

    def erase(self, report: str, *, reason: str) -> list[str]:
        """Erase a report for good; the ids of others that carry the same text come back. Raises NotFoundError."""
        with self.store.writing():
            left, touched = self.store.erase(report, reason)
            self.settle()
            self.store.clear_settled_tasks(touched)
        self.store.compact()
        return left

    def search(
        self,
        words: Iterable[str],
        *,
        place: str | None = None,
        measure: str | None = None,
        **bounds: str | None,
    ) -> list[Found]:
        """Reports that hold all words, with the claims whose sentences do; `bounds` are after, before, publisher.

        With a place or measure only reports with such a claim are found, and such claims are given.
        """
        wanted = list(words)
        found = []
        for hit in self.store.search(wanted, **bounds):
            claims = self.store.claims_of(hit.key)
            if place is not None or measure is not None:
                told = [c for c in claims if measure in (None, c.measure) and _is_at(c, place)]
                if told:
                    found.append(Found(hit, tuple(told)))
            else:
                text = self.store.text(hit.report)
                told = [c for c in claims if holds(text[slice(*c.sentence)], wanted)]
                found.append(Found(hit, tuple(told)))
        return found

    def series(self) -> list[Series]:
        """Statistics told in the background of reports, as series."""
        return series.series(list(self.store.claims().values()))
