"""Runs a codebook's examples: each is read, and the entry's figure must, or must not, be found in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from sayso.codebook.schema import Codebook, EventType, Example, Measure
from sayso.model.claim import Claim

Read = Callable[[str], Sequence[Claim]]


@dataclass(frozen=True, slots=True)
class Result:
    """One example with what is wrong with its reading, None if nothing is."""

    entry: str
    text: str
    problem: str | None


def run(book: Codebook, read: Read) -> Iterator[Result]:
    """The result of every example of a codebook's measures; `read` gives the claims of a text."""
    for measure in book.measures:
        for example in measure.examples:
            yield Result(measure.name, example.text, _problem(measure, example, read(example.text)))


def _problem(measure: Measure, example: Example, claims: Sequence[Claim]) -> str | None:
    """What is wrong with the reading of one example, or None."""
    name = measure.reads_as or measure.name
    found = [c for c in claims if c.measure == name]
    if example.absent:
        return f"must not be read as {name}, was: {found[0].text}" if found else None
    wanted = dict(example.expect)
    if example.best is not None:
        wanted["best"] = example.best
    for claim in found:
        if all(getattr(claim, key) == value for key, value in wanted.items()):
            return None
    seen = ", ".join(f"{c.text} {c.measure}" for c in claims) or "nothing"
    return f"must be read as {name} with {wanted}; read: {seen}"


def entries_without_examples(book: Codebook) -> list[str]:
    """Measures that no example tests."""
    return [entry.name for entry in (*book.measures,) if not entry.examples and _has_words(entry)]


def _has_words(entry: Measure | EventType) -> bool:
    lists = ("patient_of", "agent_of", "nouns", "noun_of", "tolls", "states", "at", "before", "default_for")
    return any(getattr(entry, name, ()) for name in lists)
