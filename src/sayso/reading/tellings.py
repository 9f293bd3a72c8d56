"""Events as one report tells them: event words and figures gathered by time, place and the words between them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sayso.atlas.calendar import Interval
from sayso.codebook.lexicon import Lexicon
from sayso.model.moment import Moment
from sayso.reading.happening import Hint
from sayso.reading.telling import Anchor, Telling
from sayso.reading.triggers import Trigger

# A follow-up of an event (a release, a charge, a toll) is told of later days, within about a year.
_FOLLOW_UP_DAYS = 400
_TOLL_DAYS = 30
# What a report tells without a date happened within about this time before it.
_NEWS_DAYS = 90
# Lawsuits, outbreaks and the like go on for a few sentences; farther away another one is told of.
_NEAR_SENTENCES = 3
_SLACK = {"day": 1, "week": 3, "month": 3, "part": 3, "season": 10, "year": 0, "decade": 0, "unknown": 0}


def tellings(
    anchors: Sequence[Anchor],
    lexicon: Lexicon,
    published: date | None = None,
    hints: Sequence[Hint] = (),
    headed: Sequence[Trigger] = (),
) -> list[Telling]:
    """Anchors in text order become tellings; the weightiest one, the lead counting extra, is the main one.

    `published` is the day of the report, before which its undated news lies by weeks at most; `hints` are days for a
    main event that has none; `headed` are the event words of the headline: what stands around the text of a page may
    tell of anything.
    """
    made: list[Telling] = [Telling(0)]
    for anchor in anchors:
        target = _target(anchor, made, lexicon, published)
        if target is None:
            target = Telling(len(made), background=anchor.background)
            made.append(target)
        target.anchors.append(anchor)
        if not _apart(target.anchors[0], lexicon) or _family(anchor, lexicon) == _family(target.anchors[0], lexicon):
            _settle(target, anchor)
    for telling in made:
        _settle_late(telling)
    eligible = [t for t in made if t.anchors and not t.background and not _apart(t.anchors[0], lexicon)]
    eligible = eligible or [t for t in made if t.anchors and not t.background]
    if eligible:
        main = max(_headed(eligible, headed, lexicon), key=lambda t: (_weight(t), -t.index))
        main.main = True
        if main.when is None:
            first = main.anchors[0].sentence
            main.when = next((h.moment for h in hints if h.sentence >= first - 1), None)
    return [t for t in made if t.anchors]


def _headed(made: list[Telling], headed: Sequence[Trigger], lexicon: Lexicon) -> list[Telling]:
    """Those that a headline tells of: by kind, else by family, else all."""
    kinds = {t.event for t in headed}
    families = {lexicon.events[kind].family for kind in kinds}
    of_kind = [t for t in made if any(a.event in kinds for a in t.anchors)]
    return of_kind or [t for t in made if not _families(t, lexicon).isdisjoint(families)] or made


def _weight(telling: Telling) -> int:
    """How much of a report a telling takes: figures two, event words one, and the lead three."""
    lead = any(a.sentence <= 1 for a in telling.anchors)
    return sum(2 if a.figure is not None else 1 for a in telling.anchors) + 3 * lead


def _apart(anchor: Anchor, lexicon: Lexicon) -> bool:
    """Whether an anchor's kind of event is never part of another kind."""
    return anchor.event in lexicon.events and lexicon.events[anchor.event].apart


def _target(anchor: Anchor, made: list[Telling], lexicon: Lexicon, published: date | None) -> Telling | None:
    """The telling that an anchor belongs to, None for a new one."""
    main = made[0]
    if anchor.background:
        return None
    if _apart(anchor, lexicon):
        return _target_apart(anchor, made, lexicon)
    beside = _beside(anchor, made)
    if anchor.event not in lexicon.events and not _dated(anchor):
        # a figure of no kind of its own goes with what was told last
        counted = [
            (a.offset, a.sentence, t) for t in made if not t.background for a in t.anchors if a.figure is not None
        ]
        _, sentence, last = max(counted, key=lambda c: c[0], default=(0, -9, main))
        return beside or (last if anchor.sentence - sentence <= 2 else main)
    if not main.anchors:
        return _outbreak(anchor, made, lexicon) or main
    beside_own_kind = beside is not None and not _apart(beside.anchors[0], lexicon)
    if anchor.elsewhere:
        return beside if beside_own_kind and beside is not main else None
    if _dated(anchor):
        return _target_dated(anchor, made, beside, lexicon, published)
    if anchor.trigger is not None and anchor.trigger.fresh and anchor.sentence > 1 and not _same_words(anchor, main):
        return None
    if _foreign(anchor, main, lexicon):
        return next((t for t in made[1:] if not t.background and _at_same_place(anchor, t)), None)
    return beside if beside_own_kind else main


def _target_apart(anchor: Anchor, made: list[Telling], lexicon: Lexicon) -> Telling | None:
    """The telling of the same kind close before, unless their days differ."""
    same = [t for t in made if t.anchors and t.anchors[0].event == anchor.event and not t.background]
    near = [t for t in same if anchor.sentence - t.anchors[-1].sentence <= _NEAR_SENTENCES]
    return next(
        (t for t in reversed(near) if not _dated(anchor) or t.interval is None or _agrees(t, anchor, lexicon)), None
    )


def _target_dated(
    anchor: Anchor, made: list[Telling], beside: Telling | None, lexicon: Lexicon, published: date | None
) -> Telling | None:
    """The telling whose time fits a dated anchor; the main one while that has no time."""
    main = made[0]
    fits = [
        t
        for t in made
        if not t.background and t.anchors and not _apart(t.anchors[0], lexicon) and _agrees(t, anchor, lexicon)
    ]
    if fits:
        return beside if beside is not None and beside in fits else fits[0]
    open_ended = (
        main.interval is None and not _foreign(anchor, main, lexicon) and not _looks_back(anchor, main, published)
    )
    return main if open_ended else None


def _outbreak(anchor: Anchor, made: list[Telling], lexicon: Lexicon) -> Telling | None:
    """As in "The outbreak has grown. Two inmates have died": what told of so far takes in figures of such a kind."""
    near = [t for t in made if t.anchors and not t.background and anchor.sentence - t.anchors[-1].sentence <= 1]
    taking = [t for t in near if _family(anchor, lexicon) in lexicon.events[t.anchors[0].event].mixes]
    return taking[-1] if taking and anchor.figure is not None else None


def _at_same_place(anchor: Anchor, telling: Telling) -> bool:
    place = anchor.place
    return place is not None and any(a.place is not None and a.place.id == place.id for a in telling.anchors)


def _looks_back(anchor: Anchor, main: Telling, published: date | None) -> bool:
    """Whether a dated anchor lies long before undated news that the report has already given figures of."""
    if published is None or anchor.moment is None or anchor.moment.finish is None:
        return False
    news = any(a.figure is not None and a.sentence < anchor.sentence for a in main.anchors)
    return news and (published - anchor.moment.finish).days > _NEWS_DAYS


def _dated(anchor: Anchor) -> bool:
    if anchor.follows or anchor.moment is None:
        return False
    return anchor.moment.begin is not None and anchor.moment.value != "PRESENT_REF"


def _beside(anchor: Anchor, made: list[Telling]) -> Telling | None:
    """The telling of the latest anchor of the same sentence, unless this anchor has a time of its own."""
    for telling in reversed(made):
        if telling.anchors and telling.anchors[-1].sentence == anchor.sentence and not telling.background:
            last = telling.anchors[-1]
            if telling.index == 0 or anchor.moment is last.moment or anchor.moment is None:
                return telling
    return None


def _same_words(anchor: Anchor, telling: Telling) -> bool:
    """Whether the event word is one that the telling has already used."""
    lemma = anchor.trigger.lemma if anchor.trigger is not None else ""
    return any(a.trigger is not None and a.trigger.lemma == lemma for a in telling.anchors)


def _foreign(anchor: Anchor, main: Telling, lexicon: Lexicon) -> bool:
    """Whether an anchor of another family names another place than the main event does."""
    if anchor.place is None:
        return False
    return _family(anchor, lexicon) not in _families(main, lexicon) and not any(
        p.contains(anchor.place) or anchor.place.contains(p) for p in main.places()
    )


def _agrees(telling: Telling, anchor: Anchor, lexicon: Lexicon) -> bool:
    """Whether an anchor's time is that of a telling, or that of a follow-up to it."""
    interval = telling.interval
    moment = anchor.moment
    if interval is None or moment is None or moment.begin is None or moment.finish is None or telling.when is None:
        return False
    if anchor.bound in ("before", "since"):
        return False
    mine = Interval(moment.begin, moment.finish)
    if mine.gap(interval) > 0 and (_of_its_own(anchor, telling, lexicon) or _elsewhere(anchor, telling)):
        return False
    slack = max(_slack(moment, mine), _slack(telling.when, interval))
    if moment.precision in ("year", "decade") and telling.when.precision == "day" and interval.days <= 2:
        # "In 2016" is not the Wednesday of a raid, unless it is that raid's own year
        return mine.begin <= interval.begin <= mine.finish and anchor.trigger is not None
    if mine.gap(interval) <= slack:
        return True
    rule = anchor.figure.reading.rule if anchor.figure is not None and anchor.figure.reading is not None else None
    later = (mine.begin - interval.finish).days
    counted = rule is not None and rule.current and not _of_deed(anchor)
    if rule is None or not (rule.follows or counted):
        return False
    # a toll is told of the day it is counted, which may lie before the day by which the event is known here
    earliest = -_TOLL_DAYS if counted and _family(anchor, lexicon) in _families(telling, lexicon) else 0
    return earliest <= later <= _FOLLOW_UP_DAYS


def _family(anchor: Anchor, lexicon: Lexicon) -> str:
    return lexicon.events[anchor.event].family if anchor.event in lexicon.events else ""


def _of_its_own(anchor: Anchor, telling: Telling, lexicon: Lexicon) -> bool:
    """Whether an anchor is of another kind of event than a telling's: a raid on Thursday, a fire on Friday."""
    if anchor.event not in lexicon.events or lexicon.events[anchor.event].generic:
        return False
    kinds = [lexicon.events[a.event] for a in telling.anchors if a.event in lexicon.events]
    special = {k.name for k in kinds if not k.generic}
    if anchor.trigger is None:
        return bool(special) and anchor.event not in special
    family, mixes = lexicon.events[anchor.event].family, lexicon.events[anchor.event].mixes
    return all(family != k.family and family not in k.mixes and k.family not in mixes for k in kinds)


def _elsewhere(anchor: Anchor, telling: Telling) -> bool:
    """Whether an anchor names a town that is none of a telling's own towns."""
    place = anchor.place
    if place is None or place.precision != "town":
        return False
    towns = [p for p in telling.places() if p.precision == "town"]
    return bool(towns) and all(p.id != place.id for p in towns)


def _families(telling: Telling, lexicon: Lexicon) -> set[str]:
    return {_family(a, lexicon) for a in telling.anchors}


def _slack(moment: Moment, interval: Interval) -> int:
    """Days by which two tellings of one day may differ; vague stretches leave more room than single days."""
    return 1 if interval.days <= 3 else _SLACK.get(moment.precision, 0)


def _settle(telling: Telling, anchor: Anchor) -> None:
    """Let a telling take the time of its first dated anchor; tolls, follow-ups and long spans do not set it."""
    moment = anchor.moment
    if (
        moment is None
        or anchor.bound
        or anchor.follows
        or moment.precision in ("year", "decade")
        or moment.value == "PRESENT_REF"
    ):
        return
    reading = anchor.figure.reading if anchor.figure is not None else None
    if reading is not None and (reading.rule.follows or (reading.rule.current and not _of_deed(anchor))):
        return
    if telling.when is None or _tighter(moment, telling.when):
        telling.when = moment


def _of_deed(anchor: Anchor) -> bool:
    """Whether a figure tells whom a deed struck, "killed 18 on Monday", rather than a count as of a day."""
    reading = anchor.figure.reading if anchor.figure is not None else None
    return reading is not None and reading.kind in ("patient", "agent")


def _tighter(moment: Moment, than: Moment) -> bool:
    """Whether a moment says more exactly what a vague one says: "One year ago", later "March 12, 2019"."""
    if moment.precision != "day" or than.precision not in ("part", "season", "month"):
        return False
    if moment.begin is None or moment.finish is None or than.begin is None or than.finish is None:
        return False
    return than.begin <= moment.begin and moment.finish <= than.finish


def _settle_late(telling: Telling) -> None:
    """Where no day dates a telling: a year that its own anchors name, never the day of a count or a follow-up."""
    if telling.when is not None:
        return
    years = [a.moment for a in telling.anchors if a.moment is not None and not a.bound and a.moment.precision == "year"]
    telling.when = min(years, key=lambda m: (str(m.begin), m.start), default=None)
