"""Totals and their groups, identities with their sources, and which policy holds where."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from sayso.codebook.loading import compile_books, load, parse
from sayso.errors import CodebookError, RefusedError
from sayso.exhibiting import wording
from sayso.model.claim import Claim
from sayso.model.finding import Check, Finding
from sayso.model.incident import Incident
from sayso.reconciling import identities, totals
from sayso.reconciling.choice import chosen
from sayso.reconciling.findings import findings
from sayso.reconciling.origins import Carrier
from tests.reconciling.test_parts import WORDS, told
from tests.systems.reading import report

HEAD = 'schema = 1\n[book]\nname = "own"\n'


def made(*claims: Claim) -> tuple[dict[tuple[str, str | None], Finding], list[Check]]:
    """Findings by measure and group, and the checks."""
    carriers = {c.report: Carrier(c.report, f"Paper {c.report}", "2021-03-10") for c in claims}
    found = findings(claims, carriers, (), WORDS)
    by_id = {c.id: c for c in claims}
    checks = [c for kind in (identities, totals) for c in kind.checks(found, by_id, WORDS)]
    return {(f.measure, f.group): f for f in found}, checks


def whole(report: str, count: int, measure: str = "persons_killed", **facts: Any) -> Claim:
    return told(10, count, report=report, measure=measure, extent="whole", **facts)


def test_a_total_cannot_fall_below_one_of_its_groups():
    found, _ = made(whole("a", 26, qualifier="at_least", high=None), whole("b", 31, group="civilians"))
    total = found["persons_killed", None]
    assert (total.low, total.best, total.high, total.best_qualifier) == (31, 31, None, "at_least")
    assert total.verdict == "compatible"
    assert any("31 of a civilians among them" in step for step in total.trace)
    assert found["persons_killed", "civilians"].best == 31


def test_a_smaller_group_leaves_its_total_alone():
    alone, _ = made(whole("a", 26))
    beside, made_checks = made(whole("a", 26), whole("b", 20, group="civilians"))
    assert beside["persons_killed", None] == alone["persons_killed", None]
    assert made_checks == []


def test_a_group_that_may_be_smaller_bounds_nothing():
    found, _ = made(whole("a", 26), whole("b", 28, group="civilians", qualifier="about", low=None, high=None))
    assert found["persons_killed", None].best == 26


def test_an_exact_total_below_its_group_stands_and_a_person_is_told():
    found, (check,) = made(whole("a", 26), whole("b", 31, group="civilians"))
    total = found["persons_killed", None]
    assert (total.low, total.best, total.high) == (26, 26, 26)
    assert (check.identity, check.status) == ("persons_killed >= persons_killed (civilians)", "fails")
    assert wording.who(check, WORDS) == "killed 26: Paper a · killed (civilians) 31: Paper b"


def test_a_part_larger_than_its_total_is_a_failing_check():
    hurt = whole("a", 0, "persons_injured")
    part = told(50, 3, report="b", measure="persons_injured", part_of="b:10:0", text="three")
    found, (check,) = made(hurt, part)
    assert found["persons_injured", None].best == 0
    assert (check.identity, check.status) == ("persons_injured >= its parts", "fails")
    assert "“three”" in wording.check(check, WORDS)
    _, none = made(whole("a", 4, "persons_injured"), part)
    assert none == []


def uncounted(report: str, measure: str, state: str) -> Claim:
    """People told of without a number."""
    low = 1 if state == "some" else None
    return whole(report, 1, measure, low=low, best=None, high=None, qualifier=state, text=state)


def test_what_nobody_knows_fails_no_check():
    released = whole("b", 5, "persons_released")
    _, (check,) = made(uncounted("a", "persons_arrested", "some"), released, whole("c", 1, "persons_transferred"))
    assert check.status == "tight"
    _, none = made(uncounted("a", "persons_arrested", "unknown"), released, whole("c", 1, "persons_transferred"))
    assert none == []


def test_what_arithmetic_leaves_goes_before_some():
    shot, dead = whole("a", 5, "persons_shot"), whole("a", 1)
    found, _ = made(shot, dead, uncounted("b", "persons_injured", "some"))
    assert (found["persons_injured", None].best, found["persons_injured", None].state) == (4, "counted")


def test_a_check_tells_who_says_what_on_each_side():
    arrested = whole("a", 40, "persons_arrested")
    released = whole("b", 60, "persons_released", speaker="Sheriff Doe", speaker_role="official", medium="statement")
    _, (check,) = made(arrested, released)
    assert check.status == "fails"
    assert wording.who(check, WORDS) == "arrested 40: Paper a · released 60: Sheriff Doe"


def test_no_name_of_a_private_person_leaves_by_a_check(tmp_path: Path):
    from sayso.exhibiting.exhibit import Exhibit
    from tests.systems.reading import ledger_of

    texts = (
        "Federal agents arrested 40 workers at a cannery in Dayton, Ohio, on Tuesday, the county sheriff said.",
        "Agents released 60 of the workers arrested at a cannery in Dayton, Ohio, on Tuesday, said Marisol Quintero, "
        "whose brother was among them.",
    )
    reports = [report(t, published="2021-03-10", publisher=f"Paper {k}", ident=f"r{k}") for k, t in enumerate(texts)]
    with ledger_of(tmp_path, *reports) as ledger:
        (incident,) = ledger.incidents()
        failing = [c for c in incident.checks if c.status == "fails"]
        assert any("Marisol Quintero" in c.detail for c in failing)
        shown = Exhibit(ledger, masked=True).show(incident)
        assert "Quintero" not in str(shown.row())


# --- which policy holds -------------------------------------------------------------------------------


def incident(ident: str = "i", kind: str = "gathering") -> Incident:
    return Incident(ident, kind, "", None, None, "day", (), (), (), ())


def own(text: str) -> Any:
    """A lexicon with a codebook of one's own."""
    return compile_books([load("english"), load("common"), parse(HEAD + text, "own.toml")])


def test_the_narrower_setting_goes_before_the_wider():
    words = own(
        '[policies]\ndefault = "gtd"\n[policies.types]\ngathering = "ccc"\n'
        '[policies.measures]\npersons_killed = "minmax"\n[policies.incidents]\nx = "adjudicated"\n'
    )
    assert chosen(incident(), None, words)("persons_gathered") == "ccc"
    assert chosen(incident(), None, words)("persons_killed") == "minmax"
    assert chosen(incident(kind="raid"), None, words)("persons_gathered") == "gtd"
    assert chosen(incident("x"), None, words)("persons_killed") == "adjudicated"
    assert chosen(incident("x"), "acled", words)("persons_killed") == "acled"


def test_without_a_setting_ucdp_holds():
    assert chosen(incident(), None, WORDS)("persons_killed") == "ucdp"
    with pytest.raises(RefusedError, match="nonsense"):
        chosen(incident(), "nonsense", WORDS)


@pytest.mark.parametrize(
    "text",
    [
        '[policies]\ndefault = "nonsense"',
        '[policies.measures]\npersons_killed = "nonsense"',
        '[policies]\nmeasures = "ccc"',
        '[policies]\nwhatever = "ccc"',
        "[policies]\nhierarchy = [1]",
    ],
)
def test_a_policy_that_nobody_knows_is_refused_with_its_file(text: str) -> None:
    with pytest.raises(CodebookError) as refused:
        parse(HEAD + text, "own.toml")
    assert refused.value.where == "own.toml"


def test_a_hierarchy_of_ones_own_replaces_that_of_the_bundled_book():
    words = own('[policies]\nhierarchy = "media > official"\n')
    claims = (whole("a", 40), whole("b", 45, speaker="the sheriff", speaker_role="official"))
    carriers = {c.report: Carrier(c.report, f"Paper {c.report}", "2021-03-10") for c in claims}
    assert findings(claims, carriers, (), words, policy_name="hierarchy")[0].best == 40
    assert findings(claims, carriers, (), WORDS, policy_name="hierarchy")[0].best == 45


# --- which figure stands for an incident --------------------------------------------------------------


def test_the_dead_come_first_and_what_is_unknown_last():
    found, _ = made(whole("a", 680, "persons_arrested"), whole("b", 680, "persons_arrested"), whole("a", 1))
    foremost = wording.foremost(found.values(), WORDS)
    assert foremost is not None
    assert foremost.measure == "persons_killed"
    nobody, _ = made(whole("a", 680, "persons_arrested"), whole("a", 0))
    foremost = wording.foremost(nobody.values(), WORDS)
    assert foremost is not None
    assert foremost.measure == "persons_arrested"
    planned = replace(foremost, standing="planned")
    assert wording.foremost([planned], WORDS) is None
