"""What answers in workers of the tests: like sayso's own, but for inputs whose name says how the worker ends."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from sayso.gathering import pulse
from sayso.running import pieces, reading


def _end(name: str) -> None:
    if "killed" in name:
        os.kill(os.getpid(), signal.SIGKILL)
    if "hangs" in name:
        time.sleep(600)
    if "swells" in name:
        bytearray(8_000_000_000)
    if "raises" in name:
        raise KeyError("unforeseen")
    if "leaves" in name:
        sys.exit(3)


def dying_gatherer(beat: Callable[[], None], codebooks: Sequence[str]) -> Callable[[Any], Iterator[Any]]:
    """Dies after the first report of a file."""
    own = pieces.gatherer(beat, codebooks)

    def answers(source: Any) -> Iterator[Any]:
        for item in own(source):
            if "slow" in source.name:
                for _ in range(6):
                    time.sleep(1)
                    pulse.beat()
            yield item
            _end(source.name)

    return answers


def dying_reader(beat: Callable[[], None], codebooks: Sequence[str]) -> Callable[[Any], Iterator[Any]]:
    """Dies of a report."""
    own = reading.reader(beat, codebooks)

    def answers(report: Any) -> Iterator[Any]:
        _end(report.id)
        yield from own(report)

    return answers


def unmade_reader(beat: Callable[[], None], codebooks: Sequence[str]) -> Callable[[Any], Iterator[Any]]:
    """Cannot even begin."""
    raise KeyError("never begun")
