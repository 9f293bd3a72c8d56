"""Anchors: what of a report a decision hangs on, and where those words are after another reading or in another version."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from sayso.model.claim import Claim
from sayso.model.decision import Anchor
from sayso.model.mention import Mention

# How the last part of the id of a claim begins that a person added.
ADDED = "by-"
_AROUND = 60
Span = tuple[int, int]


def on_claim(claim: Claim, key: str, source: str, role: str = "") -> Anchor:
    """The anchor of a claim that is there."""
    what = "added" if claim.id.rsplit(":", 1)[-1].startswith(ADDED) else "claim"
    return Anchor(what, role, key, source, claim.report, claim.start, claim.end, claim.text, claim.quote, claim.id)


def on_mention(
    mention: Mention, claims: Mapping[str, Claim], text: str, key: str, source: str, role: str = ""
) -> Anchor:
    """The anchor of a mention: its first event word, else its first figure, with the words around it."""
    start, end = _spans(mention, claims)[0]
    return Anchor(
        "mention", role, key, source, mention.report, start, end, text[start:end], _around(text, start, end), mention.id
    )


def on_span(report: str, text: str, start: int, end: int, key: str, source: str) -> Anchor:
    """The anchor of words that a person marked."""
    return Anchor("span", "", key, source, report, start, end, text[start:end], _around(text, start, end))


def _around(text: str, start: int, end: int) -> str:
    return text[max(0, start - _AROUND) : end + _AROUND]


def _spans(mention: Mention, claims: Mapping[str, Claim]) -> list[Span]:
    """The words of a mention by which it is known: its event words, then its figures; else the start of its report."""
    return [*mention.triggers, *((c.start, c.end) for i in mention.claims if (c := claims.get(i)))] or [(0, 0)]


def claim_again(anchor: Anchor, spot: Span, claims: Sequence[Claim]) -> str | None:
    """The claim whose words a claim's anchor lies on: the largest overlap, then the same value, then the first."""
    found = []
    for c in claims:
        common = min(c.end, spot[1]) - max(c.start, spot[0])
        if common > 0 or (c.start, c.end) == spot:
            exact = (c.start, c.end) == spot
            found.append(
                (not exact, -common, c.text != anchor.text, _end(c.id) != _end(anchor.attached), c.start, c.id)
            )
    return min(found)[-1] if found else None


def mention_again(anchor: Anchor, spot: Span, mentions: Sequence[Mention], claims: Mapping[str, Claim]) -> str | None:
    """The mention on whose words an anchor lies: the one that it was, if it still is there, else the nearest."""
    found = []
    for m in mentions:
        spans = _spans(m, claims)
        # the largest overlap; a mention without words of its own is known by standing at the start
        common = max(min(e, spot[1]) - max(s, spot[0]) for s, e in spans)
        if common > 0 or spot in spans:
            found.append((spans[0] != spot, -common, _end(m.id) != _end(anchor.attached), m.id))
    return min(found)[-1] if found else None


def _end(ident: str | None) -> str:
    """What of an id tells claims or mentions of the same words apart, whatever their report is called."""
    return re.split(r"[:#]", ident or "")[-1]


def spot_in(anchor: Anchor, text: str) -> Span | None:
    """Where the words of an anchor stand in another version of its report: with what stood round them, if it still does.

    >>> spot_in(Anchor("span", "", "k", "s", "r", 8, 10, "40", "arrested 40 workers"), "They arrested\\n40 workers.")
    (14, 16)
    """
    words = anchor.text.split()
    if not words:
        return (0, 0) if anchor.start == anchor.end == 0 else None
    near = [_pattern(anchor.quote).search(text)] if anchor.quote.split() else []
    if near and near[0] is not None:
        inside = _best(anchor.text, near[0].group(), _offset(anchor))
        if inside is not None:
            at = near[0].start()
            return (at + inside[0], at + inside[1])
    # words that stand there but once can be meant alone, if they are telling
    sides = _sides(anchor)
    found = [
        m.span()
        for m in _pattern(anchor.text).finditer(text)
        if _like(text[max(0, m.start() - _AROUND) : m.end() + _AROUND], sides)
    ]
    return min(found, key=lambda s: abs(s[0] - anchor.start)) if found else None


def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(r"(?<!\w)" + r"\s+".join(map(re.escape, words.split())) + r"(?!\w)")


def _offset(anchor: Anchor) -> int:
    """Where in its quote the words of an anchor are most likely."""
    return min(_AROUND, anchor.start) if anchor.what != "claim" else 0


def _best(words: str, quote: str, near: int) -> Span | None:
    found = [m.span() for m in _pattern(words).finditer(quote)]
    return min(found, key=lambda s: abs(s[0] - near)) if found else None


def _sides(anchor: Anchor) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", anchor.quote.lower())) - set(re.findall(r"\w+", anchor.text.lower()))


def _like(around: str, sides: frozenset[str]) -> bool:
    """Whether at least half of the words round an anchor stand there still."""
    if not sides:
        return True
    return 2 * len(sides & set(re.findall(r"\w+", around.lower()))) >= len(sides)
