"""Where the steps run: in this process, or in workers on all cores that may die without taking a build along."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from sayso.errors import InputError
from sayso.gathering.gather import Source, sources
from sayso.running.local import build
from sayso.running.pieces import Piece

__all__ = ["Piece", "build", "files"]


def files(paths: Iterable[str | Path], leave: Iterable[Path] = ()) -> list[Source | InputError]:
    """The files of files and folders, listed before any is read."""
    return list(sources(paths, leave=leave))
