"""Reads the paragraphs of the systems, and sets what was read beside the rows expected."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from sayso.codebook.loading import lexicon
from sayso.gathering.gather import described
from sayso.model.claim import Claim
from sayso.model.finding import Finding
from sayso.model.incident import Incident
from sayso.model.mention import Mention
from sayso.model.report import Report
from sayso.pipeline import Ledger, open_ledger
from sayso.reading.reader import Reader
from sayso.reading.result import Reading

FRIDAY = "2021-05-14"
MONDAY = "2021-05-17"
SUNDAY = "2021-05-16"
# names are right when they hold the words expected: "the ICE office in Omaha" for "ICE"
_HOLDS = ("speaker", "via", "counted", "cue")


def report(text: str, *, published: str = FRIDAY, publisher: str = "Valley Courier", ident: str = "courier") -> Report:
    """A report of ours: one paragraph, or a few, carried by an invented paper."""
    return Report(id=ident, text=text, published=published, publisher=publisher)


@cache
def reader() -> Reader:
    """The one reader of all these tests; its language model is loaded once."""
    return Reader(lexicon(()))


@dataclass(frozen=True)
class Told:
    """A report with what was read in it."""

    report: Report
    reading: Reading

    @property
    def figures(self) -> list[str]:
        """The figures' texts in the order of the report."""
        return [c.text for c in self.reading.claims]

    def row(self, figure: str, nth: int = 0) -> Claim:
        """The claim whose figure is written so; `nth` of several written alike."""
        alike = [c for c in self.reading.claims if c.text == figure]
        assert len(alike) > nth, f"no figure {figure!r} among {self.figures}"
        return alike[nth]

    def expect(self, figure: str, nth: int = 0, **fields: Any) -> Claim:
        """Hold a row against the fields expected of it; `when` is (first day, last day), `where` a name."""
        claim = self.row(figure, nth)
        wrong = {k: _Beside(v, _seen(claim, k)) for k, v in fields.items() if not _fits(k, v, _seen(claim, k))}
        assert not wrong, f"{figure!r} in {claim.quote!r}: {wrong}"
        return claim

    def unmeasured(self, figure: str) -> None:
        """The figure counts nothing that a codebook declares, or is not read as a figure at all."""
        counted = {c.quote: c.measure for c in self.reading.claims if figure in c.text and c.measure is not None}
        assert not counted, f"{figure!r} counts nothing, but is read as {counted}"

    def mentions(self, event: str) -> list[Mention]:
        """The mentions of one kind of event."""
        return [m for m in self.reading.mentions if m.event == event]

    def superlatives(self) -> list[Any]:
        """The superlative claims of the report."""
        return list(self.reading.superlatives)  # type: ignore[attr-defined]


@dataclass(frozen=True)
class _Beside:
    expected: object
    got: object

    def __repr__(self) -> str:
        return f"expected {self.expected!r}, got {self.got!r}"


def _seen(claim: Claim, name: str) -> object:
    value = getattr(claim, name)
    if name == "when":
        return value and (value["start"], value["end"])
    if name == "where":
        return value and value["name"]
    return value


def _fits(name: str, expected: Any, got: Any) -> bool:
    if isinstance(expected, set):
        return got in expected
    if name in _HOLDS and expected is not None and got is not None:
        return str(expected).casefold() in str(got).casefold()
    return bool(expected == got)


def tell(given: str | Report, **facts: str) -> Told:
    """Read a paragraph; every text and quote must equal its span in the report as read, in low <= best <= high."""
    of = given if isinstance(given, Report) else report(given, **facts)
    of = described(of, reader().lexicon)
    found = reader().read(of)
    for claim in found.claims:
        assert of.text[claim.start : claim.end] == claim.text
        assert claim.quote in of.text
        bounds = [v for v in (claim.low, claim.best, claim.high) if v is not None]
        assert bounds == sorted(bounds)
    return Told(of, found)


@contextmanager
def ledger_of(folder: Path, *reports: Report) -> Iterator[Ledger]:
    """A ledger of some reports."""
    with open_ledger(folder / "ledger.db") as ledger:
        ledger.reader = reader()
        ledger.add(reports)
        yield ledger


def incidents_of(folder: Path, *reports: Report) -> list[Incident]:
    """The incidents of some reports."""
    with ledger_of(folder, *reports) as ledger:
        return ledger.incidents()


def only(incidents: Iterable[Incident], kind: str) -> Incident:
    """The one incident of a kind."""
    found = list(incidents)
    of_kind = [i for i in found if i.type == kind]
    assert len(of_kind) == 1, f"not one {kind} among {[(i.type, i.title, i.start) for i in found]}"
    return of_kind[0]


def measures(incidents: Iterable[Incident]) -> set[str]:
    """What the findings of some incidents count."""
    return {f.measure for i in incidents for f in i.findings}


def finding(incident: Incident, measure: str, standing: str = "asserted") -> Finding:
    """The finding that stands for a measure: without a group where there is one, of the latest day."""
    found = [f for f in incident.findings if (f.measure, f.standing) == (measure, standing)]
    assert found, f"no {standing} {measure} among {[(f.measure, f.standing) for f in incident.findings]}"
    return max(found, key=lambda f: (f.group is None, f.as_of or ""))


def bounds(incident: Incident, measure: str, standing: str = "asserted") -> tuple[Any, Any, Any]:
    """Low, best and high of the finding that stands for a measure."""
    found = finding(incident, measure, standing)
    return found.low, found.best, found.high


def check(incident: Incident, left: str, *others: str) -> str:
    """The status of the identity that begins with a measure and names the others."""
    found = [c for c in incident.checks if c.identity.startswith(left) and all(o in c.identity for o in others)]
    assert len(found) == 1, f"not one check of {left} and {others} among {incident.checks}"
    return found[0].status
