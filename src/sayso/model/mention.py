"""A mention: an event as one report tells it, with or without figures."""

from __future__ import annotations

import sys
from dataclasses import asdict, dataclass, fields
from typing import Any

from sayso.model.place import Place, kept
from sayso.model.superlative import Superlative


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who acts or is acted on in an event, in a role of the codebook; `aliases` are its other names there."""

    name: str
    role: str
    aliases: tuple[str, ...] = ()

    def row(self) -> dict[str, Any]:
        """The actor as plain JSON values."""
        return {"name": self.name, "role": self.role, "aliases": list(self.aliases)}

    @classmethod
    def from_row(cls, row: dict[str, Any]) -> Actor:
        """The actor that a row was made from."""
        return cls(row["name"], row["role"], tuple(row.get("aliases", ())))


@dataclass(frozen=True, slots=True)
class Mention:
    """An event in one report. `begin`..`finish` are ISO days, None where unknown; `partial` is "--08-07".

    The first `anchored` of the `places` are those of its own clauses, the others stand near. `words` are the words of its sentences (for a report's main event of the whole report), lower case and
    sorted; `names` of people in full likewise, `phrases` are pairs of words written large one behind the other, and `days`
    the ISO days named there; `figures` are pairs of measure and value; `weight` counts its claims and event words.
    """

    id: str
    report: str
    event: str
    family: str
    main: bool
    title: str
    begin: str | None
    finish: str | None
    precision: str
    partial: str | None
    places: tuple[Place, ...]
    anchored: int
    actors: tuple[Actor, ...]
    words: tuple[str, ...]
    figures: tuple[tuple[str, float], ...]
    triggers: tuple[tuple[int, int], ...]
    claims: tuple[str, ...]
    weight: int
    published: str | None = None
    superlatives: tuple[Superlative, ...] = ()
    names: tuple[str, ...] = ()
    days: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()

    def row(self) -> dict[str, Any]:
        """The mention as plain JSON values."""
        return {
            f.name: [_plain(v) for v in value] if isinstance(value := getattr(self, f.name), tuple) else value
            for f in fields(self)
        }

    @classmethod
    def from_row(cls, row: dict[str, Any]) -> Mention:
        """The mention that a row was made from."""
        values = dict(row)
        values["places"] = tuple(Place(**{**p, "alternatives": kept(p)}) for p in row["places"])
        values["actors"] = tuple(Actor.from_row(a) for a in row["actors"])
        values["figures"] = tuple((m, v) for m, v in row["figures"])
        values["triggers"] = tuple((s, e) for s, e in row["triggers"])
        # the same few thousand words come again in every mention
        values["words"] = tuple(map(sys.intern, row["words"]))
        values["claims"] = tuple(row["claims"])
        for key in ("names", "days", "phrases"):
            values[key] = tuple(row.get(key, ()))
        values["superlatives"] = tuple(Superlative.from_row(s) for s in row.get("superlatives", ()))
        return cls(**values)


def _plain(value: Any) -> Any:
    if isinstance(value, Superlative | Actor):
        return value.row()
    if isinstance(value, Place):
        return asdict(value)
    return list(value) if isinstance(value, tuple) else value
