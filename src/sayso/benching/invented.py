"""Invents what was read in reports of a made-up country, from a seed: events with days, towns, people, figures and words as news has them."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from importlib import resources
from itertools import accumulate

from sayso.digesting import Digest
from sayso.matching import candidates, copies
from sayso.model.claim import Claim
from sayso.model.mention import Mention
from sayso.model.place import Place
from sayso.model.report import Report
from sayso.reading.result import Reading

_SYLLABLES = [
    "ba",
    "cor",
    "del",
    "fen",
    "gar",
    "hol",
    "ister",
    "kin",
    "lor",
    "mar",
    "nath",
    "os",
    "pel",
    "quin",
    "ros",
    "sel",
    "tam",
    "ul",
    "ver",
    "wick",
    "yar",
    "zem",
]
_KINDS = (
    ("shooting", "deadly_event", "persons_killed"),
    ("accident", "deadly_event", "persons_injured"),
    ("arrests", "arrests", "persons_arrested"),
)
# Half of the events have one report, few have a dozen; a fourth of the reports tell of an earlier event besides.
_REPORTS = ((1, 50), (2, 22), (3, 12), (4, 7), (6, 5), (8, 3), (12, 1))
_BESIDES = 0.25
_COPIED = 0.05
_LATE = 0.1
_EVENT_WORDS = 45
_OWN_WORDS = 55
_RARE_WORDS = 6
_STATES = 50
_FIRST_DAY = date(2015, 1, 1)
# A word that weighs one point more in the shipped table is in so many times fewer texts.
_RARER = 0.66


@dataclass(frozen=True, slots=True)
class _Event:
    day: date
    kind: tuple[str, str, str]
    place: Place
    words: tuple[str, ...]
    names: tuple[str, ...]
    figure: int


class Country:
    """A country with towns, outlets and a language; the same seed gives the same events, and more of them the same first ones.

    `event_of` tells which event each report that was made is mainly about.
    """

    def __init__(self, seed: int, *, days: int = 1500, towns: int = 1500) -> None:
        self.random = random.Random(seed)
        self.days = days
        self.event_of: dict[str, str] = {}
        listed = [
            (word, int(line.split(" ", 1)[0]))
            for line in resources.files("sayso.matching").joinpath("word_weights.txt").read_text("utf-8").splitlines()
            if line[0].isdigit()
            for word in line.split()[1:]
        ]
        self._words = [word for word, _ in listed]
        self._share = list(accumulate(_RARER**weight for _, weight in listed))
        self._towns = [self._town(k) for k in range(towns)]
        # few towns are large: the n-th has an n-th of the news of the first
        self._weight = list(accumulate(1 / (k + 3) for k in range(len(self._towns))))

    def digests(self, mentions: int) -> Iterator[Digest]:
        """Reports with about so many mentions, in an order that is not that of their days."""
        told: list[_Event] = []
        waiting: list[int] = []
        made = number = 0
        while made < mentions:
            while len(waiting) < 50:
                told.append(self._event())
                times = self.random.choices([n for n, _ in _REPORTS], [w for _, w in _REPORTS])[0]
                waiting += [len(told) - 1] * times
            event = waiting.pop(self.random.randrange(len(waiting)))
            besides = self.random.choice(told) if self.random.random() < _BESIDES else None
            found = self._report(f"r{number:06}", told[event], besides)
            self.event_of[found.report.id] = f"e{event}"
            yield found
            number += 1
            made += len(found.reading.mentions)

    def _report(self, ident: str, event: _Event, besides: _Event | None) -> Digest:
        late = self.random.randrange(30, 400) if self.random.random() < _LATE else self.random.randrange(3)
        published = event.day + timedelta(days=late)
        own = () if self.random.random() < _COPIED else self._some(_OWN_WORDS)
        shared = self.random.sample(event.words, len(event.words) * 3 // 4) if own else event.words
        words = [*shared, *own]
        for k, name in enumerate(event.names):
            words.insert(3 * k + 2, name.title())
        report = Report(
            id=ident,
            text=" ".join(words),
            title=" ".join(words[:6]),
            publisher=f"outlet {self.random.randrange(400)}",
            published=published.isoformat(),
        )
        told = [self._mention(report, 0, event, words)]
        if besides is not None:
            told.append(self._mention(report, 1, besides, self.random.sample(besides.words, 12)))
        mentions, claims = zip(*told, strict=True)
        reading = Reading(ident, tuple(claims), tuple(mentions), (), (), ())
        return Digest(report, reading, {m.id: candidates.keys(m) for m in mentions}, copies.bands(report.text))

    def _mention(self, report: Report, turn: int, event: _Event, words: Sequence[str]) -> tuple[Mention, Claim]:
        kind, family, measure = event.kind
        day = event.day.isoformat()
        dated = self.random.random() < 0.8
        figure = event.figure + (self.random.random() < 0.1)
        claim = _claim(f"{report.id}:{turn}:0", report.id, f"{report.id}#{turn}", measure, figure)
        mention = Mention(
            id=f"{report.id}#{turn}",
            report=report.id,
            event=kind,
            family=family,
            main=turn == 0,
            title=report.title or "",
            begin=day if dated else None,
            finish=day if dated else None,
            precision="day" if dated else "unknown",
            partial=None,
            places=(event.place,),
            anchored=1,
            actors=(),
            words=tuple(sorted({word for some in words for word in some.lower().split()})),
            figures=((measure, float(figure)),),
            triggers=((0, 1),),
            claims=(claim.id,),
            weight=2,
            published=report.published,
            names=tuple(sorted(self.random.sample(event.names, (len(event.names) + 1) // 2))),
        )
        return mention, claim

    def _event(self) -> _Event:
        rare = [self._name() for _ in range(_RARE_WORDS)]
        return _Event(
            _FIRST_DAY + timedelta(days=self.random.randrange(self.days)),
            self.random.choice(_KINDS),
            self.random.choices(self._towns, cum_weights=self._weight)[0],
            (*self._some(_EVENT_WORDS), *rare),
            tuple(f"{self._name()} {self._name()}" for _ in range(self.random.randrange(4))),
            self.random.choice((1, 1, 1, 2, 2, 3, 5, 12, 24, 40)),
        )

    def _some(self, most: int) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self.random.choices(self._words, cum_weights=self._share, k=most)))

    def _name(self) -> str:
        return "".join(self.random.choices(_SYLLABLES, k=3))

    def _town(self, number: int) -> Place:
        state = f"{number % _STATES:02}"
        name = self._name().title()
        return Place(
            start=0,
            end=len(name),
            text=name,
            name=name,
            id=f"invented:{number}",
            admin1=f"State {state}",
            admin1_code=state,
            country="ZZ",
            lat=0.0,
            lon=0.0,
            precision="town",
        )


def _claim(ident: str, report: str, mention: str, measure: str, figure: int) -> Claim:
    return Claim.bare(
        id=ident,
        report=report,
        start=0,
        end=1,
        text=str(figure),
        quote=str(figure),
        sentence=(0, 1),
        low=figure,
        high=figure,
        best=figure,
        unit="person",
        counted="people",
        measure=measure,
        incident=mention,
        confidence=0.9,
    )
