"""Gives each event word and each measured figure its own time and place, and tells what leads away from the event."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sayso.codebook.lexicon import Lexicon
from sayso.model.moment import Moment
from sayso.model.place import Place
from sayso.reading.figures import Figure
from sayso.reading.parsing import Parsed
from sayso.reading.sentences import Sentence
from sayso.reading.tellings import Anchor
from sayso.reading.triggers import Trigger
from sayso.reading.whereabouts import head_of_span, nearest, preposition_before

if TYPE_CHECKING:
    from spacy.tokens import Token

_GAP = re.compile(
    r"\b(?P<number>an?|one|two|three|four|five|six|seven|eight|nine|ten|\d+)\s+(?P<unit>day|week|month|year)s?\s+(?P<way>after|before)\b",
    re.I,
)
_GAP_CHARACTERS = 60
_LARGEST = re.compile(
    r"\b(?:largest|biggest|last|previous|deadliest|worst|earlier|only other)\b[^.;]{0,60}\b(?:was|were|came|happened)\b",
    re.I,
)
# A count over a longer stretch than this, of no one place, is a statistic and no event.
_LONG_DAYS = 45
_STAMP = re.compile(r"\b(?:updated|posted|published|modified|as of)\b\W*(?:on|at)?\W*$", re.I)
_NEAR_PLACE = 5
_BOUND = frozenset(["before", "since", "until"])
_PERIOD = re.compile(
    r"\b[Ss]ince\s+(?:the\s+)?(?:\w+\s+)?(?:1[89]|20)\d\d|\b[Ss]ince\s+[A-Z]\w+|\bso far (?:this|in)\b|\bfiscal\b|\bover the (?:past|last|course of)\b[^,.;]{0,12}\b(?:year|decade)|\bunder (?:the )?\w+ (?:administration|presidency)\b|\b(?:during|in|over) (?:\w+ )?years in (?:power|office)\b"
)
_EVERYWHERE = re.compile(
    r"\b(?:nationwide|statewide|worldwide|around the country|across the country|around the world|per year|a year(?! (?:before|ago|earlier|later|after))|annually|each year|every year)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Setting:
    """What a report's sentences hold, by which anchors are placed."""

    text: str
    sentences: Sequence[Sentence]
    parsed: dict[int, Parsed]
    moments: Sequence[Moment]
    places: Sequence[Place]
    lexicon: Lexicon
    spoken: re.Pattern[str]
    reference: date | None

    @property
    def numbers(self) -> dict[str, int]:
        """The small numbers that stand before units of time."""
        return {**self.lexicon.numerals.units, "a": 1, "an": 1}

    def moments_in(self, sentence: Sentence) -> list[Moment]:
        """Dates and times of a sentence that name a day or a longer unit."""
        return [
            m
            for m in self.moments
            if sentence.start <= m.start < sentence.end
            and m.kind in ("DATE", "TIME")
            and (m.begin is not None or m.partial is not None)
        ]

    def places_in(self, sentence: Sentence) -> list[Place]:
        """Places of a sentence that the gazetteer knows."""
        return [p for p in self.places if sentence.start <= p.start < sentence.end and p.id is not None]


def anchors(setting: Setting, figures: Sequence[Figure], triggers: Sequence[Trigger]) -> list[Anchor]:
    """Anchors of all event words and measured figures, in text order."""
    made = [_of_figure(setting, f, triggers) for f in figures if f.reading is not None]
    of_model = {id(a.figure): a for a in made}
    for anchor in made:
        model = anchor.figure.model if anchor.figure is not None else None
        if model is not None and id(model) in of_model:
            # "a figure that has jumped to 10,000 now" stays where the figure before it belongs
            anchor.background = anchor.background or of_model[id(model)].background
    governed = {offset for f in figures if (offset := _governor_offset(f)) is not None}
    at = 0
    for trigger in triggers:
        if any(trigger.start <= offset < trigger.end for offset in governed):
            continue
        while at + 1 < len(setting.sentences) and setting.sentences[at].end <= trigger.start:
            at += 1
        made.append(_of_trigger(setting, setting.sentences[at], trigger))
    return sorted(made, key=lambda a: (a.offset, a.trigger is None))


def _governor_offset(f: Figure) -> int | None:
    """Where the word stands that ties a figure to its measure: that figure speaks for it."""
    if f.reading is None or f.reading.governor is None or f.inherited:
        return None
    return f.parsed.spans[f.reading.governor.i][0]


def _of_figure(setting: Setting, f: Figure, triggers: Sequence[Trigger]) -> Anchor:
    assert f.reading is not None
    sentence = f.parsed.sentence
    own = f.reading.governor if not f.inherited else None
    governor = own if own is not None else f.target.anchor
    dates = _of_events(setting, f.parsed, setting.moments_in(sentence))
    moment = nearest(f.parsed, governor, dates) or (dates[0] if len(dates) == 1 else None)
    moment = _joined(setting.text, moment, dates)
    apart = _told_apart(setting, sentence, _first_word(f.parsed, governor), moment, governor)
    moment = apart or moment
    bound = preposition_before(setting.text, moment.start) if moment is not None else ""
    bound = bound if bound in _BOUND else ""
    hung_on = moment is not None and _hangs_on(f.parsed, governor, moment)
    event = f.reading.rule.event or f.measure or ""
    anchor = Anchor(
        f.number.start,
        sentence.index,
        event,
        figure=f,
        moment=moment,
        bound="" if hung_on else bound,
        place=nearest(f.parsed, governor, setting.places_in(sentence), farthest=_NEAR_PLACE),
    )
    before = f.parsed.text[: max(0, f.number.start - sentence.start)]
    anchor.elsewhere = (
        (hung_on and bound == "since")
        or (apart is not None and apart.precision != "day")
        or _of_new_event(f.parsed, governor, sentence, triggers)
        or _LARGEST.search(before) is not None
        or (bound == "before" and not hung_on and _LARGEST.search(before) is not None)
    )
    single = event in setting.lexicon.events and setting.lexicon.events[event].apart
    anchor.background = f.reading.rule.background or (
        not single and (_in_the_background(f, anchor) or _habitual(f, governor))
    )
    return anchor


def _of_events(setting: Setting, parsed: Parsed, dates: list[Moment]) -> list[Moment]:
    """Dates without those on which somebody spoke ("officials said Thursday")."""
    kept = []
    for moment in dates:
        if _STAMP.search(setting.text, max(0, moment.start - 24), moment.start):
            continue
        token = head_of_span(parsed, moment.start, moment.end)
        verb: Token | None = token
        for _ in range(3):
            if verb is None or verb.pos_ in ("VERB", "AUX") or verb.head == verb:
                break
            if verb.pos_ == "NOUN" and verb != token:
                break
            verb = verb.head
        speech = setting.lexicon.speech
        spoken = (
            verb is not None
            and verb.pos_ == "VERB"
            and any(
                (c.dep_ in ("ccomp", "dobj") and verb.lemma_ in speech.verbs)
                or (c.dep_ == "dobj" and c.lemma_ in speech.nouns)
                for c in verb.children
            )
        )
        if not spoken:
            kept.append(moment)
    return kept


def _joined(text: str, moment: Moment | None, dates: Sequence[Moment]) -> Moment | None:
    """As in "between July 13 and August 20": the two ends of one stretch."""
    if moment is None or moment.begin is None:
        return moment
    for first, last in itertools.pairwise(dates):
        if moment not in (first, last) or first.begin is None or last.finish is None or first.begin > last.finish:
            continue
        between = text[first.end : last.start].strip().lower()
        if between in ("to", "through", "until", "till", "-", "–", "and") and re.search(
            r"\b(?:between|from)\s+(?:the\s+)?$", text[max(0, first.start - 20) : first.start], re.I
        ):
            return replace(first, end=last.end, text=text[first.start : last.end], finish=last.finish, precision="part")
    return moment


def _hangs_on(parsed: Parsed, governor: Token, moment: Moment) -> bool:
    """Whether the governor's clause modifies the moment ("December 2006, when 1,200 were caught")."""
    token = governor
    for _ in range(4):
        if (
            token.dep_ in ("relcl", "advcl", "acl")
            and parsed.spans[token.head.i][0] <= moment.start < parsed.spans[token.head.i][1]
        ):
            return True
        if token.dep_ in ("relcl", "advcl") and any(c.lower_ in ("when", "where") for c in token.children):
            first = min(t.i for t in token.subtree)
            return any(
                parsed.spans[k][0] <= moment.start < parsed.spans[k][1] or moment.end == parsed.spans[k][1]
                for k in range(max(0, first - 3), first)
            )
        if token.head == token:
            return False
        token = token.head
    return False


def _told_apart(
    setting: Setting, sentence: Sentence, offset: int, base: Moment | None, token: Token | None
) -> Moment | None:
    """As in "two months after they arrested 97", "a week after the ferry sank": the event lies that far from the day told.

    `base` is the moment of the sentence, else the day of the report counts; None where no such gap is told. What the gap
    reaches over is read from the tree of `token`, else from the words up to the next mark.
    """
    match = _GAP.search(setting.text, sentence.start, offset)
    if match is None:
        return None
    parsed = setting.parsed.get(sentence.index)
    near = not re.search(r"[,;:.]", setting.text[match.end() : offset]) and offset - match.end() <= _GAP_CHARACTERS
    if not near and not (parsed is not None and token is not None and _reaches(parsed, match, token)):
        return None
    on = base.begin if base is not None and base.begin is not None and base.end <= match.start() else setting.reference
    number = setting.numbers.get(match["number"].lower()) or (
        int(match["number"]) if match["number"].isdigit() else None
    )
    if on is None or number is None:
        return Moment(match.start(), match.end(), match.group(), "DATE", "PAST_REF")
    sign = -1 if match["way"].lower() == "after" else 1
    unit = match["unit"].lower()
    days = {"day": 1, "week": 7, "month": 30, "year": 365}[unit] * number
    middle = on + sign * timedelta(days=days)
    room = timedelta(days={"day": 0, "week": 3, "month": 15, "year": 180}[unit])
    return Moment(
        match.start(),
        match.end(),
        match.group(),
        "DATE",
        middle.isoformat(),
        middle - room,
        middle + room,
        "day" if unit == "day" else "part",
    )


def _reaches(parsed: Parsed, gap: re.Match[str], token: Token) -> bool:
    """Whether a token hangs below the "after" of a gap: "two days after a raid in Dubuque, where 31 were arrested"."""
    after = parsed.token_at(gap.start("way"))
    if after is None:
        return False
    top = after.head if after.dep_ == "mark" else after
    return top in (token, *token.ancestors)


def _first_word(parsed: Parsed, governor: Token) -> int:
    """Where the clause of a governor begins to be told: at its subject, or at itself."""
    subject = next((c for c in governor.children if c.dep_ in ("nsubj", "nsubjpass")), governor)
    return parsed.spans[min(subject.left_edge.i, governor.i)][0]


def _of_new_event(parsed: Parsed, governor: Token, sentence: Sentence, triggers: Sequence[Trigger]) -> bool:
    """As in "a fire that killed 112", "earlier a blaze killed 112": an event named as a new one, past the lead."""
    if sentence.index < 2:
        return False
    heads = [c for c in governor.children if c.dep_ in ("nsubj", "nsubjpass")]
    if governor.dep_ in ("relcl", "acl"):
        heads.append(governor.head)
    for head in heads:
        start = parsed.spans[head.i][0]
        if any(t.fresh and t.start <= start < t.end for t in triggers):
            return True
    return False


def _in_the_background(f: Figure, anchor: Anchor) -> bool:
    """Counts over a period or the whole country, and stocks of a past year."""
    sentence = f.parsed.text
    at = f.number.start - f.parsed.sentence.start
    before, after = sentence[max(0, at - 70) : at], sentence[at : at + 70]
    if anchor.moment is not None and anchor.moment.precision in ("year", "decade") and f.reading is not None:
        fiscal = re.search(r"\bfiscal\b", anchor.moment.text + before[-20:], re.I)
        if f.reading.rule.current or fiscal or (anchor.place is None and not anchor.elsewhere and anchor.bound):
            return True
    if anchor.elsewhere:
        return False
    moment = anchor.moment
    if (
        moment is not None
        and moment.begin
        and moment.finish
        and anchor.place is None
        and (moment.finish - moment.begin).days > _LONG_DAYS
    ):
        return True
    return (
        (
            _PERIOD.search(before) is not None
            and not re.search(r"since[^,.;]*\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day", before)
        )
        or _EVERYWHERE.search(after) is not None
        or re.search(r"\bsame (?:span|period|time) last year", after) is not None
    )


def _habitual(f: Figure, governor: Token) -> bool:
    """Vague numbers of what is done at large, past the lead: "uses to imprison thousands", "has deployed hundreds"."""
    if f.number.qualifier != "vague" or f.parsed.sentence.index < 4:
        return False
    verb = governor
    while verb.pos_ not in ("VERB", "AUX") and verb.head != verb:
        verb = verb.head
    auxiliaries = {c.lower_ for c in verb.children if c.dep_ == "aux"}
    after = f.parsed.text[f.number.end - f.parsed.sentence.start :][:60]
    return (
        (verb.tag_ in ("VBP", "VBZ", "VB") and "did" not in auxiliaries)
        or bool(auxiliaries & {"has", "have"})
        or _PERIOD.search(after) is not None
    )


def _of_trigger(setting: Setting, sentence: Sentence, trigger: Trigger) -> Anchor:
    """An event word's time and place: by the tree where the sentence was parsed, else by distance."""
    parsed = setting.parsed.get(sentence.index)
    dates, spots = [m for m in setting.moments_in(sentence) if m.value != "PRESENT_REF"], setting.places_in(sentence)
    if parsed is None and setting.spoken.search(setting.text, sentence.start, sentence.end):
        dates = []
    token = parsed.token_at(trigger.start) if parsed is not None else None
    moment: Moment | None
    place: Place | None
    if parsed is not None and token is not None:
        dates = _of_events(setting, parsed, dates)
        moment, place = (
            _joined(setting.text, nearest(parsed, token, dates), dates),
            nearest(parsed, token, spots, farthest=_NEAR_PLACE),
        )
    else:
        moment = min(dates, key=lambda m: abs(m.start - trigger.start), default=None)
        place = min(spots, key=lambda p: abs(p.start - trigger.start), default=None)
    moment = _told_apart(setting, sentence, trigger.start, moment, token) or moment
    bound = preposition_before(setting.text, moment.start) if moment is not None else ""
    event = setting.lexicon.events[trigger.event]
    return Anchor(
        trigger.start,
        sentence.index,
        trigger.event,
        trigger=trigger,
        moment=moment,
        bound=bound if bound in _BOUND else "",
        place=place,
        background=event.background,
    )
