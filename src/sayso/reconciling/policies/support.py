"""What the rules of several policies ask of voices: who may be relied on, who gives a value, which value has most."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.model.number import Value
from sayso.reconciling.intervals import Span
from sayso.reconciling.voices import Voice

_LIMITS = frozenset(["at_most", "fewer_than"])
_ROUNDING = frozenset(["about", "nearly"])
# A party counts its enemy's dead, and of an anonymous source nobody can say whose side it is on.
_PARTY, _NAMELESS = "party", "anonymous"


def numbered(voices: Sequence[Voice]) -> list[Voice]:
    """Voices that give one number; only where there are no others those that give no more than a ceiling."""
    told = [v for v in voices if v.claim.best is not None]
    return [v for v in told if v.claim.qualifier not in _LIMITS] or told


def of_no_party(voices: Sequence[Voice]) -> list[Voice]:
    """Voices that are no party's own claim; all where there are no others."""
    return [v for v in voices if v.claim.speaker_role != _PARTY] or list(voices)


def questionable(voice: Voice) -> bool:
    """Whether a figure rests on a perpetrator's claim, on nobody who is named, or is only a ceiling."""
    return voice.claim.speaker_role in (_PARTY, _NAMELESS) or voice.claim.qualifier in _LIMITS


def allows(voice: Voice, value: Value) -> bool:
    """Whether an origin's words leave room for a value ("at least 4" does for 200)."""
    return voice.claim.best == value or (voice.span is not None and voice.span.meets(Span(float(value), float(value))))


def gives(voice: Voice, value: Value, exact: bool) -> bool:
    """Whether an origin gives a value, or a rounding of it where others give it exactly."""
    if voice.claim.best == value:
        return True
    rounds = voice.claim.qualifier in _ROUNDING and exact
    return rounds and voice.span is not None and voice.span.meets(Span(float(value), float(value)))


def counted(voices: Sequence[Voice]) -> dict[Value, int]:
    """Of each value that some voice gives, in rising order, how many give it or round it."""
    values = sorted({v.claim.best for v in voices if v.claim.best is not None})
    exact = {v.claim.best for v in voices if v.claim.qualifier == "exact"}
    return {value: sum(gives(v, value, value in exact) for v in voices) for value in values}


def majority(voices: Sequence[Voice]) -> Value | None:
    """The value that more than half of the voices with a number give or round; None where there is none, or are two.

    Two there are where a rounding speaks for either: "about 100" beside 98 and 95.
    """
    told = numbered(voices)
    support = {value: times for value, times in counted(told).items() if 2 * times > len(told)}
    most = [value for value, times in support.items() if times == max(support.values())]
    return most[0] if len(most) == 1 else None


def hedge(voices: Sequence[Voice], value: Value) -> str:
    """With which qualifier a value is given; exact where somebody gives it so."""
    marks = {v.claim.qualifier for v in voices if v.claim.best == value}
    return "exact" if "exact" in marks or not marks else min(marks)
