"""The record as it is shown: incidents with their findings, and each claim's words in place, masked or not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from sayso.exhibiting import wording
from sayso.exhibiting.evidence import Evidence, Shown, report_of
from sayso.exhibiting.sheets import Gates, Sheets
from sayso.masking import Gate
from sayso.masking.marks import NAME
from sayso.masking.words import plain
from sayso.matching.assembly import title
from sayso.model.claim import Claim
from sayso.model.finding import Check, Finding, Origin, SetAside
from sayso.model.incident import Incident
from sayso.model.series import Series
from sayso.model.superlative import Superlative
from sayso.pipeline import Ledger

_EVIDENCE_CHARACTERS = 320
# Fields of a claim that make its figure another one.
_OF_THE_FIGURE = frozenset(["low", "best", "high", "qualifier"])
# How a step begins that tells who ruled: names of reviewers and their reasons stay inside.
_RULED = re.compile(r"(?:accepted|rejected|corrected|added|adjudicated) by ")


class Exhibit(Sheets):
    """Turns a ledger's incidents into what is shown; `masked` unless for internal use."""

    def __init__(self, ledger: Ledger, *, masked: bool, gates: Gates | None = None) -> None:
        super().__init__(ledger, masked=masked, gates=gates)
        self._accepted = ledger.accepted()
        corrections = ledger.rulings.corrections.items()
        self._corrected = {claim for claim, fields in corrections if _OF_THE_FIGURE & fields.keys()}

    def incidents(self) -> Iterator[Shown]:
        """All incidents, in the order of the ledger."""
        for incident in self.ledger.incidents():
            yield self.show(incident)

    def series(self) -> list[Series]:
        """Statistics; masked without those who state them, and with the places that may be shown."""
        found = self.ledger.series()
        return [self._masked(s) for s in found] if self.masked else found

    def _masked(self, series: Series) -> Series:
        gates = [self.gate(r) for r in sorted({report_of(c) for p in series.points for c in p.claims})]
        points = tuple(replace(p, counted=None, speakers=(), claims=()) for p in series.points)
        shown = series.place is None or _is_place(series.place, gates)
        return replace(series, place=series.place if shown else NAME, points=points)

    def show(self, incident: Incident) -> Shown:
        """One incident as it is shown."""
        wanted = {
            c
            for f in incident.findings
            for c in (*(i for o in f.origins for i in o.claims), *(s.claim for s in f.set_aside))
        }
        claims = self.ledger.store.claims(wanted)
        self.look_up({r.report for r in incident.reports} | {c.report for c in claims.values()})
        evidence = tuple(
            (self._finding(f), tuple(self._evidence(f, claims))) for f in wording.ranked(incident.findings)
        )
        sources = tuple(self.source(r.report) for r in incident.reports)
        return Shown(self._incident(incident, [f for f, _ in evidence]), sources, evidence, 0)

    def headed(self, incident: Incident) -> Incident:
        """An incident with title, places and actors as they may be shown, without its figures."""
        self.look_up({r.report for r in incident.reports})
        return self._incident(incident, [])

    def _evidence(self, f: Finding, claims: dict[str, Claim]) -> Iterator[Evidence]:
        """The claims of a finding, those it draws on first, in order of their reports' days."""
        origin = {c: o for o in f.origins for c in o.claims}
        aside = {s.claim: self._why(s) if self.masked else s.why for s in f.set_aside}
        used = [c for c in origin if c in claims and c not in aside]
        rest = [c for c in aside if c in claims]

        def by_day(ident: str) -> tuple[str, str]:
            return (self.report(claims[ident].report)["published"] or "9999", ident)

        for ident in (*sorted(used, key=by_day), *sorted(rest, key=by_day)):
            claim = claims[ident]
            before, number, after = self.words(claim)
            gate = self.gate(claim.report) if self.masked else None
            held = origin.get(ident)
            yield Evidence(
                self.claim_id(claim),
                claim.measure or f.measure,
                self.source(claim.report),
                before,
                number,
                after,
                claim.qualifier,
                claim.standing,
                claim.scope,
                gate.speaker(claim.speaker) if gate else claim.speaker,
                claim.speaker_role,
                gate.speaker(claim.via) if gate else claim.via,
                claim.directness,
                self.origin(held).shown if held else None,
                aside.get(ident),
                ident in self._accepted,
                self._correction(ident, claim, number),
            )

    def _correction(self, ident: str, claim: Claim, number: str) -> str | None:
        """The figure as a person corrected it, where it is another than the words print."""
        if ident not in self._corrected:
            return None
        shown = wording.figure(claim.low, claim.best, claim.high, claim.qualifier)
        return shown if shown != number.strip() else None

    def words(self, claim: Claim) -> tuple[str, str, str]:
        """The sentence of a claim, cut round its number where it is long, in three pieces."""
        text = self.text(claim.report)
        start, end = claim.sentence
        if end - start > _EVIDENCE_CHARACTERS:
            start = max(start, text.rfind(" ", 0, max(start, claim.start - _EVIDENCE_CHARACTERS // 2)) + 1)
            cut = text.find(" ", claim.end + _EVIDENCE_CHARACTERS // 2)
            end = min(end, cut if cut > 0 else end)
        pieces = ((start, claim.start), (claim.start, claim.end), (claim.end, end))
        if not self.masked:
            return (text[slice(*pieces[0])], text[slice(*pieces[1])], text[slice(*pieces[2])])
        gate = self.gate(claim.report)
        before, number, after = (gate.evidence(s, e).text for s, e in pieces)
        return before, number, after

    def claim_id(self, claim: Claim) -> str:
        """The id of a claim as it may be seen."""
        if not self.masked:
            return claim.id
        return claim.id.replace(claim.report, self.gate(claim.report).ident(claim.report), 1)

    def origin(self, origin: Origin) -> Origin:
        """An origin as it may leave: publishers as outlets, anybody else as a speaker."""
        if not self.masked:
            return origin
        gate = self.gate(report_of(origin.claims[0]))
        outlet = origin.kind in ("publisher", "copies")
        report = report_of(origin.claims[0])
        name = (self.outlet(report, origin.name) if outlet else gate.speaker(origin.name)) or ""
        return replace(origin, name=name, of=self.outlet(report, origin.of), why=gate.phrase(origin.why))

    def _finding(self, f: Finding) -> Finding:
        """A finding with the names of its origins and the ids of its claims as they may leave."""
        if not self.masked:
            return f

        def claim_id(ident: str) -> str:
            report = report_of(ident)
            return ident.replace(report, self.gate(report).ident(report), 1)

        origins = []
        for k, o in enumerate(f.origins, 1):
            new = self.origin(o)
            ident = f"{o.kind}:{k}" if "[" in new.shown else f"{o.kind}:{new.shown.lower()}"
            origins.append(replace(new, id=ident, claims=tuple(claim_id(c) for c in o.claims)))
        aside = tuple(replace(s, claim=claim_id(s.claim), why=self._why(s)) for s in f.set_aside)
        shown = {o.shown: new.shown for o, new in zip(f.origins, origins, strict=True)}
        reports = sorted({report_of(c) for o in f.origins for c in o.claims})
        return replace(
            f,
            origins=tuple(origins),
            set_aside=aside,
            trace=tuple(self._trace(step, shown, reports) for step in f.trace),
            words=tuple(self._trace(words, {}, reports) for words in f.words),
        )

    def _checks(self, incident: Incident) -> Iterator[Check]:
        """Checks with those who give their figures under the names that they leave by."""
        raw = [o for f in incident.findings for o in f.origins]
        shown, reports = (
            {o.shown: self.origin(o).shown for o in raw},
            {report_of(c) for o in raw for c in o.claims},
        )
        yield from (replace(c, detail=self._trace(c.detail, shown, sorted(reports))) for c in incident.checks)

    def _why(self, aside: SetAside) -> str:
        """Why a claim was set aside; who ruled so stays inside."""
        if _RULED.match(aside.why):
            return "rejected in review"
        return self.gate(report_of(aside.claim)).phrase(aside.why)

    def _trace(self, step: str, shown: dict[str, str], reports: Sequence[str]) -> str:
        """A step of the reckoning: origins under the names that they leave by, all else judged by every report."""
        if _RULED.match(step):
            return "decided in review"
        names = sorted(shown, key=len, reverse=True)
        pieces = re.split(f"({'|'.join(map(re.escape, names))})", step) if names else [step]
        kept = []
        for piece in pieces:
            words = shown.get(piece)
            if words is None:
                words = piece
                for report in reports:
                    words = self.gate(report).phrase(words)
            kept.append(words)
        return "".join(kept)

    def _incident(self, incident: Incident, findings: Sequence[Finding]) -> Incident:
        """An incident with title, actors and reports as they may leave."""
        if not self.masked:
            return incident
        gates = [self.gate(r.report) for r in incident.reports]

        def leaves(name: str) -> bool:
            return all("[" not in g.phrase(name) for g in gates)

        actors = tuple(
            replace(a, aliases=tuple(n for n in a.aliases if leaves(n))) for a in incident.actors if leaves(a.name)
        )
        named = next((a.name for a in actors if incident.title.endswith(f"({a.name})")), None)
        places = tuple(
            replace(p, admin1=None) if p.admin1 and _names_anybody(p.admin1, gates) else p
            for p in incident.places
            if _is_place(p.name, gates)
        )
        lexicon = self.ledger.lexicon
        seat = next((p for p in places if incident.title.startswith(title(incident.type, p, None, lexicon))), None)
        return replace(
            incident,
            title=title(incident.type, seat, named, lexicon),
            actors=actors,
            places=places,
            superlatives=tuple(self._superlatives(incident)),
            checks=tuple(self._checks(incident)),
            findings=tuple(findings),
            reports=tuple(replace(r, report=self.gate(r.report).ident(r.report)) for r in incident.reports),
            mentions=tuple(
                m.replace(m.rsplit("#", 1)[0], self.gate(m.rsplit("#", 1)[0]).ident(m.rsplit("#", 1)[0]), 1)
                for m in incident.mentions
            ),
        )

    def _superlatives(self, incident: Incident) -> Iterator[Superlative]:
        """Superlatives as they may leave; of their bounds those whose words stay."""
        shown = {(s.report, s.start): self.gate(s.report).evidence(s.start, s.end).text for s in incident.superlatives}
        stays = {w for s in incident.superlatives for w in s.scope if w in " ".join(shown[s.report, s.start].split())}
        for s in incident.superlatives:
            gate = self.gate(s.report)
            yield replace(
                s,
                report=gate.ident(s.report),
                text=shown[s.report, s.start],
                scope=tuple(w for w in s.scope if w in stays),
                kinds=(),
                speaker=gate.speaker(s.speaker),
                via=gate.speaker(s.via),
                lost=tuple(w for w in s.lost if w in stays),
            )


def _names_anybody(name: str, gates: Sequence[Gate]) -> bool:
    """Whether a word of a name is a private person's in some report."""
    words = {plain(w) for w in name.split()}
    return any(not words.isdisjoint(g.judge.private) for g in gates)


def _is_place(name: str, gates: Sequence[Gate]) -> bool:
    """Whether a place may be shown: named as one in some report, and nobody's name in any."""
    return not _names_anybody(name, gates) and any(g.place(name) for g in gates)
