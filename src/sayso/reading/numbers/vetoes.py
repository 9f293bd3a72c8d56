"""Numerals that count nothing: years, clock times, addresses, phone numbers, list marks, names of things."""

from __future__ import annotations

import itertools
import re

from sayso.codebook.numerals import Numerals
from sayso.reading.numbers.lexing import Token, adjacent
from sayso.reading.numbers.units import kind_behind, money_before

_YEAR = re.compile(r"1[5-9]\d\d|20\d\d")
_VERSION = re.compile(r"\d{1,4}|\d{1,2}\.\d{1,2}")
_EMOJI_MARKS = "\ufe0f\u20e3"
_LONGEST_NAME = 3
_PLURALS = ("s", "people", "men", "women", "children")


def glued(tokens: list[Token], first: int, last: int, n: Numerals) -> bool:
    """Whether digits are part of a longer name or mark ("A320", "COVID-19", "1930s", "8:45", "9/11")."""
    if adjacent(tokens, first):
        before = tokens[first - 1].text
        if before[-1].isalpha() and money_before(tokens, first, n) is None:
            return True
        if before == "/" and first > 2 and tokens[first - 2].text.isalpha() and tokens[first - 3].digits:
            # "180kW/350Nm"
            return False
        if before in ".:/_#&" or (before == "+" and adjacent(tokens, first - 1)):
            return True
        if before in "-‐‑–" and first >= 2 and adjacent(tokens, first - 1):
            left = tokens[first - 2]
            if adjacent(tokens, first - 2) and tokens[first - 3].digits:
                # "5k-20k"
                return False
            if left.text.isalpha() and not (
                left.lower in n.units or left.lower in n.tens or left.lower in n.tied_words
            ):
                return True
    if adjacent(tokens, last):
        after = tokens[last].text
        if after[0].isalpha() and not _unit_ends(tokens, last, n):
            return True
        if after in ":/_" and adjacent(tokens, last + 1) and tokens[last + 1].digits:
            return True
    return False


def _unit_ends(tokens: list[Token], i: int, n: Numerals) -> bool:
    """Whether letters tied to digits are a unit, and nothing more is tied to them ("5km" is, "4x4" is not)."""
    behind = kind_behind(tokens, i, n)
    if behind is None:
        return False
    end = behind[0]
    return not (adjacent(tokens, end) and (tokens[end].digits or tokens[end].text[0].isalpha()))


def no_count(text: str, tokens: list[Token], first: int, last: int, n: Numerals) -> bool:
    """Whether the numeral is a year, a time, an age behind a name, an address, a list mark or a score."""
    token = tokens[first]
    end = tokens[last - 1].end
    before = tokens[first - 1] if first else None
    after = tokens[last] if last < len(tokens) else None
    if _name_before(text, tokens, first, last, n):
        return True
    if not token.digits or money_before(tokens, first, n) is not None:
        return False
    if text[end : end + 1] in _EMOJI_MARKS and text[end : end + 1]:
        return True
    if after is not None and after.lower in ("am", "pm", "o'clock", "a.m", "p.m"):
        return True
    if after is not None and after.lower in ("a", "p") and text[after.end : after.end + 2].lower() == ".m":
        return True
    return (
        _list_mark(text, token, before, after)
        or _score(tokens, first, last, n)
        or phone(tokens, first, last)
        or _address(tokens, last, n)
        or _year(tokens, first, last, n)
        or _postcode(token, before)
    )


def _name_before(text: str, tokens: list[Token], first: int, last: int, n: Numerals) -> bool:
    """As in "NBC 5 a warrant", "the S&P 500.", "BBC One": a bare numeral that ends a name."""
    if first < 2 or last - first != 1:
        return False
    name, token = tokens[first - 1], tokens[first]
    if not name.text[0].isupper() or not text[name.end : token.start].isspace() or name.lower in n.calendar_words:
        return False
    if name.text in n.currency_codes and token.digits:
        return False
    if token.digits and ("," in token.text or "." in token.text or len(token.text) > 4):
        return False
    if not token.digits and not token.text[0].isupper():
        return False
    if tokens[first - 2].text in '.!?:"“' and name.lower in n.openers:
        return False
    after = tokens[last] if last < len(tokens) else None
    plural = after is not None and after.lower.endswith(_PLURALS)
    if not token.digits and name.lower not in n.openers and not plural and not tokens[first - 2].text[0].isupper():
        # "the Kick Six win"; in a headline the words before are large too
        return True
    return after is None or not after.text.isalpha() or after.text[0].isupper() or after.lower in n.openers


def brand(tokens: list[Token], first: int, last: int) -> bool:
    """As in "7-Eleven", "Twenty-One Pilots": a numeral tied by a hyphen to a capitalised word, and that word."""
    ties = last + 1 < len(tokens) and _tied(tokens, last) and tokens[last + 1].text[0].isupper()
    tied = first >= 2 and _tied(tokens, first - 1) and tokens[first].text[0].isupper() and tokens[first - 2].digits
    return ties or tied


def _tied(tokens: list[Token], hyphen: int) -> bool:
    return tokens[hyphen].text in "-‐‑" and adjacent(tokens, hyphen) and adjacent(tokens, hyphen + 1)


def _list_mark(text: str, token: Token, before: Token | None, after: Token | None) -> bool:
    """As in "(1)", or a small number that opens a line and is followed by a full stop or bracket."""
    small = token.text.isdigit() and len(token.text) <= 2
    if not small or after is None:
        return False
    if before is not None and before.text == "(" and after.text == ")":
        return True
    line = text.rfind("\n", 0, token.start) + 1
    opens = not text[line : token.start].strip(" \t*-#>")
    return opens and after.text in ".)" and after.start == token.end and text[after.end : after.end + 1] == " "


def _score(tokens: list[Token], first: int, last: int, n: Numerals) -> bool:
    """As in "27-20", "5-4", "lost 1-3": a higher number tied to a lower one, or any tied pair beside a word for it."""
    for i, j in ((first, last), (first - 2, first - 1)):
        if (
            i >= 0
            and j + 1 < len(tokens)
            and tokens[j].text in "-–"
            and adjacent(tokens, j)
            and adjacent(tokens, j + 1)
        ):
            left, right = tokens[i], tokens[j + 1]
            small = left.text.isdigit() and right.text.isdigit()
            if small and (int(left.text) >= int(right.text) or scored(tokens, i, j + 2, n)):
                return True
    return False


def scored(tokens: list[Token], first: int, last: int, n: Numerals) -> bool:
    """Whether a word for winning or losing stands close to the tied pair of small numbers at `first`."""
    near = [t.lower for t in (*tokens[max(0, first - 2) : first], *tokens[last : last + 2])]
    small = all(len(t.text) <= 2 for t in tokens[first:last])
    return small and (any(word in n.score_words for word in near) or _set_beside(tokens, first, last))


def _set_beside(tokens: list[Token], first: int, last: int) -> bool:
    """Whether another such pair stands directly before or behind: the sets of a match, "6-4 3-6"."""
    for pair in (tokens[max(0, first - 3) : first], tokens[last : last + 3]):
        if len(pair) == 3 and pair[1].text in "-–" and pair[0].text.isdigit() and pair[2].text.isdigit():
            return True
    return False


def phone(tokens: list[Token], first: int, last: int) -> bool:
    """Digit groups of three and four tied by hyphens."""
    groups = [t.text for t in tokens[max(0, first - 2) : last + 4] if t.digits]
    tied = any(tokens[k].text in "-–." for k in range(max(0, first - 1), min(last + 2, len(tokens))))
    return tied and any(re.fullmatch(r"\d{3}", a) and re.fullmatch(r"\d{4}", b) for a, b in itertools.pairwise(groups))


def _address(tokens: list[Token], last: int, n: Numerals) -> bool:
    """As in "2517 Memphis St.", "the 1200 block of"."""
    if last >= len(tokens):
        return False
    if tokens[last].lower in n.labels_behind:
        return True
    if not tokens[last].text[0].isupper():
        return False
    for token in tokens[last : last + 5]:
        if token.lower in n.street_words and token.text[0].isupper():
            return True
        if not (token.text[0].isupper() or token.text in (".", "'")):
            return False
    return False


def _year(tokens: list[Token], first: int, last: int, n: Numerals) -> bool:
    """A bare year: four digits without comma, that neither a plural noun follows nor a bound or total precedes."""
    if last - first != 1 or not _YEAR.fullmatch(tokens[first].text):
        return False
    if counted_before(tokens, first, n) or kind_behind(tokens, last, n) is not None:
        return False
    after = tokens[last] if last < len(tokens) else None
    counted = (
        after is not None
        and after.text.isalpha()
        and after.text.islower()
        and (after.lower.endswith("s") or after.lower in ("people", "men", "women", "children", "percent"))
        and after.lower not in ("was", "is", "has", "as", "its", "this", "his", "us", "does", "saw", "versus", "census")
    )
    return not counted


def counted_before(tokens: list[Token], i: int, n: Numerals) -> bool:
    """As in "an average of 1500", "more than 1500": words before token i that no year follows."""
    if i >= 2 and tokens[i - 1].lower == "of" and tokens[i - 2].lower in ("average", "total", "maximum", "minimum"):
        return True
    return i >= 2 and n.before.get((tokens[i - 2].lower, tokens[i - 1].lower)) in (
        "more_than",
        "fewer_than",
        "at_least",
    )


def _postcode(token: Token, before: Token | None) -> bool:
    return (
        before is not None
        and re.fullmatch(r"\d{5}", token.text) is not None
        and len(before.text) == 2
        and before.text.isupper()
    )


def named(tokens: list[Token], first: int, last: int, n: Numerals) -> bool:
    """As in "iPhone 11", "the S&P 500", "a 737 Max", "dialled 911": a bare numeral that is part of a name."""
    token, after = tokens[first], tokens[last] if last < len(tokens) else None
    if last - first > 1 or not _VERSION.fullmatch(token.text):
        return False
    plural = after is not None and after.text.islower() and after.text.endswith("s") and after.lower not in n.openers
    if token.text in n.named_numerals and (not plural or (after is not None and after.lower in n.vehicles)):
        return True
    if after is not None and after.text in n.numbered_behind:
        return True
    end = first - 1 if first > 1 and tokens[first - 1].text == "-" and adjacent(tokens, first) else first
    for size in range(min(_LONGEST_NAME, end), 0, -1):
        if tuple(t.lower for t in tokens[end - size : end]) in n.numbered:
            return not tokens[end - 1].text.islower() or not plural
    return False


def names_a_thing(tokens: list[Token], first: int, last: int, n: Numerals) -> bool:
    """As in "Section 8", "Flight 370", "No. 5": a numeral behind a word that numbers things."""
    if named(tokens, first, last, n):
        return True
    i = first - 1
    if i >= 0 and tokens[i].text == "." and adjacent(tokens, i):
        i -= 1
    if i < 0:
        return False
    word = tokens[i]
    if word.lower not in n.designators or (len(word.text) <= 2 and not word.text[0].isupper()):
        return word.text == "#"
    after = tokens[last] if last < len(tokens) else None
    plural = (
        after is not None
        and after.text.islower()
        and after.lower not in n.openers
        and (after.lower.endswith("s") or after.lower in ("people", "men", "women"))
    )
    return not plural or (word.text[0].isupper() and i > 0)
