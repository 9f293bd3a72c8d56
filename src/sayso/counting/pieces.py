"""What is told of a part of an incident in one place: "of the 2,000, Los Angeles alone saw 300"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sayso.counting.areas import Lies
from sayso.counting.question import Question
from sayso.counting.result import Part
from sayso.counting.totals import current, figure
from sayso.model.claim import Claim
from sayso.model.incident import Incident
from sayso.model.place import Place
from sayso.pipeline import Ledger
from sayso.reconciling.findings import findings


class Pieces:
    """The parts of incidents that claims tell of with their places, for one question."""

    def __init__(self, ledger: Ledger, question: Question) -> None:
        self._ledger = ledger
        self._asked = question
        self._claims: Mapping[str, Claim] = {}

    def look_up(self, incidents: Sequence[Incident]) -> None:
        """Fetch the claims behind the findings of incidents, and those that were set aside as parts of them."""
        ids = {c for i in incidents for c in self._ids(i)}
        self._claims = {c: claim for c, claim in self._ledger.store.claims(ids).items() if self._is_part(claim)}

    def of(self, incident: Incident) -> tuple[list[Part], bool]:
        """The parts told of here, one a place, and whether parts are told of elsewhere too."""
        area = self._asked.where
        if area is None:
            return [], False
        here: dict[str, list[Claim]] = {}
        others = False
        for claim in (self._claims[c] for c in self._ids(incident) if c in self._claims):
            where = claim.where or {}
            lies = area.holds(_place(where))
            others |= lies is Lies.OUT
            if lies is Lies.IN:
                here.setdefault(str(where["id"]), []).append(claim)
        kept = _outermost(here)
        parts = [p for place in sorted(kept) if (p := self._part(incident, here[place])) is not None]
        return parts, others

    def _ids(self, i: Incident) -> list[str]:
        found = [f for f in i.findings if f.measure == self._asked.measure]
        claims = {c for f in found for o in f.origins for c in o.claims} | {s.claim for f in found for s in f.set_aside}
        return sorted(claims)

    def _is_part(self, c: Claim) -> bool:
        placed = bool(c.where and c.where.get("id"))
        told = (c.measure, c.group, c.standing) == (self._asked.measure, self._asked.group, "asserted")
        # single people are told of wherever they come from, are hurt or die; and of none there is no part
        counted = not c.implicit and bool(c.best or c.low or c.high) and not c.superseded
        return told and placed and counted and c.extent == "part" and c.part_of is not None

    def _part(self, incident: Incident, claims: Sequence[Claim]) -> Part | None:
        """The figure that claims of one place give together, under the default policy."""
        whole = [replace(c, extent="whole") for c in claims]
        carriers, taken = self._ledger.reckoning.carriers(whole)
        found = findings(whole, carriers, incident.actors, self._ledger.lexicon, taken=taken)
        one = current(found, self._asked.measure, self._asked.group)
        return None if one is None else figure(incident.id, one, of_part=True)


def _outermost(here: Mapping[str, Sequence[Claim]]) -> list[str]:
    """The places told of, without those that lie in another one of them: what is told of both is told once."""
    exact = {key: _place(claims[0].where or {}) for key, claims in here.items()}
    return [
        key
        for key, place in exact.items()
        if not any(other != key and holder.contains(place) for other, holder in exact.items())
    ]


def _place(where: Mapping[str, Any]) -> Place:
    return Place(
        0,
        0,
        str(where["text"]),
        str(where["name"]),
        where["id"],
        where.get("admin1"),
        where.get("admin1"),
        where.get("country"),
        where.get("lat"),
        where.get("lon"),
        str(where["precision"]),
    )
