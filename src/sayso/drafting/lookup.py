"""What drafts name is looked up in a ledger, and hung on the words of its reports."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from sayso.codebook.lexicon import Lexicon
from sayso.errors import NotFoundError, RefusedError
from sayso.ledger import Store
from sayso.model.claim import Claim
from sayso.model.decision import Anchor, Draft
from sayso.ruling import anchoring

# An incident is known by so many of its mentions, those with most claims first.
_FEW = 5


@dataclass(frozen=True, slots=True)
class Ready:
    """A decision to be appended; `concerns` are the ids and `incidents` the incidents that it bears on."""

    subject: str
    value: str = ""
    payload: dict[str, Any] = field(default_factory=dict)
    anchors: tuple[Anchor, ...] = ()
    concerns: frozenset[str] = frozenset()
    incidents: frozenset[str] = frozenset()


class Lookup:
    """Finds the claims, mentions and incidents that drafts name."""

    def __init__(self, store: Store, lexicon: Lexicon) -> None:
        self.store, self.lexicon = store, lexicon

    def claim(self, draft: Draft) -> Claim:
        """The one claim that a draft names."""
        if len(draft.claims) != 1:
            raise RefusedError("claim-missing", f"{draft.kind} is on one claim", hint="name it")
        found = self.store.claims(draft.claims).get(draft.claims[0])
        if found is None:
            raise NotFoundError("claim-unknown", f"the ledger has no claim {draft.claims[0]!r}", where=self.store.shown)
        return found

    def on_claim(self, claim: Claim, payload: dict[str, Any], into: Anchor | None = None) -> Ready:
        """A decision on a claim, and on the mention that it is to belong to."""
        own = self.claim_anchor(claim)
        value = claim.best if claim.best is not None else claim.low
        anchors = (own, *([into] if into else []))
        concerns, incidents = self.around(anchors)
        if into is None:
            # two people may rule on two claims of one incident
            concerns, incidents = frozenset([claim.id]), frozenset()
        return Ready(claim.id, "" if value is None else f"{value:g}", payload, anchors, concerns, incidents)

    def claim_anchor(self, claim: Claim) -> Anchor:
        """The anchor of a claim."""
        key = str(self.store.key_of(claim.report))
        return anchoring.on_claim(claim, key, self.store.editions([key])[key]["source"])

    def linked(self, anchors: list[Anchor], named: Iterable[str]) -> Ready:
        """A decision on mentions."""
        concerns, incidents = self.around(anchors)
        return Ready("\n".join(named), "", {}, tuple(anchors), concerns, incidents)

    def members(self, incidents: Iterable[str]) -> set[str]:
        """The mentions of incidents, of reports that speak."""
        return set(self.store.mentions(self.store.members(incidents)))

    def mentions(self, ids: Iterable[str], role: str) -> list[Anchor]:
        """Anchors of mentions, in the order of their names."""
        wanted = list(ids)
        found = self.store.mentions(wanted)
        for m in wanted:
            if m not in found:
                raise NotFoundError("mention-unknown", f"the ledger has no mention {m!r}", where=self.store.shown)
        keys = self.store.report_keys_of(wanted)
        editions = self.store.editions(keys.values())
        made = []
        for report in sorted({m.report for m in found.values()}):
            key = keys[report]
            text, claims = self.store.text(report), {c.id: c for c in self.store.claims_as_read(key)}
            made += [
                anchoring.on_mention(m, claims, text, key, editions[key]["source"], role)
                for m in found.values()
                if m.report == report
            ]
        return sorted(made, key=lambda a: wanted.index(str(a.attached)))

    def of_incident(self, incident: str, role: str = "") -> list[Anchor]:
        """Anchors of the mentions by which an incident is known."""
        known = self.store.resolve(incident)
        found = self.store.mentions(self.store.members([known]))
        ranked = sorted(found.values(), key=lambda m: (-len(m.claims), not m.main, -m.weight, m.id))
        return self.mentions([m.id for m in ranked[:_FEW]], role)

    def around(self, anchors: Iterable[Anchor]) -> tuple[frozenset[str], frozenset[str]]:
        """(claims and mentions, incidents) that anchors lie in."""
        ids = {a.attached for a in anchors if a.attached}
        claims = self.store.claims(ids)
        mentions = {i for i in ids if i not in claims} | {c.incident for c in claims.values() if c.incident}
        incidents = set(self.store.incidents_of(mentions).values())
        members = set(self.store.members(incidents))
        return frozenset(ids | members | set(self.store.claims_of_mentions(members))), frozenset(incidents)

    def on_incident(self, draft: Draft, payload: dict[str, Any]) -> Ready:
        """A decision on an incident, which is known by its foremost mentions."""
        if len(draft.incidents) != 1:
            raise RefusedError("incident-missing", f"{draft.kind} is on one incident", hint="name it")
        anchors = self.of_incident(draft.incidents[0])
        concerns, incidents = self.around(anchors)
        return Ready(self.store.resolve(draft.incidents[0]), "", payload, tuple(anchors), concerns, incidents)


def digest(detail: str) -> str:
    """What a task's detail is known by, without its words."""
    return sha256(detail.encode("utf-8", "surrogatepass")).hexdigest()[:16]
