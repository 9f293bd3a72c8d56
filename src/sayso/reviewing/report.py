"""Everything that the page of one report shows: its text with all marks in place, and the claim that is at hand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sayso.codebook.lexicon import Lexicon
from sayso.errors import NotFoundError
from sayso.exhibiting.evidence import Source
from sayso.exhibiting.exhibit import Exhibit
from sayso.masking.marks import NAME, united
from sayso.model.claim import Claim
from sayso.model.incident import Incident
from sayso.model.rows import incident_of
from sayso.pipeline import Ledger
from sayso.reading.numbers import numbers
from sayso.reviewing.addresses import Addresses
from sayso.reviewing.drafts import fields_of
from sayso.reviewing.marking import Piece, Stretch, pieces

_PARTS = ("content", "cue", "source")


@dataclass(frozen=True, slots=True)
class Marked:
    """A claim as the page lists it; `name` is how forms name it, `ruling` what a person said of it."""

    claim: Claim
    name: str
    number: str
    label: str
    ruling: str
    state: str


@dataclass(frozen=True, slots=True)
class Spoken:
    """A statement as the page lists it."""

    speaker: str | None
    words: str
    directness: str
    via: str | None


@dataclass(frozen=True, slots=True)
class Picked:
    """Words of the text of which a claim is to be made, with what their number says."""

    start: int
    end: int
    words: str
    fields: dict[str, str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the page shows; `at` is which of the claims is at hand, None where there is none."""

    key: str
    source: Source
    notes: tuple[str, ...]
    version_of: str | None
    pieces: tuple[Piece, ...]
    claims: tuple[Marked, ...]
    statements: tuple[Spoken, ...]
    incidents: tuple[Incident, ...]
    at: int | None

    @property
    def claim(self) -> Marked | None:
        """The claim at hand."""
        return None if self.at is None else self.claims[self.at]

    def beside(self, step: int) -> Marked | None:
        """The claim so many behind or before the one at hand."""
        if self.at is None or not 0 <= self.at + step < len(self.claims):
            return None
        return self.claims[self.at + step]


def sheet(ledger: Ledger, exhibit: Exhibit, ident: str, claim: str = "") -> Sheet:
    """One report by its key or id, with the claim of a name at hand, else the first that nobody ruled on.

    Raises NotFoundError.
    """
    row = ledger.store.paper(ident)
    if exhibit.masked and ident != row["key"]:
        # an id is often the name of a file, by which somebody could find out whom reports are about
        raise NotFoundError("report-unknown", f"the ledger has no report {ident!r}", hint="search finds reports")
    report, key, text = str(row["id"]), str(row["key"]), str(row["text"])
    found = ledger.store.claims_of(key)
    addresses = Addresses({report: key})
    said = ledger.store.statements(key)
    marked = _marked(ledger, exhibit, found, addresses)
    stretches = [Stretch(c.start, c.end, "claim", k) for k, c in enumerate(found)]
    stretches += [Stretch(s, e, part, k) for k, x in enumerate(said) for part in _PARTS for s, e in x[part]]
    hidden = united(exhibit.gate(report).cuts(0, len(text))) if exhibit.masked else []
    names = [m.name for m in marked]
    first = next((k for k, m in enumerate(marked) if not m.ruling), 0 if marked else None)
    held = set(ledger.store.incidents_of(ledger.store.mentions_in(key)).values())
    told = [incident_of(r) for r in ledger.store.incident_rows(held).values()]
    # what the report is mostly about comes first
    told.sort(key=lambda i: (-sum(r.weight for r in i.reports if r.report == report), i.id))
    return Sheet(
        key,
        exhibit.source(report),
        () if exhibit.masked else tuple(row["notes"]),
        row["version_of"],
        tuple(pieces(text, stretches, hidden)),
        tuple(marked),
        tuple(_spoken(exhibit, report, text, x) for x in said),
        tuple(exhibit.show(i).incident if exhibit.masked else i for i in told),
        names.index(claim) if claim in names else first,
    )


def _marked(ledger: Ledger, exhibit: Exhibit, found: Sequence[Claim], addresses: Addresses) -> list[Marked]:
    rejected, accepted = ledger.rulings.rejected, ledger.rulings.accepted
    made = []
    for c in found:
        state = "rejected" if c.id in rejected else "accepted" if c.id in accepted else "unread"
        ruling = rejected.get(c.id) or accepted.get(c.id) or ""
        if exhibit.masked and ruling:
            ruling = state
        number = exhibit.gate(c.report).evidence(c.start, c.end).text if exhibit.masked else c.text
        label = measure_label(c.measure, ledger.lexicon)
        made.append(Marked(c, addresses.claim(c.id), " ".join(number.split()), label, ruling, state))
    return made


def measure_label(measure: str | None, lexicon: Lexicon) -> str:
    """A measure as people call it."""
    if measure is None:
        return "no measure"
    rule = lexicon.measures.get(measure)
    return rule.label if rule is not None else measure.replace("_", " ")


def _spoken(exhibit: Exhibit, report: str, text: str, row: dict[str, Any]) -> Spoken:
    gate = exhibit.gate(report) if exhibit.masked else None
    words = " … ".join(gate.evidence(s, e).text if gate else text[s:e] for s, e in row["content"])
    speaker, via = (gate.speaker(row[k]) if gate else row[k] for k in ("speaker", "via"))
    return Spoken(speaker, " ".join(words.split()), row["directness"], via)


def fields_shown(exhibit: Exhibit, claim: Claim) -> dict[str, str]:
    """The fields of a claim as a form shows them, words of the report as this person may see them."""
    found = fields_of(claim)
    if not exhibit.masked:
        return found
    gate = exhibit.gate(claim.report)
    spoken = {name: gate.speaker(found[name]) or "" for name in ("speaker", "via")}
    worded = {name: gate.phrase(found[name]) for name in ("counted", "group", "of", "per", "part_of", "cue")}
    where = found["where.name"]
    kept = all(gate.place(part) for part in where.split(", "))
    return {**found, **spoken, **worded, "where.name": where if kept else NAME}


def picked(exhibit: Exhibit, key: str, start: int, end: int) -> Picked | None:
    """Words by their place in a report; None where there are none."""
    row = exhibit.ledger.store.paper(key)
    text = str(row["text"])
    if not 0 <= start < end <= len(text):
        return None
    # what is selected by hand often has a space at its end
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if start >= end:
        return None
    words = exhibit.gate(str(row["id"])).evidence(start, end).text if exhibit.masked else text[start:end]
    return Picked(start, end, words, _number_in(text[start:end], exhibit.ledger.lexicon))


def found_words(exhibit: Exhibit, key: str, words: str, nth: int) -> Picked | None:
    """The nth place where words stand in a report, however its lines are broken; what is withheld is not found."""
    parts = [re.escape(w) for w in words.split()]
    row = exhibit.ledger.store.paper(key)
    found = [m.span() for m in re.finditer(r"\s+".join(parts), str(row["text"]))] if parts else []
    if exhibit.masked:
        gate = exhibit.gate(str(row["id"]))
        found = [(s, e) for s, e in found if not gate.evidence(s, e).withheld]
    return picked(exhibit, key, *found[nth - 1]) if 0 < nth <= len(found) else None


def _number_in(words: str, lexicon: Lexicon) -> dict[str, str]:
    """What the first number in some words says, as fields of a form."""
    for n in numbers(words, lexicon.numerals):
        values = {"low": n.low, "best": n.best, "high": n.high}
        found = {k: "" if v is None else f"{v:.15g}" for k, v in values.items()}
        return {**found, "qualifier": n.qualifier, "unit": n.unit or ""}
    return {"low": "", "best": "", "high": "", "qualifier": "exact", "unit": ""}
