"""On what day a report says outright that its event happened: "It happened around 2:30 a.m. Sunday"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sayso.model.moment import Moment
from sayso.reading.contexts import context
from sayso.reading.sentences import Sentence
from sayso.reading.setting import Setting
from sayso.reading.telling import Anchor
from sayso.reading.whereabouts import preposition_before

# Between the verb and its day stand a clock time and a place at most.
_REACH = 110
# An event that a pronoun takes up was told this many sentences before.
_NEAR_SENTENCES = 4
# What answers an event, or gives it a clock time, is told near the head of a report.
_LEAD_SENTENCES = 12
_NEWS_DAYS = 60
# what is left of a moment without its clock time names a day: "Sunday", "Sept. 3", "9/3"
_DAY = re.compile(r"[^\W\d_]{5,}|\d[/-]\d|\b[A-Z][a-z]{2}\b")
_OWN = re.compile(r"['’]s\s+")
_ARTICLES = frozenset(["a", "an", "the", "another"])
# "police said Sunday": so many words lie between speech and its day at most
_SAID_WORDS = 3


@dataclass(frozen=True, slots=True)
class Hint:
    """A day on which an undated event very likely happened; `rank` is lower for the surer sign."""

    sentence: int
    rank: int
    moment: Moment


def outright(setting: Setting, anchors: Sequence[Anchor]) -> list[Anchor]:
    """The anchors with those that "it happened on Sunday" adds, and with the days of others that this rules out.

    What was read from other clauses before, and lies later, is the day of a charge, a statement or a death.
    """
    made = list(anchors)
    for sentence in setting.sentences:
        moment = _told_with(setting, sentence, "happened")
        if moment is None or moment.begin is None:
            continue
        own = next((a for a in made if a.sentence == sentence.index and a.trigger is not None), None)
        before = [a for a in made if 0 < sentence.index - a.sentence <= _NEAR_SENTENCES and not a.background]
        told = own or max(before, key=lambda a: a.offset, default=None)
        if told is None or told.event not in setting.lexicon.events:
            continue
        for a in made:
            if a.offset < moment.start and _later(a.moment, moment) and _same_family(a, told, setting):
                a.moment = None
        if own is not None:
            own.moment, own.bound = moment, ""
        else:
            made.append(Anchor(moment.start, sentence.index, told.event, moment=moment))
    return sorted(made, key=lambda a: (a.offset, a.trigger is None))


def hints(setting: Setting, anchors: Sequence[Anchor]) -> list[Hint]:
    """Days of the head of a report on which its undated event very likely happened, the surest first."""
    late = {a.sentence for a in anchors if a.follows}
    found = []
    for sentence in setting.sentences[:_LEAD_SENTENCES]:
        if sentence.index in late:
            continue
        moment = _told_with(setting, sentence, "answered")
        if moment is not None and _is_news(moment, setting.reference):
            found.append(Hint(sentence.index, 0, moment))
        times = [m for m in setting.moments_in(sentence) if m.kind == "TIME" and names_a_day(setting, m)]
        clock = next((m for m in times if not _said(setting, m)), None)
        if clock is not None and _is_news(clock, setting.reference):
            found.append(Hint(sentence.index, 1, clock))
        found += [Hint(sentence.index, 2, m) for m in setting.moments_in(sentence) if _owns(setting, m)]
    return sorted(found, key=lambda h: (h.rank, h.sentence))


def _told_with(setting: Setting, sentence: Sentence, sign: str) -> Moment | None:
    """The day that stands close behind a sign, in one sentence with it."""
    found = context(setting.lexicon, sign).search(setting.text, sentence.start, sentence.end)
    if found is None:
        return None
    dates = [
        m
        for m in setting.moments_in(sentence)
        if m.begin is not None and m.precision == "day" and names_a_day(setting, m)
    ]
    behind = [m for m in dates if 0 <= m.start - found.end() <= _REACH and not _said(setting, m)]
    # "a block from the site of a May 3 attack" tells of another day
    behind = [m for m in behind if preposition_before(setting.text, m.start, articles=True) not in _ARTICLES]
    return min(behind, key=lambda m: m.start, default=None)


def names_a_day(setting: Setting, moment: Moment) -> bool:
    """Whether a moment names a day; "11 p.m." by itself may be of any."""
    return moment.kind != "TIME" or _DAY.search(context(setting.lexicon, "clock").sub("", moment.text)) is not None


def _said(setting: Setting, moment: Moment) -> bool:
    """Whether somebody spoke on that day: "police said Sunday", "a statement Friday afternoon"."""
    before = setting.text[max(0, moment.start - 40) : moment.start].rsplit(".", 1)[-1]
    spoken = list(setting.spoken.finditer(before))
    after = setting.spoken.match(setting.text, moment.end + 1)
    stamped = context(setting.lexicon, "stamped").search(setting.text, max(0, moment.start - 70), moment.start)
    return bool(stamped or after or (spoken and len(before[spoken[-1].end() :].split()) <= _SAID_WORDS))


def _owns(setting: Setting, moment: Moment) -> bool:
    """As in "Monday's strike on the market": the event is known by its day."""
    own = _OWN.match(setting.text, moment.end)
    if own is None or moment.precision != "day" or not _is_news(moment, setting.reference):
        return False
    return context(setting.lexicon, "no_event").match(setting.text, own.end()) is None


def _is_news(moment: Moment, reference: date | None) -> bool:
    if reference is None or moment.begin is None:
        return False
    return 0 <= (reference - moment.begin).days <= _NEWS_DAYS


def _later(moment: Moment | None, than: Moment) -> bool:
    return moment is not None and moment.begin is not None and than.finish is not None and moment.begin > than.finish


def _same_family(anchor: Anchor, told: Anchor, setting: Setting) -> bool:
    events = setting.lexicon.events
    return anchor.event in events and events[anchor.event].family == events[told.event].family
