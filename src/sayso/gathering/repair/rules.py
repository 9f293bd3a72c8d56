"""What the codebooks say of pages and of lines: furniture, words that end no line, parts that keep their hyphen."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from sayso.codebook.lexicon import Lexicon


@dataclass(frozen=True, slots=True)
class Rules:
    """The words that repair goes by."""

    lines: frozenset[str] = frozenset()
    shape: re.Pattern[str] | None = None
    never_last: frozenset[str] = frozenset()
    grammar: frozenset[str] = frozenset()
    keeps_hyphen: frozenset[str] = frozenset()


def rules_of(lexicon: Lexicon) -> Rules:
    """The rules of a lexicon, made once."""
    furniture, grammar = lexicon.settings["furniture"], lexicon.settings["grammar"]
    numerals = lexicon.settings["numerals"]
    return _rules(
        tuple(furniture["lines"]),
        tuple(furniture["patterns"]),
        tuple(grammar["never_last"]),
        tuple(grammar["closed_class"]),
        (*grammar["keeps_hyphen"], *numerals["tens"], *numerals["units"]),
    )


@lru_cache(maxsize=8)
def _rules(
    lines: tuple[str, ...],
    patterns: tuple[str, ...],
    never_last: tuple[str, ...],
    grammar: tuple[str, ...],
    keeps_hyphen: tuple[str, ...],
) -> Rules:
    shape = re.compile("|".join(f"(?:{p})" for p in patterns), re.I) if patterns else None
    return Rules(frozenset(lines), shape, frozenset(never_last), frozenset(grammar), frozenset(keeps_hyphen))
