"""Everything that the page of one incident shows: findings with their evidence, charts, checks, and other policies beside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sayso.codebook.lexicon import Lexicon
from sayso.exhibiting import wording
from sayso.exhibiting.evidence import Evidence, Shown, Source, folded
from sayso.exhibiting.exhibit import Exhibit
from sayso.model.claim import Claim
from sayso.model.finding import Finding
from sayso.model.incident import Incident, ReportWeight
from sayso.model.series import Course
from sayso.model.superlative import Superlative
from sayso.pipeline import Ledger
from sayso.reviewing import figures
from sayso.reviewing.addresses import Addresses
from sayso.reviewing.charts.drawing import Chart

# Of so many figures the head of the page shows the foremost.
_HEADLINES = 4
# With more claims a figure is followed over time only when that is asked for.
MOST_AT_ONCE = 250


@dataclass(frozen=True, slots=True)
class Quoted:
    """A claim with the words it came from, the reports that carry the same words, and where it is read in full."""

    evidence: Evidence
    copies: tuple[Source, ...]
    page: str
    name: str
    claim: Claim

    @property
    def day(self) -> str:
        """When its report came out, "or later" where only posts in it tell."""
        source = self.evidence.source
        return wording.day(source.published) + (" or later" if source.published_by == "latest dated post" else "")


@dataclass(frozen=True, slots=True)
class Figure:
    """A finding with all that stands behind it; `key` is its own on the page."""

    key: str
    label: str
    finding: Finding
    used: tuple[Quoted, ...]
    aside: tuple[Quoted, ...]
    bars: Chart | None
    course: Chart | None


@dataclass(frozen=True, slots=True)
class Change:
    """A finding under two policies; `because` are the steps that only the other one takes."""

    label: str
    ours: Finding | None
    theirs: Finding | None
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class View:
    """What the page shows; of each report its page and how much of it is about the incident.

    `follows`: figures are followed over time.
    """

    shown: Shown
    figures: tuple[Figure, ...]
    flows: tuple[Chart, ...]
    map: Chart
    reports: tuple[tuple[Source, str, ReportWeight], ...]
    superlatives: tuple[tuple[Superlative, Source, str], ...]
    mentions: tuple[tuple[str, str], ...]
    follows: bool

    @property
    def incident(self) -> Incident:
        """The incident as this person may see it."""
        return self.shown.incident

    @property
    def headlines(self) -> list[Figure]:
        """The figures that stand for the whole, the foremost first."""
        whole = [f for f in self.figures if f.finding.group is None and f.finding.standing == "asserted"]
        return [f for f in whole if f.finding.state != "unknown"][:_HEADLINES]


def view(ledger: Ledger, exhibit: Exhibit, incident: Incident, *, follow: bool = False) -> View:
    """All of one incident; its figures are followed over time where that is done at once, or where `follow` asks for it."""
    shown = exhibit.show(incident)
    claims = ledger.store.claims({c for f in incident.findings for c in claims_behind(f)})
    reports = {r.report for r in incident.reports} | {c.report for c in claims.values()}
    addresses = Addresses.of(ledger.store, reports)
    follow = follow or len(claims) <= MOST_AT_ONCE
    pages = {s.id: addresses.report(r.report) for s, r in zip(shown.sources, incident.reports, strict=True)}
    return View(
        shown,
        tuple(_Making(ledger, exhibit, claims, addresses).figures(incident, shown, follow=follow)),
        tuple(figures.flows("flow", incident, claims, ledger.lexicon)),
        figures.map_of("map", "Where", figures.spots_of(shown.incident)),
        tuple((s, pages[s.id], r) for s, r in zip(shown.sources, incident.reports, strict=True)),
        tuple(
            (x, source, pages[x.report])
            for x in shown.incident.superlatives
            for source in shown.sources
            if source.id == x.report
        ),
        tuple((addresses.mention(m), m) for m in incident.mentions),
        follow,
    )


def claims_behind(f: Finding) -> set[str]:
    """All claims that a finding draws on or has set aside."""
    return {c for o in f.origins for c in o.claims} | {s.claim for s in f.set_aside}


class _Making:
    """Makes figures of the findings of one incident."""

    def __init__(self, ledger: Ledger, exhibit: Exhibit, claims: Mapping[str, Claim], addresses: Addresses) -> None:
        self.ledger, self.exhibit, self.claims, self.addresses = ledger, exhibit, claims, addresses
        # evidence names claims as this person may see them
        self._by_shown = {exhibit.claim_id(c): c for c in claims.values()}

    def figures(self, incident: Incident, shown: Shown, *, follow: bool) -> list[Figure]:
        """The figures in the order in which a reader wants them."""
        courses: dict[tuple[str, str, str], Course] = {}
        if follow:
            found = self.ledger.reckoning.over_time(incident)
            courses = {(c.measure, c.group or "", c.standing): c for c in found if len(c.steps) > 1}
        names = {o.shown: self.exhibit.origin(o).shown for f in incident.findings for o in f.origins}
        made = []
        for k, (f, evidence) in enumerate(shown.evidence):
            course = courses.pop((f.measure, f.group or "", f.standing), None)
            made.append(self._figure(f"f{k}", f, evidence, course, names))
        return made

    def _figure(
        self, key: str, f: Finding, evidence: Sequence[Evidence], course: Course | None, names: Mapping[str, str]
    ) -> Figure:
        lexicon = self.ledger.lexicon
        label = wording.label(f, lexicon)
        known = [e for e in evidence if e.claim in self._by_shown]
        behind = {e.claim: self._by_shown[e.claim] for e in known}
        return Figure(
            key,
            label,
            f,
            self._quoted([e for e in known if e.set_aside is None]),
            self._quoted([e for e in known if e.set_aside is not None]),
            figures.told_by(f"{key}-who", f, known, behind, lexicon) if len(known) > 1 else None,
            figures.over_time(f"{key}-when", course, label, self.claims, names) if course is not None else None,
        )

    def _quoted(self, evidence: Sequence[Evidence]) -> tuple[Quoted, ...]:
        made = []
        for e, copies in folded(evidence):
            claim = self._by_shown[e.claim]
            page, name = self.addresses.claim_page(claim.id), self.addresses.claim(claim.id)
            made.append(Quoted(e, tuple(copies), page, name, claim))
        return tuple(made)


def compared(ours: Incident, theirs: Incident, lexicon: Lexicon) -> list[Change]:
    """The figures that differ under another policy, each with the steps that only the other one takes."""
    here, there = ({f.key: f for f in i.findings} for i in (ours, theirs))
    found = []
    for key in sorted({*here, *there}):
        a, b = here.get(key), there.get(key)
        either = a or b
        if either is not None and (a is None or b is None or _values(a) != _values(b)):
            steps = tuple(s for s in b.trace if a is None or s not in a.trace) if b is not None else ()
            found.append(Change(wording.label(either, lexicon), a, b, steps))
    return found


def _values(f: Finding) -> tuple[object, ...]:
    return (f.low, f.low_open, f.best, f.high, f.high_open, f.verdict)
