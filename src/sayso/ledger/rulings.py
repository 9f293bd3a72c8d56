"""Decisions of people, appended and never overwritten."""

from __future__ import annotations

from sqlalchemy import insert, select, update

from sayso.ledger import tables
from sayso.ledger.database import Database
from sayso.ledger.migrations import now
from sayso.model.claim import Claim
from sayso.model.decision import Decision


class Rulings(Database):
    """Decisions."""

    def append_decision(self, by: str, verdict: str, claim: Claim, reason: str) -> None:
        """Append a ruling on a claim; the incidents that it bears on are reconciled again."""
        value = claim.best if claim.best is not None else claim.low
        with self.writing() as c:
            c.execute(
                insert(tables.decisions),
                [
                    {
                        "at": now(),
                        "by": by,
                        "verdict": verdict,
                        "claim": claim.id,
                        "quote": claim.quote,
                        "value": "" if value is None else f"{value:g}",
                        "reason": reason,
                    }
                ],
            )
            if claim.incident is not None:
                c.execute(update(tables.mentions).where(tables.mentions.c.id == claim.incident).values(pending=True))

    def decisions(self) -> list[Decision]:
        """All rulings, oldest first."""
        d = tables.decisions
        with self.reading() as c:
            return [
                Decision(int(r.seq), r.at, r.by, r.verdict, r.claim, r.quote, r.value, r.reason)
                for r in c.execute(select(d).order_by(d.c.seq))
            ]
