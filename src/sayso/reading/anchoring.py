"""Gives each event word and each measured figure its own time and place, and tells what leads away from the event."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sayso.model.moment import Moment
from sayso.model.place import Place
from sayso.reading.contexts import context, habitual, in_the_background, of_new_event
from sayso.reading.figure import Figure
from sayso.reading.gaps import hangs_on, joined, told_apart
from sayso.reading.parsing import Parsed
from sayso.reading.sentences import Sentence
from sayso.reading.setting import Setting
from sayso.reading.telling import Anchor, following
from sayso.reading.triggers import Trigger
from sayso.reading.whereabouts import head_of_span, nearest, preposition_before

if TYPE_CHECKING:
    from spacy.tokens import Token

_NEAR_PLACE = 5
_BOUND = frozenset(["before", "since", "until"])


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
        beside = [t for t in triggers if setting.sentences[at].start <= t.start < setting.sentences[at].end]
        made.append(_of_trigger(setting, setting.sentences[at], trigger, beside))
    return following(sorted(made, key=lambda a: (a.offset, a.trigger is None)), setting.lexicon)


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
    # "fell from 41 on Monday to eight on Wednesday": the number, not the noun that both share, has the day
    dated = f.token if f.reading.kind == "toll" else governor
    dates = setting.dates_of(f)
    if not f.reading.rule.current or f.reading.kind in ("patient", "agent"):
        dates = _of_events(setting, f.parsed, dates, governor)
    else:
        dates = [m for m in dates if not _aftermath(setting, head_of_span(f.parsed, m.start, m.end), governor)]
    before = f.parsed.text[: max(0, f.number.start - sentence.start)]
    remembered = context(setting.lexicon, "remembered").search(before) is not None
    if remembered:
        dates = []
    moment = nearest(f.parsed, dated, dates) or (dates[0] if len(dates) == 1 else None)
    moment = joined(setting.text, moment, dates)
    apart = told_apart(setting, sentence, _first_word(f.parsed, governor), moment, governor)
    moment = apart or moment
    bound = _bound(setting, moment)
    hung_on = moment is not None and hangs_on(f.parsed, governor, moment)
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
    anchor.elsewhere = (
        (hung_on and bound == "since")
        or (apart is not None and apart.precision != "day")
        or of_new_event(f.parsed, governor, sentence, triggers)
        or remembered
        or context(setting.lexicon, "likened").search(before) is not None
    )
    single = event in setting.lexicon.events and setting.lexicon.events[event].apart
    anchor.background = f.reading.rule.background or (
        not single and (in_the_background(f, anchor, setting.lexicon) or habitual(f, governor, setting.lexicon))
    )
    return anchor


def _bound(setting: Setting, moment: Moment | None) -> str:
    """As in "before Friday"; "before 2 a.m. Friday" is that day."""
    if moment is None or moment.kind == "TIME":
        return ""
    word = preposition_before(setting.text, moment.start)
    return word if word in _BOUND else ""


def _of_events(setting: Setting, parsed: Parsed, dates: list[Moment], event: Token) -> list[Moment]:
    """Dates without those on which somebody spoke ("officials said Thursday") or on which `event` was, or is to be, followed."""
    kept = []
    stamped = context(setting.lexicon, "stamped")
    for moment in dates:
        if stamped.search(setting.text, max(0, moment.start - 70), moment.start):
            continue
        token = head_of_span(parsed, moment.start, moment.end)
        if _of_source(token) or _to_come(token, event) or _of_another(token, event):
            continue
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
            and not _done_with(event, verb)
            and verb.pos_ == "VERB"
            and any(
                (c.dep_ in ("ccomp", "dobj") and verb.lemma_ in speech.verbs)
                or (c.dep_ == "dobj" and c.lemma_ in speech.nouns)
                for c in verb.children
            )
        )
        if not spoken and not _aftermath(setting, token, event):
            kept.append(moment)
    return kept


def _aftermath(setting: Setting, date: Token, event: Token) -> bool:
    """As in "was charged on Monday with the murder": the day of the court, not of what it hears."""
    verb = next((t for t in date.ancestors if t.pos_ in ("VERB", "AUX")), None)
    if verb is None or _done_with(event, verb):
        return False
    return verb.lemma_ in setting.lexicon.word_set("aftermath")


def _done_with(event: Token, verb: Token) -> bool:
    """Whether a verb is an event's own, or beside it: "were arrested and charged on Monday"."""
    return verb == event or (event.pos_ == "VERB" and event in (verb.head, *verb.conjuncts))


def _of_source(date: Token) -> bool:
    """As in "According to a lawsuit filed on Thursday": the day of the source."""
    return any(t.lower_ == "according" for t in date.ancestors)


def _of_another(date: Token, event: Token) -> bool:
    """As in "a block from the site of a May 3 attack": the day of what is told of there for the first time."""
    noun = date.head
    if noun.pos_ != "NOUN" or noun == event or date.dep_ not in ("compound", "nmod", "amod", "nummod"):
        return False
    return any(c.lower_ in ("a", "an", "another") for c in noun.children)


def _to_come(date: Token, event: Token) -> bool:
    """As in "released and told to appear before a judge in August": the day of what is to be done."""
    verb = next((t for t in date.ancestors if t.pos_ == "VERB"), None)
    if verb is None or verb.tag_ != "VB" or verb == event or verb.is_ancestor(event):
        return False
    return any(c.dep_ == "aux" and c.tag_ == "TO" for c in verb.children)


def _first_word(parsed: Parsed, governor: Token) -> int:
    """Where the clause of a governor begins to be told: at its subject, or at itself."""
    subject = next((c for c in governor.children if c.dep_ in ("nsubj", "nsubjpass")), governor)
    return parsed.spans[min(subject.left_edge.i, governor.i)][0]


def _of_trigger(setting: Setting, sentence: Sentence, trigger: Trigger, beside: Sequence[Trigger]) -> Anchor:
    """An event word's time and place: by the tree where the sentence was parsed, else by distance.

    `beside` are the event words of its sentence.
    """
    parsed = setting.parsed.get(sentence.index)
    dates, spots = [m for m in setting.moments_in(sentence) if m.value != "PRESENT_REF"], setting.places_in(sentence)
    beside_it = context(setting.lexicon, "beside")
    dates = [m for m in dates if m.start < trigger.start or not beside_it.search(setting.text, trigger.start, m.start)]
    if parsed is None and setting.spoken.search(setting.text, sentence.start, sentence.end):
        dates = []
    token = parsed.token_at(trigger.start) if parsed is not None else None
    moment: Moment | None
    place: Place | None
    if parsed is not None and token is not None:
        dates = _of_events(setting, parsed, dates, token)
        dates = [m for m in dates if not _of_what_follows(setting, parsed, m, token, trigger, beside)]
        moment, place = (
            joined(setting.text, nearest(parsed, token, dates), dates),
            nearest(parsed, token, spots, farthest=_NEAR_PLACE),
        )
    else:
        moment = min(dates, key=lambda m: abs(m.start - trigger.start), default=None)
        place = min(spots, key=lambda p: abs(p.start - trigger.start), default=None)
    moment = told_apart(setting, sentence, trigger.start, moment, token) or moment
    event = setting.lexicon.events[trigger.event]
    return Anchor(
        trigger.start,
        sentence.index,
        trigger.event,
        trigger=trigger,
        moment=moment,
        bound=_bound(setting, moment),
        place=place,
        background=event.background,
    )


def _of_what_follows(
    setting: Setting, parsed: Parsed, moment: Moment, token: Token, trigger: Trigger, beside: Sequence[Trigger]
) -> bool:
    """As in "families sued on Monday over the collapse": the day of the suit, not of what it is about."""
    date = head_of_span(parsed, moment.start, moment.end)
    verb = next((t for t in date.ancestors if t.pos_ == "VERB"), None)
    if verb is None or not verb.is_ancestor(token) or token.pos_ == "VERB":
        return False
    at = parsed.spans[verb.i][0]
    own = setting.lexicon.events[trigger.event]
    others = [setting.lexicon.events[t.event] for t in beside if t.start <= at < t.end and t.event != trigger.event]
    return any(e.apart or e.family in own.followed_by for e in others)
