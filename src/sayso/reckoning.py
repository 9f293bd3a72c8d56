"""Findings of one incident out of the ledger: its claims, their carriers and people's rulings, reconciled."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from sayso.codebook.lexicon import Lexicon
from sayso.ledger import Store
from sayso.model.claim import Claim
from sayso.model.finding import Finding
from sayso.model.incident import Incident
from sayso.model.mention import Mention
from sayso.model.series import Course
from sayso.reconciling import choice, credits, findings, identities, over_time, reuse, superlatives, totals
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
        carriers, taken = self.carriers(claims.values())
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
                taken=taken,
            )

        return _Told(claims, carriers, made)

    def carriers(self, claims: Collection[Claim]) -> tuple[dict[str, Carrier], dict[str, str]]:
        """What is known of the reports of claims as carriers; and which claims stand in sentences that another had first."""
        facts = self.store.facts({c.report for c in claims})
        # the first of near-copies lends its name, whether it is of the incident or not
        facts |= self.store.facts({str(f["copy_of"]) for f in facts.values() if f["copy_of"]} - facts.keys())
        by_key = self.store.texts({str(f["key"]) for f in facts.values()})
        texts = {i: by_key[str(f["key"])] for i, f in facts.items()}
        credit = {i: credits.credited(text, self.lexicon) for i, text in texts.items()}
        # copies of one text have one origin: whichever of them names it
        shared: dict[str, str] = {}
        for i, f in sorted(facts.items(), key=lambda item: (item[1]["published"] or "9999", item[0])):
            if f["copy_of"] and (named := credit[i]):
                shared.setdefault(str(f["copy_of"]), named)
        carriers = {
            i: Carrier(i, f["publisher"], f["published"], f["title"], f["copy_of"], shared.get(f["copy_of"], credit[i]))
            for i, f in sorted(facts.items())
        }
        return carriers, reuse.taken_over(claims, carriers, texts)
