"""Number expressions of a stretch of text: numerals with their hedges, ranges, shares, money and zeros."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.codebook.lexicon import Numerals
from sayso.model.number import Number, Value
from sayso.reading.numbers import vetoes
from sayso.reading.numbers.cardinals import Cardinal, CardinalReader, adjacent, hyphenated, plain
from sayso.reading.numbers.hedges import EXACT, HedgeReader, bounds
from sayso.reading.numbers.lexing import Token, tokens

Spans = list[tuple[int, int]]


@dataclass(slots=True)
class _Draft:
    """A number being put together; token indexes, end exclusive."""

    first: int
    last: int
    core: int
    slot: int
    core_last: int
    low: Value | None
    high: Value | None
    best: Value | None
    qualifier: str = EXACT
    form: str = "cardinal"
    unit: str | None = None


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


class _Scan:
    """One pass over the tokens of a stretch of text."""

    def __init__(self, text: str, toks: list[Token], numerals: Numerals, blocked: Spans) -> None:
        self.text = text
        self.toks = toks
        self.n = numerals
        self.cardinals = CardinalReader(numerals)
        self.hedges = HedgeReader(numerals)
        self.closed = [any(s <= t.start < e for s, e in blocked) for t in toks]

    def run(self) -> list[Number]:
        found: list[Number] = []
        i = 0
        while i < len(self.toks):
            draft = None if self.closed[i] else self._at(i)
            if draft is None:
                i += 1
                continue
            found.append(self._number(draft))
            i = max(draft.last, i + 1)
        return found

    def _at(self, i: int) -> _Draft | None:
        """The draft of a number whose bare numeral begins at token i."""
        word = self.toks[i].lower
        if word == "not" and self._words(i, "not", "a", "single"):
            return _Draft(i, i + 3, i, i, i + 3, 0, 0, 0, form="zero")
        share = self._share(i)
        if share is not None:
            return self._hedged(share)
        cardinal = self._cardinal(i)
        if cardinal is None:
            return self._ordinal(i)
        draft = self._ranged(cardinal) or self._single(cardinal)
        if draft is None:
            return None
        self._unit(draft)
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

    def _single(self, cardinal: Cardinal) -> _Draft | None:
        if vetoes.no_count(self.text, self.toks, cardinal.first, cardinal.last, self.n):
            return None
        value = cardinal.value
        if cardinal.vague:
            draft = _Draft(
                cardinal.first, cardinal.last, cardinal.first, cardinal.first, cardinal.last, value, None, None, "vague"
            )
        else:
            draft = _Draft(
                cardinal.first, cardinal.last, cardinal.first, cardinal.first, cardinal.last, value, value, value
            )
        return draft

    def _ranged(self, a: Cardinal) -> _Draft | None:
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
        return _Draft(first, b.last, a.first, first, b.last, low, high, None, "range")

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

    def _unit(self, draft: _Draft) -> None:
        """Percent, money and units of measure that stand at the number."""
        i = draft.last
        money = draft.core - 1 if draft.core else -1
        if money >= 0 and self.toks[money].text in self.n.currencies:
            start = money
            if (
                money
                and self.toks[money - 1].text.upper() in ("US", "C", "A", "HK", "NZ", "R")
                and adjacent(self.toks, money)
            ):
                start = money - 1
            draft.core = draft.first = draft.slot = start
            draft.form, draft.unit = "money", self.n.currencies[self.toks[money].text]
            return
        rest = [t.lower for t in self.toks[i : i + 2]]
        if not rest:
            return
        if rest[0] in self.n.percent or " ".join(rest) in self.n.percent:
            size = 1 if rest[0] in self.n.percent and " ".join(rest) not in self.n.percent else 2
            draft.last = draft.core_last = i + size
            draft.form, draft.unit = "percent", "percent"
        elif (rest[0] in self.n.currency_words and draft.qualifier != "vague") or (rest[0] in self.n.currency_words):
            draft.last = draft.core_last = i + 1
            draft.form, draft.unit = "money", self.n.currency_words[rest[0]]
        else:
            self._measured(draft, i)

    def _measured(self, draft: _Draft, i: int) -> None:
        """A unit of time, length, weight behind the number ("six weeks", "15-month")."""
        hyphen = hyphenated(self.toks, i)
        at = i + 1 if hyphen else i
        word = self.toks[at].lower if at < len(self.toks) else ""
        word = word.removesuffix("'")
        unit = self.n.units_of_measure.get(word)
        if unit == word and draft.best != 1 and not hyphen and self._lower_word(at + 1):
            # "two night watchmen" counts watchmen, "a six month sentence" measures the sentence
            if not self._plural(at + 1):
                draft.form = "modifier"
            return
        if unit is not None:
            draft.unit = unit
            draft.last = at + 1
            draft.form = "modifier" if hyphen else "quantity"
            if hyphen:
                draft.core_last = at - 1
        elif hyphen and at < len(self.toks) and self.toks[at].text.isalpha():
            draft.form = "modifier"

    def _share(self, i: int) -> _Draft | None:
        """Fractions and ratios as percent: "half of those", "two-thirds", "one in five"."""
        word = self.toks[i].lower
        if word == "half" and self._half_of(i):
            return _Draft(i, i + 1, i, i, i + 1, 50, 50, 50, form="fraction", unit="percent")
        cardinal = self.cardinals.read(self.toks, i)
        if word in ("a", "an", "one") and i + 1 < len(self.toks):
            cardinal = Cardinal(i, i + 1, 1, words=True)
        if cardinal is None or cardinal.vague:
            return None
        at = cardinal.last
        if hyphenated(self.toks, at):
            at += 1
        if at < len(self.toks) and self.toks[at].lower in self.n.fractions and not cardinal_is_big(cardinal):
            return self._fraction(cardinal, at)
        return self._ratio(cardinal)

    def _fraction(self, cardinal: Cardinal, at: int) -> _Draft | None:
        of = at + 1 < len(self.toks) and self.toks[at + 1].lower in ("of", "the", "its", "their")
        plural = self.toks[at].lower.endswith("s")
        if not of and not plural:
            return None
        value = plain(round(cardinal.value * self.n.fractions[self.toks[at].lower] * 100, 1))
        if not 0 < value < 100:
            return None
        i = cardinal.first
        return _Draft(i, at + 1, i, i, at + 1, value, value, value, form="fraction", unit="percent")

    def _ratio(self, cardinal: Cardinal) -> _Draft | None:
        """As in "one in five", "nine out of 10"."""
        at = cardinal.last
        if self._words(at, "out", "of"):
            at += 2
        elif self._words(at, "in") and (cardinal.words or self.toks[cardinal.first].text == "1"):
            at += 1
        else:
            return None
        if at >= len(self.toks):
            return None
        every = self.cardinals.read(self.toks, at)
        if every is None or every.vague or not 0 < cardinal.value < every.value <= 1000:
            return None
        if every.value > 100 and cardinal.value > 10:
            return None
        behind = self.toks[every.last].lower if every.last < len(self.toks) else ""
        if self.toks[at - 1].lower == "in" and (
            every.value < 2 or behind in self.n.units_of_measure or cardinal.value > 9
        ):
            return None
        value = plain(round(100 * cardinal.value / every.value, 1))
        i = cardinal.first
        return _Draft(i, every.last, i, i, every.last, value, value, value, form="fraction", unit="percent")

    def _half_of(self, i: int) -> bool:
        """Whether "half" at token i is a share and not an hour, a game or a numeral."""
        after = self.toks[i + 1].lower if i + 1 < len(self.toks) else ""
        before = self.toks[i - 1].lower if i else ""
        if before in ("a", "and", "first", "second", "-") or after in ("an", "a", "-", "past", "hour"):
            return False
        return after in ("of", "the", "its", "their", "his", "her", "were", "are")

    def _ordinal(self, i: int) -> _Draft | None:
        """As in "the 156th body": a running count, kept only where what follows is counted."""
        token = self.toks[i]
        if not token.digits or "." in token.text or i + 1 >= len(self.toks):
            return None
        suffix = self.toks[i + 1]
        if suffix.lower not in ("st", "nd", "rd", "th") or suffix.start != token.end:
            return None
        value = plain(float(token.text.replace(",", "")))
        return _Draft(i, i + 2, i, i, i + 2, value, value, value, form="ordinal")

    def _hedged(self, draft: _Draft) -> _Draft:
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

    def _number(self, d: _Draft) -> Number:
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

    def _over_of(self, d: _Draft) -> int:
        """The end of "dozens of" where nouns follow, so that a parser may read one numeral."""
        i = d.core_last
        if self._words(i, "of") and i + 1 < len(self.toks):
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

    def _lower_word(self, i: int) -> bool:
        return i < len(self.toks) and self.toks[i].text.isalpha() and self.toks[i].text.islower()

    def _plural(self, i: int) -> bool:
        word = self.toks[i].lower
        return word.endswith(("s", "men", "people", "children")) and word not in self.n.openers

    def _words(self, i: int, *words: str) -> bool:
        """Whether the tokens from i on are exactly `words`."""
        return i >= 0 and [t.lower for t in self.toks[i : i + len(words)]] == list(words)


def cardinal_is_big(cardinal: Cardinal) -> bool:
    """Numerators of fractions are small: "680 quarters" is no fraction."""
    return cardinal.value >= 20
