"""Percent, money and units of measure that stand at a number."""

from __future__ import annotations

from sayso.codebook.numerals import Numerals, Phrase
from sayso.reading.numbers.drafts import Draft
from sayso.reading.numbers.lexing import Token, adjacent, hyphenated

_LONGEST = 4
_SHORTEST_WORD = 3


def money_before(toks: list[Token], i: int, n: Numerals) -> tuple[int, str] | None:
    """The sign or code of a currency before the numeral at token i: (its first token, the currency)."""
    at = i - 1
    if at < 0:
        return None
    mark = toks[at]
    if mark.text in n.currencies:
        if at and (whose := n.currency_prefixes.get(toks[at - 1].text)) is not None:
            near = mark.start - toks[at - 1].end
            if near == 0 or (near == 1 and (len(toks[at - 1].text) > 1 or not _article(toks, at - 1))):
                return at - 1, whose
        return at, n.currencies[mark.text]
    if mark.text in ".=" and at and adjacent(toks, at):
        at -= 1
    code = n.currency_codes.get(toks[at].text if mark.text != "=" else f"{toks[at].text}=")
    if code is None or toks[i].start - mark.end > 1:
        return None
    return None if _a_name(toks, at, i) else (at, code)


def _article(toks: list[Token], i: int) -> bool:
    """Whether a large A before a sign of money opens a sentence."""
    return toks[i].text == "A" and (i == 0 or not toks[i - 1].text[0].isalpha())


def _a_name(toks: list[Token], at: int, i: int) -> bool:
    """Whether letters that may be a lost pound sign are a thing's name: "PS4" is none of money."""
    return toks[at].text == "PS" and toks[i].text.isdecimal() and len(toks[i].text) < 2 and not _scaled(toks, i)


def _scaled(toks: list[Token], i: int) -> bool:
    return adjacent(toks, i + 1) and toks[i + 1].text[0].isalpha()


def _phrase(toks: list[Token], at: int, size: int) -> Phrase:
    return tuple(t.lower for t in toks[at : at + size])


def currency_behind(toks: list[Token], i: int, n: Numerals) -> tuple[int, str] | None:
    """The sign, word or words of a currency at token i: (the token behind, the currency)."""
    if i >= len(toks):
        return None
    if toks[i].text in n.currencies:
        bound = i + 1 < len(toks) and toks[i + 1].digits and toks[i + 1].start - toks[i].end <= 0
        return None if bound else (i + 1, n.currencies[toks[i].text])
    for size in range(min(_LONGEST, len(toks) - i), 0, -1):
        found = n.currency_words.get(_phrase(toks, i, size))
        if found is not None:
            return i + size, found
    if toks[i].text in n.currency_codes and toks[i].text.isupper() and toks[i].text != "PS":
        return i + 1, n.currency_codes[toks[i].text]
    return None


def percent_behind(toks: list[Token], i: int, n: Numerals) -> int | None:
    """The token behind the word or sign for percent at token i."""
    for size in range(min(3, len(toks) - i), 0, -1):
        if _phrase(toks, i, size) in n.percent:
            return i + size
    return None


def unit_behind(toks: list[Token], i: int, n: Numerals) -> tuple[int, str] | None:
    """The unit of measure at token i: (the token behind, the unit); letters tied to the digits count too."""
    if i >= len(toks):
        return None
    for size in range(min(_LONGEST, len(toks) - i), 1, -1):
        unit = n.unit_phrases.get(_phrase(toks, i, size))
        if unit is not None:
            return i + size, unit
    word = toks[i].lower.removesuffix("'")
    if adjacent(toks, i):
        if word in ("m", "km") and adjacent(toks, i + 1) and toks[i + 1].text == "2":
            return i + 2, f"square_{n.units_of_measure.get(word, 'meter')}"
        glued = n.glued_units.get(toks[i].text) or n.glued_units.get(word)
        if glued is not None:
            return i + 1, glued
    return (i + 1, n.units_of_measure[word]) if word in n.units_of_measure else None


def kind_behind(toks: list[Token], i: int, n: Numerals) -> tuple[int, str] | None:
    """Percent, a currency or a unit of measure at token i: (the token behind, its name)."""
    percent = percent_behind(toks, i, n)
    if percent is not None:
        return percent, "percent"
    return currency_behind(toks, i, n) or unit_behind(toks, i, n)


def take_unit(toks: list[Token], draft: Draft, n: Numerals) -> None:
    """Percent, money and units of measure that stand at the number."""
    i = draft.last
    money = money_before(toks, draft.core, n)
    if money is not None:
        draft.core = draft.slot = money[0]
        draft.first = min(draft.first, money[0])
        draft.form, draft.unit = "money", money[1]
        return
    percent = percent_behind(toks, i, n)
    if percent is not None:
        draft.last = draft.core_last = percent
        draft.form = draft.unit = "percent"
        return
    currency = currency_behind(toks, i, n)
    if currency is not None:
        draft.last = draft.core_last = currency[0]
        draft.form, draft.unit = "money", currency[1]
        return
    _measured(toks, draft, i, n)


def _measured(toks: list[Token], draft: Draft, i: int, n: Numerals) -> None:
    """A unit of time, length, weight behind the number ("six weeks", "15-month")."""
    hyphen = hyphenated(toks, i)
    at = i + 1 if hyphen else i
    word = toks[at].lower if at < len(toks) else ""
    if hyphen and word in n.hyphen_hedges:
        return
    found = unit_behind(toks, at, n)
    tied = hyphen or adjacent(toks, at)
    symbol = len(word) < _SHORTEST_WORD
    if (
        found is not None
        and found[1] == word
        and not symbol
        and draft.best != 1
        and not tied
        and _lower_word(toks, at + 1, n)
    ):
        # "two night watchmen" counts watchmen, "a six month sentence" measures the sentence
        if not _plural(toks, at + 1, n):
            draft.form = "modifier"
        return
    if found is not None:
        draft.last, draft.unit = found
        draft.form = "modifier" if hyphen else "quantity"
        if hyphen:
            draft.core_last = at - 1
    elif hyphen and at < len(toks) and toks[at].text.isalpha():
        draft.form = "modifier"


def _lower_word(toks: list[Token], i: int, n: Numerals) -> bool:
    return i < len(toks) and toks[i].text.isalpha() and toks[i].text.islower() and toks[i].lower not in n.openers


def _plural(toks: list[Token], i: int, n: Numerals) -> bool:
    word = toks[i].lower
    return word.endswith(("s", "men", "people", "children")) and word not in n.openers
