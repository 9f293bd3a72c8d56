"""S15, advocacy: the claim is kept apart from its gloss; numbers of rhetoric are marked and not counted."""

from __future__ import annotations

from pathlib import Path

from tests.systems.reading import SUNDAY, bounds, incidents_of, measures, only, report, tell

STATEMENT = (
    "In yet another shameful assault on working families, ICE agents raided a bakery in Yakima, Washington, on Monday and "
    "brutally arrested 75 workers. This cruel agency will not stop there. If 500 neighbors stand at the gate tomorrow, no "
    "van will get through. We have said it a thousand times: keep families together."
)
# the same "if", round people who did come
THANKS = (
    "If you were among the 500 people who marched through Yakima, Washington, on Saturday, the network thanks you. The "
    "march ended at the bakery where ICE agents had arrested 75 workers on Monday. Bring a friend to the next one."
)


def test_a_claim_is_kept_apart_from_its_gloss(tmp_path: Path):
    told = tell(STATEMENT, publisher="Valley Defense Network", ident="network")
    row = told.expect(
        "75", measure="persons_arrested", best=75, standing="asserted", scope="incident", counted="workers"
    )
    assert "shameful" not in row.quote
    assert "brutally" not in (row.counted or "")
    raid = only(incidents_of(tmp_path, report(STATEMENT, publisher="Valley Defense Network")), "enforcement_operation")
    assert bounds(raid, "persons_arrested") == (75, 75, 75)


def test_numbers_of_rhetoric_are_marked_and_not_counted(tmp_path: Path):
    told = tell(STATEMENT, publisher="Valley Defense Network", ident="network")
    told.expect("500", measure=None, standing={"rhetorical", "hypothetical"})
    told.unmeasured("thousand")
    assert measures(incidents_of(tmp_path, told.report)) == {"persons_arrested"}


def test_people_who_are_thanked_did_come(tmp_path: Path):
    told = tell(THANKS, published=SUNDAY, publisher="Valley Defense Network", ident="network")
    told.expect("500", measure="persons_gathered", best=500, standing="asserted", when=("2021-05-15", "2021-05-15"))
    told.expect("75", measure="persons_arrested", best=75, standing="asserted", when=("2021-05-10", "2021-05-10"))
    march = only(incidents_of(tmp_path, told.report), "protest")
    assert bounds(march, "persons_gathered") == (500, 500, 500)
