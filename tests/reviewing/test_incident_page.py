"""The page of one incident, asked for without a browser: all of its figures and words, other policies, decisions foretold."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest

from sayso.exhibiting import wording
from sayso.model.incident import Incident
from sayso.pipeline import look_into, open_ledger
from sayso.reviewing.settings import Settings
from tests import factories
from tests.reviewing.visiting import Visitor, said, visiting


@pytest.fixture
def incidents(owner: Visitor) -> list[Incident]:
    with owner.house.ledgers.lent() as ledger:
        return ledger.incidents()


@pytest.fixture
def busiest(incidents: list[Incident]) -> Incident:
    return max(incidents, key=lambda i: (len(i.reports), i.id))


def test_every_incident_opens_with_its_figures_and_every_claim_in_its_words(
    owner: Visitor, incidents: list[Incident]
) -> None:
    with owner.house.ledgers.lent() as ledger:
        claims = ledger.store.claims()
    for i in incidents:
        page = owner.get(f"/incidents/{i.id}")
        assert page.status_code == 200
        text, marks = said(page), re.findall(r"<mark>(.*?)</mark>", page.text, re.S)
        assert html.escape(i.title) in html.escape(html.unescape(text))
        for f in i.findings:
            assert wording.best(f) in html.unescape(text)
            assert f.verdict in text
            shown = {html.unescape(m) for m in marks}
            assert {claims[c].text for o in f.origins for c in o.claims} <= shown
            for aside in f.set_aside:
                assert html.escape(aside.why, quote=False) in page.text.replace("&#39;", "'").replace("&#34;", '"')


def test_an_incident_without_a_figure_says_so_and_tells_of_no_zero(tmp_path: Path) -> None:
    path = tmp_path / "bare.db"
    with open_ledger(path) as ledger:
        ledger.add([factories.report("Federal agents raided a cannery in Dayton, Ohio, on Tuesday and made arrests.")])
        (bare,) = ledger.incidents()
        assert bare.findings == ()
    with visiting(Settings(str(path))) as visitor:
        visitor.come_in()
        assert "No report gives a figure. That is not zero" in said(visitor.get(f"/incidents/{bare.id}"))


def test_copies_are_folded_under_their_origin(owner: Visitor, incidents: list[Incident]) -> None:
    pages = [said(owner.get(f"/incidents/{i.id}")) for i in incidents]
    assert [p for p in pages if "the same words, counted once, in" in p]


def test_what_another_policy_makes_differently_is_what_the_ledger_says(owner: Visitor, busiest: Incident) -> None:
    with owner.house.ledgers.lent() as ledger:
        theirs = {f.key: f for f in ledger.incident(busiest.id, policy="minmax").findings}
    page = said(owner.get(f"/incidents/{busiest.id}?policy=minmax"))
    assert "What “minmax” makes differently" in page
    table = page.partition("What “minmax” makes differently")[2]
    changed = [f for f in busiest.findings if (f.low, f.best, f.high) != (g := theirs[f.key]).low and f.best != g.best]
    assert changed
    for f in changed:
        assert wording.label(f, owner.house.ledgers.lexicon) in table


def test_a_policy_that_does_not_exist_is_refused(owner: Visitor, busiest: Incident) -> None:
    answer = owner.get(f"/incidents/{busiest.id}?policy=mine")
    assert answer.status_code == 400
    assert "mine" in said(answer)


def test_an_incident_that_does_not_exist_is_told_so(owner: Visitor) -> None:
    assert owner.get("/incidents/no-such").status_code == 404


@pytest.mark.parametrize(
    "asked",
    [
        {"kind": "policy", "policy": "minmax"},
        {"kind": "adjudicate", "measure": "persons_arrested", "best": "1,234", "reason": "counted anew"},
    ],
    ids=["policy", "adjudicate"],
)
def test_an_effect_is_shown_and_nothing_written_until_it_is_made(
    owner: Visitor, busiest: Incident, asked: dict[str, str]
) -> None:
    form = {**asked, "incident": busiest.id, "back": f"/incidents/{busiest.id}"}
    shown = owner.send("/decide", {**form, "step": "show"})
    assert "Nothing is written yet" in said(shown)
    with owner.house.ledgers.lent() as ledger:
        assert ledger.history() == []
        assert ledger.incident(busiest.id).row() == busiest.row()
    done = owner.send("/decide", {**form, "step": "make"})
    assert done.url.path == f"/incidents/{busiest.id}"
    with owner.house.ledgers.lent() as ledger:
        (made,) = ledger.history()
        assert made.kind == asked["kind"]
        assert ledger.incident(busiest.id).row() != busiest.row()
    undone = owner.send("/decide", {"kind": "undo", "decision": made.id, "back": f"/incidents/{busiest.id}"})
    assert "undid" in said(undone)
    with owner.house.ledgers.lent() as ledger:
        assert [f.row() for f in ledger.incident(busiest.id).findings] == [f.row() for f in busiest.findings]


def test_what_leaves_in_a_split_is_told_before(owner: Visitor, busiest: Incident) -> None:
    page = owner.get(f"/incidents/{busiest.id}")
    names = [html.unescape(n) for n in re.findall(r'name="mention" value="([^"]+)"', page.text)]
    assert len(names) == len(busiest.mentions)
    form = {"kind": "split", "incident": busiest.id, "mention": names[:1], "back": f"/incidents/{busiest.id}"}
    shown = said(owner.send("/decide", {**form, "step": "show"}))
    assert "a new incident" in shown
    owner.send("/decide", {**form, "step": "make"})
    with owner.house.ledgers.lent() as ledger:
        assert len(ledger.incident(busiest.id).mentions) == len(busiest.mentions) - 1


@pytest.mark.parametrize("back", ["//elsewhere.example/", "https://elsewhere.example/", "/\\elsewhere.example"])
def test_no_form_leads_to_another_site(owner: Visitor, busiest: Incident, back: str) -> None:
    form = {"kind": "note", "incident": busiest.id, "reason": "seen", "back": back}
    answer = owner.client.post("/decide", data={"form_token": owner.form_token, **form}, follow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["location"] == "/"


@pytest.mark.parametrize("kind", ["", "burn", "accept", "merge", "undo", "correct", "add"])
def test_a_form_without_what_it_needs_is_refused_not_failed(owner: Visitor, kind: str) -> None:
    answer = owner.send("/decide", {"kind": kind, "step": "make", "reason": "x"})
    assert answer.status_code in (400, 404)
    with owner.house.ledgers.lent() as ledger:
        assert ledger.history() == []


def test_maps_and_timelines_show_what_fits_and_where_it_is_read(owner: Visitor, incidents: list[Incident]) -> None:
    for path in ("/map", "/timeline"):
        page = owner.get(path)
        shown = set(re.findall(r"/incidents/([\w.-]+)\"", page.text))
        known = {i.id for i in incidents if (i.places if path == "/map" else i.start)}
        assert known <= shown
        one = next(i for i in incidents if i.type == "litigation" or i.type == incidents[0].type)
        fewer = owner.get(f"{path}?type={one.type}")
        shown = set(re.findall(r"/incidents/([\w.-]+)\"", fewer.text))
        assert shown <= {i.id for i in incidents if i.type == one.type}
        assert "None" not in said(owner.get(f"{path}?type=no_such_type"))


def test_after_a_decision_map_and_timeline_show_the_new_figure(owner: Visitor, incidents: list[Incident]) -> None:
    dated = next(i for i in incidents if i.start and any(f.measure == "persons_arrested" for f in i.findings))
    assert "98,765" not in said(owner.get("/timeline"))
    form = {"kind": "adjudicate", "measure": "persons_arrested", "best": "98765", "reason": "x", "step": "make"}
    owner.send("/decide", {**form, "incident": dated.id, "back": "/"})
    assert "98,765" in said(owner.get("/timeline"))


def test_pages_do_not_write(owner: Visitor, busiest: Incident) -> None:
    with owner.house.ledgers.lent() as ledger:
        before = ledger.revision()
    for path in (f"/incidents/{busiest.id}", f"/incidents/{busiest.id}?policy=gtd", "/map", "/timeline", "/keys"):
        assert owner.get(path).status_code == 200
    with look_into(owner.house.settings.ledger) as ledger:
        assert ledger.revision() == before
