"""The page of the record, opened in a browser: quiet, titled, within its width, and asking nothing of the network."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.running import run

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
WIDTHS = (1280, 390)


@pytest.fixture(scope="module", params=[[], ["--internal"]], ids=["public", "internal"])
def file(request: pytest.FixtureRequest, record: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("browser")
    assert (
        run("publish", "--to", "html", "--out", folder / "record.html", *request.param, "--ledger", record).status == 0
    )
    (path,) = folder.iterdir()
    return path


def opened(browser: Browser, file: Path, width: int) -> tuple[Page, list[str], list[str]]:
    """The page with everything unfolded, what it asked for, and what it complained of."""
    page = browser.new_page(viewport={"width": width, "height": 900})
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda r: asked.append(r.url))
    page.on("console", lambda m: complaints.append(m.text))
    page.on("pageerror", lambda e: complaints.append(str(e)))
    page.goto(file.as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
    return page, asked, complaints


@pytest.mark.parametrize("width", WIDTHS)
def test_the_page_is_quiet_and_fits(width: int, file: Path, browser: Browser) -> None:
    page, asked, complaints = opened(browser, file, width)
    assert asked == [file.as_uri()]
    assert complaints == []
    assert "sayso" in page.title()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


def test_a_figures_words_can_be_unfolded_and_its_number_is_seen(file: Path, browser: Browser) -> None:
    page, _, _ = opened(browser, file, 1280)
    details = page.locator("details").first
    mark = details.locator("mark").first
    assert mark.is_visible()
    assert mark.inner_text().strip()
    details.locator("summary").click()
    assert not mark.is_visible()
    details.locator("summary").click()
    seen = "e => getComputedStyle(e).backgroundColor !== getComputedStyle(e.parentElement).backgroundColor"
    assert mark.evaluate(seen)
    page.close()


def test_the_list_of_incidents_leads_to_each(file: Path, browser: Browser) -> None:
    page, _, _ = opened(browser, file, 1280)
    names = page.locator("nav a")
    assert names.count() == page.locator("article[id]").count() > 10
    names.last.click()
    assert page.locator("article[id]").last.evaluate("e => e.getBoundingClientRect().top < innerHeight")
    page.close()
