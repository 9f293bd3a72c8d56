"""Two builds of the same reports at the same time leave what one would have left."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.ledger import open_store
from tests.fingerprints import contents
from tests.torture.kills import finished, start


@pytest.mark.slow
def test_two_builds_at_once_leave_the_record_of_one(ledger_url: str, samples: Path, tmp_path: Path) -> None:
    paths = [samples]
    builds = [start(paths, ledger_url), start(paths, ledger_url)]
    assert [b.wait(120) for b in builds] == [0, 0]
    store = open_store(ledger_url)
    both = contents(store)
    store.close()
    alone = finished(paths, str(tmp_path / "alone.db"))
    assert both == alone
