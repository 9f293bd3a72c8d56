"""Every bundled codebook is sound, and each of its entries is held by examples that are read as declared."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from sayso.codebook.lexicon import Lexicon
from sayso.codebook.loading import bundled, load
from tests.running import run

# The people and place measures that users' scripts rely on.
CORE = [
    "persons_arrested",
    "persons_released",
    "persons_transferred",
    "persons_in_custody",
    "persons_charged",
    "persons_convicted",
    "persons_deported",
    "persons_killed",
    "persons_injured",
    "persons_hospitalized",
    "persons_missing",
    "persons_rescued",
    "persons_gathered",
    "persons_displaced",
    "persons_evacuated",
    "persons_sheltered",
    "persons_relocated",
    "households_displaced",
    "homes_destroyed",
    "homes_damaged",
    "workforce_size",
    "children_affected",
    "children_in_custody",
    "children_in_care",
    "agents_deployed",
    "sites_raided",
    "places_affected",
    "facilities_affected",
    "collateral_arrests",
    "criminal_share",
    "approval_rate",
    "disease_cases",
    "disease_deaths",
    "settlement_amount",
    "budget_amount",
    "minimum_age",
]
QUALIFIERS = ["exact", "about", "nearly", "at_least", "more_than", "at_most", "fewer_than", "range", "vague"]


@pytest.fixture(params=bundled())
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_it_passes_the_check(name: str) -> None:
    done = run("codebook", "check", name)
    assert (done.status, done.out.partition(", ")[2]) == (0, "0 problems\n")


def test_its_examples_are_read_as_declared(name: str) -> None:
    done = run("codebook", "test", name)
    assert done.status == 0, done.out
    passed, total = map(int, re.findall(r"\d+", done.out.splitlines()[-1]))
    assert passed == total >= sum(len(m.examples) for m in load(name).measures)


def test_all_together_are_checked_and_tried_by_default() -> None:
    done = run("codebook", "check")
    assert (done.status, done.out) == (0, f"{len(bundled())} codebooks, 0 problems\n")
    assert run("codebook", "test").status == 0


def test_every_measure_has_an_example_somewhere(lexicon: Lexicon) -> None:
    examples: Counter[str] = Counter()
    for measure in (m for name in bundled() for m in load(name).measures):
        examples[measure.reads_as or measure.name] += len(measure.examples)
    assert [name for name in lexicon.measures if not examples[name]] == []


def test_every_kind_of_event_with_words_has_an_example(name: str) -> None:
    without = [e.name for e in load(name).events if (e.nouns or e.verbs) and not e.examples]
    assert without == []


def test_no_example_stands_twice(name: str) -> None:
    texts = Counter((m.reads_as or m.name, e.text) for m in load(name).measures for e in m.examples)
    assert [t for t, count in texts.items() if count > 1] == []


def test_every_measure_says_what_it_counts(name: str) -> None:
    for measure in load(name).measures:
        assert measure.label
        assert measure.about.endswith((".", "!"))
        assert measure.unit


def test_the_core_measures_and_qualifiers_are_declared(lexicon: Lexicon) -> None:
    assert [m for m in CORE if m not in lexicon.measures] == []
    declared = {q.name for name in bundled() for q in load(name).qualifiers}
    assert set(QUALIFIERS) - declared <= {"exact", "range"}


def test_a_codebook_is_printed_as_it_is_written(name: str) -> None:
    done = run("codebook", "show", name)
    assert done.status == 0
    assert f'name = "{name}"' in done.out
    assert "schema = 1" in done.out
