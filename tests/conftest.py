"""What tests share: ledgers on both engines, the samples' record, a browser, the command line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sayso.codebook.lexicon import Lexicon
from sayso.codebook.loading import lexicon as load_lexicon
from sayso.pipeline import Ledger, open_ledger
from tests import servers
from tests.running import run
from tests.servers import CHROMIUM_FLAGS, Server, missing

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture(autouse=True)
def _nobodys_ledger(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No test may see or touch the ledger of whoever runs the tests."""
    monkeypatch.delenv("SAYSO_LEDGER", raising=False)
    monkeypatch.chdir(tmp_path)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Server]:
    """One PostgreSQL server for all tests of a session."""
    with servers.postgres() as server:
        yield server


@pytest.fixture
def postgres_url(postgres_server: Server) -> Iterator[str]:
    """A fresh database on PostgreSQL."""
    with postgres_server.database() as url:
        yield url


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def ledger_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a ledger that is not there yet, on each engine in turn."""
    if request.param == "sqlite":
        return str(tmp_path / "ledger.db")
    return str(request.getfixturevalue("postgres_url"))


@pytest.fixture
def opened() -> Iterator[Callable[[str | Path], Ledger]]:
    """Opens ledgers and closes them when the test is over."""
    with ExitStack() as stack:
        yield lambda url: stack.enter_context(open_ledger(url))


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    """All bundled codebooks."""
    return load_lexicon()


@pytest.fixture(scope="session")
def samples() -> Path:
    """The folder of the bundled sample reports."""
    with resources.as_file(resources.files("sayso") / "samples" / "reports") as folder:
        return folder


@pytest.fixture(scope="session")
def record(tmp_path_factory: pytest.TempPathFactory, samples: Path) -> Path:
    """A ledger of the bundled sample reports: to be looked at, never to be written."""
    path = tmp_path_factory.mktemp("record") / "samples.db"
    assert run("build", samples, "--ledger", path).status == 0
    path.chmod(0o444)
    return path


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a browser."""
    return servers.chromium_path()


@pytest.fixture(scope="session")
def tesseract() -> str:
    """The path of the program that recognises text."""
    return servers.tesseract_path()


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """One browser for all tests: two drivers cannot run side by side."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        missing("playwright is not installed")
    with sync_playwright() as driver:
        found = driver.chromium.launch(executable_path=chromium, args=list(CHROMIUM_FLAGS))
        yield found
        found.close()
