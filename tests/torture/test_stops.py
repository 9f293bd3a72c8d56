"""A build that dies in any of its transactions leaves nothing of it, and is finished by the next build."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Connection

from sayso.ledger.database import Database
from sayso.model.report import Report
from sayso.pipeline import Ledger, open_ledger
from tests.factories import pile
from tests.fingerprints import contents

Open = Callable[[str | Path], Ledger]


class Death(BaseException):
    """The end of a process."""


def stop_after(monkeypatch: pytest.MonkeyPatch, transactions: int) -> list[int]:
    """Let so many writing transactions pass; the next one dies after its writes, before they are kept."""
    writing = Database.writing
    passed = [0]

    @contextmanager
    def counted(self: Database) -> Iterator[Connection]:
        with writing(self) as connection:
            yield connection
            if passed[0] >= transactions:
                raise Death
        passed[0] += 1

    monkeypatch.setattr(Database, "writing", counted)
    return passed


def add(opened: Open, address: str | Path, reports: Sequence[Report]) -> None:
    with opened(address) as ledger:
        ledger.add(reports)


def add_and_die(opened: Open, address: str | Path, reports: Sequence[Report], transactions: int) -> None:
    with pytest.MonkeyPatch.context() as monkeypatch:
        stop_after(monkeypatch, transactions)
        with pytest.raises(Death):
            add(opened, address, reports)


@pytest.fixture(scope="module")
def transactions(tmp_path_factory: pytest.TempPathFactory) -> int:
    """How many writing transactions a build of the pile has."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        passed = stop_after(monkeypatch, 10_000)
        add(open_ledger, tmp_path_factory.mktemp("whole") / "ledger.db", pile())
        return passed[0]


def test_a_build_stopped_at_any_transaction_is_finished_by_the_next(
    transactions: int, opened: Open, tmp_path: Path
) -> None:
    add(opened, tmp_path / "whole.db", pile())
    whole = contents(opened(tmp_path / "whole.db").store)
    assert transactions >= len(pile()) + 3
    for k in range(transactions):
        address = tmp_path / f"{k}.db"
        add_and_die(opened, address, pile(), k)
        add(opened, address, pile())
        assert contents(opened(address).store) == whole, f"stopped at transaction {k}"


@pytest.mark.postgres
def test_a_build_stopped_at_its_last_transaction_is_finished_on_postgresql(
    transactions: int, opened: Open, postgres_url: str, tmp_path: Path
) -> None:
    add(opened, tmp_path / "whole.db", pile())
    add_and_die(opened, postgres_url, pile(), transactions - 1)
    add(opened, postgres_url, pile())
    assert contents(opened(postgres_url).store) == contents(opened(tmp_path / "whole.db").store)


def test_an_addition_that_stops_leaves_the_old_record_as_it_was(opened: Open, tmp_path: Path) -> None:
    address = tmp_path / "ledger.db"
    first, *others = pile()
    add(opened, address, [first])
    before = [i.row() for i in opened(address).incidents()]
    add_and_die(opened, address, others, len(others) + 2)
    after = opened(address)
    assert [i.row() for i in after.incidents()] == before
    after.add(others)
    assert len(after.incidents()) == 3
