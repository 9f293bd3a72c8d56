"""CSV and TSV: one report a row, with the columns named as the fields of the contract."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import replace

from sayso.errors import InputError
from sayso.gathering.decoding import MOST_BYTES, decode
from sayso.gathering.jsonl import report_of
from sayso.model.report import Report


def read_table(data: bytes, name: str, where: str) -> Iterator[Report | InputError]:
    """The reports of a table, in its order; a row without text is named and the others go on."""
    text, _ = decode(data, where)
    head = text.splitlines()[0] if text else ""
    mark = "\t" if "\t" in head else ";" if head.count(";") > head.count(",") else ","
    csv.field_size_limit(MOST_BYTES)
    lines = _Lines(io.StringIO(text, newline=""))
    rows = csv.DictReader(lines, delimiter=mark)
    columns = [(column or "").strip().lower() for column in rows.fieldnames or []]
    if "text" not in columns:
        raise InputError(
            "table-without-text",
            f"the table has no column named text; it has {', '.join(columns) or 'none'}",
            where=where,
            hint="name the columns id, text, title, url, publisher, author, published",
        )
    rows.fieldnames = columns
    lines.taken()
    stem = name.rsplit(".", 1)[0]
    try:
        for number, row in enumerate(rows, 2):
            here = f"{where}, row {number}"
            own = lines.taken()
            try:
                report = report_of({k: v for k, v in row.items() if k and v}, f"{stem}-{number}", here)
                yield replace(report, original=own.encode("utf-8", "surrogatepass"))
            except InputError as error:
                yield error
    except csv.Error as error:
        yield InputError(
            "table-damaged", f"the table cannot be read: {error}", where=where, hint="save it again as CSV"
        )


class _Lines:
    """Lines of a table, which remembers those that were asked for since it was last asked."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self._seen: list[str] = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self._seen.append(line)
        return line

    def taken(self) -> str:
        found = "".join(self._seen)
        self._seen.clear()
        return found
