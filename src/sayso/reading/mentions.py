"""The frozen mention of a telling: its kind, days, places, actors, figures and the words it is known by."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from sayso.model.claim import Claim
from sayso.model.mention import Mention
from sayso.model.place import Place
from sayso.model.report import Report
from sayso.reading.actors import Roster
from sayso.reading.happening import names_a_day
from sayso.reading.setting import Setting
from sayso.reading.telling import Telling

_WORD = re.compile(r"[^\W_][\w'’-]*[^\W_]")
_MOST_WORDS = 1200
_MOST_PLACES = 10
_MOST_DAYS = 24
_MOST_PHRASES = 200
_RUN = re.compile(r"[A-Z][\w'’-]*[^\W_](?:[ \t]+(?:[A-Z]\.[ \t]+)?[A-Z][\w'’-]*[^\W_])+")


def mention_of(
    report: Report, setting: Setting, telling: Telling, claims: Sequence[Claim], roster: Roster
) -> Mention | None:
    """The mention of a telling; None for background, and for mere event words without figure, day or place."""
    ident = f"{report.id}#{telling.index}"
    told = [c for c in claims if c.incident == ident]
    own = [c for c in told if c.scope != "background"]
    triggers = [a.trigger for a in telling.anchors if a.trigger is not None]
    if telling.background or not telling.anchors:
        return None
    placed = telling.places()
    measured = [c for c in own if c.measure is not None]
    if not telling.main and not measured and not (triggers and _well_dated(telling)):
        return None
    lexicon = setting.lexicon
    event = telling.event(lexicon)
    spans = _sentences(setting, telling)
    wide = [(s.start, s.end) for s in setting.sentences] if telling.main else spans
    when = telling.when
    return Mention(
        id=ident,
        report=report.id,
        event=event,
        family=lexicon.events[event].family if event in lexicon.events else event,
        main=telling.main,
        title=_title(report, setting, telling),
        begin=_iso(telling, "begin"),
        finish=_iso(telling, "finish"),
        precision=when.precision if when is not None else "unknown",
        partial=when.partial if when is not None else None,
        places=tuple(_places(setting, wide, placed)),
        anchored=min(len(placed), _MOST_PLACES),
        actors=roster.within(spans),
        words=_words(report.text, wide, report.title if telling.main else None),
        figures=_figures(measured),
        triggers=tuple((t.start, t.end) for t in triggers),
        claims=tuple(c.id for c in own),
        weight=1 + len(triggers) + len(told),
        published=report.published,
        names=roster.names_within(wide),
        days=_days(setting, wide),
        phrases=_phrases(setting.text, wide),
    )


def with_own_days(mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions of one report, none with a day on which another of them happened."""
    return [
        replace(
            m,
            days=tuple(d for d in m.days if d not in {o.begin for o in mentions if o is not m and o.begin != m.begin}),
        )
        for m in mentions
    ]


def of_headline(mention: Mention) -> Mention:
    """The mention that a headline makes: it has no claims, for their evidence would not lie in the text."""
    return replace(mention, main=True, triggers=(), claims=(), superlatives=())


def _figures(claims: Sequence[Claim]) -> tuple[tuple[str, float], ...]:
    """Measures and values of the claims that are no parts."""
    values = ((c.measure, c.best if c.best is not None else c.low) for c in claims if c.scope != "part")
    return tuple(sorted({(measure, float(v)) for measure, v in values if measure and v is not None}))


def _places(setting: Setting, spans: Sequence[tuple[int, int]], placed: list[Place]) -> list[Place]:
    """The places of the anchors, then the others of their sentences, each once."""
    others = [p for p in setting.places if p.id is not None and any(s <= p.start < e for s, e in spans)]
    once = {p.id or p.name: p for p in reversed([*placed, *others])}
    return [once[key] for key in dict.fromkeys(p.id or p.name for p in (*placed, *others))][:_MOST_PLACES]


def _days(setting: Setting, spans: Sequence[tuple[int, int]]) -> tuple[str, ...]:
    """The single days that are named in some sentences; a clock time alone names none."""
    found = {
        m.begin.isoformat()
        for m in setting.moments
        if m.begin is not None
        and m.begin == m.finish
        and names_a_day(setting, m)
        and any(s <= m.start < e for s, e in spans)
    }
    return tuple(sorted(found))[:_MOST_DAYS]


def _phrases(text: str, spans: Sequence[tuple[int, int]]) -> tuple[str, ...]:
    """Pairs of words written large that follow one another, lower case and sorted: people, streets, schools, firms."""
    found: set[str] = set()
    for start, end in spans:
        for run in _RUN.finditer(text, start, end):
            words = [w.lower().replace("’", "'").removesuffix("'s") for w in _WORD.findall(run.group())]
            found.update(f"{a} {b}" for a, b in pairwise(words))
    return tuple(sorted(found))[:_MOST_PHRASES]


def _iso(telling: Telling, end: str) -> str | None:
    """The first or last day of an event, where it is known."""
    return getattr(telling.interval, end).isoformat() if telling.interval else None


def _well_dated(telling: Telling) -> bool:
    """Whether an event without figures is dated well enough to be told from others: to a month."""
    return telling.interval is not None and telling.interval.days <= 31


def _sentences(setting: Setting, telling: Telling) -> list[tuple[int, int]]:
    ids = sorted({a.sentence for a in telling.anchors})
    return [(setting.sentences[i].start, setting.sentences[i].end) for i in ids]


def _title(report: Report, setting: Setting, telling: Telling) -> str:
    """The report's title for its main event, else the first words of the sentence that tells of it."""
    if telling.main and report.title:
        return report.title[:120]
    first = setting.sentences[telling.anchors[0].sentence]
    words = " ".join(report.text[first.start : first.end].split())
    return words if len(words) <= 110 else words[:107].rsplit(" ", 1)[0] + " …"


def _words(text: str, spans: Sequence[tuple[int, int]], title: str | None) -> tuple[str, ...]:
    """The words of the telling, lower case and sorted, without possessive endings."""
    pieces = [text[s:e] for s, e in spans] + ([title] if title else [])
    found = {w.lower().replace("’", "'").removesuffix("'s") for piece in pieces for w in _WORD.findall(piece)}
    return tuple(sorted(found))[:_MOST_WORDS]
