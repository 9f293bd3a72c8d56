"""Starts builds as processes of their own, kills them at drawn instants, and says what must be left."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from sayso.ledger import open_store
from tests.fingerprints import contents
from tests.running import run

KILLS = int(os.environ.get("SAYSO_KILLS", "10"))
# The rest of the kills fall before, while the language model is loaded.
_WHILE_WRITING = 0.85
# Tables are made, then versions recorded: with the third growth of the file the first report is in.
_FIRST_REPORT = 2


def start(paths: list[Path], ledger: str) -> subprocess.Popen[bytes]:
    """`sayso build` in a process of its own."""
    command = [sys.executable, "-c", "from sayso.cli import main; main()", "build", *map(str, paths)]
    return subprocess.Popen([*command, "--ledger", ledger], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


@dataclass
class Course:
    """When, in seconds from its start, an undisturbed build first writes, takes in its first report, and ends.

    The machine may be less busy later on: `was_over` is for a build that ended before it could be killed.
    """

    first_write: float
    first_report: float
    end: float
    pace: float = 1.0

    def instant(self, chance: random.Random) -> float:
        """An instant at which to kill."""
        if chance.random() < _WHILE_WRITING:
            return self.pace * chance.uniform(self.first_report, self.end)
        return self.pace * chance.uniform(self.first_write, self.first_report)

    def was_over(self) -> None:
        """Take builds to be faster from now on."""
        self.pace *= 0.9


def undisturbed(paths: list[Path], ledger: Path) -> Course:
    """Build into a file, and note when it grows."""
    begun, grown, size = time.monotonic(), [], 0
    process = start(paths, str(ledger))
    log = ledger.with_name(ledger.name + "-wal")
    while process.poll() is None:
        now = log.stat().st_size if log.exists() else 0
        if now > size:
            grown.append(time.monotonic() - begun)
            size = now
        time.sleep(0.002)
    assert process.returncode == 0
    end = time.monotonic() - begun
    return Course(grown[0], grown[min(_FIRST_REPORT, len(grown) - 1)], end)


def killed(paths: list[Path], ledger: str, seconds: float) -> bool:
    """Start a build and kill it after so many seconds; False if it had ended before."""
    process = start(paths, ledger)
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        process.kill()
    return process.wait() != 0


def claims(ledger: str) -> set[str]:
    """The claims that a ledger holds, whatever state it is in."""
    store = open_store(ledger)
    try:
        return set(store.claims())
    finally:
        store.close()


def finished(paths: list[Path], ledger: str) -> dict[str, list[str]]:
    """What the ledger holds after one more build that nobody disturbs."""
    done = run("build", *paths, "--ledger", ledger)
    assert done.status == 0, done.err
    store = open_store(ledger)
    try:
        return contents(store)
    finally:
        store.close()
