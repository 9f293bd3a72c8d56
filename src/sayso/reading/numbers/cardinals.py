"""The value of a numeral written in digits, in words or in both ("1.2 million", "a couple", "dozens")."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.codebook.numerals import Numerals
from sayso.model.number import Value, plain
from sayso.reading.numbers.lexing import Token, adjacent, hyphenated

# what "and a half million" may follow
_SMALL = 1000


@dataclass(frozen=True, slots=True)
class Cardinal:
    """A numeral from token `first` to token `last` (exclusive); vague ones carry twice their unit."""

    first: int
    last: int
    value: Value
    vague: bool = False
    words: bool = False


class CardinalReader:
    """Reads numerals from a list of tokens with the words of one lexicon."""

    def __init__(self, numerals: Numerals) -> None:
        self.n = numerals

    def read(self, tokens: list[Token], i: int) -> Cardinal | None:
        """The numeral that begins at token i, or None."""
        token = tokens[i]
        if token.digits:
            return self._digits(tokens, i)
        if token.text in self.n.fraction_marks:
            return Cardinal(i, i + 1, plain(self.n.fraction_marks[token.text]))
        if token.lower in self.n.folds:
            return Cardinal(i, i + 1, self.n.folds[token.lower], words=True)
        return self._vague(tokens, i) or self._words(tokens, i)

    def _digits(self, tokens: list[Token], i: int) -> Cardinal | None:
        text = tokens[i].text
        if text.count(".") > 1:
            return None
        value, last = self._slashed(tokens, i) or (tokens[i].amount, i + 1)
        if adjacent(tokens, last):
            factor = self._suffix(tokens, last)
            if factor is not None:
                return Cardinal(i, last + 1, plain(value * factor)) if factor else None
        value, last = self._and_part(tokens, value, last)
        last, factor = self._scales(tokens, last)
        return Cardinal(i, last, plain(value * factor))

    def _slashed(self, tokens: list[Token], i: int) -> tuple[float, int] | None:
        """As in "1/2 cup", "3/4 of": (value, token behind); dates and names with a stroke are none."""
        if not (adjacent(tokens, i + 1) and adjacent(tokens, i + 2)) or tokens[i + 1].text not in "/⁄":
            return None
        over, under = tokens[i].text, tokens[i + 2].text
        if under not in self.n.slash_denominators or not over.isdecimal() or int(over) >= int(under):
            return None
        mixed = i and tokens[i - 1].digits
        after = tokens[i + 3].lower if i + 3 < len(tokens) else ""
        counted = after == "-" or after in ("of", "a", "an") or (after.isalpha() and after not in self.n.openers)
        return (int(over) / int(under), i + 3) if (mixed or counted) and not adjacent(tokens, i) else None

    def _suffix(self, tokens: list[Token], i: int) -> float | None:
        """What letters tied to the digits multiply by ("5m", "2bn"), 0 where they make them a name; None for others."""
        mark, text = tokens[i].lower, tokens[i].text
        if mark == "mm":
            return 1_000_000 if self._paid(tokens, i - 1) else None
        if text == "T" and self._paid(tokens, i - 1):
            return self.n.suffixes[text]
        if mark not in self.n.suffixes or (adjacent(tokens, i + 1) and tokens[i + 1].digits):
            return None
        paid = self._paid(tokens, i - 1)
        if mark == "m" and not paid:
            if tokens[i - 1].amount >= _SMALL:
                return None
            behind = i + 2 if hyphenated(tokens, i + 1) else i + 1
            if behind < len(tokens) and tokens[behind].lower in self.n.lengths:
                return None
        # "4K", "8K": screens and races
        return 0 if text == "K" and not paid and len(tokens[i - 1].text) == 1 else self.n.suffixes[mark]

    def _paid(self, tokens: list[Token], i: int) -> bool:
        return i > 0 and (tokens[i - 1].text in self.n.currencies or tokens[i - 1].text in self.n.currency_codes)

    def _and_part(self, tokens: list[Token], value: float, i: int) -> tuple[float, int]:
        """A number with the part behind it: "5½", "10 1/2", "two and a half"."""
        if i >= len(tokens):
            return value, i
        if tokens[i].text in self.n.fraction_marks and value.is_integer():
            return value + self.n.fraction_marks[tokens[i].text], i + 1
        if tokens[i].digits and value.is_integer() and tokens[i].start - tokens[i - 1].end == 1:
            part = self._slashed(tokens, i)
            if part is not None:
                return value + part[0], part[1]
        half = self._and_a(tokens, i)
        if half is None:
            return value, i
        scale = self.n.scales.get(tokens[i - 1].lower, 1)
        return value + half[0] * scale, half[1]

    def _and_a(self, tokens: list[Token], i: int) -> tuple[float, int] | None:
        """As in "and a half", "-and-a-half": (the part, token behind)."""
        at, word = i, ""
        for wanted in (("and",), ("a", "one"), ("half", "quarter")):
            at += at < len(tokens) and tokens[at].text == "-"
            word = tokens[at].lower if at < len(tokens) else ""
            if word not in wanted:
                return None
            at += 1
        return 1 / self.n.fractions[word], at

    def _scales(self, tokens: list[Token], i: int) -> tuple[int, float]:
        """The factor of the scale words at token i ("million", "-dozen", "hundred thousand")."""
        factor = 1.0
        while i < len(tokens):
            at = i + 1 if hyphenated(tokens, i) else i
            word = tokens[at].lower
            if word in self.n.scales:
                factor *= self.n.scales[word]
            elif word == "hundred":
                factor *= 100
            elif word in ("dozen", "dozens"):
                factor *= 12
            else:
                break
            i = at + 1
        return i, factor

    def _words(self, tokens: list[Token], i: int) -> Cardinal | None:
        start, i = i, i
        total = current = 0.0
        seen = False
        if tokens[i].lower in ("a", "an"):
            opened = self._after_article(tokens, i)
            if opened is None:
                return None
            i, current, done = opened
            seen = True
            if done:
                return Cardinal(start, i, plain(current), words=True)
        elif tokens[i].lower == "half":
            return self._half(tokens, i)
        while i < len(tokens):
            at = i + 1 if seen and hyphenated(tokens, i) else i
            at = self._over_and(tokens, at) if seen else at
            word = tokens[at].lower if at < len(tokens) else ""
            step = self._step(word, current, total, seen)
            if step is None:
                break
            current, total = step
            seen, i = True, at + 1
        if not seen:
            return None
        value, last = self._and_part(tokens, total + current, i)
        if last > i:
            last, factor = self._scales(tokens, last) if value < _SMALL else (last, 1)
            return Cardinal(start, last, plain(value * factor), words=True)
        return Cardinal(start, i, plain(value), words=True)

    def _step(self, word: str, current: float, total: float, seen: bool) -> tuple[float, float] | None:
        """Current group and total after one more numeral word, or None where it cannot follow."""
        if word in self.n.units:
            small = 100 if self.n.units[word] > 9 else 10
            room = current % small == 0 and (current % 100 != 10 or not seen)
            return (current + self.n.units[word], total) if not seen or room else None
        if word in self.n.tens:
            return (current + self.n.tens[word], total) if not seen or current % 100 == 0 else None
        if not seen:
            return None
        if word == "hundred" and current:
            return current * 100, total
        if word in ("dozen", "dozens") and current:
            return current * 12, total
        if word in self.n.scales and current:
            return 0.0, total + current * self.n.scales[word]
        return None

    def _over_and(self, tokens: list[Token], i: int) -> int:
        """Skip "and" inside a numeral ("two hundred and five"), never between two numbers."""
        if (
            i + 1 < len(tokens)
            and i >= 1
            and tokens[i].lower == "and"
            and (tokens[i - 1].lower in ("hundred", "thousand", "million"))
            and (tokens[i + 1].lower in self.n.units or tokens[i + 1].lower in self.n.tens)
        ):
            return i + 1
        return i

    def _after_article(self, tokens: list[Token], i: int) -> tuple[int, float, bool] | None:
        """What "a" or "an" opens: (next token, value so far, whether the numeral is complete)."""
        at = i + 1
        if at >= len(tokens):
            return None
        if tokens[at].lower == "half" and at + 1 < len(tokens):
            behind = at + 2 if hyphenated(tokens, at + 1) else at + 1
            if behind < len(tokens) and tokens[behind].lower in ("dozen", "million", "billion"):
                size = 12 if tokens[behind].lower == "dozen" else self.n.scales[tokens[behind].lower]
                return behind + 1, size / 2, True
            return None
        word = tokens[at].lower
        if word == "hundred":
            return at + 1, 100.0, False
        if word in self.n.scales:
            return at + 1, float(self.n.scales[word]), False
        if word == "dozen":
            return at + 1, 12.0, True
        if word in ("couple", "pair") and at + 1 < len(tokens) and tokens[at + 1].lower == "of":
            return at + 2, 2.0, True
        if word == "couple" and at + 1 < len(tokens) and tokens[at + 1].lower in self.n.vague_after_couple:
            return at + 1, 2.0, True
        return None

    def _half(self, tokens: list[Token], i: int) -> Cardinal | None:
        at = i + 1
        if at < len(tokens) and hyphenated(tokens, at):
            at += 1
        if at < len(tokens) and tokens[at].lower in ("a", "an"):
            at += 1
        if at < len(tokens) and (tokens[at].lower in self.n.scales or tokens[at].lower == "dozen"):
            size = self.n.scales.get(tokens[at].lower, 12)
            return Cardinal(i, at + 1, plain(size / 2), words=True)
        return None

    def _vague(self, tokens: list[Token], i: int) -> Cardinal | None:
        """Vague numerals: "dozens", "tens of thousands", "several hundred", "a few dozen"."""
        start = i
        if tokens[i].lower in ("a", "the") and i + 1 < len(tokens) and tokens[i + 1].lower == "few":
            i += 1
        word = tokens[i].lower
        if word in self.n.vague_quantifiers and i + 1 < len(tokens):
            last, factor = self._scales(tokens, i + 1)
            if factor > 1:
                return Cardinal(start, last, plain(2 * factor), vague=True, words=True)
            return self._plural(tokens, start, i + 1)
        return self._plural(tokens, start, i)

    def _plural(self, tokens: list[Token], start: int, i: int) -> Cardinal | None:
        factor = 1.0
        seen = False
        while i < len(tokens) and tokens[i].lower in self.n.vague_plurals:
            factor *= self.n.vague_plurals[tokens[i].lower]
            seen = True
            if i + 2 < len(tokens) and tokens[i + 1].lower == "of" and tokens[i + 2].lower in self.n.vague_plurals:
                i += 2
            else:
                i += 1
                break
        if not seen or (factor == 10 and tokens[i - 1].lower == "tens"):
            return None
        return Cardinal(start, i, plain(2 * factor), vague=True, words=True)
