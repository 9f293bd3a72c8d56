"""Where the steps run: in this process, or in workers on all cores that may die without taking a build along."""

from sayso.running.local import Piece, build, files

__all__ = ["Piece", "build", "files"]
