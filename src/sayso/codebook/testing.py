"""Runs a codebook's examples: each is read, and the entry's figure must, or must not, be found in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from sayso.codebook.schema import Codebook, EventType, Example, Measure
from sayso.model.claim import Claim

# The claims of a text and the kinds of the events that it tells of.
Read = Callable[[str], tuple[Sequence[Claim], Sequence[str]]]


@dataclass(frozen=True, slots=True)
class Result:
    """One example with what is wrong with its reading, None if nothing is."""

    entry: str
    text: str
    problem: str | None


def run(book: Codebook, read: Read) -> Iterator[Result]:
    """The result of every example of a codebook's measures and events."""
    for measure in book.measures:
        for example in measure.examples:
            claims, _ = read(example.text)
            yield Result(measure.name, example.text, _problem(measure, example, claims))
    for event in book.events:
        for example in event.examples:
            _, told = read(example.text)
            yield Result(event.name, example.text, _untold(event, example, told))


def _untold(event: EventType, example: Example, told: Sequence[str]) -> str | None:
    """What is wrong with the events read in one example, or None."""
    if (event.name in told) != example.absent:
        return None
    seen = ", ".join(told) or "none"
    return f"must {'not ' if example.absent else ''}be told of as {event.name}; events read: {seen}"


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
    return [measure.name for measure in book.measures if not measure.examples and _has_words(measure)]


def _has_words(entry: Measure) -> bool:
    lists = ("patient_of", "agent_of", "nouns", "noun_of", "tolls", "states", "at", "before", "default_for")
    return any(getattr(entry, name, ()) for name in lists)
