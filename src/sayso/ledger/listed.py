"""What lists of incidents are filtered and sorted by, taken from the incidents' rows."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table, delete, insert, select

from sayso.ledger import tables
from sayso.ledger.words import folded

_AT_A_TIME = 400


def list_incidents(c: Connection, rows: Mapping[str, Mapping[str, Any]]) -> None:
    """Bring the columns of these incidents up to date; an empty row takes one out."""
    unlist(c, rows)
    standing = {ident: row for ident, row in sorted(rows.items()) if row}
    figures = {ident: [_figure(ident, f) for f in row["findings"]] for ident, row in standing.items()}
    made: dict[Table, list[dict[str, Any]]] = {
        tables.listed: [_incident(ident, row, figures[ident]) for ident, row in standing.items()],
        tables.listed_figures: [{**f, "number": k} for found in figures.values() for k, f in enumerate(found)],
        tables.listed_places: [{"incident": i, "place": p} for i, row in standing.items() for p in _places(row)],
    }
    for table, values in made.items():
        if values:
            c.execute(insert(table), values)


def unlist(c: Connection, idents: Iterable[str]) -> None:
    """Take incidents out of all lists."""
    found = sorted(set(idents))
    for at in range(0, len(found), _AT_A_TIME):
        for table in (tables.listed, tables.listed_figures, tables.listed_places):
            c.execute(delete(table).where(table.c.incident.in_(found[at : at + _AT_A_TIME])))


def list_all(c: Connection) -> None:
    """Make the columns of all incidents anew from their rows."""
    i = tables.incidents
    rows = c.execute(select(i.c.id, i.c.row).where(i.c.redirect.is_(None))).all()
    for table in (tables.listed, tables.listed_figures, tables.listed_places):
        c.execute(delete(table))
    list_incidents(c, {str(r.id): json.loads(r.row) for r in rows})


def _incident(ident: str, row: Mapping[str, Any], figures: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    return {
        "incident": ident,
        "type": row["type"],
        "start": row["start"],
        "end": row["end"],
        "whole": row["part_of"] is None,
        "reports": len(row["reports"]),
        "origins": max((f["origins"] for f in figures), default=0),
    }


def _figure(ident: str, row: Mapping[str, Any]) -> dict[str, Any]:
    aside = {s["claim"] for s in row["set_aside"]}
    origins = sum(1 for o in row["origins"] if set(o["claims"]) - aside)
    return {"incident": ident, "measure": row["measure"], "verdict": row["verdict"], "origins": origins}


def _places(row: Mapping[str, Any]) -> list[str]:
    names = {p.get(key) for p in row["places"] for key in ("name", "admin1", "country")}
    return sorted({folded(name) for name in names if name})
