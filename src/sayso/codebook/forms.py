"""The forms in which a dictionary word is printed: plurals and verb endings by rule, the rest from the language book."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

_VOWELS = "aeiou"


def either(words: Iterable[str], between: str = r"\ ") -> str:
    """A regular expression for any of some words, the longest first; `between` stands for the spaces within them.

    >>> either(["six", "sixty", "a dozen"], r"\\s+")
    'a\\\\s+dozen|sixty|six'
    """
    ordered = sorted(set(words), key=lambda w: (-len(w), w))
    return "|".join(between.join(map(re.escape, word.split(" "))) for word in ordered)


def plural(noun: str) -> set[str]:
    """A noun and its regular plural.

    >>> sorted(plural("city"))
    ['cities', 'city']
    """
    if noun.endswith("y") and noun[-2:-1] not in _VOWELS:
        return {noun, noun[:-1] + "ies"}
    if noun.endswith(("s", "x", "ch", "sh", "z")):
        return {noun, noun + "es"}
    if noun.endswith("man"):
        return {noun, noun[:-3] + "men"}
    return {noun, noun + "s"}


def inflected(verb: str, irregular: Mapping[str, Iterable[str]]) -> set[str]:
    """A verb's printed forms.

    >>> sorted(inflected("raid", {}))
    ['raid', 'raided', 'raiding', 'raids']
    """
    third = {verb[:-1] + "ies"} if verb.endswith("y") and verb[-2:-1] not in _VOWELS else plural(verb) - {verb}
    if verb in irregular:
        base = verb.removesuffix("e")
        return {verb, *third, base + "ing", *irregular[verb]}
    if verb.endswith("e"):
        return {verb, *third, verb + "d", verb[:-1] + "ing"}
    if verb.endswith("y") and verb[-2:-1] not in _VOWELS:
        return {verb, *third, verb[:-1] + "ied", verb + "ing"}
    stem = verb + verb[-1] if re.fullmatch(r"[^aeiou]*[aeiou][bdgklmnprt]", verb) else verb
    return {verb, *third, stem + "ed", stem + "ing"}
