"""The page of one report in a browser: by keyboard alone, by selecting words, without scripts, and two people at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from sayso.model.claim import Claim
from sayso.pipeline import look_into
from tests.browser.conftest import EMOJI
from tests.browser.driving import PHONE, Served, Visit, seen

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
House, Come = Callable[..., Served], Callable[..., Visit]
# Selects words of the text as a hand with a mouse would: where they begin and end on the page.
EDGES = """
words => {
  const text = document.getElementById('text');
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  const first = text.textContent.indexOf(words), range = document.createRange();
  let at = 0;
  for (let node; (node = walker.nextNode()); at += node.textContent.length) {
    const inside = k => at <= k && k <= at + node.textContent.length;
    if (inside(first) && first < at + node.textContent.length) range.setStart(node, first - at);
    if (inside(first + words.length) && first + words.length > at) range.setEnd(node, first + words.length - at);
  }
  const boxes = range.getClientRects(), last = boxes[boxes.length - 1];
  return [boxes[0].left, last.right, (boxes[0].top + boxes[0].bottom) / 2];
}
"""


def claims_of(url: str, report: str) -> list[Claim]:
    with look_into(url) as ledger:
        return ledger.store.claims_of(str(ledger.store.paper(report)["key"]))


def arrested(url: str, ident: str) -> tuple[object, ...]:
    with look_into(url) as ledger:
        f = next(f for f in ledger.incident(ident).findings if f.measure == "persons_arrested" and f.group is None)
    return (f.low, f.best, f.high)


def incident_of(url: str, report: str) -> str:
    with look_into(url) as ledger:
        return next(i.id for i in ledger.incidents() if any(r.report == report and r.main for r in i.reports))


def press(page: Page, *keys: str) -> None:
    # a page just sent for knows its keys when it is whole
    page.wait_for_load_state("load")
    for key in keys:
        page.keyboard.press(key)


def test_a_figure_is_corrected_by_keyboard_alone_the_finding_follows_and_it_is_undone(
    small_ledger: str, reviewed: House, come_in: Come
) -> None:
    raid = incident_of(small_ledger, "emoji 🚨")
    before = arrested(small_ledger, raid)
    person = come_in(reviewed(small_ledger))
    for report in ("record", "carrier", "tribune", "emoji 🚨"):
        page = person.open(f"/reports/{quote(report)}")
        wanted = next(c for c in claims_of(small_ledger, report) if c.measure == "persons_arrested")
        while page.locator("#form blockquote mark").inner_text() != wanted.text:
            press(page, "j")
            page.wait_for_load_state()
        press(page, "c")
        page.keyboard.type("52")
        press(page, "Enter")
        page.wait_for_url("**made=**")
        assert "corrected" in page.locator(".notice").inner_text()
    assert arrested(small_ledger, raid) != before
    assert arrested(small_ledger, raid)[1] == 52
    assert "→ 52" in page.locator(".notice").inner_text()
    press(page, "u")
    seen(page.locator(".notice")).to_contain_text("undid")
    assert next(c for c in claims_of(small_ledger, "emoji 🚨") if c.measure == "persons_arrested").best == 40
    assert person.is_quiet()


def test_claims_are_gone_through_accepted_rejected_noted_and_undone_by_keys(
    sqlite_ledger: str, reviewed: House, come_in: Come
) -> None:
    person = come_in(reviewed(sqlite_ledger))
    page = person.open("/reports/record")
    heading = page.locator("#form h2")
    count = len(claims_of(sqlite_ledger, "record"))
    assert count >= 3
    assert heading.inner_text() == f"Claim 1 of {count}"
    press(page, "j")
    page.wait_for_url("**claim=**")
    assert heading.inner_text() == f"Claim 2 of {count}"
    press(page, "k")
    seen(heading).to_have_text(f"Claim 1 of {count}")
    press(page, "a")
    page.wait_for_url("**made=**")
    assert heading.inner_text() == f"Claim 2 of {count}"
    press(page, "r")
    seen(heading).to_have_text(f"Claim 3 of {count}")
    assert page.locator(".as-read .accepted").count() == 1
    assert page.locator(".as-read .rejected").count() == 1
    press(page, "u")
    seen(page.locator(".as-read .rejected")).to_have_count(0)
    press(page, "n")
    seen(page.get_by_role("textbox", name="Note n")).to_be_focused()
    page.keyboard.type("seen the file j k a r")
    press(page, "Enter")
    seen(page.locator("#form")).to_contain_text("noted")
    seen(page.locator("#form")).to_contain_text("seen the file j k a r")
    press(page, "?")
    page.wait_for_url("**/keys")
    with look_into(sqlite_ledger) as ledger:
        assert [d.kind for d in ledger.history()] == ["accept", "reject", "undo", "note"]
    assert person.is_quiet()


@pytest.mark.parametrize("words", ["17", "Nobody", "chapel.", "Raid"])
def test_words_behind_emoji_and_carriage_returns_become_a_claim_at_their_very_place(
    sqlite_ledger: str, reviewed: House, come_in: Come, words: str
) -> None:
    person = come_in(reviewed(sqlite_ledger))
    page = person.open(f"/reports/{quote('emoji 🚨')}")
    left, right, height = page.evaluate(EDGES, words)
    page.mouse.move(left + 0.5, height)
    page.mouse.down()
    page.mouse.move(right - 0.5, height, steps=5)
    page.mouse.up()
    page.locator("#picked a").wait_for(state="visible")
    press(page, "m")
    page.wait_for_url("**add=**")
    assert page.locator("#form blockquote mark").inner_text() == words
    page.get_by_label("measure").select_option("persons_missing")
    page.get_by_role("textbox", name="best").fill("17")
    page.get_by_role("button", name="Add the claim").click()
    page.wait_for_url("**made=**")
    (added,) = [c for c in claims_of(sqlite_ledger, "emoji 🚨") if c.measure == "persons_missing"]
    assert EMOJI[added.start : added.end] == added.text == words
    assert added.start == EMOJI.index(words)
    assert person.is_quiet()


def test_two_people_at_one_claim_the_second_is_told_and_nothing_is_lost(
    small_ledger: str, reviewed: House, come_in: Come
) -> None:
    ann, bob = (come_in(reviewed(small_ledger, person)) for person in ("Ann", "Bob"))
    for person in (ann, bob):
        person.open("/reports/tribune")
        assert person.page.locator("#form blockquote mark").inner_text() == "about 40"
    ann.page.get_by_role("textbox", name="best").fill("45")
    ann.page.get_by_role("button", name="Correct it").click()
    ann.page.wait_for_url("**made=**")
    bob.page.get_by_role("textbox", name="best").fill("60")
    bob.page.get_by_label("because").first.fill("my own count")
    bob.page.get_by_role("button", name="Correct it").click()
    told = bob.page.get_by_role("alert").inner_text()
    assert "Ann" in told
    assert "correct" in told
    assert "60" in bob.page.locator(".card").inner_text()
    assert "my own count" in bob.page.locator(".card").inner_text()
    first = next(c for c in claims_of(small_ledger, "tribune") if c.text == "about 40")
    assert first.best == 45
    bob.page.get_by_role("button", name="Make mine too").click()
    bob.page.wait_for_url("**made=**")
    with look_into(small_ledger) as ledger:
        history = ledger.history(claim=first.id)
        assert [(d.by, d.kind, d.payload["fields"]["best"]) for d in history] == [
            ("Ann", "correct", 45),
            ("Bob", "correct", 60),
        ]
        assert ledger.store.claims([first.id])[first.id].best == 60
    assert ann.is_quiet()


def test_without_scripts_a_report_is_read_corrected_and_words_of_it_become_a_claim(
    sqlite_ledger: str, reviewed: House, come_in: Come
) -> None:
    person = come_in(reviewed(sqlite_ledger), scripts=False)
    page = person.open("/reports/record")
    page.get_by_role("link", name="next").click()
    seen(page.locator("#form h2")).to_contain_text("Claim 2 of")
    page.get_by_role("button", name="Accept").click()
    seen(page.locator(".as-read .accepted")).to_have_count(1)
    page.get_by_text("Add a claim", exact=True).click()
    page.get_by_role("textbox", name="words", exact=True).fill("150 people")
    page.get_by_role("button", name="Go on").click()
    assert page.get_by_role("textbox", name="best").input_value() == "150"
    page.get_by_label("measure").select_option("workforce_size")
    page.get_by_role("button", name="Add the claim").click()
    seen(page.locator(".notice")).to_contain_text("added a claim")
    assert person.is_quiet()


@pytest.mark.parametrize("path", ["/reports/record", "/reports/emoji%20%F0%9F%9A%A8?words=17", "/keys"])
def test_on_a_phone_nothing_stands_out(sqlite_ledger: str, reviewed: House, come_in: Come, path: str) -> None:
    person = come_in(reviewed(sqlite_ledger), PHONE)
    person.open(path)
    assert person.fits()
    assert person.is_quiet()


def test_single_keys_can_be_switched_off_and_do_nothing_in_a_field(
    sqlite_ledger: str, reviewed: House, come_in: Come
) -> None:
    person = come_in(reviewed(sqlite_ledger))
    page = person.open("/reports/record")
    page.get_by_role("textbox", name="Note").focus()
    press(page, "j", "a", "r")
    assert page.get_by_role("textbox", name="Note").input_value() == "jar"
    assert person.path == "/reports/record"
    person.open("/keys").get_by_label("Single keys work in this browser").uncheck()
    page = person.open("/reports/record")
    press(page, "a", "j")
    page.wait_for_timeout(300)
    assert person.path == "/reports/record"
    with look_into(sqlite_ledger) as ledger:
        assert ledger.history() == []
    assert person.is_quiet()
