"""S17 at large: damage done to sound reports changes nothing, or little, of what is read in them."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest

from sayso.gathering.gather import described
from sayso.model.claim import Claim
from sayso.model.report import Report
from tests.damage import DAMAGES
from tests.samples import sample_reports
from tests.systems.reading import reader

# Of all figures, so many keep measure, value, qualifier, standing and scope at least.
FLOORS = dict.fromkeys(DAMAGES, 1.0) | {
    "narrow_columns": 0.97,
    "missing_spaces": 0.98,
    "posts_without_marks": 0.985,
    "markdown": 0.995,
}


def kept(claim: Claim) -> tuple[object, ...]:
    return claim.measure, claim.best, claim.low, claim.high, claim.qualifier, claim.standing, claim.scope


def read(of: Report, text: str) -> tuple[Report, list[Claim]]:
    given = described(
        Report(id=of.id, text=text, title=of.title, published=of.published, publisher=of.publisher, url=of.url),
        reader().lexicon,
    )
    return given, list(reader().read(given).claims)


@cache
def sound(k: int) -> Counter[tuple[object, ...]]:
    of = sample_reports()[k]
    return Counter(map(kept, read(of, of.text)[1]))


@pytest.mark.parametrize("name", DAMAGES)
def test_damage_changes_no_figure(name: str):
    same = most = changed = 0
    differs = []
    for k, of in enumerate(sample_reports()):
        text = DAMAGES[name](of.text, k)
        changed += text != of.text
        given, claims = read(of, text)
        assert len(given.view) == len(given.text) == len(text)
        assert [c.text for c in claims] == [text[c.start : c.end] for c in claims]
        assert [c.quote for c in claims if c.quote not in text] == []
        got, want = Counter(map(kept, claims)), sound(k)
        same += (got & want).total()
        most += max(got.total(), want.total())
        if got != want:
            differs.append((of.id, list((want - got).elements()), list((got - want).elements())))
    assert changed >= 15
    assert same / most >= FLOORS[name], f"{same} of {most} figures; lost and new: {differs}"


def test_the_same_seed_gives_the_same_damage():
    text = sample_reports()[0].text
    assert {name: d(text, 3) for name, d in DAMAGES.items()} == {name: d(text, 3) for name, d in DAMAGES.items()}
