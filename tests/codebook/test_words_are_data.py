"""No word of a domain stands in the code: what only a domain's codebook declares is looked up, never written down."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import sayso
from sayso.codebook import forms
from sayso.codebook.loading import bundled, load
from sayso.codebook.schema import Codebook

CODE = Path(sayso.__file__).parent
# what reads, matches and reconciles; examples of the command line and facts of known accounts may name raids
STEPS = ("gathering", "reading", "matching", "reconciling", "masking", "publishing", "running", "ledger", "model")
SHARED = ("common", "english")
WORD = re.compile(r"[a-z]+")
LISTS = ("patient_of", "agent_of", "nouns", "noun_of", "tolls", "states", "at", "before")
# Each means another thing in code: of files, tables, texts and clocks, of claims and findings, of the language at large.
OF_CODE = frozenset(
    [
        "annual",
        "build",
        "claim",
        "claims",
        "column",
        "columns",
        "conflict",
        "covered",
        "current",
        "drop",
        "empty",
        "expected",
        "falling",
        "field",
        "fields",
        "finding",
        "finds",
        "keep",
        "leave",
        "leaves",
        "leaving",
        "mark",
        "marked",
        "marks",
        "open",
        "opened",
        "opens",
        "place",
        "places",
        "planned",
        "raise",
        "raises",
        "remaining",
        "run",
        "running",
        "runs",
        "scheduled",
        "slide",
        "transfer",
    ]
)


def words_of(book: Codebook) -> Iterator[str]:
    """The single words by which a codebook knows what happened, and what is counted."""
    lists = [getattr(m, name) for m in book.measures for name in LISTS]
    lists += [words for event in book.events for words in (event.nouns, event.verbs)]
    lists += [kind.nouns for kind in book.classes]
    yield from (word.lower() for words in lists for word in words if " " not in word)


def printed(words: Iterator[str]) -> set[str]:
    """The words with their regular forms."""
    return {form for word in words for form in forms.inflected(word, {}) | forms.plural(word)}


@pytest.fixture(scope="module")
def words() -> set[str]:
    """What only the books of domains declare."""
    shared = printed(w for name in SHARED for w in words_of(load(name)))
    shared |= {w for setting in load("english").settings.values() for w in WORD.findall(str(setting).lower())}
    own = printed(w for name in bundled() if name not in SHARED for w in words_of(load(name)))
    return own - shared - OF_CODE


def strings(path: Path) -> Iterator[tuple[int, str]]:
    """The string literals of a module with their lines, without its docstrings."""
    tree = ast.parse(path.read_text("utf-8"))
    told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node.lineno, node.value


@pytest.mark.parametrize("step", STEPS)
def test_no_word_of_a_domain_stands_in_a_step(step: str, words: set[str]) -> None:
    found = [
        f"{path.relative_to(CODE)}:{line} {word}"
        for path in sorted((CODE / step).rglob("*.py"))
        for line, text in strings(path)
        for word in WORD.findall(text.lower())
        if word in words
    ]
    assert found == []


def test_the_words_looked_for_are_those_of_domains(words: set[str]) -> None:
    assert {"airstrike", "deported", "landslides", "handgun", "earthquakes"} <= words
    assert not {"people", "killed", "about"} & words
