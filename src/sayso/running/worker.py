"""A process of its own that answers requests; it may die or hang, and whoever asked is told so."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from multiprocessing.connection import Connection, wait
from typing import Any

from sayso.errors import RefusedError

# What a worker may hold in memory of its own; the language model with its words takes a tenth of it.
MOST_MEMORY = 2_500_000_000
# A process that is asked to end has ended within this, or is killed.
_PATIENCE = 2.0
# What answers: request -> answers, each sent on as soon as it is there.
Answering = Callable[[Any], Iterable[Any]]
# A sign of life of who takes long for the next answer; the time that it may take begins anew.
Beat = Callable[[], None]
_ANSWER, _END, _FAILED, _BEAT, _UNMADE = "answer", "end", "failed", "beat", "unmade"


class WorkerError(Exception):
    """The worker ended, or took too long and was ended; the next request finds a new one."""


class Worker:
    """One process, started when it is first asked and again after its death.

    `make(beat, *settings)` is called in the process and gives what answers there; both must be known to other
    processes by name.
    """

    def __init__(self, make: Callable[..., Answering], *settings: Any) -> None:
        self._make = make
        self._settings = settings
        self._process: Any = None
        self._line: Connection | None = None

    def ask(self, request: Any) -> None:
        """Hand a request over; `answer` gives what comes of it."""
        if self._process is None:
            self._start()
        assert self._line is not None
        with contextlib.suppress(OSError):
            # that it has died is told by the line, when the answer is waited for
            self._line.send(request)

    def answer(self, seconds: float) -> Any | None:
        """The next answer to the last request, None after the last one.

        Raises WorkerError where the process ends before, or gives none within so many seconds; RefusedError where
        it cannot begin.
        """
        assert self._line is not None
        kind, value = _BEAT, None
        try:
            while kind == _BEAT:
                if not self._line.poll(seconds):
                    raise WorkerError("nothing came of it in the time that it may take")
                kind, value = self._line.recv()
        except (EOFError, OSError) as error:
            raise WorkerError(self._how_it_ended()) from error
        except WorkerError:
            self.kill()
            raise
        if kind == _UNMADE:
            # the next one would fare no better
            self.kill()
            raise RefusedError(
                "worker-not-made",
                f"a process that is to work for this one cannot begin: {value}",
                where=f"{self._make.__module__}.{self._make.__qualname__}",
                hint="this is a mistake in sayso or in its installation: install it again, or report it",
            )
        if kind == _FAILED:
            # what it holds now nobody knows
            self.kill()
            raise WorkerError(value)
        return value if kind == _ANSWER else None

    def revive(self) -> None:
        """Let go of a process that has ended since it last answered, so that the next request finds a new one."""
        if self._process is not None and not self._process.is_alive():
            self.kill()

    @property
    def line(self) -> Connection:
        """The line on which answers come, to be waited for together with others."""
        assert self._line is not None
        return self._line

    def kill(self) -> None:
        """End the process at once."""
        process, line = self._process, self._line
        self._process = self._line = None
        if line is not None:
            line.close()
        if process is not None:
            process.kill()
            process.join()
            process.close()

    def _start(self) -> None:
        # a new interpreter rather than a copy of this one, which may hold a database and threads
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, self._make, self._settings), daemon=True)
        # Ctrl-C goes to whoever asks, who ends this process: it is passed over from its first moment
        with _without_interrupts():
            self._process.start()
        theirs.close()
        self._line = ours

    def _how_it_ended(self) -> str:
        process = self._process
        process.join(_PATIENCE)
        code = process.exitcode
        self.kill()
        if code is not None and code < 0:
            return f"it was ended by {signal.Signals(-code).name}"
        return f"it ended with status {code}"


def first_of(workers: Iterable[Worker], seconds: float) -> list[Worker]:
    """The workers with an answer, or whose process ended; none if there is no such within so many seconds."""
    lines = {w.line: w for w in workers}
    return [lines[line] for line in wait(list(lines), seconds)]  # type: ignore[index]


def _serve(line: Connection, make: Callable[..., Answering], settings: tuple[Any, ...]) -> None:
    """Answer requests until the line ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()
    _bound_memory()
    # what libraries print would be mixed into the answers' progress
    sys.stdout = sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - until the process ends
    with contextlib.suppress(EOFError, OSError):
        try:
            answering = make(lambda: line.send((_BEAT, None)), *settings)
        except Exception as error:  # noqa: BLE001 - told to whoever asks
            line.send((_UNMADE, f"{type(error).__name__}: {error}"))
            return
        while True:
            for message in _messages(answering, line.recv()):
                line.send(message)


def _messages(answering: Answering, request: Any) -> Iterator[tuple[str, Any]]:
    try:
        for value in answering(request):
            yield _ANSWER, value
    except MemoryError:
        yield _FAILED, "it took more memory than it may"
    except RecursionError:
        yield _FAILED, "it is nested too deep"
    except Exception as error:  # noqa: BLE001 - one input of thousands, told with its error
        yield _FAILED, f"{type(error).__name__}: {error}"
    else:
        yield _END, None


def _end_with(parent: int) -> None:
    """End this process when the one that started it is gone, whatever it is at."""
    while os.getppid() == parent:
        time.sleep(_PATIENCE)
    os._exit(1)


@contextlib.contextmanager
def _without_interrupts() -> Iterator[None]:
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _bound_memory() -> None:
    try:
        import resource
    except ImportError:
        # Windows has no such limit
        return
    with contextlib.suppress(OSError, ValueError):
        _, most = resource.getrlimit(resource.RLIMIT_DATA)
        bound = MOST_MEMORY if most == resource.RLIM_INFINITY else min(MOST_MEMORY, most)
        resource.setrlimit(resource.RLIMIT_DATA, (bound, most))
