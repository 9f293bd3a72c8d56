"""Holds what every file of the project must be: small, with plain line ends, and free of one machine's paths.

    python scripts/check_files.py [ROOT]

Looks at the files that git tracks or would take in. Prints what is wrong, one line each, and ends with 1 where
something is.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MOST_BYTES = 1_000_000
LARGE = frozenset({"src/sayso/atlas/data/gazetteer.npz"})
# The addresses of pages may hold such words; a path begins where no host name stands before it.
MACHINE_PATH = re.compile(r"(?<![\w.~:/?=%$}-])/(?:work|tmp|root|(?:home|Users)/[\w.-]+)/|\b[A-Z]:\\Users\\")


def files(root: Path) -> list[str]:
    """Paths from the root of all files that git knows or would take in; where there is no git, of all files."""
    # a checkout may belong to another user than the one who checks
    command = ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        found = (p.relative_to(root) for p in root.rglob("*") if p.is_file())
        return sorted(p.as_posix() for p in found if not any(part.startswith(".") for part in p.parts[:-1]))
    return sorted({name for name in done.stdout.split("\0") if name and (root / name).is_file()})


def faults(root: Path, name: str) -> Iterator[str]:
    """What is wrong with one file."""
    held = (root / name).read_bytes()
    if len(held) > MOST_BYTES and name not in LARGE:
        yield f"{name}: {len(held):,} bytes, at most {MOST_BYTES:,} are allowed"
    if b"\0" in held:
        return
    # a table of cases may hold such line ends as input, but not have them itself
    returns, ends = held.count(b"\r"), held.count(b"\n")
    if returns > (ends // 2 if "cases" in Path(name).parts else 0):
        yield f"{name}: has carriage returns, lines end with a line feed alone"
    for number, line in enumerate(held.decode("utf-8", "replace").split("\n"), 1):
        if found := MACHINE_PATH.search(line):
            yield f"{name}:{number}: names a path of one machine: {found[0]}"


def main() -> None:
    root = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT
    found = [fault for name in files(root) for fault in faults(root, name)]
    print("\n".join(found) if found else "files: small, plain and bound to no machine")
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
