"""Answers a question from a ledger: chooses its incidents, takes their figures, and adds them up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from sayso.atlas.gazetteer import Gazetteer, gazetteer
from sayso.atlas.own_places import entries_of
from sayso.codebook.lexicon import Lexicon
from sayso.counting.areas import Area, Lies, area
from sayso.counting.intervals import Intervals
from sayso.counting.pieces import Pieces
from sayso.counting.question import INCIDENTS, Question
from sayso.counting.result import Count, Part
from sayso.counting.selecting import Selecting, Standing
from sayso.counting.totals import BY_REPORT, NO_BEST, NO_HIGH, NO_LOW, Totals, as_one, current, figure, unit_of
from sayso.model.incident import Incident
from sayso.model.number import Value
from sayso.pipeline import Ledger

SPREAD = "told of other places too"


def count(
    ledger: Ledger,
    measure: str,
    *,
    having: str | None = None,
    group: str | None = None,
    type: str | None = None,
    where: str | None = None,
    when: str | None = None,
) -> Count:
    """How many people (or things of a measure), or incidents: `count(ledger, "persons_killed", where="Ohio", when="2015")`.

    Raises RefusedError where the codebooks know no such measure or type, the gazetteer no such place, or a sum would
    mix units.
    """
    return answer(
        ledger,
        Question(
            measure,
            having,
            group,
            type,
            place_of(where, ledger.lexicon) if where is not None else None,
            Intervals(ledger.lexicon).of(when) if when is not None else None,
        ),
    )


def place_of(name: str, lexicon: Lexicon) -> Area:
    """The place of a name, a user's own first; raises RefusedError."""
    return area(name, atlas_of(lexicon), lexicon.settings["questions"]["kinds"])


def atlas_of(lexicon: Lexicon) -> Gazetteer:
    """The gazetteer with the places of the codebooks in use."""
    return gazetteer().with_places(entries_of(lexicon.places)) if lexicon.places else gazetteer()


def answer(ledger: Ledger, question: Question) -> Count:
    """The count that a question asks for; raises RefusedError."""
    question.checked(ledger.lexicon)
    return Counting(ledger).answer(question)


class Counting:
    """Counts over one ledger as it stands; what several questions need alike is looked up once."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._lexicon = ledger.lexicon
        self._incidents = ledger.incidents()
        self._published: Mapping[str, str | None] = {s.report: s.published for s in ledger.store.sources()}

    def answer(self, question: Question) -> Count:
        """The count that a question asks for; raises RefusedError where a sum would mix units."""
        select = Selecting(question, self._lexicon, self._published)
        standings = {i.id: select.standing(i) for i in self._incidents}
        told = Telling(question, self._ledger, standings)
        told.prepare(self._incidents)
        totals = Totals(self._incidents, standings, told.anywhere if question.measure == INCIDENTS else told.figure)
        parts = totals.events() if question.measure == INCIDENTS else totals.figures()
        unit = "incident" if question.measure == INCIDENTS else unit_of(parts, question.measure)
        counted = {p.incident for p in parts} | set(totals.inside)
        perhaps = [p for p in self._perhaps(standings, told) if p[0] not in counted]
        highs = [p.high for p in parts]
        return Count(
            question=question,
            label=_label(question, self._lexicon),
            unit=unit,
            low=_sum(p.low for p in parts),
            best=_sum(p.best for p in parts),
            high=None if None in highs else _sum(h for h in highs if h is not None),
            low_open=any(p.low_open for p in parts),
            high_open=any(p.high_open for p in parts) and None not in highs,
            parts=tuple(parts),
            perhaps=tuple(perhaps),
            missing=tuple(_missing(question, parts, perhaps, totals.without, self._lexicon)),
        )

    def _perhaps(self, standings: Mapping[str, Standing], told: Telling) -> list[tuple[str, str]]:
        """Incidents with the figure (or of the kind) that may belong, with the reason."""
        return [
            (i.id, " and ".join(standings[i.id].why))
            for i in self._incidents
            if standings[i.id].lies is Lies.PERHAPS and told.anywhere(i) is not None
        ]


class Telling:
    """What incidents tell of the measure that is asked for, here or as a whole."""

    def __init__(self, question: Question, ledger: Ledger, standings: Mapping[str, Standing]) -> None:
        self._asked = question
        self._standings = standings
        self._pieces = Pieces(ledger, question)

    def prepare(self, incidents: Iterable[Incident]) -> None:
        """Look up the claims that tell of parts, for all incidents that may have some here."""
        if self._asked.where is not None and self._asked.measure != INCIDENTS:
            self._pieces.look_up([i for i in incidents if self._here_or_elsewhere(i)])

    def _here_or_elsewhere(self, i: Incident) -> bool:
        standing = self._standings[i.id]
        return standing.lies is Lies.IN or standing.elsewhere

    def figure(self, i: Incident) -> Part | None:
        """The figure of an incident here: of its whole where it happened here, else of the parts told of here."""
        parts, others = self._pieces.of(i)
        here = self._standings[i.id].lies is Lies.IN
        if parts and (others or not here):
            return parts[0] if len(parts) == 1 else _together(parts)
        whole = self.anywhere(i) if here else None
        if whole is not None and others:
            return replace(whole, low=min(0, whole.low), low_open=False, gaps=(*whole.gaps, SPREAD))
        return whole

    def anywhere(self, i: Incident) -> Part | None:
        """What an incident adds wherever it happened."""
        asked = self._asked
        if asked.told_by is None:
            return Part(i.id, 1, 1, 1)
        found = current(i.findings, asked.told_by, asked.group)
        if found is None:
            return None
        part = figure(i.id, found)
        return as_one(part) if asked.measure == INCIDENTS else part


def _together(parts: Sequence[Part]) -> Part:
    """Parts of one incident in several places here, as one."""
    highs = [p.high for p in parts]
    return replace(
        parts[0],
        low=_sum(p.low for p in parts),
        best=_sum(p.best for p in parts),
        high=None if None in highs else _sum(h for h in highs if h is not None),
        low_open=any(p.low_open for p in parts),
        high_open=any(p.high_open for p in parts),
        claims=tuple(sorted({c for p in parts for c in p.claims})),
        gaps=tuple(dict.fromkeys(g for p in parts for g in p.gaps)),
    )


def _sum(values: Iterable[Value]) -> Value:
    """A sum; floats that are whole numbers become so."""
    total: Value = sum(values)
    return int(total) if float(total).is_integer() else round(total, 6)


def _label(question: Question, lexicon: Lexicon) -> str:
    """What is totalled, in words."""
    if question.measure != INCIDENTS:
        label = lexicon.measures[question.measure].label
        return f"{label} ({question.group})" if question.group else label
    kind = lexicon.events[question.type].label if question.type in lexicon.events else None
    words = f"incidents of {kind}" if kind else "incidents"
    return f"{words} with {lexicon.measures[question.having].label}" if question.having else words


def _missing(
    question: Question,
    parts: Sequence[Part],
    perhaps: Sequence[tuple[str, str]],
    without: Sequence[str],
    lexicon: Lexicon,
) -> list[str]:
    """What a total leaves open, each as a sentence that begins with how many incidents it is of."""
    lines = []
    gaps = Counter(g for p in parts for g in p.gaps)
    if gaps[BY_REPORT]:
        lines.append(f"{_many(gaps[BY_REPORT])} told without a date: dated by the first report, in best and high only")
    if gaps[NO_BEST]:
        lines.append(f"{_many(gaps[NO_BEST])} with no best figure: in best at the lowest that is stated")
    if gaps[NO_LOW]:
        lines.append(f"{_many(gaps[NO_LOW])} of which no source states a lower bound: in low as 0")
    if gaps[NO_HIGH]:
        lines.append(f"{_many(gaps[NO_HIGH])} of which no source states an upper bound: the total has none")
    if gaps[SPREAD]:
        lines.append(f"{_many(gaps[SPREAD])} told of other places too: the whole is in best and high, not in low")
    if some := sum(p.of_part for p in parts):
        lines.append(f"{_many(some)} also elsewhere: only what is told of this place is counted")
    for why, times in sorted(Counter(why for _, why in perhaps).items(), key=lambda w: (-w[1], w[0])):
        lines.append(f"{_many(times)} {why}: may belong here, not counted")
    told_by = question.told_by
    if without and told_by is not None:
        label = lexicon.measures[told_by].label
        lines.append(f"{_many(len(without))} here without a figure of {label}: unknown, not zero")
    rule = lexicon.measures.get(question.measure)
    if rule is not None and rule.current and not rule.grows and len(parts) > 1:
        lines.append(f"{rule.label} is a count at one time: whoever is in several incidents is counted in each")
    return lines


def _many(count: int) -> str:
    return f"{count} incident{'s' if count != 1 else ''}"
