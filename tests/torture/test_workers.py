"""A build in workers makes the record that one process makes; a worker that dies costs one input, which is named."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from sayso.errors import RefusedError
from sayso.model.report import Report
from sayso.pipeline import Ledger
from sayso.running import build, files, pieces, reading
from sayso.running.worker import Worker
from tests.fingerprints import contents
from tests.torture import dying

pytestmark = pytest.mark.slow
Open = Callable[[str | Path], Ledger]
ENDS = ("killed", "hangs", "swells", "raises", "leaves")
TELLS = {
    "killed": "SIGKILL",
    "hangs": "nothing came of it in the time",
    "swells": "more memory than it may",
    "raises": "unforeseen",
    "leaves": "status 3",
}
RAID = "Immigration agents arrested {} workers at a mill in {}, Iowa, on March {}, 2021, the sheriff said."


@pytest.fixture
def pile(tmp_path: Path) -> Path:
    """Ten reports of ten raids, of which five end their worker; two reports in each of those."""
    folder = tmp_path / "pile"
    folder.mkdir()
    towns = [
        "Ames",
        "Boone",
        "Clinton",
        "Decorah",
        "Elkader",
        "Fairfield",
        "Grinnell",
        "Harlan",
        "Indianola",
        "Jefferson",
    ]
    for k, town in enumerate(towns):
        name = f"{k}-{ENDS[k // 2]}" if k % 2 else f"{k}-plain"
        (folder / f"{name}.txt").write_text(RAID.format(10 + k, town, k + 1))
    return folder


def test_workers_leave_what_one_process_leaves(opened: Open, tmp_path: Path, samples: Path) -> None:
    made = []
    for processes in (0, 1, 3):
        ledger = opened(tmp_path / f"{processes}.db")
        done = build(ledger, files([samples]), processes=processes)
        assert (done.taken, done.bad) == (42, [])
        made.append(contents(ledger.store))
    assert made[0] == made[1] == made[2]


@pytest.mark.skipif(os.name != "posix", reason="memory is bounded on POSIX only")
def test_a_report_that_ends_its_reader_is_named_and_the_others_go_on(
    opened: Open, tmp_path: Path, pile: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger = opened(tmp_path / "ledger.db")
    with monkeypatch.context() as patched:
        patched.setattr(reading, "reader", dying.dying_reader)
        patched.setattr(reading, "READING_SECONDS", 8.0)
        done = build(ledger, files([pile]), processes=2)
    assert [e.reference for e in done.bad] == ["report-not-read"] * 5
    for error, end in zip(done.bad, ENDS, strict=True):
        assert end in error.where
        assert TELLS[end] in error.what
    assert done.taken == 5
    assert len(ledger.incidents()) == 5
    # the next build tries again, and takes what it can
    again = build(ledger, files([pile]), processes=1)
    assert (again.taken, again.known, again.bad) == (5, 5, [])


@pytest.mark.skipif(os.name != "posix", reason="memory is bounded on POSIX only")
def test_a_file_that_ends_the_gatherer_is_named_and_what_came_before_is_kept(
    opened: Open, tmp_path: Path, pile: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger = opened(tmp_path / "ledger.db")
    monkeypatch.setattr(pieces, "gatherer", dying.dying_gatherer)
    monkeypatch.setattr(pieces, "GATHERING_SECONDS", 4.0)
    done = build(ledger, files([pile]), processes=1)
    assert [e.reference for e in done.bad] == ["file-broke-off"] * 5
    assert [TELLS[end] in e.what for e, end in zip(done.bad, ENDS, strict=True)] == [True] * 5
    assert done.taken == 10


def test_a_file_that_takes_long_but_shows_life_is_waited_for(
    opened: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "slow.txt").write_text(RAID.format(12, "Ames", 3))
    monkeypatch.setattr(pieces, "gatherer", dying.dying_gatherer)
    monkeypatch.setattr(pieces, "GATHERING_SECONDS", 4.0)
    done = build(opened(tmp_path / "ledger.db"), files([tmp_path / "slow.txt"]), processes=1)
    assert (done.taken, done.bad) == (1, [])


def test_progress_reaches_the_end(opened: Open, tmp_path: Path, pile: Path) -> None:
    told: list[int] = []
    found = files([pile])
    build(opened(tmp_path / "ledger.db"), found, processes=1, told=lambda piece: told.append(piece.done))
    assert len(told) == 10
    assert told == sorted(told)
    assert 0 < told[-1] <= sum(p.stat().st_size for p in pile.iterdir())


def test_a_reader_that_is_killed_while_it_waits_costs_no_report(
    opened: Open, tmp_path: Path, pile: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asking, struck = Worker.ask, []

    def ask(worker: Worker, request: object) -> None:
        if isinstance(request, Report) and worker._process is not None and not struck:
            worker._process.kill()
            worker._process.join()
            struck.append(request.id)
        asking(worker, request)

    monkeypatch.setattr(Worker, "ask", ask)
    done = build(opened(tmp_path / "ledger.db"), files([pile]), processes=1)
    assert (len(struck), done.taken, done.bad) == (1, 10, [])


def test_a_worker_that_cannot_begin_stops_the_build_at_once(
    opened: Open, tmp_path: Path, pile: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger = opened(tmp_path / "ledger.db")
    monkeypatch.setattr(reading, "reader", dying.unmade_reader)
    with pytest.raises(RefusedError, match="never begun") as told:
        build(ledger, files([pile]), processes=2)
    assert told.value.reference == "worker-not-made"
    assert ledger.incidents() == []
