"""Percent, money and units of measure that stand at a number."""

from __future__ import annotations

from sayso.codebook.numerals import Numerals
from sayso.reading.numbers.cardinals import adjacent, hyphenated
from sayso.reading.numbers.drafts import Draft
from sayso.reading.numbers.lexing import Token


def take_unit(toks: list[Token], draft: Draft, n: Numerals) -> None:
    """Percent, money and units of measure that stand at the number."""
    i = draft.last
    money = draft.core - 1 if draft.core else -1
    if money >= 0 and toks[money].text in n.currencies:
        start = money
        if money and toks[money - 1].text.upper() in ("US", "C", "A", "HK", "NZ", "R") and adjacent(toks, money):
            start = money - 1
        draft.core = draft.first = draft.slot = start
        draft.form, draft.unit = "money", n.currencies[toks[money].text]
        return
    rest = [t.lower for t in toks[i : i + 2]]
    if not rest:
        return
    if rest[0] in n.percent or " ".join(rest) in n.percent:
        size = 1 if rest[0] in n.percent and " ".join(rest) not in n.percent else 2
        draft.last = draft.core_last = i + size
        draft.form, draft.unit = "percent", "percent"
    elif (rest[0] in n.currency_words and draft.qualifier != "vague") or (rest[0] in n.currency_words):
        draft.last = draft.core_last = i + 1
        draft.form, draft.unit = "money", n.currency_words[rest[0]]
    else:
        _measured(toks, draft, i, n)


def _measured(toks: list[Token], draft: Draft, i: int, n: Numerals) -> None:
    """A unit of time, length, weight behind the number ("six weeks", "15-month")."""
    hyphen = hyphenated(toks, i)
    at = i + 1 if hyphen else i
    word = toks[at].lower if at < len(toks) else ""
    word = word.removesuffix("'")
    unit = n.units_of_measure.get(word)
    if unit == word and draft.best != 1 and not hyphen and _lower_word(toks, at + 1):
        # "two night watchmen" counts watchmen, "a six month sentence" measures the sentence
        if not _plural(toks, at + 1, n):
            draft.form = "modifier"
        return
    if unit is not None:
        draft.unit = unit
        draft.last = at + 1
        draft.form = "modifier" if hyphen else "quantity"
        if hyphen:
            draft.core_last = at - 1
    elif hyphen and at < len(toks) and toks[at].text.isalpha():
        draft.form = "modifier"


def _lower_word(toks: list[Token], i: int) -> bool:
    return i < len(toks) and toks[i].text.isalpha() and toks[i].text.islower()


def _plural(toks: list[Token], i: int, n: Numerals) -> bool:
    word = toks[i].lower
    return word.endswith(("s", "men", "people", "children")) and word not in n.openers
