"""Claims of one origin are one voice; superseded and unusable claims are set aside with the reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sayso.codebook.lexicon import Lexicon
from sayso.model.claim import Claim
from sayso.model.finding import READ_AS, Origin, SetAside
from sayso.reconciling.intervals import Span, round_ones, span_of
from sayso.reconciling.origins import Carrier

# Which hedge says most, where one origin gives several.
_SHARP = {
    "exact": 0,
    "range": 2,
    "about": 3,
    "nearly": 4,
    "at_least": 4,
    "more_than": 4,
    "at_most": 5,
    "fewer_than": 5,
    "vague": 9,
    "some": 10,
    "unknown": 11,
}


@dataclass(frozen=True, slots=True)
class Voice:
    """One origin on one figure: its sharpest claim, the interval that it means, and all its claims with theirs."""

    origin: Origin
    claim: Claim
    span: Span | None
    told: str
    claims: tuple[Claim, ...]
    spans: tuple[Span | None, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """What a policy decides on: the voices on one figure, and what was set aside before.

    `order` are kinds of sources from the one to be believed first; `decided` the claims that a person confirmed, each
    with who did and why, the last decision last.
    """

    voices: tuple[Voice, ...]
    set_aside: tuple[SetAside, ...]
    trace: tuple[str, ...]
    current: bool
    grows: bool = False
    order: tuple[str, ...] = ()
    decided: tuple[tuple[Claim, str], ...] = ()


def case(
    claims: Sequence[Claim],
    found: Sequence[Origin],
    carriers: Mapping[str, Carrier],
    lexicon: Lexicon,
    *,
    current: bool,
    grows: bool = False,
    decided: Sequence[tuple[Claim, str]] = (),
) -> Case:
    """The voices of one figure's claims; of a running count only the latest day's stay."""
    by_id = {c.id: c for c in claims}
    aside: list[SetAside] = []
    rounded = round_ones(claims)
    voices = []
    for origin in found:
        own = [by_id[i] for i in origin.claims if i in by_id]
        if current:
            own, older = _anew(own, carriers)
            aside += older
        if own:
            voices.append(_voice(origin, own, carriers, lexicon, rounded))
    trace = [f"{_many(len(claims), 'claim')} of {_many(len(voices), 'origin')}{_copies(claims, carriers)}"]
    if current:
        voices, gone, steps = _standing(voices)
        aside += gone
        trace += steps
    spans = [f"{_shown(v.claim)} {v.span}" for v in voices if v.span is not None]
    trace.append(READ_AS + ", ".join(dict.fromkeys(spans)) if spans else "no claim gives a number")
    order = tuple(kind.strip() for kind in lexicon.settings.get("policies", {}).get("hierarchy", "").split(">"))
    return Case(tuple(voices), tuple(aside), tuple(trace), current, grows, order, tuple(decided))


def _anew(own: Sequence[Claim], carriers: Mapping[str, Carrier]) -> tuple[list[Claim], list[SetAside]]:
    """Of a running count what one origin told last; the same number told earlier bears it out."""
    told = {c.id: carriers[c.report].published or "" for c in own}
    last = max((told[c.id] for c in own if c.best is not None), default="")
    standing = {c.best for c in own if told[c.id] == last and c.best is not None}
    kept = [c for c in own if not last or told[c.id] in ("", last) or c.best in standing or told[c.id] > last]
    why = f"superseded: the same source counts anew on {last}"
    return kept, [SetAside(c.id, why) for c in own if c not in kept]


def _standing(voices: Sequence[Voice]) -> tuple[list[Voice], list[SetAside], list[str]]:
    """The voices of the last day of a running count, a final count before others of it; and what they replace."""
    now, older = _latest(voices)
    last = max((v.told for v in now), default="")
    aside = [SetAside(c.id, f"superseded: later reports ({last}) count anew") for v in older for c in v.claims]
    steps = []
    if older:
        steps.append(f"a running count: the reports of {last} stand, {len(older)} earlier origins are kept aside")
    for firm in ([v for v in now if v.claim.counter == "final"], [v for v in now if v.claim.counter != "preliminary"]):
        values = {v.claim.best for v in firm if v.claim.best is not None}
        others = [v for v in now if v not in firm and v.claim.best not in values]
        if values and others:
            why = "preliminary: another source of that day gives a firmer count"
            aside += [SetAside(c.id, why) for v in others for c in v.claims]
            steps.append(f"a firmer count stands before {len(others)} preliminary ones of that day")
            now = [v for v in now if v not in others]
    return now, aside, steps


def _many(count: int, what: str) -> str:
    return f"{count} {what}{'s' if count != 1 else ''}"


def _copies(claims: Sequence[Claim], carriers: Mapping[str, Carrier]) -> str:
    copied = {c.report for c in claims if carriers[c.report].copy_of not in (None, c.report)}
    if not copied:
        return ""
    return (
        "; 1 report is a copy, counted once"
        if len(copied) == 1
        else f"; {len(copied)} reports are copies, counted once"
    )


def _voice(
    origin: Origin, own: Sequence[Claim], carriers: Mapping[str, Carrier], lexicon: Lexicon, rounded: frozenset[str]
) -> Voice:
    """The sharpest claim speaks for an origin; among equals the latest, then the first."""

    def rank(claim: Claim) -> tuple[int, int, str, int, str]:
        soft = 3 if claim.id in rounded else _SHARP.get(claim.qualifier, 6)
        return (soft, -_day_number(carriers[claim.report].published), claim.report, claim.start, claim.id)

    best = min(own, key=rank)
    told = max(carriers[c.report].published or "" for c in own)
    claims = tuple(sorted(own, key=lambda c: c.id))
    spans = tuple(span_of(c, lexicon, as_about=c.id in rounded) for c in claims)
    return Voice(origin, best, spans[claims.index(best)], told, claims, spans)


def _day_number(published: str | None) -> int:
    return int((published or "0").replace("-", "").ljust(8, "0")[:8])


def _latest(voices: Sequence[Voice]) -> tuple[list[Voice], list[Voice]]:
    """Voices of the latest day that any number was reported, and the earlier ones; what has no day is not earlier."""
    usable = [v for v in voices if v.claim.best is not None] or list(voices)
    last = max((v.told for v in usable), default="")
    if not last:
        return list(voices), []
    standing = {v.claim.best for v in voices if v.told == last}
    # an earlier report of the very number that stands is a further voice for it
    now = [v for v in voices if v.told in ("", last) or (v.claim.best in standing and v.claim.best is not None)]
    return (now, [v for v in voices if v not in now]) if now else (list(voices), [])


def _shown(claim: Claim) -> str:
    return " ".join(claim.text.split())
