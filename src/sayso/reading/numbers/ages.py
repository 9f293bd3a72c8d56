"""Numerals that are the age of somebody: "Anna, 34,", "aged 34", "17 and 19 years old", "both 16"."""

from __future__ import annotations

from sayso.codebook.numerals import Numerals
from sayso.reading.numbers.lexing import Token, adjacent

# Nobody grows older.
_OLDEST = 120


def behind_name(tokens: list[Token], first: int, last: int) -> bool:
    """As in "Kenneth, 20, was shot", "a man, 34, was killed": an age in apposition to somebody."""
    if first < 2 or not tokens[first].text.isdigit() or len(tokens[first].text) > 3:
        return False
    opened = tokens[first - 1].text
    name = tokens[first - 2]
    if tokens[first - 1].lower == "both" and name.text == ",":
        # "Anna Reed and Tom Low, both 16,"
        return True
    if name.text == "." and first > 2 and adjacent(tokens, first - 2):
        # "Tom Reddle Jr., 20,"
        name = tokens[first - 3]
    after = tokens[last].text if last < len(tokens) else "."
    if not name.text.isalpha() or int(tokens[first].text) > _OLDEST:
        return False
    # "Anna Reed, 13 – died"
    dashed = after in "–—" and name.text[0].isupper()
    return (opened == "," and (after in ",.;)" or dashed)) or (opened == "(" and after == ")")


def behind_word(tokens: list[Token], first: int, n: Numerals) -> bool:
    """As in "aged 34", "ages 13 and 21", "between the ages of 5 and 9"."""
    if not tokens[first].text.isdigit() and tokens[first].lower not in n.units and tokens[first].lower not in n.tens:
        return False
    at = first - 1
    while at >= 0 and (tokens[at].text in ",-–" or tokens[at].digits or tokens[at].lower in ("and", "to", "or")):
        at -= 1
    return at >= 0 and tokens[at].lower in n.age_words


def beside_age(tokens: list[Token], last: int, n: Numerals) -> bool:
    """As in "17 and 19 years old", "4, 6 and 9 years old": the unit stands with the last one."""
    at = last
    while at < len(tokens) and (tokens[at].text == "," or tokens[at].lower in ("and", "or", "to")):
        at += 1
        if at < len(tokens) and (tokens[at].digits or tokens[at].lower in n.units or tokens[at].lower in n.tens):
            at += 1
            if [t.lower for t in tokens[at : at + 2]] in (["years", "old"], ["months", "old"], ["years", "of"]):
                return True
    return False
