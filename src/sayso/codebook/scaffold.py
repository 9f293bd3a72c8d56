"""A new codebook to begin with: a whole, commented one under the name of a new domain."""

from __future__ import annotations

import re
from importlib import resources
from pathlib import Path

from sayso.codebook.loading import bundled
from sayso.errors import RefusedError

_NAME = re.compile(r"[a-z][a-z0-9_]*")


def scaffold(name: str, out: Path) -> Path:
    """Write a codebook to begin with and return its path; `out` is the file or the folder for it.

    Raises RefusedError where the name is no name, is taken, or the file is there already.
    """
    if not _NAME.fullmatch(name):
        fit = re.sub(r"\W+", "_", name.lower()).strip("_")
        raise RefusedError(
            "codebook-name",
            f"{name!r} cannot name a codebook",
            where=name,
            hint=f"small letters, digits and underscores, a letter first: {fit if _NAME.fullmatch(fit) else 'my_domain'}",
        )
    if name in bundled():
        raise RefusedError(
            "codebook-taken", f"{name} comes with sayso", where=name, hint=f"`sayso codebook show {name}` prints it"
        )
    path = out / f"{name}.toml" if out.is_dir() else out
    text = (resources.files("sayso.codebook") / "data" / "new.toml").read_text("utf-8")
    for mark, word in (("@NAME@", name), ("@LABEL@", name.replace("_", " ")), ("@FILE@", path.name)):
        text = text.replace(mark, word)
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        raise RefusedError(
            "codebook-there", "the file is there already", where=str(path), hint="name another one with --out"
        ) from None
    except OSError as error:
        raise RefusedError(
            "codebook-not-written", f"the file cannot be written: {error}", where=str(path), hint="name another place"
        ) from error
    return path
