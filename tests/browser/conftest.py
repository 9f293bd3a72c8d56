"""Fixtures of the browser tests: one browser for all, and reviews of ledgers that may be written."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sayso.pipeline import open_ledger
from sayso.reviewing.settings import Settings
from tests import factories
from tests.browser.driving import DESK, Served, Visit, served, visit
from tests.servers import missing

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# A report with what offsets go wrong on: characters beyond the first plane, and two kinds of line ends.
EMOJI = (
    "🚨🚨 Raid at the cannery!\r\n"
    "Federal agents arrested 40 workers at a cannery in Dayton, Ohio, on Tuesday, the county sheriff said.\r\n"
    "\r\n"
    "A neighbor 👩‍🌾 wrote: 😢17 more hid in a chapel.\rNobody has counted them since.\n"
)


@pytest.fixture
def samples_ledger(record: Path, tmp_path: Path) -> str:
    """The ledger of the samples, to be written."""
    path = tmp_path / "samples.db"
    shutil.copyfile(record, path)
    return str(path)


def made(url: str) -> str:
    """A small ledger at an address: six reports of one raid and other things, and one with emoji."""
    with open_ledger(url) as ledger:
        emoji = factories.report(EMOJI, id="emoji 🚨", publisher="Gem City Blog", title="Raid!", published="2021-03-11")
        assert ledger.add([*factories.pile(), emoji]).taken == 7
    return url


@pytest.fixture(scope="session")
def _small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(made(str(tmp_path_factory.mktemp("small") / "small.db")))


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def small_ledger(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The small ledger, to be written, on each engine in turn."""
    if request.param == "postgresql":
        return made(str(request.getfixturevalue("postgres_url")))
    path = tmp_path / "small.db"
    shutil.copyfile(request.getfixturevalue("_small"), path)
    return str(path)


@pytest.fixture
def sqlite_ledger(_small: Path, tmp_path: Path) -> str:
    """The small ledger in a file, for what does not depend on the database."""
    return str(shutil.copyfile(_small, tmp_path / "small.db"))


@pytest.fixture
def reviewed() -> Iterator[Callable[..., Served]]:
    """Serves reviews of ledgers for the time of a test, each for one person."""
    with ExitStack() as stack:
        yield lambda url, person="Robin Reviewer": stack.enter_context(served(Settings(url, person=person)))


@pytest.fixture
def come_in(browser: Browser) -> Iterator[Callable[..., Visit]]:
    """Opens a browser for somebody who has come in."""
    with ExitStack() as stack:
        yield lambda house, width=DESK, scripts=True, **options: stack.enter_context(
            visit(browser, house, width=width, scripts=scripts, **options)
        )


@pytest.fixture
def faults() -> Callable[[Visit], list[str]]:
    """What axe finds wrong with the page that somebody is at, all of it unfolded: the serious faults."""
    try:
        from axe_playwright_python.sync_playwright import Axe
    except ImportError:
        missing("axe is not installed")

    def found(person: Visit) -> list[str]:
        person.fits()
        told = Axe().run(person.page).response
        # a page that axe could not look at has no faults either
        assert len(told["passes"]) > 10
        return [
            f"{person.path}: {v['help']}: {node['html']}"
            for v in told["violations"]
            if v["impact"] in ("serious", "critical")
            for node in v["nodes"]
        ]

    return found
