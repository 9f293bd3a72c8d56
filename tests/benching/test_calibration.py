"""Confidence is a probability that holds: on the sample reports it is neither boast nor modesty, and fits repeat."""

from __future__ import annotations

import random
from importlib import resources

import pytest

from sayso.benching.calibration import calibration, fit, foretold
from sayso.benching.judging import Judged, judged_samples
from sayso.reading.confidence import weighed, weights
from tests.systems.reading import reader


@pytest.fixture(scope="module")
def samples() -> list[Judged]:
    with resources.as_file(resources.files("sayso") / "samples") as folder:
        return judged_samples(reader(), folder)


def test_confidence_meets_what_is_right_in_the_sample_reports(samples: list[Judged]):
    found = calibration(samples, [r.said or 0 for r in samples])
    assert found.rows > 200
    assert found.error <= 0.06
    assert found.saved >= 0.15


def test_claims_that_are_all_but_certain_are_right(samples: list[Judged]):
    sure = [r for r in samples if (r.said or 0) >= 0.9]
    assert len(sure) > 100
    assert sum(r.right for r in sure) >= 0.9 * len(sure)


def test_claims_in_doubt_are_wrong_more_often(samples: list[Judged]):
    doubted = [r.right for r in samples if (r.said or 0) < 0.5]
    assert doubted
    assert sum(doubted) < 0.5 * len(doubted)


def made(rows: int, share: dict[tuple[str, ...], float], groups: int) -> list[Judged]:
    """Rows whose signs tell how often they are right, in groups."""
    dice = random.Random(7)
    kinds = sorted(share)
    return [
        Judged("made", "numbers", f"group {i % groups}", kind, dice.random() < share[kind])
        for i in range(rows)
        for kind in [kinds[i % len(kinds)]]
    ]


SHARES = {(): 0.95, ("vague",): 0.3, ("bare",): 0.8, ("bare", "in words"): 0.6}


def test_a_fit_finds_how_often_rows_are_right():
    rows = made(4000, SHARES, 40)
    table = fit(rows)
    for signs, share in SHARES.items():
        assert weighed(table, signs) == pytest.approx(share, abs=0.05)
    assert fit(list(reversed(rows))) == table


def test_what_a_fold_is_asked_about_had_no_part_in_its_weights():
    rows = made(400, SHARES, 10)
    # one group says the opposite; what is foretold of it must come from the others alone
    turned = [
        Judged(r.source, r.layer, r.group, r.signs, not r.right if r.group == "group 0" else r.right) for r in rows
    ]
    held_out = [i for i, r in enumerate(rows) if r.group == "group 0"]
    before, after = foretold(rows), foretold(turned)
    assert [before[i] for i in held_out] == [after[i] for i in held_out]
    assert before != after


def test_a_perfect_constant_leaves_nothing_to_save():
    rows = [Judged("made", "numbers", str(i), (), right=True) for i in range(10)]
    found = calibration(rows, [0.9] * 10)
    assert found.saved == 0
    assert found.error == pytest.approx(0.1)


def test_shipped_weights_give_probabilities():
    for table in weights().values():
        for signs in ((), *([sign] for sign in table), list(table)):
            assert 0 < weighed(table, signs) < 1


def test_shipped_weights_know_every_sign(samples: list[Judged]):
    seen = {sign for row in samples for sign in row.signs}
    assert seen
    assert seen <= set(weights()["figures"])


def test_numbers_carry_their_confidence():
    text = "Hundreds came, and 340 miles of road were closed."
    found = {n.text: n.row("r")["confidence"] for n in reader().numbers_of(text, [])}
    assert found["340 miles"] > found["Hundreds"] > 0
