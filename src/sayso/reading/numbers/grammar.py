"""Number expressions of a stretch of text: numerals with their hedges, ranges, shares, money and zeros."""

from __future__ import annotations

from bisect import bisect_left

from sayso.codebook.numerals import Numerals
from sayso.model.number import Number, Value
from sayso.reading.numbers import vetoes
from sayso.reading.numbers.cardinals import Cardinal, CardinalReader, hyphenated, plain
from sayso.reading.numbers.drafts import Draft, stand
from sayso.reading.numbers.hedges import EXACT, HedgeReader, bounds
from sayso.reading.numbers.lexing import Token, tokens
from sayso.reading.numbers.shares import share
from sayso.reading.numbers.units import take_unit

Spans = list[tuple[int, int]]


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

    def run(self) -> list[Number]:
        found: list[Number] = []
        i = 0
        while i < len(self.toks):
            opens = not self.closed[i] and (self.toks[i].digits or self.toks[i].lower in self.n.first_words)
            draft = self._at(i) if opens else None
            if draft is None:
                i += 1
                continue
            found.append(self._number(draft))
            i = max(draft.last, i + 1)
        return found

    def _at(self, i: int) -> Draft | None:
        """The draft of a number whose bare numeral begins at token i."""
        word = self.toks[i].lower
        if word == "not" and stand(self.toks, i, "not", "a", "single"):
            return Draft(i, i + 3, i, i, i + 3, 0, 0, 0, form="zero")
        part = share(self.toks, i, self.n, self.cardinals)
        if part is not None:
            return self._hedged(part)
        cardinal = self._cardinal(i)
        if cardinal is None:
            return self._ordinal(i)
        draft = self._ranged(cardinal) or self._single(cardinal)
        if draft is None:
            return None
        take_unit(self.toks, draft, self.n)
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

    def _reaches_closed(self, cardinal: Cardinal) -> bool:
        return any(self.closed[k] for k in range(cardinal.first, cardinal.last))

    def _single(self, cardinal: Cardinal) -> Draft | None:
        if vetoes.no_count(self.text, self.toks, cardinal.first, cardinal.last, self.n):
            return None
        value = cardinal.value
        if cardinal.vague:
            draft = Draft(
                cardinal.first, cardinal.last, cardinal.first, cardinal.first, cardinal.last, value, None, None, "vague"
            )
        else:
            draft = Draft(
                cardinal.first, cardinal.last, cardinal.first, cardinal.first, cardinal.last, value, value, value
            )
        return draft

    def _ranged(self, a: Cardinal) -> Draft | None:
        """A range that begins with cardinal `a`: "150-200", "25 to 30", "between 50 and 100"."""
        between = a.first > 0 and self.toks[a.first - 1].lower == "between"
        at = a.last
        if at >= len(self.toks) or a.vague:
            return None
        joiner = self.toks[at].lower
        dash = joiner in ("-", "–", "—") and (hyphenated(self.toks, at) or joiner != "—")
        # "$5 to $10", "10% to 15%": the mark is said twice
        start = at + 1
        if joiner in ("%",) and at + 1 < len(self.toks):
            return None
        if start < len(self.toks) and self.toks[start].text in self.n.currencies:
            start += 1
        if start >= len(self.toks) or self.closed[start]:
            return None
        fits = dash or joiner in ("to", "or") or (joiner == "and" and between)
        b = self._cardinal(start) if fits else None
        if b is None or b.vague:
            return None
        low, high = self._shared_scale(a, b)
        if not low < high or not self._plausible(a, b, joiner, between, low, high):
            return None
        first = a.first - 1 if between else a.first
        return Draft(first, b.last, a.first, first, b.last, low, high, None, "range")

    def _plausible(self, a: Cardinal, b: Cardinal, joiner: str, between: bool, low: Value, high: Value) -> bool:
        """Whether two joined numerals are one range and no phone number, change, score or pair of counts."""
        before = self.toks[a.first - 1].lower if a.first else ""
        if vetoes.phone(self.toks, a.first, b.last):
            return False
        if joiner == "or":
            return high <= 2 * low + 1
        if joiner == "to" and before == "from":
            return self._range_verb(a.first - 1)
        return joiner != "to" or between or high <= 20 * max(low, 1)

    def _range_verb(self, i: int) -> bool:
        return any(t.lower in self.n.range_verbs for t in self.toks[max(0, i - 3) : i])

    def _shared_scale(self, a: Cardinal, b: Cardinal) -> tuple[Value, Value]:
        """Values of both ends; "2 to 3 million" shares its scale."""
        scale = 1.0
        last = self.toks[b.last - 1].lower
        if last in self.n.scales and a.value < 1000 and a.last - a.first == 1:
            scale = self.n.scales[last]
        return plain(a.value * scale), b.value

    def _ordinal(self, i: int) -> Draft | None:
        """As in "the 156th body": a running count, kept only where what follows is counted."""
        token = self.toks[i]
        if not token.digits or "." in token.text or i + 1 >= len(self.toks):
            return None
        suffix = self.toks[i + 1]
        if suffix.lower not in ("st", "nd", "rd", "th") or suffix.start != token.end:
            return None
        value = plain(float(token.text.replace(",", "")))
        return Draft(i, i + 2, i, i, i + 2, value, value, value, form="ordinal")

    def _hedged(self, draft: Draft) -> Draft:
        """The draft with its qualifier, its complement and the words that belong to them."""
        vague = draft.qualifier == "vague"
        if draft.form == "modifier" or draft.form == "ordinal":
            return draft
        begin = draft.first
        name, first, slot = self.hedges.before(
            self.toks, begin, small=draft.form == "cardinal" and (draft.best or 99) <= 10
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
