"""The page of one report, asked for without a browser: marks, fields, words of one's own, and nothing of it active or unmasked."""

from __future__ import annotations

import html
import re
import urllib.parse
from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso.masking.words import may_stand
from sayso.model.claim import Claim
from sayso.pipeline import open_ledger
from sayso.reviewing import accounts
from sayso.reviewing.settings import Settings
from sayso.ruling.fields import FIELDS
from tests import factories
from tests.masking.dealing import Dealt, deal, folded
from tests.reviewing.visiting import Visitor, said, visiting

PASSWORD = "nine green lanterns"
HOSTILE = (
    "<script>alert('40 arrested')</script> Federal agents arrested 40 workers at a cannery in Dayton, Ohio, on Tuesday, "
    '"><img src=x onerror=alert(1)> the county sheriff said. </textarea></div>'
)


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Visitor]:
    """Somebody in a small ledger with a hostile report."""
    path = tmp_path / "small.db"
    with open_ledger(path) as ledger:
        ledger.add(
            [
                *factories.pile(),
                factories.report(HOSTILE, id="../h&o<s>tile", title="<b>Raid</b>", published="2021-03-11"),
            ]
        )
    with visiting(Settings(str(path), person="Robin Reviewer")) as found:
        found.come_in()
        yield found


def claims_of(visitor: Visitor, report: str) -> list[Claim]:
    with visitor.house.ledgers.lent() as ledger:
        return ledger.store.claims_of(str(ledger.store.paper(report)["key"]))


def key_of(visitor: Visitor, report: str) -> str:
    with visitor.house.ledgers.lent() as ledger:
        return str(ledger.store.paper(report)["key"])


def text_shown(page: str) -> str:
    """The report's text as a browser would show it."""
    body = page.partition('<div id="text" class="as-read">')[2].partition("</div>\n<p")[0]
    return html.unescape(re.sub(r"<[^>]*>", "", body))


def test_a_hostile_report_is_shown_as_its_words(small: Visitor) -> None:
    page = small.get(f"/reports/{key_of(small, '../h&o<s>tile')}").text
    assert text_shown(page) == HOSTILE
    assert "<script>alert" not in page
    assert "<img" not in page
    assert "<b>Raid" not in page
    assert small.get(f"/reports/{urllib.parse.quote('../h&o<s>tile', safe='')}").status_code in (200, 404)


def test_every_sample_report_shows_its_text_with_each_claim_marked(owner: Visitor) -> None:
    with owner.house.ledgers.lent() as ledger:
        rows = ledger.store.reports()
    for row in rows:
        page = owner.get(f"/reports/{row['key']}")
        with owner.house.ledgers.lent() as ledger:
            text = ledger.store.text(str(row["id"]))
            found = ledger.store.claims_of(str(row["key"]))
        assert text_shown(page.text) == text.replace("\r\n", "\n").replace("\r", "\n")
        marked = set()
        for start, end in re.findall(
            r'<a draggable="false" class="[^"]*claim[^"]*" data-at="(\d+)" data-to="(\d+)"', page.text
        ):
            marked.update(range(int(start), int(end)))
        assert marked == {k for c in found for k in range(c.start, c.end)}


def test_only_what_was_changed_is_corrected_and_bounds_follow_the_number(small: Visitor) -> None:
    claim = next(c for c in claims_of(small, "record") if c.text == "40")
    page = small.get(f"/reports/{key_of(small, 'record')}")
    form = dict(re.findall(r'<input[^>]* name="(f\.[\w.]+)" value="([^"]*)"', page.text))
    was = html.unescape(re.findall(r'name="was" value="([^"]*)"', page.text)[0])
    name = f"{key_of(small, 'record')}:24:0"
    sent = {
        **{k: html.unescape(v) for k, v in form.items()},
        "f.best": "1,250",
        "f.where.name": "Toledo, Ohio",
        "f.group": "managers",
    }
    small.send("/decide", {"kind": "correct", "claim": name, "was": was, **sent})
    with small.house.ledgers.lent() as ledger:
        (made,) = ledger.history()
        now = ledger.store.claims([claim.id])[claim.id]
    assert set(made.payload["fields"]) == {"low", "best", "high", "where", "group"}
    assert (now.low, now.best, now.high, now.group) == (1250, 1250, 1250, "managers")
    assert now.where is not None
    assert (now.where["name"], now.where["admin1"]) == ("Toledo", "Ohio")
    assert now.measure == claim.measure


def test_every_field_of_a_claim_can_be_corrected(small: Visitor) -> None:
    page = small.get(f"/reports/{key_of(small, 'record')}").text
    shown = set(re.findall(r'name="f\.([\w.]+)"', page))
    assert {name.split(".")[0] for name in shown} == set(FIELDS)


@pytest.mark.parametrize(("field", "value"), [("best", "many"), ("measure", "persons_vanished"), ("standing", "x")])
def test_a_value_that_no_claim_can_have_is_refused(small: Visitor, field: str, value: str) -> None:
    answer = small.send("/decide", {"kind": "correct", "claim": f"{key_of(small, 'record')}:24:0", f"f.{field}": value})
    assert answer.status_code == 400
    with small.house.ledgers.lent() as ledger:
        assert ledger.history() == []


def test_a_claim_is_moved_to_another_incident_after_its_effect_was_shown(small: Visitor) -> None:
    with small.house.ledgers.lent() as ledger:
        fire = next(i for i in ledger.incidents() if any(r.report == "fire" for r in i.reports))
        claim = next(c for c in claims_of(small, "tribune") if c.measure == "persons_arrested")
    form = {"kind": "move", "claim": f"{key_of(small, 'tribune')}:{claim.id.split(':', 1)[1]}", "other": fire.id}
    assert "Nothing is written yet" in said(small.send("/decide", form))
    small.send("/decide", {**form, "step": "make"})
    with small.house.ledgers.lent() as ledger:
        measures = {f.measure for f in ledger.incident(fire.id).findings}
    assert "persons_arrested" in measures


@pytest.mark.parametrize("asked", ["add=5-2", "add=0-99999", "add=x", "words=no+such+words", "words=arrested&nth=99"])
def test_words_that_are_not_there_are_told_so(small: Visitor, asked: str) -> None:
    answer = small.get(f"/reports/{key_of(small, 'record')}?{asked}")
    assert answer.status_code == 400
    assert "does not hold these words" in said(answer)


def test_the_number_in_picked_words_is_read(small: Visitor) -> None:
    page = small.get(f"/reports/{key_of(small, 'tribune')}?words=about+40")
    assert '<option value="about" selected>' in page.text
    assert re.search(r'name="f.best" value="40"', page.text)


@pytest.fixture(scope="module")
def dealt() -> list[Dealt]:
    return deal(5, rounds=1)[:12]


@pytest.fixture
def team(dealt: list[Dealt], tmp_path: Path) -> Iterator[Visitor]:
    """A ledger of reports with invented private persons, a reader, and a coder who may not see names."""
    path = tmp_path / "team.db"
    with open_ledger(path) as ledger:
        ledger.add([d.report for d in dealt])
        for name, role in (("Rhea Reader", "reader"), ("Cody Coder", "coder")):
            accounts.put(ledger.store, name, role, PASSWORD)
    with visiting(Settings(str(path), alone=False)) as found:
        yield found


def leaks(page: str, people: tuple[str, ...]) -> list[str]:
    """Names in a page: whole ones, and words of them that are no words of the language."""
    flat = folded(html.unescape(page))
    words = [folded(w) for person in people for w in re.split(r"[ \-]", person) if len(w) > 3]
    found = [folded(p) for p in people if folded(p) in flat]
    return found + [w for w in words if not may_stand(w) and re.search(rf"\b{re.escape(w)}\b", flat)]


@pytest.mark.parametrize("who", ["Rhea Reader", "Cody Coder"])
def test_who_may_not_see_names_finds_none_on_any_page(team: Visitor, dealt: list[Dealt], who: str) -> None:
    team.log_in(who, PASSWORD)
    with team.house.ledgers.lent() as ledger:
        keys = {str(r["id"]): str(r["key"]) for r in ledger.store.reports()}
        incidents = ledger.incidents()
    people = tuple(p for d in dealt for p in d.private)
    paths = ["/map", "/timeline", *(f"/incidents/{i.id}?policy=gtd&find=20" for i in incidents)]
    for d in dealt:
        key = keys[d.report.id]
        paths.append(f"/reports/{key}")
        with team.house.ledgers.lent() as ledger:
            count = len(ledger.store.claims_of(key))
            names = [f"{key}:{c.id.rsplit(':', 2)[1]}:{c.id.rsplit(':', 1)[1]}" for c in ledger.store.claims_of(key)]
        assert count == len(names)
        paths += [f"/reports/{key}?claim={n}" for n in names]
    for path in paths:
        page = team.get(path)
        assert page.status_code == 200, path
        assert leaks(page.text, people) == [], path


def test_a_coder_cannot_find_out_by_guessing_where_a_name_stands(team: Visitor, dealt: list[Dealt]) -> None:
    team.log_in("Cody Coder", PASSWORD)
    first = next(d for d in dealt if d.private and d.private[0] in d.report.text)
    with team.house.ledgers.lent() as ledger:
        key = str(ledger.store.paper(first.report.id)["key"])
    there = team.get(f"/reports/{key}", params={"words": first.private[0]})
    nowhere = team.get(f"/reports/{key}", params={"words": "Xanthippe Quillfeather"})
    assert there.status_code == nowhere.status_code == 400
    start = first.report.text.index(first.private[0])
    picked = team.get(f"/reports/{key}?add={start}-{start + len(first.private[0])}")
    assert leaks(picked.text, first.private) == []


def test_a_reader_decides_nothing(team: Visitor, dealt: list[Dealt]) -> None:
    team.log_in("Rhea Reader", PASSWORD)
    with team.house.ledgers.lent() as ledger:
        key = str(ledger.store.paper(dealt[0].report.id)["key"])
    page = team.get(f"/reports/{key}").text
    assert 'action="/decide"' not in page
    assert team.send("/decide", {"kind": "note", "reason": "x"}).status_code == 403
