"""A decision: what a person ruled, appended and never overwritten, and the words of reports that it was made on."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

# On a claim; on mentions and incidents; on findings; on tasks; on samples that are read twice; and back again.
ON_CLAIMS = ("accept", "reject", "correct", "move", "add")
ON_LINKS = ("same", "different", "unsure", "merge", "split")
ON_FINDINGS = ("adjudicate", "policy")
ON_TASKS = ("assign", "settle", "reopen")
ON_SAMPLES = ("sample", "code")
KINDS = (*ON_CLAIMS, *ON_LINKS, *ON_FINDINGS, *ON_TASKS, *ON_SAMPLES, "note", "undo")


@dataclass(frozen=True, slots=True)
class Anchor:
    """The words of a report that a decision hangs on, by which they are found again after another reading.

    `what` is claim, mention, span (words that a person marked), added (a claim that was made of these) or erased; `role` what it is in the decision (out,
    rest, into, …). `report_key` and `source` know the report in any ledger. `attached` is the id of the claim or
    mention that the words are today, None where they are lost; `called` the one that they were for whoever decided, by
    which two with the same words are told apart for good.
    """

    what: str
    role: str
    report_key: str
    source: str
    report: str
    start: int
    end: int
    text: str
    quote: str
    attached: str | None = None
    called: str | None = None

    def row(self) -> dict[str, Any]:
        """The anchor as plain JSON values; `called` is the claim or mention that it was, or is, attached to."""
        names = ("what", "role", "report_key", "source", "report", "start", "end", "text", "quote")
        return {**{name: getattr(self, name) for name in names}, "called": self.called or self.attached}


@dataclass(frozen=True, slots=True)
class Decision:
    """Who ruled what, when and why. `id` is the same in every ledger; `at` grows from one to the next in a ledger.

    `subject` names what was ruled on as it was called then, `value` what the person saw there.
    """

    seq: int
    id: str
    at: str
    by: str
    kind: str
    subject: str
    value: str
    reason: str
    payload: dict[str, Any] = field(default_factory=dict)
    anchors: tuple[Anchor, ...] = ()

    @property
    def claim(self) -> str:
        """The claim that the decision is on today, else as it was called."""
        return next((a.attached for a in self.anchors if a.what != "mention" and a.attached), self.subject)

    @property
    def quote(self) -> str:
        """The first words of a report that it was made on."""
        return next((a.quote for a in self.anchors if a.quote), "")

    @property
    def order(self) -> tuple[str, str]:
        """Where it stands among all decisions, whichever ledger they were made in."""
        return (self.at, self.id)

    def attached(self, role: str | None = None, what: str | None = None) -> list[str]:
        """The ids that its words have today, in order; of one role or kind only."""
        return [
            a.attached
            for a in self.anchors
            if a.attached and role in (None, a.role) and (what is None or what == a.what)
        ]

    def row(self) -> dict[str, Any]:
        """The decision as one line of `sayso decisions export`."""
        row: dict[str, Any] = {"schema": 1}
        row.update({n: getattr(self, n) for n in ("id", "at", "by", "kind", "subject", "value", "reason", "payload")})
        return {**row, "anchors": [a.row() for a in self.anchors]}


@dataclass(frozen=True, slots=True)
class Draft:
    """A decision before it is made: what `Ledger.make` makes of it and `Ledger.effect` foretells.

    `seen` is the revision that the person saw (`Ledger.revision`); with `force` it is not looked at.
    """

    kind: str
    by: str
    reason: str = ""
    claims: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()
    incidents: tuple[str, ...] = ()
    decision: str | None = None
    task: int | None = None
    payload: dict[str, Any] = field(default_factory=dict)
    seen: str | None = None
    force: bool = False
