"""Number expressions of a stretch of text: numerals with their hedges, ranges, shares, money and zeros."""

from __future__ import annotations

from bisect import bisect_left

from sayso.codebook.numerals import Numerals
from sayso.model.number import Number, plain
from sayso.reading.numbers import ages, vetoes
from sayso.reading.numbers.cardinals import Cardinal, CardinalReader
from sayso.reading.numbers.drafts import Draft, stand
from sayso.reading.numbers.hedges import EXACT, HedgeReader, bounds
from sayso.reading.numbers.lexing import Token, adjacent, tokens
from sayso.reading.numbers.ranges import RangeReader
from sayso.reading.numbers.shares import part, share
from sayso.reading.numbers.units import take_unit

Spans = list[tuple[int, int]]
_ARTICLES = frozenset(["a", "an", "the"])
_BEHIND_ARTICLES = frozenset(
    ["half", "quarter", "quarters", "third", "thirds", "hundred", "dozen", "couple", "pair", "few", "in", "out", *"-‐‑"]
)


def numbers(
    text: str,
    numerals: Numerals,
    *,
    start: int = 0,
    end: int | None = None,
    blocked: Spans | None = None,
) -> list[Number]:
    """The number expressions in `text[start:end]`, in order; `blocked` spans (dates, times) hold none.

    Offsets count from the beginning of `text`. Two numbers may overlap only as "five of the six" do not.
    """
    toks = tokens(text, start, end)
    if not toks:
        return []
    return _Scan(text, toks, numerals, blocked or []).run()


def _closed(toks: list[Token], blocked: Spans) -> list[bool]:
    """For each token whether it begins in a blocked span."""
    closed = [False] * len(toks)
    starts = [t.start for t in toks]
    for start, end in blocked:
        for i in range(bisect_left(starts, start), bisect_left(starts, end)):
            closed[i] = True
    return closed


class _Scan:
    """One pass over the tokens of a stretch of text."""

    def __init__(self, text: str, toks: list[Token], numerals: Numerals, blocked: Spans) -> None:
        self.text = text
        self.toks = toks
        self.n = numerals
        self.cardinals = CardinalReader(numerals)
        self.hedges = HedgeReader(numerals)
        self.closed = _closed(toks, blocked)
        self.ranges = RangeReader(toks, numerals, self._open_cardinal)

    def run(self) -> list[Number]:
        found: list[Number] = []
        behind = 0
        first_words = self.n.first_words
        for i, token in enumerate(self.toks):
            lower = token.lower
            if lower not in first_words and (lower.isalpha() or not token.digits):
                continue
            if i < behind or self.closed[i] or not self._opens(i):
                continue
            draft = self._at(i)
            if draft is not None:
                found.append(self._number(draft))
                behind = draft.last
        return found

    def _opens(self, i: int) -> bool:
        """Whether an article at token i has a word behind it by which it may count ("a dozen", "the few")."""
        word = self.toks[i].lower
        if word not in _ARTICLES:
            return True
        after = self.toks[i + 1].lower if i + 1 < len(self.toks) else ""
        return after in _BEHIND_ARTICLES or (
            word != "the" and (after in self.n.scales or after in self.n.fractions or after in self.n.units_of_measure)
        )

    def _at(self, i: int) -> Draft | None:
        """The draft of a number whose bare numeral begins at token i."""
        word = self.toks[i].lower
        if word == "not" and stand(self.toks, i, "not", "a", "single"):
            return Draft(i, i + 3, i, i, i + 3, 0, 0, 0, form="zero")
        piece = part(self.toks, i, self.n) or share(self.toks, i, self.n, self.cardinals)
        if piece is not None:
            return self._hedged(piece)
        cardinal = self._cardinal(i)
        if cardinal is None:
            return self._ordinal(i)
        draft = self.ranges.read(cardinal) or self._single(cardinal)
        if draft is None or draft.form == "age":
            return draft
        take_unit(self.toks, draft, self.n)
        self._signed(draft)
        if draft.form == "cardinal" and vetoes.names_a_thing(self.toks, draft.core, draft.core_last, self.n):
            return None
        return self._hedged(draft)

    def _cardinal(self, i: int) -> Cardinal | None:
        cardinal = self.cardinals.read(self.toks, i)
        if cardinal is None or self._reaches_closed(cardinal) or vetoes.brand(self.toks, cardinal.first, cardinal.last):
            return None
        if vetoes.glued(self.toks, cardinal.first, cardinal.last, self.n):
            return None
        return cardinal

    def _open_cardinal(self, i: int) -> Cardinal | None:
        return None if self.closed[i] else self._cardinal(i)

    def _reaches_closed(self, cardinal: Cardinal) -> bool:
        return any(self.closed[k] for k in range(cardinal.first, cardinal.last))

    def _single(self, cardinal: Cardinal) -> Draft | None:
        first, last, value = cardinal.first, cardinal.last, cardinal.value
        if vetoes.no_count(self.text, self.toks, first, last, self.n):
            return None
        if cardinal.vague:
            return Draft(first, last, first, first, last, value, None, None, "vague")
        draft = Draft(first, last, first, first, last, value, value, value)
        if self._age(first, last):
            draft.form, draft.unit = "age", "year"
        elif self.toks[first].text[0] == ".":
            draft.form = "decimal"
        elif self.toks[first].lower in self.n.folds:
            draft.form = "modifier"
        return draft

    def _age(self, first: int, last: int) -> bool:
        return (
            ages.behind_name(self.toks, first, last)
            or ages.behind_word(self.toks, first, self.n)
            or ages.beside_age(self.toks, last, self.n)
        )

    def _signed(self, draft: Draft) -> None:
        """The value below zero where a minus stands before it ("-1.3%", "minus 20 degrees")."""
        i = draft.core - 1
        if i < 0 or draft.best is None:
            return
        if draft.form not in ("percent", "money", "quantity") and "." not in self.toks[draft.core].text:
            return
        free = i == 0 or not adjacent(self.toks, i) or self.toks[i - 1].text in "(["
        mark = self.toks[i].text in "-−–" and adjacent(self.toks, i + 1) and free
        if not mark and self.toks[i].lower not in self.n.negatives:
            return
        if i and self.toks[i - 1].digits:
            return
        draft.low = draft.high = draft.best = -draft.best
        draft.first = draft.slot = draft.core = i

    def _ordinal(self, i: int) -> Draft | None:
        """As in "the 156th body": a running count, kept only where what follows is counted."""
        token = self.toks[i]
        if token.lower in self.n.ordinals and i and self.toks[i - 1].lower == "a" and i + 1 < len(self.toks):
            # "a fourth location"; "a third of" is a share and was read before
            rank, behind = self.n.ordinals[token.lower], self.toks[i + 1]
            counts = rank > 1 and behind.text.isalpha() and behind.lower not in ("of", *self.n.units_of_measure)
            return Draft(i, i + 1, i, i, i + 1, rank, rank, rank, form="ordinal") if counts else None
        if not token.digits or "." in token.text or i + 1 >= len(self.toks):
            return None
        suffix = self.toks[i + 1]
        if suffix.lower not in ("st", "nd", "rd", "th") or suffix.start != token.end:
            return None
        if i + 2 < len(self.toks) and self.toks[i + 2].lower in self.n.units_of_measure:
            # "3rd degree", "2nd quarter"
            return None
        value = plain(token.amount)
        return Draft(i, i + 2, i, i, i + 2, value, value, value, form="ordinal")

    def _hedged(self, draft: Draft) -> Draft:
        """The draft with its qualifier, its complement and the words that belong to them."""
        vague = draft.qualifier == "vague"
        if draft.form == "ordinal":
            return draft
        begin = draft.first
        name, first, slot = self.hedges.before(
            self.toks,
            begin,
            small=draft.form == "cardinal" and (draft.best or 99) <= 10,
            tied=draft.form == "modifier",
        )
        if any(self.closed[k] for k in range(first, begin)):
            name, first, slot = EXACT, begin, begin
        draft.slot = min(slot, draft.slot)
        if name == "complement":
            draft.form = "complement"
            draft.first = first
            return draft
        behind = self.hedges.after(self.toks, draft.last)
        if name == EXACT and behind is not None:
            name, draft.last = behind
            draft.core_last = max(draft.core_last, draft.last)
        else:
            draft.first = min(first, draft.first)
        if name != EXACT and not vague:
            if draft.qualifier == "range":
                draft.qualifier = name if name in ("about",) else "range"
            elif draft.best is not None:
                draft.qualifier = name
                draft.low, draft.high = bounds(self.n.states[name], draft.best)
        return draft

    def _number(self, d: Draft) -> Number:
        toks = self.toks
        start, end = toks[d.first].start, toks[d.last - 1].end
        slot_end = toks[d.core_last - 1].end
        if d.qualifier == "vague" or toks[d.core_last - 1].lower == "of":
            slot_end = self._over_of(d)
        return Number(
            start=start,
            end=end,
            core_start=toks[d.core].start,
            core_end=toks[d.core_last - 1].end,
            slot_start=toks[d.slot].start,
            slot_end=slot_end,
            text=self.text[start:end],
            low=d.low,
            high=d.high,
            best=d.best,
            qualifier=d.qualifier,
            form=d.form,
            unit=d.unit,
            share=d.share,
        )

    def _over_of(self, d: Draft) -> int:
        """The end of "dozens of" where nouns follow, so that a parser may read one numeral."""
        i = d.core_last
        if stand(self.toks, i, "of") and i + 1 < len(self.toks):
            after = self.toks[i + 1].lower
            if after.isalpha() and after not in (
                "the",
                "those",
                "these",
                "them",
                "its",
                "their",
                "our",
                "his",
                "her",
                "us",
            ):
                return self.toks[i].end
        return self.toks[d.core_last - 1].end
