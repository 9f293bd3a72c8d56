"""One registry of actors: whatever order they come in, and however many there are, the same ones are one."""

from __future__ import annotations

import random

from hypothesis import example, given
from hypothesis import strategies as st

from sayso.matching.actors import registry
from sayso.model.mention import Actor

NAMES = ("QF", "Qf", "Quillon Foods", "The Quillon Foods", "Quillon Farms", "Harlow Linen", "HL", "Harlow")
ROLES = ("agency", "employer", "organisation")


def actors() -> st.SearchStrategy[Actor]:
    others = st.lists(st.sampled_from(NAMES), max_size=3, unique=True).map(lambda n: tuple(sorted(n)))
    return st.builds(Actor, st.sampled_from(NAMES), st.sampled_from(ROLES), others)


@given(st.lists(actors(), max_size=7), st.booleans(), st.randoms(use_true_random=False))
@example(
    [
        Actor("Quillon Foods", "employer", ("Qf",)),
        Actor("Qf", "employer"),
        Actor("Harlow Linen", "employer", ("QF",)),
        Actor("QF", "employer"),
    ],
    True,
    random.Random(3),
)
def test_the_order_of_namings_is_immaterial(found: list[Actor], acronyms: bool, chance: random.Random) -> None:
    mixed = list(found)
    chance.shuffle(mixed)
    assert [(r.actor, r.times) for r in registry(mixed, acronyms=acronyms)] == [
        (r.actor, r.times) for r in registry(found, acronyms=acronyms)
    ]


def test_names_are_joined_through_others_between_them() -> None:
    chain = [
        Actor("Quillon Foods", "employer"),
        Actor("Harlow Linen", "employer"),
        Actor("QF", "employer", ("Quillon Foods", "Harlow Linen")),
    ]
    assert [r.times for r in registry(chain)] == [3]


def test_thousands_of_namings_of_one_actor_are_joined_at_once() -> None:
    many = [Actor("Quillon Foods", "employer", (f"Quillon Foods of Town {k}",)) for k in range(20_000)]
    assert [r.times for r in registry(many)] == [20_000]
