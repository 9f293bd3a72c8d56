"""Findings of one incident out of the ledger: its claims, their carriers and people's rulings, reconciled."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from sayso.codebook.lexicon import Lexicon
from sayso.ledger import Store
from sayso.model.claim import Claim
from sayso.model.finding import Finding
from sayso.model.incident import Incident
from sayso.model.mention import Mention
from sayso.model.series import Course
from sayso.reconciling import choice, findings, identities, over_time, superlatives, totals
from sayso.reconciling.origins import Carrier
from sayso.ruling import verdicts
from sayso.ruling.standing import Latest


@dataclass(frozen=True, slots=True)
class _Told:
    """The claims of an incident by id, the reports that carry them, and how findings are made of some of them."""

    claims: dict[str, Claim]
    carriers: dict[str, Carrier]
    findings: Callable[[Sequence[Claim]], list[Finding]]


class Reckoning:
    """Makes findings of the claims that one ledger holds."""

    def __init__(self, store: Store, lexicon: Lexicon) -> None:
        self.store = store
        self.lexicon = lexicon
        self.rulings = Latest(store.decisions)

    def reconciled(self, incident: Incident, policy: str | None = None) -> Incident:
        """An incident with findings and checks under a policy, else as the codebooks declare."""
        mentions = self.store.mentions(incident.mentions)
        told = self._told(incident, mentions, policy)
        found = told.findings(list(told.claims.values()))
        if policy in (None, verdicts.POLICY):
            found = verdicts.adjudicated(found, self.rulings().figures(incident.mentions))
        return replace(
            incident,
            findings=tuple(found),
            checks=tuple(c for kind in (identities, totals) for c in kind.checks(found, told.claims, self.lexicon)),
            superlatives=superlatives.compared(s for m in mentions.values() for s in m.superlatives),
        )

    def over_time(self, incident: Incident, policy: str | None = None) -> list[Course]:
        """The figures of an incident over time, step by step."""
        told = self._told(incident, self.store.mentions(incident.mentions), policy)
        return over_time.courses(list(told.claims.values()), told.carriers, told.findings)

    def _told(self, incident: Incident, mentions: Mapping[str, Mention], policy: str | None) -> _Told:
        claims = self.store.claims_of_mentions(mentions)
        carriers = self.carriers({c.report for c in claims.values()})
        rulings = self.rulings()
        rule = choice.chosen(incident, policy, self.lexicon, rulings.policies(incident.mentions))

        def made(some: Sequence[Claim]) -> list[Finding]:
            return findings.findings(
                some,
                carriers,
                incident.actors,
                self.lexicon,
                policy_name=rule,
                rejected=rulings.rejected,
                accepted=rulings.accepted,
            )

        return _Told(claims, carriers, made)

    def carriers(self, report_ids: set[str]) -> dict[str, Carrier]:
        """What is known of reports as carriers; of near-copies the earliest lends its name."""
        return {
            i: Carrier(i, f["publisher"], f["published"], f["title"], f["copy_of"])
            for i, f in sorted(self.store.facts(report_ids).items())
        }
