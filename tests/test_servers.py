"""Where a tool is missing its tests skip and say so; in CI they fail, so that nothing goes untried unseen."""

from __future__ import annotations

import pytest

from tests import servers


@pytest.fixture(params=["false", "true"])
def outcome(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> type[BaseException]:
    """How a test must end that lacks its tool, with and without CI."""
    monkeypatch.setenv("CI", request.param)
    return pytest.fail.Exception if request.param == "true" else pytest.skip.Exception


def test_a_missing_browser_is_told(outcome: type[BaseException], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(servers.shutil, "which", lambda name: None)
    with pytest.raises(outcome, match="Chromium is not installed"):
        servers.chromium_path()


def test_a_missing_server_is_told(outcome: type[BaseException], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(servers.shutil, "which", lambda name: None)
    monkeypatch.setattr(servers, "DEBIAN", servers.Path("nowhere"))
    with pytest.raises(outcome, match="PostgreSQL is not installed"), servers.postgres():
        pass


def test_a_missing_driver_is_told(outcome: type[BaseException], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(servers, "find_spec", lambda name: None)
    with pytest.raises(outcome, match="psycopg is not installed"), servers.postgres():
        pass
