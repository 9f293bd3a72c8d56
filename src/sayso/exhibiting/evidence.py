"""What is shown of a record: reports as sources, claims with the words round their numbers, incidents with both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sayso.model.finding import Finding
from sayso.model.incident import Incident


@dataclass(frozen=True, slots=True)
class Source:
    """A report as it is shown."""

    id: str
    publisher: str | None
    carried_by: str | None
    published: str | None
    published_by: str | None
    title: str | None
    url: str | None


@dataclass(frozen=True, slots=True)
class Evidence:
    """One claim with the words round its number, who says so, and what became of it.

    `corrected` is the figure that a person put in the place of the one that was read.
    """

    claim: str
    measure: str
    source: Source
    before: str
    number: str
    after: str
    qualifier: str
    standing: str
    scope: str
    speaker: str | None
    role: str | None
    via: str | None
    directness: str
    origin: str | None
    set_aside: str | None
    reviewed: bool
    corrected: str | None = None


def folded(evidence: Sequence[Evidence]) -> list[tuple[Evidence, list[Source]]]:
    """Claims with the same words of one origin as one, with the other reports that carry them."""
    found: dict[tuple[str | None, ...], tuple[Evidence, list[Source]]] = {}
    for e in evidence:
        words = (
            e.origin or e.claim,
            e.set_aside,
            e.corrected,
            *(" ".join(w.split()) for w in (e.before, e.number, e.after)),
        )
        if words in found and e.source.id != found[words][0].source.id:
            found[words][1].append(e.source)
        else:
            found.setdefault(words if words not in found else (*words, e.claim), (e, []))
    return list(found.values())


@dataclass(frozen=True, slots=True)
class Shown:
    """An incident with the evidence for each of its findings, in their order."""

    incident: Incident
    sources: tuple[Source, ...]
    evidence: tuple[tuple[Finding, tuple[Evidence, ...]], ...]
    unmeasured: int

    def row(self) -> dict[str, Any]:
        """The incident as a line of JSON with its evidence."""
        row = self.incident.row()
        row["reviewed"] = bool(self.incident.findings) and all(f.reviewed for f in self.incident.findings)
        row["sources"] = [_row(s) for s in self.sources]
        row["evidence"] = [{**_row(e), "source": e.source.id} for _, found in self.evidence for e in found]
        return row


def _row(thing: Any) -> dict[str, Any]:
    return {name: getattr(thing, name) for name in thing.__dataclass_fields__}


def is_page(url: str | None) -> bool:
    """Whether an address is one of the web's: nothing else is made a link."""
    return url is not None and (
        ("://" not in url and ":" not in url) or url.lower().startswith(("http://", "https://"))
    )


def report_of(claim: str) -> str:
    """The report's id in a claim's id, which ends in two numbers."""
    return claim.rsplit(":", 2)[0]
