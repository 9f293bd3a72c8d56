"""A user's own places: a CSV file of detention centres, plants, camps, with what they are called and where they are."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from sayso.errors import CodebookError

ENDING = ".csv"
_COLUMNS = ("name", "aliases", "lat", "lon", "country", "admin1", "kind", "id")
_NEEDED = ("name", "lat", "lon")
_HEADER = "name,aliases,lat,lon,country,admin1,kind"
_BOUNDS = {"lat": 90.0, "lon": 180.0}


@dataclass(frozen=True, slots=True)
class OwnPlace:
    """One row: all its names, its point, and the country and region that it names itself in."""

    names: tuple[str, ...]
    lat: float
    lon: float
    country: str
    admin1: str
    kind: str
    id: str
    where: str


def is_places(name: str) -> bool:
    """Whether a name on the command line is a file of places."""
    return name.lower().endswith(ENDING)


def load_places(name: str) -> tuple[tuple[OwnPlace, ...], tuple[str, str, str]]:
    """The places of a CSV file, and how the ledger remembers it: name, kind and a mark of its content."""
    try:
        raw = Path(name).read_bytes()
        text = raw.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise _wrong("cannot be read", name, f"{error}; it should be a CSV file in UTF-8") from error
    found = tuple(_rows(name, text))
    for k, place in enumerate(found):
        if any(place.id == before.id for before in found[:k]):
            raise _wrong(f"the id {place.id!r} is given twice", place.where, "give each place an id of its own")
    return found, (Path(name).name, "places", sha256(raw).hexdigest()[:12])


def _rows(name: str, text: str) -> Iterator[OwnPlace]:
    reader = csv.DictReader(io.StringIO(text, newline=""), skipinitialspace=True)
    columns = [(c or "").strip().lower() for c in reader.fieldnames or ()]
    missing = [c for c in _NEEDED if c not in columns]
    if missing:
        raise _wrong(f"there is no column {', '.join(missing)}", f"{name}:1", f"the first line is {_HEADER}")
    unknown = [c for c in columns if c not in _COLUMNS]
    if unknown:
        raise _wrong(f"{unknown[0]!r} is no column", f"{name}:1", f"columns are {', '.join(_COLUMNS)}")
    reader.fieldnames = columns
    for row in reader:
        where = f"{name}:{reader.line_num}"
        if None in row:
            raise _wrong("the row has more cells than the first line", where, 'write a name with a comma in "quotes"')
        cells = {key: (value or "").strip() for key, value in row.items()}
        if not any(cells.values()):
            continue
        yield _place(cells, where)


def _place(cells: dict[str, str], where: str) -> OwnPlace:
    name = cells["name"]
    if not name:
        raise _wrong("the place has no name", where, "each row begins with the name as reports write it")
    names = (name, *(a.strip() for a in re.split(r"[|;]", cells.get("aliases", "")) if a.strip()))
    slug = re.sub(r"\W+", "-", name.lower()).strip("-")
    return OwnPlace(
        names,
        _degrees(cells, "lat", where),
        _degrees(cells, "lon", where),
        cells.get("country", ""),
        cells.get("admin1", ""),
        cells.get("kind", "") or "site",
        f"own:{cells.get('id') or slug}",
        where,
    )


def _degrees(cells: dict[str, str], column: str, where: str) -> float:
    try:
        value = float(cells[column])
    except ValueError:
        value = float("nan")
    if not abs(value) <= _BOUNDS[column]:
        hint = f"write degrees with a point, from -{_BOUNDS[column]:g} to {_BOUNDS[column]:g}"
        raise _wrong(f"{column} is {cells[column]!r}", where, hint)
    return value


def _wrong(what: str, where: str, hint: str) -> CodebookError:
    return CodebookError("places-not-read", what, where=where, hint=hint)
