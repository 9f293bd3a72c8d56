"""Walks paths in a fixed order and turns each file into reports by the kind that its content shows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from sayso.codebook.lexicon import Lexicon
from sayso.codebook.loading import lexicon as bundled_lexicon
from sayso.errors import InputError
from sayso.gathering import datelines
from sayso.gathering.decoding import unbroken
from sayso.gathering.jsonl import read_jsonl
from sayso.gathering.kinds import MOST_FILE, contents
from sayso.gathering.repair import meant, mend, rules_of, without_furniture
from sayso.gathering.tongues import understood
from sayso.model.report import Report

Gathered = Report | InputError
_LINES = (".jsonl", ".ndjson")
_HIDDEN = re.compile(r"^\.|^__MACOSX$|~$")


def gather(
    paths: Iterable[str | Path], lexicon: Lexicon | None = None, *, leave: Iterable[Path] = ()
) -> Iterator[Gathered]:
    """Reports and bad inputs of files and folders; folders are walked in the order of their names.

    Files to `leave` are the program's own: the ledger that is written, a codebook that is read with.

    Each report carries what its text says of itself and a view to be read through its damage.
    """
    left = frozenset(p.resolve() for p in leave)
    words = lexicon or bundled_lexicon()
    for path in paths:
        found = _walk(Path(path), None, left)
        yield from (_described(item, words) if isinstance(item, Report) else item for item in found)


def _walk(path: Path, root: Path | None, left: frozenset[Path]) -> Iterator[Gathered]:
    if path.is_dir():
        root = root or path
        if path.is_symlink() and path.resolve() in (
            root.resolve(),
            *path.parent.resolve().parents,
            path.parent.resolve(),
        ):
            # a folder that leads back to itself
            return
        try:
            inside = sorted(p for p in path.iterdir() if not _HIDDEN.search(p.name))
        except OSError as error:
            yield InputError(
                "folder-not-read",
                f"the folder cannot be opened: {error.strerror}",
                where=str(path),
                hint="check its permissions",
            )
            return
        for child in inside:
            yield from _walk(child, root, left)
    elif path.resolve() in left:
        return
    elif path.is_file():
        yield from _file(path, root)
    else:
        yield InputError("path-missing", "there is no such file or folder", where=str(path), hint="check the spelling")


def _file(path: Path, root: Path | None) -> Iterator[Gathered]:
    """The reports of one file."""
    name = path.relative_to(root).as_posix() if root is not None else path.name
    try:
        if path.suffix.lower() in _LINES:
            # read line by line: such a file may be larger than memory
            with path.open("rb") as lines:
                yield from read_jsonl(lines, path.stem, str(path))
            return
        size = path.stat().st_size
        if size > MOST_FILE:
            raise InputError(
                "file-too-large",
                f"{size / 1e6:.0f} MB in one file; the limit is {MOST_FILE / 1e6:.0f} MB",
                where=str(path),
                hint="split it",
            )
        yield from contents(path.read_bytes(), name, str(path))
    except InputError as error:
        yield error
    except OSError as error:
        yield InputError(
            "file-not-read",
            f"the file cannot be opened: {error.strerror}",
            where=str(path),
            hint="check its permissions",
        )


def described(report: Report, lexicon: Lexicon) -> Report:
    """A report completed by what its text and address say of it, and with its view."""
    return _described(report, lexicon)


def _described(report: Report, lexicon: Lexicon) -> Report:
    report = _sound(report)
    furniture = lexicon.settings["furniture"]
    rules = rules_of(lexicon)
    own = datelines.describe(
        without_furniture(report.text, rules),
        tuple(furniture["issuer_verbs"]),
        frozenset(lexicon.settings["press"]["words"]),
    )
    published, how = report.published, report.published_by
    if published is None and own.published_by not in (None, "latest dated post"):
        published, how = own.published, own.published_by
    if published is None and report.url:
        published, how = datelines.from_address(report.url), "address"
    if published is None and own.published is not None:
        published, how = own.published, own.published_by
    tongue = understood(mend(report.text, rules), lexicon)
    return replace(
        report,
        view=tongue.view,
        language=tongue.language or report.language,
        notes=(*report.notes, *tongue.notes),
        title=report.title or meant(own.title or "") or None,
        author=report.author or meant(own.author or "") or None,
        publisher=report.publisher or own.publisher,
        published=published,
        published_by=how if published else None,
        updated=report.updated or own.updated,
    )


def _sound(report: Report) -> Report:
    """A report whose fields any file and database can hold, and whose dates are dates."""
    words: dict[str, Any] = {
        name: unbroken(value)
        for name in ("id", "title", "url", "publisher", "carried_by", "author", "path")
        if (value := getattr(report, name)) is not None
    }
    words |= {n: meant(words[n]) for n in ("title", "publisher", "carried_by", "author") if n in words}
    days: dict[str, Any] = {
        name: datelines.day(value) for name in ("published", "updated") if (value := getattr(report, name))
    }
    odd = [f"{name} {getattr(report, name)!r} is no date" for name, day in days.items() if day is None]
    if "published" in days and days["published"] is None:
        days["published_by"] = None
    return replace(report, **words, **days, notes=(*report.notes, *odd))
