"""Which decisions stand, and what they say together of claims, mentions, figures, policies and tasks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sayso.model.decision import ON_LINKS, Decision
from sayso.ruling.links import Links, linked

_SAID = {
    "accept": "accepted",
    "reject": "rejected",
    "correct": "corrected",
    "add": "added",
    "adjudicate": "adjudicated",
    "policy": "policy set",
}
Key = tuple[str, str | None, str, str | None]


def said(decision: Decision) -> str:
    """A decision as a step of a finding: what was done, by whom and why."""
    return f"{_SAID.get(decision.kind, decision.kind)} by {decision.by}" + (
        f": {decision.reason}" if decision.reason else ""
    )


def undone(decisions: Sequence[Decision]) -> dict[str, Decision]:
    """Decision -> the undo that took it back; an undo that was undone takes nothing back."""
    gone: dict[str, Decision] = {}
    for d in sorted(decisions, key=lambda d: d.order, reverse=True):
        if d.kind == "undo" and d.id not in gone:
            gone.update({ident: d for ident in d.payload.get("of", ()) if ident not in gone})
    return gone


@dataclass(frozen=True)
class Rulings:
    """All decisions of a ledger that stand, in their order."""

    decisions: tuple[Decision, ...]

    @classmethod
    def of(cls, decisions: Sequence[Decision]) -> Rulings:
        """The rulings that are left when what was undone is taken out."""
        gone = undone(decisions)
        left = [d for d in sorted(decisions, key=lambda d: d.order) if d.id not in gone and d.kind != "undo"]
        return cls(tuple(left))

    def of_kind(self, *kinds: str) -> list[Decision]:
        """Those of some kinds."""
        return [d for d in self.decisions if d.kind in kinds]

    @cached_property
    def verdicts(self) -> dict[str, Decision]:
        """Claim -> the last decision on whether and how it counts, the last one last."""
        last: dict[str, Decision] = {}
        for d in self.of_kind("accept", "reject", "correct", "add"):
            for claim in d.attached(role=""):
                last.pop(claim, None)
                last[claim] = d
        return last

    @cached_property
    def rejected(self) -> dict[str, str]:
        """Claims ruled out, by whom and why."""
        return {c: said(d) for c, d in self.verdicts.items() if d.kind == "reject"}

    @cached_property
    def accepted(self) -> dict[str, str]:
        """Claims confirmed, corrected or added by a person, the last one last, by whom and why."""
        return {c: said(d) for c, d in self.verdicts.items() if d.kind != "reject"}

    @cached_property
    def corrections(self) -> dict[str, dict[str, Any]]:
        """Claim -> fields as persons corrected them; `incident` is the mention that it was moved to."""
        found: dict[str, dict[str, Any]] = {}
        for d in self.of_kind("correct", "move", "add"):
            for claim in d.attached(role=""):
                fields = dict(d.payload.get("fields", {}))
                if into := d.attached(role="into"):
                    fields["incident"] = into[0]
                elif d.kind == "move" and any(a.role == "into" for a in d.anchors):
                    continue
                found.setdefault(claim, {}).update(fields)
        return found

    @cached_property
    def links(self) -> Links:
        """Which mentions are one event and which are not."""
        return linked(self.of_kind(*ON_LINKS))

    @cached_property
    def _on_incidents(self) -> dict[str, list[Decision]]:
        """Mention -> decisions on its incident."""
        found: dict[str, list[Decision]] = {}
        for d in self.of_kind("adjudicate", "policy"):
            if own := d.attached(what="mention"):
                found.setdefault(own[0], []).append(d)
        return found

    def figures(self, mentions: Sequence[str]) -> dict[Key, Decision]:
        """The figures that persons adjudicated in the incident of these mentions; the last decision on each stands."""
        found: dict[Key, Decision] = {}
        for d in self._of_incident(mentions, "adjudicate"):
            p = d.payload
            found[p["measure"], p.get("group"), p.get("standing", "asserted"), p.get("as_of")] = d
        return found

    def policies(self, mentions: Sequence[str]) -> dict[str | None, str]:
        """Measure (None for all) -> the policy that a person set for the incident of these mentions."""
        return {d.payload.get("measure"): d.payload["policy"] for d in self._of_incident(mentions, "policy")}

    def _of_incident(self, mentions: Sequence[str], kind: str) -> list[Decision]:
        if not self._on_incidents:
            return []
        found = [d for m in mentions for d in self._on_incidents.get(m, ()) if d.kind == kind]
        return sorted(found, key=lambda d: d.order)


class Latest:
    """The rulings of a ledger as it is now, made anew only where `read` gives other decisions than before."""

    def __init__(self, read: Callable[[], tuple[Decision, ...]]) -> None:
        self._read = read
        self._seen: tuple[Decision, ...] | None = None
        self._made = Rulings(())

    def __call__(self) -> Rulings:
        """The rulings that stand now."""
        found = self._read()
        if found is not self._seen:
            self._seen, self._made = found, Rulings.of(found)
        return self._made
