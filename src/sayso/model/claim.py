"""A claim: one assertion of a figure in a report, with everything that its words say about it."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

from sayso.model.number import Value

# Qualifiers of claims without a number: "some were hurt", "it is not known how many".
SOME, UNKNOWN = "some", "unknown"
UNCOUNTED = frozenset([SOME, UNKNOWN])
# Extents of figures that leave out somebody whom their report counts too: "three others", those whom one killed who
# then died himself, and who he is.
OTHERS, VICTIMS, OFFENDER = "others", "victims", "offender"


@dataclass(frozen=True, slots=True)
class Claim:
    """One figure as one report gives it. Offsets are code points into the report's text, end exclusive.

    `low`, `high`, `best` are what the words state (None: unbounded, or not said); `when` and `where` are
    the rows of a moment and a place; `incident` is the id of the mention that it belongs to. `sentence` is
    the span that evidence is shown with; `extent` is whole or part (or `others`, `victims`,
    `offender`: a part that its report counts beside another), seen from the event that the claim belongs to, where `scope` is seen from the report's main event; a `superseded` figure was given first and replaced.
    """

    id: str
    report: str
    start: int
    end: int
    text: str
    quote: str
    sentence: tuple[int, int]
    low: Value | None
    high: Value | None
    best: Value | None
    qualifier: str
    unit: str | None
    counted: str | None
    implicit: bool
    measure: str | None
    group: str | None
    of: str | None
    per: str | None
    counter: str | None
    part_of: str | None
    standing: str
    scope: str
    extent: str
    superseded: bool
    as_of: str | None
    speaker: str | None
    speaker_role: str | None
    cue: str | None
    directness: str
    medium: str | None
    via: str | None
    when: dict[str, Any] | None
    where: dict[str, Any] | None
    incident: str | None
    confidence: float

    @classmethod
    def bare(cls, **told: Any) -> Claim:
        """A claim of which no more is told: the whole of its report's event, asserted in the report's own voice.

        >>> Claim.bare(id="r:0:0", report="r", start=0, end=2, text="40", quote="40", sentence=(0, 2), confidence=1.0).scope
        'incident'
        """
        plain = {f.name: None for f in fields(cls)}
        stated = {
            "standing": "asserted",
            "scope": "incident",
            "extent": "whole",
            "qualifier": "exact",
            "directness": "own",
        }
        return cls(**{**plain, **stated, "implicit": False, "superseded": False, **told})

    def row(self) -> dict[str, Any]:
        """The claim as one row of the layer `figures`."""
        row: dict[str, Any] = {"schema": 1}
        for f in fields(self):
            value = getattr(self, f.name)
            row[f.name] = list(value) if isinstance(value, tuple) else value
        return row

    @classmethod
    def from_row(cls, row: dict[str, Any]) -> Claim:
        """The claim that a row was made from."""
        values = {f.name: row[f.name] for f in fields(cls)}
        start, end = values["sentence"]
        if values["where"] and "alternatives" in values["where"]:
            values["where"] = {**values["where"], "alternatives": tuple(values["where"]["alternatives"])}
        return cls(**{**values, "sentence": (start, end)})
