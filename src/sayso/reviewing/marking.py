"""A report's text cut into pieces, each with the claims and statements that it is part of, so that all can be marked in place."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

Cut = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Stretch:
    """What is to be marked: from where to where, as what (claim, content, cue, source), and the how manieth of its kind."""

    start: int
    end: int
    kind: str
    number: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the text without a boundary in it. `start`..`end` are its code points in the report, whatever is shown.

    `claims` are the numbers of the claims that it is part of, the shortest first; `opens` those that begin here.
    """

    start: int
    end: int
    shown: str
    claims: tuple[int, ...]
    opens: tuple[int, ...]
    said: tuple[int, ...]
    kinds: tuple[str, ...]
    withheld: bool = False

    @property
    def classes(self) -> str:
        """How it is drawn: "claim said content"."""
        names = ["claim"] if self.claims else []
        names += [k for k in self.kinds if k != "claim"]
        return " ".join([*names, *(["withheld"] if self.withheld else [])])


def pieces(text: str, stretches: Iterable[Stretch], withheld: Sequence[Cut] = ()) -> list[Piece]:
    """The text in pieces that follow on each other without a gap; of what is withheld only its mark is shown.

    A carriage return is a piece of its own, with the line feed behind it: browsers make one character of the two, and
    offsets that are counted in a page would be wrong behind it.

    >>> [(p.shown, p.claims) for p in pieces("about 40 hurt", [Stretch(0, 8, "claim", 0), Stretch(6, 8, "claim", 1)])]
    [('about ', (0,)), ('40', (1, 0)), (' hurt', ())]
    """
    marked = sorted((s for s in stretches if s.start < s.end), key=lambda s: (s.end - s.start, s.start, s.number))
    returns = [(k, k + 2 if text[k : k + 2] == "\r\n" else k + 1) for k, c in enumerate(text) if c == "\r"]
    edges = {0, len(text), *(e for s in marked for e in (s.start, s.end)), *(e for pair in returns for e in pair)}
    edges = {e for e in edges if 0 <= e <= len(text) and not any(s < e < t for s, t, _ in withheld)}
    edges |= {e for s, t, _ in withheld for e in (s, t)}
    ordered = sorted(edges)
    over = _covering(ordered, marked)
    hidden = {(s, t): word for s, t, word in withheld}
    breaks = dict(returns)
    made = []
    for k, (start, end) in enumerate(pairwise(ordered)):
        word = hidden.get((start, end))
        plain = "\n" if breaks.get(start) == end else text[start:end]
        made.append(_piece((start, end), plain if word is None else word, over[k], withheld=word is not None))
    return made


def _covering(edges: Sequence[int], marked: Sequence[Stretch]) -> list[list[Stretch]]:
    """For each piece between two edges the stretches that cover it, the shortest first."""
    over: list[list[Stretch]] = [[] for _ in edges]
    for s in marked:
        first = max(0, bisect_right(edges, s.start) - 1)
        for k in range(first, len(edges)):
            if edges[k] >= s.end:
                break
            over[k].append(s)
    return over


def _piece(span: tuple[int, int], shown: str, over: Sequence[Stretch], *, withheld: bool) -> Piece:
    claims = tuple(s.number for s in over if s.kind == "claim")
    # where its first words are withheld a claim begins at what is shown of it
    opens = tuple(s.number for s in over if s.kind == "claim" and span[0] <= s.start < span[1])
    said = tuple(dict.fromkeys(s.number for s in over if s.kind != "claim"))
    return Piece(*span, shown, claims, opens, said, tuple(dict.fromkeys(s.kind for s in over)), withheld)
