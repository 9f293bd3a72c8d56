"""Whose words a figure stands in: the innermost statement round it, with the medium that relays it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sayso.model.statement import Statement
from sayso.reading.figure import Figure

_DEFINITE = frozenset(["the", "these", "those"])


def voices_of(found: Sequence[Figure], statements: Sequence[Statement]) -> list[Statement | None]:
    """The statement that each figure stands in; a figure that divides up the one before keeps its voice."""
    voices: list[Statement | None] = []
    for k, f in enumerate(found):
        voice = _voice(f, statements)
        if voice is None and k and _continues(f, found[k - 1]):
            voice = voices[k - 1]
        voices.append(voice)
    return voices


def _voice(f: Figure, statements: Sequence[Statement]) -> Statement | None:
    """The statement of those who count themselves, else the one round a figure."""
    core = (f.number.core_start, f.number.core_end)
    # what ties an inherited figure to its measure stands in another sentence
    if f.reading is not None and f.reading.score >= 1.5 and not f.inherited:
        # "three adults told a paper they were hurt" count themselves
        own = [
            s
            for s in statements
            if any(a <= core[0] and core[1] <= b for a, b in s.source)
            and f.reading.governor is not None
            and s.covers(*f.parsed.spans[f.reading.governor.i])
        ]
        if own:
            return own[0]
    return voice_round(core, [s for s in statements if not _known(f, s)])


def voice_round(span: tuple[int, int], statements: Sequence[Statement]) -> Statement | None:
    """The innermost statement round a span whose speaker is known; a medium that relays it becomes its `via`."""
    round_it = sorted((s for s in statements if s.covers(*span)), key=lambda s: s.size)
    if not round_it:
        return None
    named = [s for s in round_it if s.speaker is not None]
    round_it = named or round_it
    people = [s for s in round_it if s.speaker is not None and (s.role != "media" or s.medium == "post")]
    inner = people[0] if people else round_it[0]
    outer = next((s for s in round_it if s is not inner and s.role == "media" and s.speaker), None)
    return replace(inner, via=outer.speaker) if outer is not None and inner.via is None else inner


def _known(f: Figure, statement: Statement) -> bool:
    """As in "announced charges at two of the seven plants": that there are seven is known, not announced."""
    base = f.token.head
    if base.dep_ != "pobj" or not any(c.lower_ in _DEFINITE for c in base.children):
        return False
    if base.head.lower_ != "of" or base.head.head.tag_ != "CD":
        return False
    cue = {t.i for start, end in statement.cue for t in f.parsed.tokens_in(start, end)}
    for above in base.ancestors:
        if above.i in cue:
            return True
        if above.dep_ in ("ccomp", "parataxis", "acl", "relcl", "advcl"):
            return False
    return False


def _continues(f: Figure, before: Figure) -> bool:
    """Whether a figure divides up the one told just before: "thirty of those", "the other 270"."""
    if f.parsed.sentence.index - before.parsed.sentence.index > 1 or f.measure != before.measure:
        return False
    pronoun = f.target.base is not None and f.target.base.lower_ in ("those", "them", "these")
    left = f.parsed.text[: max(0, f.number.core_start - f.parsed.sentence.start)].lower().rstrip()
    return pronoun or left.endswith(("the other", "the remaining", "the rest"))
