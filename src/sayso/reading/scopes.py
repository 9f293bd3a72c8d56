"""Whether a figure is the event's whole, a part of it, background, or of another event."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.codebook.lexicon import Lexicon
from sayso.model.claim import OTHERS, UNCOUNTED
from sayso.model.place import Place
from sayso.model.statement import Statement
from sayso.reading.figure import Figure
from sayso.reading.partial import (
    nobody_else,
    none_of_some,
    of_a_period,
    of_my_own,
    of_several_events,
)
from sayso.reading.phrases import numbered
from sayso.reading.telling import Telling

_CONTEXT_UNITS = frozenset(
    ["percent", "usd", "eur", "gbp", "pound", "ton", "mile", "km", "acre", "foot", "year", "time", "degree"]
)
_CORRECTED = re.compile(
    r"\binstead of\b|\brevised\b|\bcorrected\b|\bdown from\b|\bearlier (?:figure|count|report)", re.I
)
_WHICH = re.compile(r"\bof (?:which|whom|these|those),?\s+$", re.I)
_OF_THE = re.compile(r"\W*of (?:the|these|those|its|their)\b", re.I)
# A smaller figure of the same measure is a part where the larger one is at least half as large again.
_CLEARLY_LESS = 1.5
_NEARLY = 0.03
# No event's own figures differ so much.
_BEYOND = 1000


def scope(f: Figure, telling: Telling | None, extent: str, lexicon: Lexicon, standing: str = "asserted") -> str:
    """incident, part, background or other: what a figure is to its report's main event."""
    if telling is None or telling.background or of_a_period(f, lexicon) or of_several_events(f, lexicon):
        return "background"
    if f.measure is None and (_out_of_scale(f, telling) or (standing == "asserted" and _context(f, lexicon))):
        return "background" if telling.main else "other"
    if not telling.main:
        return "other"
    return "part" if extent == "part" or (extent == OTHERS and _other(f)) else "incident"


def extent(
    f: Figure,
    telling: Telling | None,
    measured: Sequence[tuple[Figure, Telling | None, Place | None, Statement | None]],
    place: Place | None,
    statement: Statement | None,
    lexicon: Lexicon,
    standing: str = "asserted",
) -> str:
    """whole or part: whether a figure is all there is of its measure in the event that it belongs to."""
    if telling is None:
        return "whole"
    if standing in ("projected", "planned"):
        # what may come of an event is not yet all of it
        return "part"
    if f.measure is None:
        own = f.number.form == "percent" or "case" in lexicon.units_of(f.classes)
        told = [g for g, t, _, _ in measured if t is telling and g is not f and g.per is None]
        return "part" if own or _partitive(f) or _of_more(f, told, lexicon) else "whole"
    if f.number.form in ("percent", "fraction"):
        return "whole"
    declared = (f.reading.rule.extent if f.reading is not None else None) or lexicon.measures[f.measure].extent
    if declared == "site":
        return "part" if _one_of_several(telling, lexicon) else "whole"
    rivals = [
        (g, p, s) for g, t, p, s in measured if t is telling and g is not f and g.measure == f.measure and g.per is None
    ]
    if f.number.form == "zero":
        some = nobody_else(f) or none_of_some(f, lexicon.word_set("degrees"))
        return "part" if some or (rivals and not _stock(f)) else "whole"
    if f.number.form in UNCOUNTED or f.beside is not None:
        return f.beside or ("part" if rivals else "whole")
    alike = [g for g, _, _ in rivals]
    if declared == "part" or _partitive(f, alike) or f.counter == "increment" or f.implicit or _since_a_day(f):
        return "part"
    if of_my_own(f, lexicon) or _among(f) or _other(f) or _beside_a_name(f) or _in_a_list(f, alike):
        return "part"
    return (
        "part"
        if _narrower(f, place, rivals)
        or _dominated(f, statement, rivals, lexicon.word_set("anybody"))
        or _adds_up(f, alike)
        else "whole"
    )


def _of_more(f: Figure, told: Sequence[Figure], lexicon: Lexicon) -> bool:
    """Whether people of whom no measure tells are fewer than those of the same kind told of: "40 survivors" of 300."""
    if "person" not in lexicon.units_of(f.classes):
        return False
    mine = _size(f)
    return mine is not None and any(
        (_size(g) or 0) >= _CLEARLY_LESS * mine and g.classes[:1] == f.classes[:1] for g in told
    )


def _out_of_scale(f: Figure, telling: Telling) -> bool:
    """Whether a figure of which no measure tells is far beyond all that the event counts: an army beside a raid."""
    mine = _size(f)
    told = [_size(a.figure) or 0 for a in telling.anchors if a.figure is not None and a.figure.measure is not None]
    return mine is not None and bool(told) and mine >= _BEYOND * max(told) > 0


def _among(f: Figure) -> bool:
    """As in "Three plants run by one company were among the places raided"."""
    for token in (f.target.anchor, *f.target.anchor.ancestors):
        if token.dep_ in ("nsubj", "nsubjpass") and token.head.lemma_ == "be":
            return any(c.dep_ == "prep" and c.lower_ == "among" for c in token.head.children)
    return False


def _stock(f: Figure) -> bool:
    """Whether what is counted may come down to nobody again: the missing, not the dead."""
    return f.reading is not None and f.reading.rule.current and not f.reading.rule.grows


def _other(f: Figure) -> bool:
    """As in "the other 270", "along with 10 others": what is left of a total, or was there beside somebody."""
    left = f.parsed.text[: max(0, f.number.core_start - f.parsed.sentence.start)].lower().rstrip()
    return left.endswith(("the other", "the remaining", "along with"))


def _beside_a_name(f: Figure) -> bool:
    """As in "at one mill and four related businesses": those beside the one that is named."""
    noun = f.target.noun
    first = noun.head if noun is not None and noun.dep_ == "conj" else None
    return first is not None and first.tag_ in ("NNP", "NN") and not numbered(first)


def _in_a_list(f: Figure, rivals: Sequence[Figure]) -> bool:
    """As in "four women and one man were shot": each is a part of their sum."""
    noun = f.target.noun
    others = {t.i for t in noun.conjuncts} if noun is not None else set()
    return any(g.parsed is f.parsed and g.target.noun is not None and g.target.noun.i in others for g in rivals)


def _adds_up(f: Figure, rivals: Sequence[Figure]) -> bool:
    """Whether figures of one sentence are the parts of a total told elsewhere: 270 and 30 of 300."""
    mine = f.number.best
    siblings = [g.number.best for g in rivals if g.parsed is f.parsed and g.number.best is not None]
    totals = [g.number.best for g in rivals if g.parsed is not f.parsed and g.number.best is not None]
    if mine is None or not siblings:
        return False
    whole = mine + sum(siblings)
    return any(abs(whole - total) <= _NEARLY * total and total > mine for total in totals)


def _one_of_several(telling: Telling, lexicon: Lexicon) -> bool:
    """Whether the event has several sites, so that one employer's workforce is a part."""
    sites = [
        a.figure.number.best or 0
        for a in telling.anchors
        if a.figure is not None and a.figure.measure and lexicon.measures[a.figure.measure].unit == "site"
    ]
    return max(sites, default=0) > 1 or len(telling.places()) > 1


def _since_a_day(f: Figure) -> bool:
    """As in "61 had been rescued since Thursday afternoon": of a stretch of the event only."""
    after = f.parsed.text[f.number.end - f.parsed.sentence.start :]
    return (
        re.search(
            r"\bsince (?:early |late )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|\bsince (?:yesterday|this morning|noon|dawn)",
            after,
        )
        is not None
    )


def _context(f: Figure, lexicon: Lexicon) -> bool:
    """Unmeasured figures that set the scene: money, weights, shares of change, populations."""
    if (
        f.per is not None
        or f.number.form == "money"
        or f.number.qualifier == "vague"
        or f.number.unit in _CONTEXT_UNITS - {"percent"}
    ):
        return True
    if f.number.form == "percent" and (f.target.anchor.dep_ == "pobj" and f.target.anchor.head.lower_ == "by"):
        return True
    own_noun = f.target.noun is not None and f.target.noun.pos_ != "PRON"
    if f.number.form == "cardinal" and own_noun and not lexicon.units_of(f.classes) and not f.inherited:
        return True
    text = f.parsed.text.lower()
    start = f.number.start - f.parsed.sentence.start
    near = text[max(0, start - 30) : start + len(f.number.text) + 30]
    return any(phrase in near for phrase in lexicon.background.phrases)


def _partitive(f: Figure, rivals: Sequence[Figure] = ()) -> bool:
    """As in "12 of them", "one of the people arrested", "the other 270", unless a fate of its own is counted."""
    if f.target.base is None:
        # "1,400 houses were damaged, of which 230 collapsed": all that collapsed
        own = f.reading is not None and not f.inherited and not any(g.parsed is f.parsed for g in rivals)
        return _of_which(f) and not own
    if f.reading is None:
        return True
    base = f.target.base
    owned = any(t.dep_ == "poss" and t.tag_ != "PRP$" for t in base.lefts)
    named = (
        base.pos_ in ("PRON", "DET") or owned or any(t.lower_ in ("the", "those", "these", "them") for t in base.lefts)
    )
    return named and not f.reading.rule.follows


def _of_which(f: Figure) -> bool:
    """As in "of which 123 were false", "Of the charges, 800 were for assault and 500 for theft"."""
    if f.target.noun is not None and f.target.noun != f.target.anchor:
        return False
    at = f.number.start - f.parsed.sentence.start
    if _WHICH.search(f.parsed.text, max(0, at - 20), at):
        return True
    return f.reading is None and _OF_THE.match(f.parsed.text) is not None


def _narrower(f: Figure, place: Place | None, rivals: Sequence[tuple[Figure, Place | None, Statement | None]]) -> bool:
    """A figure of one place beside figures of other places or of the whole ("67 in Phoenix")."""
    tail = f.parsed.text[f.number.end - f.parsed.sentence.start :][:40]
    if re.search(r"\balone\b", f.parsed.text[max(0, f.number.start - f.parsed.sentence.start - 25) :][:60]):
        return True
    if place is None or not rivals or f.number.qualifier == "vague":
        return False
    near = place.start - f.number.end
    attached = -60 < near < 60 and (re.search(r"\b(?:in|at|from)\b", tail) is not None or near < 0)
    elsewhere = [p for _, p, _ in rivals if p is not None and p.id != place.id]
    bigger = any((g.number.best or g.number.low or 0) > (f.number.best or f.number.low or 0) for g, _, _ in rivals)
    sided = sum(g.parsed is f.parsed for g, p, _ in rivals if p is not None and p.id != place.id)
    return attached and ((bigger and bool(elsewhere) and not any(place.contains(p) for p in elsewhere)) or sided >= 2)


def _dominated(
    f: Figure,
    statement: Statement | None,
    rivals: Sequence[tuple[Figure, Place | None, Statement | None]],
    anybody: frozenset[str],
) -> bool:
    """A figure clearly less than another of its measure, where no other source or later count explains it."""
    mine = _size(f)
    rule = f.reading.rule if f.reading is not None else None
    if f.reading is not None and f.reading.kind == "toll":
        # "the number of missing fell from 41 to eight": the count itself, not a part of an earlier one
        return False
    if mine is None or rule is None or _CORRECTED.search(f.parsed.text):
        return False
    noun = f.target.noun.lemma_.lower() if f.target.noun is not None else ""
    if rule.current and (noun in anybody or not noun):
        return False
    for g, _, other in rivals:
        theirs = g.number.best
        same_voice = statement is None or other is None or statement.speaker == other.speaker
        if theirs is not None and theirs >= _CLEARLY_LESS * mine and same_voice:
            return True
    return False


def _size(f: Figure) -> float | None:
    """The number as written; the most that a vague word may mean."""
    if f.number.qualifier == "vague" and f.number.low is not None:
        return 5 * f.number.low / _CLEARLY_LESS
    return f.number.best if f.number.best is not None else f.number.low
