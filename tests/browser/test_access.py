"""Every page can be used by everybody: axe finds no serious fault, nothing stands out to the side, nobody else is asked."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sayso.pipeline import look_into
from sayso.reviewing.navigation import DOORS
from tests.browser.driving import DESK, PHONE, Served, Visit

pytestmark = pytest.mark.browser
House, Come = Callable[..., Served], Callable[..., Visit]


def pages(url: str) -> list[str]:
    """All pages that can be looked at: those that the head leads to, and one of each kind behind them."""
    with look_into(url) as ledger:
        busiest = max(ledger.incidents(), key=lambda i: (len(i.reports), i.id))
        key = ledger.store.paper(busiest.reports[0].report)["key"]
    return [
        *(door.path for door in DOORS),
        "/search?q=arrested",
        "/incidents?verdict=conflict",
        f"/incidents/{busiest.id}?policy=minmax&find=2018",
        f"/reports/{key}",
        f"/reports/{key}?words=arrested",
        "/keys",
        "/no-such-page",
    ]


@pytest.mark.parametrize(
    ("width", "dark"), [(DESK, False), (DESK, True), (PHONE, False)], ids=["desk", "dark", "phone"]
)
def test_no_page_has_a_serious_fault(
    samples_ledger: str, reviewed: House, come_in: Come, faults: Callable[[Visit], list[str]], width: int, dark: bool
) -> None:
    person = come_in(reviewed(samples_ledger), width, dark=dark, judged=True)
    found: list[str] = []
    # by night the colours are others, and these four pages show all of them
    shown = [p for p in pages(samples_ledger) if not dark or p.startswith(("/map", "/incidents", "/reports", "/tasks"))]
    for path in shown:
        person.open(path)
        found += faults(person)
    assert found == []


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
@pytest.mark.parametrize("width", [DESK, PHONE])
def test_every_page_is_quiet_and_fits(
    samples_ledger: str, reviewed: House, come_in: Come, width: int, scripts: bool
) -> None:
    person = come_in(reviewed(samples_ledger), width, scripts)
    for path in pages(samples_ledger):
        person.open(path)
        assert person.page.locator("h1").count() == 1, path
        assert person.fits(), path
        if path == "/no-such-page":
            # a browser itself complains of a page that is not there
            person.complaints = [c for c in person.complaints if "404" not in c]
        assert person.is_quiet(), path
