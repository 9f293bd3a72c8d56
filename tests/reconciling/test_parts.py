"""Parts, groups and single people become one total, whatever their order and names; what is set aside is told."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from sayso.codebook.loading import lexicon
from sayso.model.claim import Claim
from sayso.model.finding import Finding
from sayso.reconciling.findings import findings
from sayso.reconciling.origins import Carrier
from tests.factories import claim

WORDS = lexicon()
MEASURES = ("persons_killed", "persons_injured", "persons_shot", "persons_hospitalized")


def told(start: int, count: float | None, *, sentence: int = 0, measure: str = "persons_killed", **facts: Any) -> Claim:
    """A figure of a report's own words, a part unless told otherwise."""
    bounds = {"low": count, "best": count, "high": count, "sentence": (sentence, sentence + 100), "extent": "part"}
    own = {"speaker": None, "speaker_role": None, "cue": None, "medium": None, "directness": "own"}
    return claim(start=start, end=start + 2, measure=measure, **{**bounds, **own, **facts})


def single(start: int, **facts: Any) -> Claim:
    """One person of whom a report tells without a numeral."""
    return told(start, 1, implicit=True, sentence=start, **facts)


def found(*claims: Claim, accepted: bool = False) -> dict[str, Finding]:
    """The findings without group, by measure."""
    carriers = {c.report: Carrier(c.report, f"Paper {c.report}", "2021-03-10", c.report, None) for c in claims}
    made = findings(claims, carriers, (), WORDS, accepted={c.id: "accepted" for c in claims if accepted})
    return {f.measure: f for f in made if f.group is None}


def why(f: Finding) -> dict[str, str]:
    """What was set aside of a finding, by claim."""
    return {s.claim: s.why for s in f.set_aside}


def test_groups_of_one_list_are_summed():
    assert found(told(10, 5, group="children"), told(30, 12, group="women"))["persons_killed"].best == 17


def test_the_name_of_a_group_does_not_choose_the_total():
    for few, many in (("children", "women"), ("women", "children")):
        total = found(told(10, 5, group=few), told(200, 12, sentence=150, group=many, extent="whole"))
        assert total["persons_killed"].best == 12


def test_one_of_another_group_does_not_replace_the_rest():
    total = found(told(10, 12, group="police", extent="whole"), single(200, group="children"))["persons_killed"]
    assert total.best == 12
    assert why(total) == {"report:200:0": "one by one, of the total"}


def test_a_part_larger_than_the_sum_of_a_list_is_not_lost():
    total = found(told(10, 2), told(30, 3), told(250, 20, sentence=200))["persons_killed"]
    assert total.best == 20
    assert why(total) == {"report:10:0": "a part of the total", "report:30:0": "a part of the total"}


def test_what_was_replaced_is_in_no_sum():
    assert found(single(10, superseded=True), single(50))["persons_killed"].best == 1


def test_a_sum_is_as_open_as_what_it_sums():
    total = found(told(10, 3, qualifier="at_least", high=None), told(30, 5))["persons_killed"]
    assert (total.low, total.best, total.high, total.best_qualifier) == (8, 8, None, "at_least")


def test_a_sum_stands_under_the_first_words_of_the_text():
    total = found(single(998), single(1040), single(1090))["persons_killed"]
    assert total.best == 3
    assert set(why(total)) == {"report:1040:0", "report:1090:0"}


def test_who_is_counted_among_the_dead_is_still_told_of():
    record = found(single(10, measure="persons_injured", report="a"), single(10, report="b"))
    assert set(record) == {"persons_killed"}
    assert why(record["persons_killed"]) == {"a:10:0": "counted among the killed by another report"}


def test_a_larger_toll_elsewhere_swallows_nobody_hurt():
    record = found(
        told(10, 28, report="a", extent="whole"),
        single(50, measure="persons_injured", report="a"),
        told(10, 30, report="b", extent="whole"),
    )
    assert record["persons_injured"].best == 1


def test_the_rest_of_the_shot_is_hurt_at_the_least():
    shot = told(10, 10, measure="persons_shot", extent="whole")
    assert found(shot, told(30, 3, extent="whole"))["persons_injured"].best == 7
    # nobody knows how many more died
    assert "persons_injured" not in found(shot, told(30, 3, extent="whole", qualifier="at_least", high=None))


def test_what_a_person_has_confirmed_is_not_reckoned_anew():
    claims = (told(10, 5, measure="persons_shot", extent="whole"), single(40), single(80, measure="persons_injured"))
    assert found(*claims)["persons_injured"].best == 4
    assert found(*claims, accepted=True)["persons_injured"].best == 1


@st.composite
def piles(draw: st.DrawFn) -> list[Claim]:
    """Figures of up to four reports, of single people and of others, with and without groups."""
    claims = []
    for report in "abcd"[: draw(st.integers(1, 4))]:
        starts = draw(st.lists(st.integers(0, 1500), min_size=1, max_size=5, unique=True))
        for start in sorted(starts):
            facts = {"measure": draw(st.sampled_from(MEASURES)), "report": report}
            facts["group"] = draw(st.sampled_from([None, None, "children", "women", "police"]))
            if draw(st.booleans()):
                claims.append(single(start, **facts))
            else:
                extent, count = draw(st.sampled_from(["part", "whole"])), draw(st.integers(1, 9))
                claims.append(told(start, count, sentence=start // 100 * 100, extent=extent, **facts))
    return claims


@given(piles(), st.permutations(["z9", "b", "00", "Z"]), st.randoms())
def test_neither_order_nor_ids_of_reports_change_a_finding(
    pile: list[Claim], names: list[str], chance: random.Random
) -> None:
    def essence(claims: list[Claim], called: dict[str, str]) -> list[tuple[Any, ...]]:
        carriers = {n: Carrier(n, f"Paper {was}", "2021-03-10", was, None) for was, n in called.items()}
        made = findings(claims, carriers, (), WORDS)
        return [
            (f.key, f.low, f.best, f.high, f.best_qualifier, f.verdict, sorted(s.why for s in f.set_aside))
            for f in made
        ]

    renamed = dict(zip("abcd", names, strict=True))
    other = [replace(c, id=c.id.replace(c.report, renamed[c.report], 1), report=renamed[c.report]) for c in pile]
    chance.shuffle(other)
    assert essence(pile, {r: r for r in "abcd"}) == essence(other, renamed)
