"""A finding: one reconciled figure of an incident, with its origins, what was set aside, and the steps."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

from sayso.model.number import Value

# The rules by which claims become a finding, one module each in `reconciling.policies`.
POLICIES = ("acled", "adjudicated", "ccc", "gtd", "hierarchy", "majority", "minmax", "ucdp")
# In a check's detail, before who gives the figures on each side.
SAYS = "who says so: "
# In a trace, before the intervals that claims are read as.
READ_AS = "read as intervals: "
# In a trace, before how many claims came after a person adjudicated the figure.
SINCE = "claims since it was adjudicated: "


@dataclass(frozen=True, slots=True)
class Origin:
    """An independent source behind claims; `why` says by which rule it was found.

    `of` is the publisher whose unnamed source it is, or whose text others carry.
    """

    id: str
    kind: str
    name: str
    why: str
    claims: tuple[str, ...]
    of: str | None = None

    @property
    def shown(self) -> str:
        """The source in words: "federal officials (Daily Echo)", "the text of Daily Echo"."""
        if self.of is None:
            return self.name
        return f"the text of {self.of}" if self.kind == "copies" else f"{self.name} ({self.of})"


@dataclass(frozen=True, slots=True)
class SetAside:
    """A claim that the finding does not draw on, with the reason."""

    claim: str
    why: str


@dataclass(frozen=True, slots=True)
class Finding:
    """Low, best and high of one measure under one policy. None is unknown or unbounded, never zero.

    `verdict` is single, agree, compatible, conflict or incomparable; an open bound excludes its value.
    `derived` is the identity that gives the figure where no report does; `words` are those that stand where sources
    give no number ("dozens", "some", "it is not clear how many").
    """

    measure: str
    group: str | None
    standing: str
    as_of: str | None
    low: Value | None
    low_open: bool
    best: Value | None
    high: Value | None
    high_open: bool
    best_qualifier: str | None
    unit: str | None
    verdict: str
    policy: str
    origins: tuple[Origin, ...]
    set_aside: tuple[SetAside, ...]
    trace: tuple[str, ...]
    reviewed: bool = False
    derived: str | None = None
    words: tuple[str, ...] = ()

    @property
    def state(self) -> str:
        """counted, zero, some or unknown; where nothing is told of a measure at all there is no finding: blank."""
        if self.best == 0 or (self.best is None and self.high == 0):
            return "zero"
        if self.best is not None or self.high is not None:
            return "counted"
        if self.low is None:
            return "unknown"
        return "some" if self.words else "counted"

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What a finding is about; one finding a key."""
        return (self.measure, self.group or "", self.standing, self.as_of or "")

    def row(self) -> dict[str, Any]:
        """The finding as plain JSON values."""
        row = {f.name: getattr(self, f.name) for f in fields(self)}
        row["state"] = self.state
        row["words"] = list(self.words)
        row["origins"] = [{**_plain(o), "claims": list(o.claims)} for o in self.origins]
        row["set_aside"] = [_plain(s) for s in self.set_aside]
        row["trace"] = list(self.trace)
        return row

    @classmethod
    def from_row(cls, row: dict[str, Any]) -> Finding:
        """The finding that a row was made from."""
        values = {f.name: row[f.name] for f in fields(cls) if f.name in row}
        values["words"] = tuple(row.get("words", ()))
        values["origins"] = tuple(Origin(**{**o, "claims": tuple(o["claims"])}) for o in row["origins"])
        values["set_aside"] = tuple(SetAside(**s) for s in row["set_aside"])
        values["trace"] = tuple(row["trace"])
        return cls(**values)


def _plain(thing: Any) -> dict[str, Any]:
    return {f.name: getattr(thing, f.name) for f in fields(thing)}


@dataclass(frozen=True, slots=True)
class Check:
    """A declared identity held against the findings: holds, tight, fails or unknown."""

    identity: str
    status: str
    detail: str

    def row(self) -> dict[str, str]:
        """The check as plain JSON values."""
        return {"identity": self.identity, "status": self.status, "detail": self.detail}


@dataclass(frozen=True, slots=True)
class Task:
    """Something that a person should look at: a conflict, a failed identity, a decision that lost its words, …

    `incident` is empty where it belongs to none; `open` tells whether it still waits, which a settled one does again
    where what is wrong has changed since.
    """

    id: int
    kind: str
    incident: str
    subject: str
    detail: str
    open: bool = True
    assigned: str | None = None
    settled_by: str | None = None
    settled_why: str | None = None
