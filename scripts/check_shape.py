"""Holds the shape of modules: each opens with a sentence on what it owns, and neither it nor its functions grow long.

    python scripts/check_shape.py [ROOT]

Prints what is wrong, one line each, and ends with 1 where something is.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = "src/sayso"
MODULE_LINES, FUNCTION_LINES = 300, 45
# Copied unchanged from those who judge by them.
COPIED = frozenset({"benching/score.py", "benching/layers.py"})


def modules(root: Path) -> Iterator[tuple[str, str]]:
    """Path from the root and source of every module that is ours to shape."""
    package = root / PACKAGE
    for path in sorted(package.rglob("*.py")):
        if path.relative_to(package).as_posix() not in COPIED:
            yield path.relative_to(root).as_posix(), path.read_text("utf-8")


def faults(name: str, source: str) -> Iterator[str]:
    """What is wrong with the shape of one module."""
    tree = ast.parse(source, name)
    if not (ast.get_docstring(tree) or "").strip():
        yield f"{name}:1: the module does not open with a docstring that says what it owns"
    lines = len(source.splitlines())
    if lines > MODULE_LINES:
        yield f"{name}: {lines} lines, at most {MODULE_LINES} are allowed: part it by what it owns"
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > FUNCTION_LINES:
                yield f"{name}:{node.lineno}: {node.name} has {length} lines, at most {FUNCTION_LINES} are allowed"


def main() -> None:
    root = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT
    found = [fault for name, source in modules(root) for fault in faults(name, source)]
    print("\n".join(found) if found else "shape: all modules are in shape")
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
