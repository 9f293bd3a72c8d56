"""Draws small reports of our own making: sentences with numbers, hedges, speakers, places and days, sound or damaged."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from hypothesis import strategies as st

from sayso.model.claim import Claim
from sayso.model.report import Report
from tests.factories import claim

PLACES = ("Dayton, Ohio", "Toledo, Ohio", "Boise, Idaho", "Tulsa, Oklahoma", "Fargo", "the county", "San José")
DAYS = ("on Tuesday", "on March 9", "on Thursday morning", "last week", "in 2019", "yesterday", "this spring")
SPEAKERS = (
    "the county sheriff",
    "an ICE spokesman",
    "a union lawyer",
    "the mayor of Dayton",
    "officials",
    "the Harbor County Record",
    "a worker who asked not to be named",
)
HEDGES = ("", "about ", "nearly ", "more than ", "at least ", "up to ", "fewer than ", "some ", "a total of ", "only ")
OUTLETS = ("Harbor County Record", "Miami Valley Tribune", "Toledo Evening Star", "Treasure Valley Post")
WORDS = ("two", "seven", "twelve", "forty-one", "a dozen", "two dozen", "a hundred", "dozens of", "hundreds of", "no")
SENTENCES = (
    "Federal agents arrested {n} workers at a cannery in {place} {day}, {speaker} said.",
    "{speaker} said {n} people were detained in {place} {day}.",
    "“We released {n} of them,” said {speaker}.",
    "Of those arrested {day}, {n} were released and {m} taken to jail.",
    "A fire in {place} killed {n} people and injured {m} {day}.",
    "The cannery in {place} employs {n} people.",
    "{n} of the {m} agents came from {place}, according to {speaker}.",
    "It was the largest raid since 2006, when {n} people were arrested in {place}.",
    "If {n} voters stay home tomorrow, {speaker} said, nothing will change.",
    "A storm left {n} homes without power in {place}, and {m} families in shelters.",
    "{percent} percent of them had a criminal record, {speaker} told {outlet}.",
    "The county paid ${n},000 to settle the lawsuit {day}.",
    "Officials expect between {n} and {m} more arrests in {place}.",
    "Nobody said how many there were.",
)
DAMAGE: tuple[Callable[[str], str], ...] = (
    str,
    lambda t: t.replace(" ", "\r\n", 1),
    lambda t: t.replace("said", "**said**").replace("arrested", "_arrested_"),
    lambda t: t.replace(" ", "\u00a0"),
    lambda t: "🚨🚨 " + t.replace(".", " 👮‍♀️."),
    lambda t: t.replace("people", "people\n\n2 of 3\n\n"),
    lambda t: "# " + t.replace("$", "\\$"),
    lambda t: t.upper(),
    lambda t: t.replace("e", "e\u0301", 1),
    lambda t: t.replace("workers", "[workers](https://record.example/2021/03/10)"),
)


def numerals() -> st.SearchStrategy[str]:
    """A number as reports write it."""
    digits = st.one_of(st.integers(1, 99), st.integers(100, 30_000)).map("{:,}".format)
    bare = st.integers(1000, 9999).map(str)
    return st.one_of(digits, bare, st.sampled_from(WORDS))


def sentences() -> st.SearchStrategy[str]:
    """One sentence."""
    hedged = st.builds("{}{}".format, st.sampled_from(HEDGES), numerals())
    return st.builds(
        lambda pattern, n, m, **words: _capital(pattern.format(n=n, m=m, **words)),
        st.sampled_from(SENTENCES),
        hedged,
        numerals(),
        percent=st.integers(1, 100),
        place=st.sampled_from(PLACES),
        day=st.sampled_from(DAYS),
        speaker=st.sampled_from(SPEAKERS),
        outlet=st.sampled_from(OUTLETS),
    )


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def texts(*, damaged: bool = False, most: int = 5) -> st.SearchStrategy[str]:
    """A few sentences in paragraphs."""
    one = st.builds(lambda s, d: d(s), sentences(), st.sampled_from(DAMAGE)) if damaged else sentences()
    return st.builds(str.join, st.sampled_from((" ", "\n\n")), st.lists(one, min_size=1, max_size=most))


def reports(*, damaged: bool = False) -> st.SearchStrategy[Report]:
    """A report with a day, mostly with a publisher."""
    return st.builds(
        Report,
        id=st.just("report"),
        text=texts(damaged=damaged),
        publisher=st.none() | st.sampled_from(OUTLETS),
        published=st.none() | st.dates(date(2021, 3, 8), date(2021, 3, 14)).map(date.isoformat),
    )


def piles(*, least: int = 2, most: int = 4) -> st.SearchStrategy[list[Report]]:
    """Reports with ids of their own; some carry the text of another again."""
    drawn = st.lists(reports(), min_size=least, max_size=most, unique_by=lambda r: r.key)
    return drawn.map(lambda found: [replace(r, id=f"r{k}") for k, r in enumerate(found)])


def claims() -> st.SearchStrategy[Claim]:
    """Any claim that the model can hold, whether reading would make it or not."""
    words = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
    names = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=20)
    maybe = st.none() | words
    value = st.none() | st.integers(0, 10**9) | st.floats(0, 1e9, allow_nan=False).filter(lambda x: x != int(x))
    return st.builds(
        claim,
        report=names,
        start=st.integers(0, 10**7),
        end=st.integers(0, 10**7),
        text=words,
        quote=words,
        sentence=st.tuples(st.integers(0, 10**7), st.integers(0, 10**7)),
        low=value,
        high=value,
        best=value,
        qualifier=st.sampled_from(("exact", "about", "more_than", "vague", "range")),
        implicit=st.booleans(),
        superseded=st.booleans(),
        speaker=maybe,
        via=maybe,
        group=maybe,
        confidence=st.floats(0, 1).map(lambda x: round(x, 2)),
    )
