"""Rivals that group reports do so well enough to be rivals, and the same way whatever the order."""

from __future__ import annotations

import pytest

from sayso.benching.boosted import Boosted, b_cubed_and_pairs
from sayso.benching.invented import Country
from sayso.benching.likened import Traits
from sayso.benching.pair_scorers import Grouped
from sayso.benching.rows import ROWS


def test_every_figure_of_a_scorer_has_a_place_on_the_accuracy_page() -> None:
    (row,) = [row for row in ROWS if row.name == "pair-scorers"]
    told = [Grouped(name, 0.9, 0.8, 1, 1, 1, True).figures() for name in ("sayso", "boosted trees", "Splink")]
    assert [figure for figures in told for figure in figures] == [aim.figure for aim in row.aims]


def test_one_report_too_many_in_a_cluster_costs_both_measures() -> None:
    gold = ["a", "a", "b", "b"]
    assert b_cubed_and_pairs(gold, ["1", "1", "2", "2"]) == (1, 1)
    b3, pairwise = b_cubed_and_pairs(gold, ["1", "1", "1", "2"])
    assert b3 == pytest.approx(2 * 2 / 3 * 3 / 4 / (2 / 3 + 3 / 4))
    assert pairwise == 2 * 1 / (3 + 2)


@pytest.mark.slow
def test_boosted_trees_learn_to_group_reports_and_do_not_mind_their_order() -> None:
    country = Country(3, days=60)
    reports = [Traits(d.report) for d in country.digests(900)]
    events = sorted(set(country.event_of.values()))
    held = set(events[::4])
    train = [t for t in reports if country.event_of[t.report.id] not in held]
    asked = [t for t in reports if country.event_of[t.report.id] in held]
    trees = Boosted(train, country.event_of)
    made = trees.clusters(asked)
    b3, pairwise = b_cubed_and_pairs([country.event_of[t.report.id] for t in asked], made)
    assert b3 > 0.9
    assert pairwise > 0.85
    backwards = trees.clusters(asked[::-1])[::-1]
    assert b_cubed_and_pairs(made, backwards) == (1, 1)
