"""Two numerals that are one range: "150-200", "25 to 30", "between $50 and $100", "10% to 15%"."""

from __future__ import annotations

from collections.abc import Callable

from sayso.codebook.numerals import Numerals
from sayso.model.number import Value, plain
from sayso.reading.numbers import vetoes
from sayso.reading.numbers.cardinals import Cardinal
from sayso.reading.numbers.drafts import Draft
from sayso.reading.numbers.lexing import Token, adjacent, hyphenated
from sayso.reading.numbers.units import kind_behind, money_before

# "from 5 to 200" may be a range, "5 to 200" hardly ever is
_WIDEST = 20
# a change of a level is said with both, "rose $2 million to $50 million"; "rise 2 to 3 degrees" is a range
_WIDEST_CHANGE = 3


class RangeReader:
    """Reads ranges in a list of tokens; `cardinal_at` reads the numeral that begins at a token."""

    def __init__(self, toks: list[Token], numerals: Numerals, cardinal_at: Callable[[int], Cardinal | None]) -> None:
        self.toks = toks
        self.n = numerals
        self.cardinal_at = cardinal_at

    def read(self, a: Cardinal) -> Draft | None:
        """The range that begins with numeral `a`, if one does."""
        toks = self.toks
        if a.vague or a.last >= len(toks):
            return None
        money = money_before(toks, a.first, self.n)
        start = money[0] if money else a.first
        between = start > 0 and toks[start - 1].lower == "between"
        kind = kind_behind(toks, a.last, self.n) if toks[a.last].lower not in "-–—" else None
        at = kind[0] if kind else a.last
        if at + 1 >= len(toks):
            return None
        if kind is None and toks[at].text == "-" and adjacent(toks, at) and toks[at + 1].lower == "to":
            # "15- to 20-year terms"
            at += 1
        joiner = toks[at].lower
        dash = joiner in ("-", "–", "—") and (hyphenated(toks, at) or joiner != "—")
        fits = dash or joiner in ("to", "or", "through") or (joiner == "and" and between)
        b = self._second(at + 1) if fits else None
        if b is None or b.vague or not self._same_kind(kind, money, b):
            return None
        low, high = self._shared_scale(a, b)
        if not low < high or not self._plausible(start, a, b, joiner, between=between, low=low, high=high):
            return None
        if dash and vetoes.scored(toks, a.first, b.last, self.n):
            return None
        first = start - 1 if between else a.first
        return Draft(first, b.last, a.first, first, b.last, low, high, None, "range")

    def _second(self, i: int) -> Cardinal | None:
        """The numeral at token i or behind a sign of money there ("$5 to $10", "US$5-US$6")."""
        for skipped in range(3):
            at = i + skipped
            if at >= len(self.toks):
                return None
            if self.toks[at].digits or not skipped:
                b = self.cardinal_at(at)
                if b is not None:
                    money = money_before(self.toks, at, self.n)
                    return b if not skipped or (money is not None and money[0] == i) else None
        return None

    def _same_kind(self, kind: tuple[int, str] | None, money: tuple[int, str] | None, b: Cardinal) -> bool:
        """Whether both ends count in the same unit, where the first names one."""
        if kind is None:
            return money is not None or money_before(self.toks, b.first, self.n) is None
        other = kind_behind(self.toks, b.last, self.n)
        return other is not None and other[1] == kind[1]

    def _plausible(
        self, start: int, a: Cardinal, b: Cardinal, joiner: str, *, between: bool, low: Value, high: Value
    ) -> bool:
        """Whether two joined numerals are one range and no phone number, change, score or pair of counts."""
        before = [t.lower for t in self.toks[max(0, start - 2) : start]]
        if vetoes.phone(self.toks, a.first, b.last):
            return False
        if joiner == "or":
            return high <= 2 * low + 1
        if joiner == "to" and before[-1:] == ["from"]:
            return self._range_verb(start - 1)
        if joiner != "to" or between:
            return True
        if any(word in self.n.change_words for word in before) and high > _WIDEST_CHANGE * low:
            return False
        from_nothing = low == 0 and kind_behind(self.toks, b.last, self.n) is not None
        return from_nothing or high <= _WIDEST * max(low, 1)

    def _range_verb(self, i: int) -> bool:
        return any(t.lower in self.n.range_verbs for t in self.toks[max(0, i - 3) : i])

    def _shared_scale(self, a: Cardinal, b: Cardinal) -> tuple[Value, Value]:
        """Values of both ends; "2 to 3 million" and "5-6m" share their scale."""
        last = self.toks[b.last - 1].lower
        scale = self.n.scales.get(last) or (self.n.suffixes.get(last) if b.last - b.first > 1 else None)
        if scale and a.value < 1000 and a.last - a.first == 1 and a.value * scale < b.value:
            return plain(a.value * scale), b.value
        return a.value, b.value
