"""The frozen claim of a figure: its words, what they count, who says so, when and where."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sayso.codebook.lexicon import Lexicon
from sayso.model.claim import Claim
from sayso.model.moment import Moment
from sayso.model.number import Value
from sayso.model.place import Place
from sayso.model.report import Report
from sayso.model.statement import Statement
from sayso.reading.confidence import confidence
from sayso.reading.figure import Figure
from sayso.reading.telling import Telling

_QUOTE_CHARACTERS = 160
_AS_OF = re.compile(r"\bas of(?: the| late| early)?\s*$", re.I)
_BY = re.compile(r"(?P<first>(?:^|[,;:—–]|\band)\s*)?\b(?:by|through)(?: the| late| early)?\s*$", re.I)
# how much of an ISO date is known
_EXACT = {"month": 7, "year": 4}


def claim_of(
    report: Report,
    f: Figure,
    lexicon: Lexicon,
    *,
    standing: str,
    scope: str,
    extent: str,
    telling: Telling | None,
    voice: Statement | None,
    moment: Moment | None,
    place: Place | None,
    dates: Sequence[Moment] = (),
) -> Claim:
    """A figure with everything said about it, as the contract's row; `dates` are those of its sentence."""
    n, text = f.number, report.text
    when = moment if moment is not None else telling.when if telling is not None else None
    if place is None and telling is not None:
        place = _whole_of(telling.places(), extent)
    start, end = _quote(f)
    number = {name: getattr(n, name) for name in ("start", "end", "low", "high", "best", "qualifier")}
    return Claim(
        id=f"{report.id}:{n.core_start}",
        report=report.id,
        text=text[n.start : n.end],
        quote=text[start:end],
        sentence=(f.parsed.sentence.start, f.parsed.sentence.end),
        implicit=f.implicit or (n.form == "sum" and not re.search(r"\d", n.text)),
        part_of=None,
        standing=standing,
        scope=scope,
        extent=extent,
        superseded=_superseded(f, lexicon),
        as_of=_as_of(f, dates, moment, report.reference, standing),
        when=when.when() if when is not None else None,
        where=place.where() if place is not None else None,
        incident=f"{report.id}#{telling.index}" if telling is not None else None,
        confidence=confidence("figures", f.signs),
        **number,
        **_counting(f, text, lexicon),
        **_saying(f, text, voice),
    )


def _counting(f: Figure, text: str, lexicon: Lexicon) -> dict[str, Any]:
    """What a figure counts, as fields of its claim."""
    return {
        "unit": _unit(f, lexicon),
        "counted": _counted(f, text),
        "measure": f.measure,
        "group": f.group or _group(f, lexicon),
        "of": _denominator(f, text),
        "per": f.per,
        "counter": f.counter,
    }


def _saying(f: Figure, text: str, voice: Statement | None) -> dict[str, Any]:
    """Who says a figure and how, as fields of its claim; without a voice the report speaks for itself."""
    if voice is None:
        return {**dict.fromkeys(("speaker", "speaker_role", "cue", "medium", "via")), "directness": "own"}
    reported = voice.directness == "direct" and voice.medium != "post" and not _quoted(text, f.number.core_start)
    return {
        "speaker": voice.speaker,
        "speaker_role": voice.role,
        "cue": " ".join(text[s:e] for s, e in voice.cue) or None,
        "directness": "indirect" if reported else voice.directness,
        "medium": voice.medium,
        "via": voice.via,
    }


def _whole_of(places: Sequence[Place], extent: str) -> Place | None:
    """The place of an event that its figures without a place of their own are told of.

    One town of several is where a part was counted, never the whole.
    """
    if extent == "part" or len(places) < 2:
        return next(iter(places), None)
    return next((p for p in places if all(p is q or p.contains(q) for q in places)), None)


def _quoted(text: str, offset: int) -> bool:
    """Whether an offset lies between quotation marks of its paragraph."""
    start = text.rfind("\n", 0, offset) + 1
    before = text[start:offset]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


def _unit(f: Figure, lexicon: Lexicon) -> str | None:
    """person, site, place, percent, a currency, a unit of measure, or the noun itself."""
    if f.number.unit is not None and f.number.form != "cardinal":
        return f.number.unit
    if f.reading is not None and not f.reading.rule.unit.startswith("usd"):
        return f.reading.rule.unit
    for name in f.classes:
        unit = lexicon.unit_of(name)
        if unit is not None:
            return unit
    if f.number.unit is not None:
        return f.number.unit
    return f.target.noun.lemma_.lower() if f.target.noun is not None and f.target.noun.pos_ == "NOUN" else None


def _counted(f: Figure, text: str) -> str | None:
    """The counted noun with the words before it, as printed."""
    noun = f.target.noun
    if noun is None:
        return None
    lefts = [t for t in noun.lefts if t.dep_ in ("amod", "compound", "nmod", "poss") and t.tag_ != "CD"]
    tokens = [t for left in lefts for t in left.subtree if t.i > f.token.i or f.target.base is not None]
    start, end = f.parsed.span_of([*tokens, noun])
    return text[start:end] if end - start <= 80 else noun.text


def _group(f: Figure, lexicon: Lexicon) -> str | None:
    """The subgroup that the counted noun names, unless the measure is of that group anyway."""
    if f.reading is None:
        return None
    if f.reading.rule.group is not None:
        return f.reading.rule.group
    for name in f.classes:
        group = lexicon.classes[name].group
        if group is not None and name not in f.reading.rule.counts and name not in f.reading.rule.default_for:
            return group
    return None


def _denominator(f: Figure, text: str) -> str | None:
    """Of what a share or a part is taken ("of the arrests")."""
    base = f.target.base
    if base is None:
        return None
    start, end = f.parsed.span_of([t for t in base.subtree if t.i <= base.i + 4])
    return text[start:end][:80]


def _superseded(f: Figure, lexicon: Lexicon) -> bool:
    """Whether the words round a figure say that it was given first and then replaced."""
    at = f.number.start - f.parsed.sentence.start
    near = f.parsed.text[max(0, at - 60) : at + len(f.number.text) + 30].lower()
    for phrase in lexicon.background.not_superseded:
        near = near.replace(phrase, "")
    return any(phrase in near for phrase in lexicon.background.superseded)


def _as_of(f: Figure, dates: Sequence[Moment], own: Moment | None, published: date | None, standing: str) -> str | None:
    """The day that a figure is stated for ("as of May 9"; of what is past, "by May 9"); a month where only that is told.

    What is to be done by a day is no count of that day.
    """
    by: list[Moment] = []
    ahead: list[Moment] = []
    for moment in dates:
        if moment.finish is None:
            continue
        before = f.parsed.text[: max(0, moment.start - f.parsed.sentence.start)]
        if _AS_OF.search(before):
            return moment.finish.isoformat()[: _EXACT.get(moment.precision, 10)]
        over = published is None or moment.finish <= published
        match = _BY.search(before)
        if match is None or standing != "asserted" or moment.precision != "day" or not over or _to_do(f, moment):
            continue
        by.append(moment)
        if match["first"] is not None and moment.end <= f.number.start:
            ahead.append(moment)
    told = own if own in by else ahead[-1] if ahead and len(dates) == 1 else None
    return told.finish.isoformat() if told is not None and told.finish is not None else None


def _to_do(f: Figure, moment: Moment) -> bool:
    """As in "told to leave by Friday"."""
    token = f.parsed.token_at(moment.start)
    verb = next((t for t in token.ancestors if t.pos_ == "VERB"), None) if token is not None else None
    return verb is not None and verb.tag_ == "VB" and any(c.tag_ == "TO" for c in verb.children)


def _quote(f: Figure) -> tuple[int, int]:
    """A short verbatim stretch that holds the number, what it counts and the word that ties it to a measure."""
    tokens = [f.token]
    if f.target.noun is not None:
        tokens.append(f.target.noun)
    if f.reading is not None and f.reading.governor is not None and f.reading.governor.doc is f.parsed.doc:
        tokens.append(f.reading.governor)
    start, end = f.parsed.span_of(tokens)
    start, end = min(start, f.number.start), max(end, f.number.end)
    if end - start > _QUOTE_CHARACTERS:
        start, end = f.parsed.span_of(tokens[:2])
        start, end = min(start, f.number.start), max(end, f.number.end)
    return (start, end) if end - start <= _QUOTE_CHARACTERS else (f.number.start, f.number.end)


def numbered(claims: list[Claim]) -> list[Claim]:
    """Ids by report, start of the number's core and reading index; parts point to their whole."""
    seen: dict[str, int] = {}
    result = []
    for claim in claims:
        index = seen.get(claim.id, 0)
        seen[claim.id] = index + 1
        result.append(replace(claim, id=f"{claim.id}:{index}"))
    wholes: dict[tuple[str | None, str | None], tuple[Value, str]] = {}
    for claim in result:
        value = claim.best if claim.best is not None else claim.low
        if claim.scope == "incident" and claim.measure and value is not None:
            key = (claim.incident, claim.measure)
            if key not in wholes or value > wholes[key][0]:
                wholes[key] = (value, claim.id)
    return [
        replace(c, part_of=wholes[c.incident, c.measure][1])
        if c.scope == "part" and (c.incident, c.measure) in wholes
        else c
        for c in result
    ]
