"""The lists in a browser: filtered, searched, a task settled, a pair ruled on and undone, decisions taken elsewhere."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from sayso.pipeline import look_into, open_ledger
from tests import factories
from tests.browser.driving import PHONE, Served, Visit, seen

pytestmark = pytest.mark.browser
House, Come = Callable[..., Served], Callable[..., Visit]


@pytest.fixture
def disagreeing(tmp_path: Path) -> str:
    """Two reports of one raid that contradict each other."""
    path = tmp_path / "disagreeing.db"
    with open_ledger(path) as ledger:
        other = factories.RAID.replace("40 workers", "90 workers")
        ledger.add([factories.report(id="forty"), factories.report(other, id="ninety", publisher="Lake Sun")])
        assert ledger.tasks()
    return str(path)


def test_the_link_lets_one_person_in_and_nobody_after(samples_ledger: str, reviewed: House, come_in: Come) -> None:
    house = reviewed(samples_ledger)
    first = come_in(house)
    assert first.path == "/incidents"
    late = come_in(house)
    assert "used before" in late.page.locator("h1").inner_text()
    late.open("/incidents")
    assert late.page.locator("table").count() == 0
    assert first.open("/tasks").locator("h1").inner_text() == "Tasks"


@pytest.mark.parametrize(("width", "scripts"), [(1280, True), (PHONE, True), (PHONE, False)])
def test_incidents_are_filtered_and_searched(
    samples_ledger: str, reviewed: House, come_in: Come, width: int, scripts: bool
) -> None:
    person = come_in(reviewed(samples_ledger), width, scripts)
    page = person.page
    every = page.locator("tbody tr").count()
    page.get_by_label("Place, state or country").fill("Iowa")
    page.get_by_label("From").fill("2019")
    page.get_by_role("button", name="Filter").click()
    assert 0 < page.locator("tbody tr").count() < every
    assert page.get_by_label("Place, state or country").input_value() == "Iowa"
    page.get_by_role("link", name="Search").click()
    page.get_by_label("Words that all stand in a report").fill("plants Mississippi 680")
    page.get_by_role("button", name="Search").click()
    assert page.locator("ol.results > li").count() >= 1
    assert page.locator("mark", has_text="Mississippi").first.is_visible()
    page.locator("ol.results h2 a").first.click()
    page.wait_for_url("**/reports/**")
    page.wait_for_load_state()
    assert person.fits()
    assert person.is_quiet()


def test_a_filter_applies_as_soon_as_it_is_chosen(samples_ledger: str, reviewed: House, come_in: Come) -> None:
    person = come_in(reviewed(samples_ledger))
    person.page.get_by_label("Sources").select_option("conflict")
    person.page.wait_for_url("**verdict=conflict**")
    with look_into(samples_ledger) as ledger:
        wanted = sum(any(f.verdict == "conflict" for f in i.findings) for i in ledger.incidents())
    assert person.page.locator("tbody tr").count() == wanted
    assert person.is_quiet()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_task_is_settled_with_its_reason(disagreeing: str, reviewed: House, come_in: Come, scripts: bool) -> None:
    person = come_in(reviewed(disagreeing), 1280, scripts)
    page = person.open("/tasks")
    tasks = page.locator("article.task").count()
    page.get_by_placeholder("why it is settled").first.fill("the second outlet counted twice")
    page.get_by_role("button", name="Settle").first.click()
    assert person.path == "/tasks"
    assert page.locator("article.task").count() == tasks - 1
    assert "settled" in page.get_by_role("status").first.inner_text()
    with look_into(disagreeing) as ledger:
        (made,) = ledger.store.decisions()
    assert (made.kind, made.by, made.reason) == ("settle", "Robin Reviewer", "the second outlet counted twice")
    assert person.is_quiet()


def test_a_pair_is_ruled_on_and_the_ruling_undone(samples_ledger: str, reviewed: House, come_in: Come) -> None:
    person = come_in(reviewed(samples_ledger))
    page = person.open("/matches")
    pair = page.locator("article.pair").first
    assert pair.locator("blockquote mark").first.is_visible()
    pair.get_by_placeholder("reason, if you like").fill("other towns")
    pair.get_by_role("button", name="Two events").click()
    page.wait_for_url("**/matches")
    page.get_by_role("link", name="Decisions", exact=True).click()
    row = page.locator("tbody tr").first
    assert "two events" in row.inner_text()
    assert "other towns" in row.inner_text()
    row.get_by_role("button", name="Undo").click()
    page.get_by_role("button", name="Make it so").click()
    seen(page.locator("tbody tr")).to_have_count(2)
    seen(page.locator("tbody")).to_contain_text("undone by Robin Reviewer")
    with look_into(samples_ledger) as ledger:
        assert not ledger.rulings.of_kind("different")
    assert person.is_quiet()


def test_decisions_go_out_as_a_file_and_into_another_ledger(
    samples_ledger: str, reviewed: House, come_in: Come, tmp_path: Path
) -> None:
    other = shutil.copyfile(samples_ledger, tmp_path / "other.db")
    with look_into(samples_ledger) as ledger:
        incident = next(i for i in ledger.incidents() if i.findings)
        ledger.decide(incident.findings[0].origins[0].claims[0], "reject", by="Noor", reason="a misreading")
    person = come_in(reviewed(samples_ledger))
    page = person.open("/decisions")
    with page.expect_download() as download:
        page.get_by_role("link", name="Export all decisions").click()
    file = tmp_path / "decisions.jsonl"
    download.value.save_as(file)
    second = come_in(reviewed(str(other), "Ann"))
    page = second.open("/decisions")
    page.get_by_label("A file of decisions").set_input_files(file)
    page.get_by_role("button", name="See what it changes").click()
    assert incident.title in page.locator("main").inner_text()
    with look_into(other) as ledger:
        assert ledger.store.decisions() == ()
    page.get_by_role("button", name="Take them in").click()
    assert "1 taken in" in page.get_by_role("status").first.inner_text()
    assert "a misreading" in page.locator("tbody").inner_text()
    with look_into(other) as ledger:
        assert [d.by for d in ledger.store.decisions()] == ["Noor"]
    assert person.is_quiet()
    assert second.is_quiet()
