"""Walks paths in a fixed order and turns each file into reports by the kind that its content shows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sayso.codebook.lexicon import Lexicon
from sayso.codebook.loading import lexicon as bundled_lexicon
from sayso.errors import InputError
from sayso.gathering import datelines
from sayso.gathering.decoding import harmless, one_line, unbroken
from sayso.gathering.jsonl import read_jsonl
from sayso.gathering.kinds import opened
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
    words = lexicon or bundled_lexicon()
    for source in sources(paths, leave=leave):
        if isinstance(source, InputError):
            yield _told(source)
        else:
            yield from reports_of(source, words)


@dataclass(frozen=True, slots=True)
class Source:
    """A file to be read: its path, the name that its reports have from it, and its size in bytes."""

    path: Path
    name: str
    size: int


def sources(paths: Iterable[str | Path], *, leave: Iterable[Path] = ()) -> Iterator[Source | InputError]:
    """The files of files and folders in their order, and what cannot be opened; nothing is read yet."""
    left = frozenset(p.resolve() for p in leave)
    for path in paths:
        yield from _walk(Path(path), None, left)


def reports_of(source: Source, lexicon: Lexicon) -> Iterator[Gathered]:
    """The reports of one file, each with what its text says of itself and with its view."""
    for item in _file(source):
        yield described(item, lexicon) if isinstance(item, Report) else _told(item)


def _walk(path: Path, root: Path | None, left: frozenset[Path]) -> Iterator[Source | InputError]:
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
        name = path.relative_to(root).as_posix() if root is not None else path.name
        yield Source(path, name, path.stat().st_size)
    else:
        yield InputError("path-missing", "there is no such file or folder", where=str(path), hint="check the spelling")


def _file(source: Source) -> Iterator[Gathered]:
    """The reports of one file."""
    path, name = source.path, source.name
    try:
        if path.suffix.lower() in _LINES:
            # read line by line: such a file may be larger than memory
            with path.open("rb") as lines:
                yield from read_jsonl(lines, one_line(path.stem), str(path))
            return
        with path.open("rb") as file:
            yield from opened(file, one_line(name), str(path))
    except InputError as error:
        yield error
    except OSError as error:
        yield InputError(
            "file-not-read",
            f"the file cannot be opened: {error.strerror}",
            where=str(path),
            hint="check its permissions",
        )


def _told(error: InputError) -> InputError:
    """An error in lines of its own, whatever the names of files in it."""
    return InputError(error.reference, harmless(error.what), where=harmless(error.where), hint=error.hint)


def described(report: Report, lexicon: Lexicon) -> Report:
    """A report completed by what its text and address say of it, and with its view."""
    day_first = datelines.order(report.text, report.day_first, lexicon.settings["regions"]["month_first"])
    report = _sound(report, day_first)
    furniture = lexicon.settings["furniture"]
    rules = rules_of(lexicon)
    body, press = without_furniture(report.text, rules), frozenset(lexicon.settings["press"]["words"])
    own = datelines.describe(body, tuple(furniture["issuer_verbs"]), press, day_first)
    source = report if report.publisher else replace(report, publisher=own.publisher)
    if day_first is None and source.day_first is not None:
        # the foot names the source, and its country writes dates in this order
        own = datelines.describe(body, tuple(furniture["issuer_verbs"]), press, source.day_first)
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


def _sound(report: Report, day_first: bool | None) -> Report:
    """A report whose fields any file and database can hold, and whose dates are dates."""
    words: dict[str, Any] = {
        name: unbroken(value)
        for name in ("title", "url", "publisher", "carried_by", "author")
        if (value := getattr(report, name)) is not None
    }
    words |= {name: harmless(value) for name in ("id", "path") if (value := getattr(report, name)) is not None}
    words |= {n: meant(words[n]) for n in ("title", "publisher", "carried_by", "author") if n in words}
    days: dict[str, Any] = {
        name: datelines.day(value, day_first) for name in ("published", "updated") if (value := getattr(report, name))
    }
    odd = [f"{name} {getattr(report, name)!r} is no date" for name, day in days.items() if day is None]
    if "published" in days and days["published"] is None:
        days["published_by"] = None
    return replace(report, **words, **days, notes=(*report.notes, *odd))
