"""Runs sayso's command line in this process, so that a test need not load the language model anew."""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

from sayso import pipeline
from sayso.cli import main
from sayso.pipeline import Ledger


@dataclass(frozen=True)
class Outcome:
    """How a command ended, and what it printed; newlines are as they were written."""

    status: int
    out: str
    err: str

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The output as one JSON row a line."""
        return [json.loads(line) for line in self.out.split("\n") if line]

    @property
    def json(self) -> Any:
        """The output as one JSON value."""
        return json.loads(self.out)

    @property
    def errors(self) -> list[dict[str, str]]:
        """The errors shown: each a reference line, then what, where and hint."""
        found: list[dict[str, str]] = []
        for line in self.err.splitlines():
            key, _, words = line.strip().partition(" ")
            if line.startswith("  ") and found and key in ("what", "where", "hint"):
                found[-1][key] = words.strip()
            elif line and " " not in line:
                found.append({"reference": line})
        return found


def run(*args: str | Path) -> Outcome:
    """Run `sayso ARGS`; whatever is not a clean ending is raised here as it would end in a traceback there."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="", write_through=True) for _ in range(2))
    status = 0
    argv = patch.object(sys, "argv", ["sayso", *map(str, args)])
    here = patch.dict(os.environ, {"SAYSO_PROCESSES": os.environ.get("SAYSO_PROCESSES", "0")})
    with argv, here, redirect_stdout(out), redirect_stderr(err), _closed_at_the_end():
        try:
            main()
        except SystemExit as end:
            status = end.code if isinstance(end.code, int) else int(end.code is not None)
    return Outcome(status, *(stream.buffer.getvalue().decode("utf-8") for stream in (out, err)))


@contextmanager
def _closed_at_the_end() -> Iterator[None]:
    """Close the ledgers that a command opened, as the end of its process would."""
    with ExitStack() as stack:
        for made in (pipeline.open_ledger, pipeline.look_into):

            def opening(*args: Any, made: Callable[..., Ledger] = made, **options: Any) -> Ledger:
                return stack.enter_context(made(*args, **options))

            stack.enter_context(patch.object(pipeline, made.__name__, opening))
        yield
