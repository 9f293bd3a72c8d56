"""To which event of its report a figure belongs that measures nothing by itself."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.reading.figure import Figure
from sayso.reading.telling import Telling


def neighbour(f: Figure, made: Sequence[Telling]) -> Telling | None:
    """The telling of an unmeasured figure: of the nearest anchor of its sentence, else of the last one before."""
    index = f.parsed.sentence.index
    if f.target.base is not None and f.target.base.tag_ == "PRP":
        # "12 of them": of those told of before
        before = [(a.offset, t) for t in made for a in t.anchors if a.figure is not None and a.sentence < index]
        if before:
            return max(before, key=lambda b: b[0])[1]
    here = [(abs(a.offset - f.number.start), t.index, t) for t in made for a in t.anchors if a.sentence == index]
    if f.per is not None:
        # "nineteen centers with 100 each": the hundred belong to what the nineteen are of
        counted = [
            (o, i, t) for o, i, t in here if any(a.figure is not None and a.sentence == index for a in t.anchors)
        ]
        here = counted or here
    if here:
        return min(here, key=lambda h: h[:2])[2]
    before = [(a.offset, t) for t in made for a in t.anchors if 0 < index - a.sentence <= 3 and not t.background]
    return max(before, key=lambda b: b[0])[1] if before else next((t for t in made if t.main), None)
