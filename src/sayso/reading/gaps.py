"""Times told by their distance ("two days after a raid") or as stretches ("between July 13 and August 20")."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from sayso.atlas import calendar
from sayso.model.moment import Moment, is_known
from sayso.reading.parsing import Parsed
from sayso.reading.sentences import Sentence
from sayso.reading.setting import Setting

if TYPE_CHECKING:
    from spacy.tokens import Token


_GAP = re.compile(
    r"\b(?P<number>an?|one|two|three|four|five|six|seven|eight|nine|ten|\d[\d,]{0,15})\s+(?P<unit>day|week|month|year)s?\s+(?P<way>after|before)\b",
    re.I,
)


_GAP_CHARACTERS = 60


def joined(text: str, moment: Moment | None, dates: Sequence[Moment]) -> Moment | None:
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


def hangs_on(parsed: Parsed, governor: Token, moment: Moment) -> bool:
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


def told_apart(
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
    digits = match["number"].replace(",", "")
    number = int(digits) if digits.isdecimal() else setting.numbers.get(digits.lower())
    sign = -1 if match["way"].lower() == "after" else 1
    unit = match["unit"].lower()
    days = {"day": 1, "week": 7, "month": 30, "year": 365}[unit]
    middle = calendar.moved(on, sign * days * int(number)) if on is not None and number is not None else None
    if middle is None or not is_known(middle):
        return Moment(match.start(), match.end(), match.group(), "DATE", "PAST_REF")
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
