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
    lengths: frozenset[str]
    fractions: dict[str, int]
    fraction_marks: dict[str, float]
    folds: dict[str, int]
    slash_denominators: frozenset[str]
    negatives: frozenset[str]
    ordinals: dict[str, int]
    vague_plurals: dict[str, int]
    vague_quantifiers: frozenset[str]
    vague_after_couple: frozenset[str]
    intensifiers: frozenset[str]
    range_verbs: frozenset[str]
    change_words: frozenset[str]
    score_words: frozenset[str]
    percent: frozenset[Phrase]
    currencies: dict[str, str]
    currency_prefixes: dict[str, str]
    currency_codes: dict[str, str]
    currency_words: dict[Phrase, str]
    units_of_measure: dict[str, str]
    unit_phrases: dict[Phrase, str]
    glued_units: dict[str, str]
    extents: frozenset[str]
    tied_words: frozenset[str]
    no_numbers: dict[Phrase, str]
    pronoun_before: frozenset[str]
    pronoun_after: frozenset[str]
    pronouns: frozenset[str]
    designators: frozenset[str]
    numbered: dict[Phrase, str]
    numbered_behind: frozenset[str]
    hyphen_hedges: frozenset[str]
    named_numerals: frozenset[str]
    vehicles: frozenset[str]
    labels_behind: frozenset[str]
    street_words: frozenset[str]
    calendar_words: frozenset[str]
    age_words: frozenset[str]
    openers: frozenset[str]
    first_words: frozenset[str]
    mere_prepositions: frozenset[str]
    after_article: frozenset[str]
    prepositions_too: frozenset[str]
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
    folds = {f"{word}fold": value for word, value in {**n["units"], **n["tens"], "hundred": 100}.items()}
    return Numerals(
        **_same_name(n),
        **_measures(n),
        folds=folds,
        vague_after_couple=frozenset(["more", "dozen", "hundred", "thousand"]),
        percent=frozenset(phrase(words) for words in n["percent_words"]),
        no_numbers={phrase(words): words for words in n["no_numbers"]},
        designators=frozenset(names["designators"]),
        numbered={phrase(words): words for words in names["numbered"]},
        numbered_behind=frozenset(names["numbered_behind"]),
        hyphen_hedges=frozenset(p[1] for p in after if len(p) == 2 and p[0] == "-"),
        named_numerals=frozenset(names["numerals"]),
        vehicles=frozenset(names["vehicles"]),
        labels_behind=frozenset(names["labels_behind"]),
        street_words=frozenset(names["street_words"]),
        calendar_words=frozenset([*settings["calendar"]["months"], *settings["calendar"]["weekdays"]]),
        openers=frozenset(n["function_words"]),
        first_words=frozenset(["not", "half", "a", "an", "the", "quarter"]).union(
            n["units"], n["tens"], n["vague_quantifiers"], n["vague_plurals"], n["fraction_marks"], n["ordinals"], folds
        ),
        totals=totals,
        before=before,
        after=after,
        states={q.name: q.states for q in qualifiers},
        longest=max(len(p) for p in (*before, *after, *totals)),
    )


def _same_name(n: dict[str, Any]) -> dict[str, Any]:
    """Tables and word sets that are named in the book as here."""
    tables: tuple[str, ...] = (
        "units",
        "tens",
        "scales",
        "suffixes",
        "ordinals",
        "vague_plurals",
        "fractions",
        "fraction_marks",
    )
    sets: tuple[str, ...] = (
        "vague_quantifiers",
        "lengths",
        "age_words",
        "slash_denominators",
        "negatives",
        "intensifiers",
        "range_verbs",
    )
    sets += ("change_words", "score_words", "tied_words", "pronoun_before", "pronoun_after", "mere_prepositions")
    sets += ("after_article", "pronouns", "prepositions_too", "extents")
    return {name: n[name] for name in tables} | {name: frozenset(n[name]) for name in sets}


def _measures(n: dict[str, Any]) -> dict[str, Any]:
    """Units and currencies by their words; words of several tokens apart from single ones."""
    units = {phrase(words): unit for unit, forms in n["units_of_measure"].items() for words in forms}
    return {
        "currencies": n["currencies"],
        "currency_prefixes": n["currency_prefixes"],
        "currency_codes": n["currency_codes"],
        "currency_words": {phrase(words): currency for words, currency in n["currency_words"].items()},
        "units_of_measure": {words[0]: unit for words, unit in units.items() if len(words) == 1},
        "unit_phrases": {words: unit for words, unit in units.items() if len(words) > 1},
        "glued_units": n["glued_units"],
    }
