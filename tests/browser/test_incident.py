"""The page of one incident in a browser: found in the list, its evidence read, policies compared, decided on and undone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sayso.pipeline import look_into
from tests.browser.driving import PHONE, Served, Visit

pytestmark = pytest.mark.browser
House, Come = Callable[..., Served], Callable[..., Visit]


def busiest(url: str) -> str:
    """The incident that most reports tell of."""
    with look_into(url) as ledger:
        return max(ledger.incidents(), key=lambda i: (len(i.reports), i.id)).id


def test_from_the_list_to_the_words_that_a_figure_came_from(
    samples_ledger: str, reviewed: House, come_in: Come
) -> None:
    person = come_in(reviewed(samples_ledger))
    page = person.page
    ident = busiest(samples_ledger)
    page.locator(f"a[href='/incidents/{ident}']").first.click()
    assert person.path == f"/incidents/{ident}"
    first = page.locator("details.figure").first
    mark = first.locator("li.claim mark").first
    number = mark.inner_text()
    assert mark.is_visible()
    first.get_by_role("link", name="Read it in its report").first.click()
    assert "/reports/" in person.path
    assert page.locator("#form blockquote mark").inner_text() == number
    assert page.locator(".as-read .at").first.inner_text() in number
    assert person.is_quiet()


def test_charts_stand_beside_the_same_in_a_table(samples_ledger: str, reviewed: House, come_in: Come) -> None:
    person = come_in(reviewed(samples_ledger))
    page = person.open(f"/incidents/{busiest(samples_ledger)}")
    figures = page.locator("figure.chart")
    assert figures.count() >= 2
    for k in range(figures.count()):
        figure = figures.nth(k)
        assert figure.locator("svg.wide title").first.text_content() == figure.locator("figcaption").text_content()
        assert figure.locator("details table tbody tr").count() > 0
    assert person.is_quiet()


def test_another_policy_is_compared_and_set_after_its_effect_was_shown(
    samples_ledger: str, reviewed: House, come_in: Come
) -> None:
    person = come_in(reviewed(samples_ledger))
    ident = busiest(samples_ledger)
    page = person.open(f"/incidents/{ident}")
    page.get_by_label("What would these figures be under").select_option("minmax")
    page.wait_for_url("**policy=minmax**")
    assert page.get_by_text("What “minmax” makes differently").is_visible()
    page.locator("#policy-why").fill("two sides report")
    page.locator("form:has(input[name=policy][type=hidden]) button").click()
    assert page.get_by_role("heading", name="What this would change").is_visible()
    with look_into(samples_ledger) as ledger:
        assert {f.policy for f in ledger.incident(ident).findings} == {"ucdp"}
    page.get_by_role("button", name="Make it so").click()
    assert "set the policy: minmax – two sides report" in page.locator(".notice").first.inner_text()
    with look_into(samples_ledger) as ledger:
        assert {f.policy for f in ledger.incident(ident).findings} == {"minmax"}
    page.get_by_role("button", name="Undo: set the policy").click()
    with look_into(samples_ledger) as ledger:
        assert {f.policy for f in ledger.incident(ident).findings} == {"ucdp"}
    assert person.is_quiet()


def test_incidents_are_merged_and_come_apart_again(small_ledger: str, reviewed: House, come_in: Come) -> None:
    with look_into(small_ledger) as ledger:
        before = {i.id: len(i.reports) for i in ledger.incidents()}
        fire = next(i for i in ledger.incidents() if "Boise" in i.title or "Idaho" in i.title)
    raid = busiest(small_ledger)
    person = come_in(reviewed(small_ledger))
    page = person.open(f"/incidents/{raid}")
    page.get_by_text("Merge with another incident").click()
    page.get_by_label("Find it by words").fill(fire.id)
    page.get_by_role("button", name="Find").click()
    page.locator(f"input[type=checkbox][value='{fire.id}']").check()
    page.locator("form:has(input[value=merge]) button").click()
    assert page.get_by_text("Nothing is written yet").is_visible()
    page.get_by_role("button", name="Make it so").click()
    with look_into(small_ledger) as ledger:
        assert len(ledger.incidents()) == len(before) - 1
        assert ledger.store.resolve(raid) == ledger.store.resolve(fire.id)
    # an id that is no more leads on
    page = person.open(f"/incidents/{fire.id}")
    assert person.path in (f"/incidents/{raid}", f"/incidents/{fire.id}")
    page.get_by_role("button", name="Undo: merged incidents").click()
    with look_into(small_ledger) as ledger:
        assert {i.id: len(i.reports) for i in ledger.incidents()} == before
    assert person.is_quiet()


def test_a_figure_is_adjudicated_with_a_reason(small_ledger: str, reviewed: House, come_in: Come) -> None:
    raid = busiest(small_ledger)
    person = come_in(reviewed(small_ledger))
    page = person.open(f"/incidents/{raid}")
    figure = page.locator("details.figure").first
    figure.get_by_text("Adjudicate this figure").click()
    figure.get_by_role("textbox", name="low", exact=True).fill("41")
    figure.get_by_role("textbox", name="best", exact=True).fill("41")
    figure.get_by_role("textbox", name="high", exact=True).fill("41")
    figure.get_by_label("why").fill("the court counted them")
    figure.get_by_role("button", name="See what it changes").click()
    page.get_by_role("button", name="Make it so").click()
    assert "41" in page.locator(".headlines .big").first.inner_text()
    assert "the court counted them" in page.locator("#history + ol").inner_text()
    assert person.is_quiet()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_on_a_phone_nothing_stands_out_and_all_can_be_read(
    samples_ledger: str, reviewed: House, come_in: Come, scripts: bool
) -> None:
    person = come_in(reviewed(samples_ledger), PHONE, scripts)
    page = person.open(f"/incidents/{busiest(samples_ledger)}")
    assert page.locator("li.claim mark").first.is_visible()
    assert page.locator("svg.chart.narrow").first.is_visible()
    assert not page.locator("svg.chart.wide").first.is_visible()
    assert person.fits()
    assert person.is_quiet()


def test_a_spot_on_the_map_and_a_bar_on_the_timeline_lead_to_their_incident(
    samples_ledger: str, reviewed: House, come_in: Come
) -> None:
    person = come_in(reviewed(samples_ledger))
    for path, mark in (("/map", "svg.wide a circle"), ("/timeline", "svg.wide a rect")):
        page = person.open(path)
        spot = page.locator(mark).last
        href = spot.locator("xpath=..").get_attribute("href")
        spot.click(force=True)
        assert person.path == href
        page.go_back()
        page.get_by_label("Type").select_option(index=1)
        page.wait_for_url("**type=**")
        assert page.locator("svg.wide").count() == 1
    assert person.is_quiet()


def test_two_people_at_one_incident_the_second_is_told_and_both_stay(
    small_ledger: str, reviewed: House, come_in: Come
) -> None:
    raid = busiest(small_ledger)
    ann, bob = (come_in(reviewed(small_ledger, person)) for person in ("Ann", "Bob"))
    for person in (ann, bob):
        person.open(f"/incidents/{raid}")
        figure = person.page.locator("details.figure").first
        figure.get_by_text("Adjudicate this figure").click()
        for name, value in (("low", "41"), ("best", "41" if person is ann else "43"), ("high", "44")):
            figure.get_by_role("textbox", name=name, exact=True).fill(value)
        figure.get_by_label("why").fill("the court counted" if person is ann else "the union counted")
    for person in (ann, bob):
        person.page.locator("details.figure").first.get_by_role("button", name="See what it changes").click()
        person.page.get_by_role("button", name="Make it so").click()
    assert "41" in ann.page.locator(".headlines .big").first.inner_text()
    told = bob.page.get_by_role("alert").inner_text()
    assert "Ann" in told
    assert "the court counted" in told
    assert "43 – the union counted" in bob.page.locator(".card").inner_text()
    with look_into(small_ledger) as ledger:
        assert [(d.by, d.payload["best"]) for d in ledger.history()] == [("Ann", 41)]
    bob.page.get_by_role("link", name="Look at it as it is now").click()
    assert "41" in bob.page.locator(".headlines .big").first.inner_text()
    assert ann.is_quiet()
