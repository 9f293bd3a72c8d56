"""The words of the number grammar: numerals of the language, and the hedges that the codebooks declare."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sayso.codebook.schema import Qualifier

Phrase = tuple[str, ...]


def phrase(words: str) -> Phrase:
    """A declared phrase as its lower-case tokens ("no fewer than" is three words).

    >>> phrase("No fewer than")
    ('no', 'fewer', 'than')
    """
    return tuple(words.lower().split())


@dataclass(frozen=True, slots=True)
class Numerals:
    """The words of the number grammar: numerals of the language, hedges of the codebooks."""

    units: dict[str, int]
    tens: dict[str, int]
    scales: dict[str, int]
    suffixes: dict[str, int]
    fractions: dict[str, float]
    ordinals: dict[str, int]
    vague_plurals: dict[str, int]
    vague_quantifiers: frozenset[str]
    vague_after_couple: frozenset[str]
    intensifiers: frozenset[str]
    range_verbs: frozenset[str]
    percent: frozenset[str]
    currencies: dict[str, str]
    currency_words: dict[str, str]
    units_of_measure: dict[str, str]
    glued_units: frozenset[str]
    designators: frozenset[str]
    street_words: frozenset[str]
    calendar_words: frozenset[str]
    openers: frozenset[str]
    first_words: frozenset[str]
    mere_prepositions: frozenset[str]
    totals: dict[Phrase, str]
    before: dict[Phrase, str]
    after: dict[Phrase, str]
    states: dict[str, str]
    longest: int


def numerals_of(settings: dict[str, Any], qualifiers: Iterable[Qualifier]) -> Numerals:
    """The number words of a language book's settings joined with the hedges of `qualifiers`."""
    n, names = settings["numerals"], settings["names"]
    before = {phrase(words): q.name for q in qualifiers for words in q.before}
    before |= {phrase(words): "complement" for words in n["complements"]}
    after = {phrase(words): q.name for q in qualifiers for words in q.after}
    totals = {phrase(words): "total" for words in n["totals"]}
    return Numerals(
        units=n["units"],
        tens=n["tens"],
        scales=n["scales"],
        suffixes=n["suffixes"],
        fractions=n["fractions"],
        ordinals=n["ordinals"],
        vague_plurals=n["vague_plurals"],
        vague_quantifiers=frozenset(n["vague_quantifiers"]),
        vague_after_couple=frozenset(["more", "dozen", "hundred", "thousand"]),
        intensifiers=frozenset(n["intensifiers"]),
        range_verbs=frozenset(n["range_verbs"]),
        percent=frozenset(n["percent_words"]),
        currencies=n["currencies"],
        currency_words=n["currency_words"],
        units_of_measure={w: unit for unit, words in n["units_of_measure"].items() for w in words},
        glued_units=frozenset(n["glued_units"]),
        designators=frozenset(names["designators"]),
        street_words=frozenset(names["street_words"]),
        calendar_words=frozenset([*settings["calendar"]["months"], *settings["calendar"]["weekdays"]]),
        openers=frozenset(n["function_words"]),
        first_words=frozenset(
            ["not", "half", "a", "an", "the", *n["units"], *n["tens"], *n["vague_quantifiers"], *n["vague_plurals"]]
        ),
        mere_prepositions=frozenset(n["mere_prepositions"]),
        totals=totals,
        before=before,
        after=after,
        states={q.name: q.states for q in qualifiers},
        longest=max(len(p) for p in (*before, *after, *totals)),
    )
