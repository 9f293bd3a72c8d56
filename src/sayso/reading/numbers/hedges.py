"""Which qualifier stands before or behind a numeral, and the bounds that its words state."""

from __future__ import annotations

from sayso.codebook.numerals import Numerals
from sayso.model.number import Value
from sayso.reading.numbers.lexing import Token, adjacent

EXACT = "exact"


def bounds(states: str, value: Value) -> tuple[Value | None, Value | None]:
    """(low, high) as the qualifier's words state them for the number `value`.

    >>> bounds("low", 300)
    (300, None)
    """
    return (
        value if states in ("low", "both") else None,
        value if states in ("high", "both") else None,
    )


def phrase_before(
    tokens: list[Token], i: int, phrases: dict[tuple[str, ...], str], longest: int
) -> tuple[str, int] | None:
    """The longest declared phrase that ends just before token i: (its meaning, its first token)."""
    for size in range(min(longest, i), 0, -1):
        words = tuple(token.lower for token in tokens[i - size : i])
        if words in phrases:
            return phrases[words], i - size
    return None


def phrase_after(
    tokens: list[Token], i: int, phrases: dict[tuple[str, ...], str], longest: int
) -> tuple[str, int] | None:
    """The longest declared phrase that begins at token i: (its meaning, the token behind it)."""
    for size in range(min(longest, len(tokens) - i), 0, -1):
        words = tuple(token.lower for token in tokens[i : i + size])
        if words in phrases:
            return phrases[words], i + size
    return None


class HedgeReader:
    """Finds hedges round a numeral with the qualifiers of the loaded codebooks."""

    def __init__(self, numerals: Numerals) -> None:
        self.n = numerals

    def before(self, tokens: list[Token], i: int, *, small: bool = False, tied: bool = False) -> tuple[str, int, int]:
        """(qualifier, first token of its words, first token of the slot) before the numeral at i.

        Before a `small` number "under" and the like are prepositions of place ("under two names"), before a number
        `tied` to a word "about" and the like are too ("speaks about 13-year-olds").
        """
        first = slot = i
        total = phrase_before(tokens, i, self.n.totals, self.n.longest)
        inner = total[1] if total else i
        hedge = phrase_before(tokens, inner, self.n.before, self.n.longest)
        if hedge is None:
            if total is None:
                return EXACT, i, i
            return EXACT, i, inner
        name, first = hedge
        if inner - first == 1 and self._no_hedge(tokens, first, small=small, tied=tied):
            return EXACT, i, i
        if name == EXACT and total is None:
            return EXACT, i, first
        while first > 0 and tokens[first - 1].lower in self.n.intensifiers:
            first -= 1
        slot = first
        outer = phrase_before(tokens, first, self.n.totals, self.n.longest)
        if outer is not None:
            slot = outer[1]
        return name, first, slot

    def _no_hedge(self, tokens: list[Token], i: int, *, small: bool, tied: bool) -> bool:
        """Whether the word at token i is no hedge: "under two names", "the past 12 years", "the top 100"."""
        if (small or tied) and tokens[i].lower in self.n.mere_prepositions:
            return True
        if tied and tokens[i].lower in self.n.prepositions_too:
            return True
        before = tokens[i - 1].lower if i else ""
        return tokens[i].lower in self.n.after_article and (before in self.n.pronoun_before or before in self.n.openers)

    def after(self, tokens: list[Token], i: int) -> tuple[str, int] | None:
        """(qualifier, token behind its words) behind the numeral that ends at token i."""
        if i < len(tokens) and tokens[i].text == "+" and not adjacent(tokens, i):
            return None
        return phrase_after(tokens, i, self.n.after, self.n.longest)
