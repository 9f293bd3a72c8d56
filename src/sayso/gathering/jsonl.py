"""JSONL: one report a line, with the fields of the contract; a bad line is named and the others go on."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, BinaryIO

from sayso.errors import InputError
from sayso.gathering.decoding import clean
from sayso.model.report import Report

_MOST_LINE = 40_000_000
_PIECE = 1_000_000
_TEXT_FIELDS = ("title", "url", "publisher", "carried_by", "author", "published", "updated")


def read_jsonl(file: BinaryIO, stem: str, place: str) -> Iterator[Report | InputError]:
    """The reports of JSONL lines, in order; `stem` names those without an id."""
    for number, line in enumerate(_lines(file), 1):
        where = f"{place}, line {number}"
        if isinstance(line, int):
            yield InputError(
                "line-too-long", f"a line of {line / 1e6:.0f} MB", where=where, hint="write one report a line"
            )
            continue
        if number == 1 and line.startswith(b"\xef\xbb\xbf"):
            line = line[3:]
        if not line.strip():
            continue
        try:
            yield replace(report_of(_row(line, where), f"{stem}-{number}", where), original=line)
        except InputError as error:
            yield error


def _lines(file: BinaryIO) -> Iterator[bytes | int]:
    """Each line; of one that is too long only its length, so that it is never whole in memory."""
    while line := file.readline(_MOST_LINE + 1):
        if len(line) <= _MOST_LINE:
            yield line
            continue
        size, ended = len(line), line.endswith(b"\n")
        while not ended and (line := file.readline(_PIECE)):
            size, ended = size + len(line), line.endswith(b"\n")
        yield size


def _row(line: bytes, where: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise InputError(
            "line-not-json", f"the line is no JSON: {error}", where=where, hint="mend or drop the line"
        ) from error
    if not isinstance(row, dict):
        raise InputError(
            "line-not-object",
            "the line is JSON, but no object with a text",
            where=where,
            hint='write {"id": …, "text": …}',
        )
    return row


def report_of(row: dict[str, Any], fallback: str, where: str) -> Report:
    """The report of one row; `doc_id`, `dct`, `date` and `domain` are taken as `id`, `published` and `publisher`."""
    raw = row.get("text")
    if not isinstance(raw, str):
        raise InputError(
            "line-without-text", "the row has no text", where=where, hint='the field "text" holds the report'
        )
    text, notes = clean(raw, where)
    values: dict[str, Any] = {name: str(row[name]) for name in _TEXT_FIELDS if row.get(name)}
    published = values.pop("published", None) or row.get("dct") or row.get("date")
    # who keeps no publisher's name often keeps the site
    if row.get("domain"):
        values.setdefault("publisher", str(row["domain"]))
    ident = row.get("id", row.get("doc_id"))
    return Report(
        id=str(ident) if ident not in (None, "") else fallback,
        text=text,
        published=str(published) if published else None,
        published_by="given" if published else None,
        path=where,
        notes=notes,
        **values,
    )
