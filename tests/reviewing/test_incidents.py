"""The list of incidents: filters, order and pages in the address, the same for every way of asking."""

from __future__ import annotations

import pytest

from tests.reviewing.visiting import Visitor, said


def links(text: str) -> list[str]:
    """The incidents that a page leads to, in its order."""
    return [part.partition('"')[0] for part in text.split('href="/incidents/')[1:]]


def test_all_incidents_are_listed_by_day(owner: Visitor) -> None:
    with owner.house.ledgers.lent() as ledger:
        wanted = [i.id for i in ledger.incidents()]
    page = owner.get("/incidents")
    assert links(page.text) == wanted
    assert f"{len(wanted)} incidents" in said(page)


def test_filters_narrow_the_list_and_stay_filled_in(owner: Visitor) -> None:
    page = owner.get("/incidents?place=Iowa&measure=persons_arrested&after=2019&before=2019")
    assert 0 < len(links(page.text)) < len(links(owner.get("/incidents?place=Iowa").text))
    assert all(ident.startswith("2019-") for ident in links(page.text))
    assert 'value="Iowa"' in page.text
    assert '<option value="persons_arrested" selected>' in page.text


def test_a_year_bounds_to_its_last_day(owner: Visitor) -> None:
    listed = links(owner.get("/incidents?after=2018&before=2018").text)
    assert listed
    assert all(ident.startswith("2018-") for ident in listed)


def test_fields_of_the_form_that_are_left_empty_leave_nothing_out(owner: Visitor) -> None:
    page = owner.get("/incidents?type=&measure=&verdict=&origins=&place=&after=&before=&sort=day")
    assert links(page.text) == links(owner.get("/incidents").text)


def test_nothing_that_fits_is_told(owner: Visitor) -> None:
    assert "None fits" in said(owner.get("/incidents?place=Atlantis"))


def test_the_unknown_is_a_question_mark_or_words_never_zero(owner: Visitor) -> None:
    page = said(owner.get("/incidents?sort=-reports"))
    assert "680 arrested" in page
    assert " 0 killed" not in page


@pytest.mark.parametrize(
    "asked", ["page=0", "page=x", "after=yesterday", "sort=name", "origins=-1", "origins=many", "place=" + "x" * 201]
)
def test_what_makes_no_sense_is_told_with_its_field(owner: Visitor, asked: str) -> None:
    page = owner.get(f"/incidents?{asked}")
    assert page.status_code == 422
    assert asked.partition("=")[0] in said(page)
