"""Whatever is asked of the pages or sent to them is answered or refused, on both databases, and never fails."""

from __future__ import annotations

import random
from typing import Any
from urllib.parse import quote

import pytest

from sayso.model.decision import KINDS
from sayso.pipeline import open_ledger
from sayso.reviewing.settings import Settings
from tests import factories
from tests.reviewing.visiting import visiting

REQUESTS = 120
JUNK = [
    "",
    "0",
    "-1",
    "9" * 30,
    "NaN",
    "1e999",
    "null",
    "{}",
    '"',
    "é😢",
    "../..",
    "a" * 3000,
    "\n",
    "2019-02-31",
    "\u2028",
]
ASKED = [
    "policy",
    "find",
    "open",
    "claim",
    "add",
    "words",
    "nth",
    "made",
    "over_time",
    "place",
    "after",
    "page",
    "origins",
]
SENT = [
    "reason",
    "measure",
    "best",
    "low",
    "high",
    "policy",
    "start",
    "end",
    "seen",
    "force",
    "other",
    "to",
    "was",
    "as_of",
]
FIELDS = ["f.best", "f.measure", "f.when.start", "f.where.name", "f.superseded", "f.as_of", "f.zzz"]


class Nonsense:
    """Draws requests by lot, half of their values ones that exist."""

    def __init__(self, seed: int, known: dict[str, list[str]]) -> None:
        self.lot = random.Random(seed)
        self.known = known

    def value(self, name: str) -> str:
        real = self.known.get(name, [])
        return self.lot.choice(real if real and self.lot.random() < 0.7 else JUNK)

    def some(self, names: list[str], share: float) -> dict[str, str]:
        return {name: self.value(name) for name in names if self.lot.random() < share}

    def address(self) -> tuple[str, dict[str, str]]:
        incident, report = quote(self.value("incident"), safe=""), quote(self.value("report"), safe="")
        path = self.lot.choice([f"/incidents/{incident}", f"/reports/{report}", "/map", "/timeline"])
        return path, self.some(ASKED, 0.3)

    def form(self) -> dict[str, Any]:
        named = {n: [self.value(n), self.value(n)] for n in ("claim", "mention", "incident") if self.lot.random() < 0.5}
        kind = {"kind": self.value("kind"), "step": self.lot.choice(["show", "make"]), "report": self.value("report")}
        return {**kind, **named, **self.some(SENT, 0.4), **self.some(FIELDS, 0.2)}


@pytest.mark.parametrize("seed", [1, 2])
def test_nonsense_is_answered_or_refused(ledger_url: str, seed: int) -> None:
    with open_ledger(ledger_url) as ledger:
        ledger.add(factories.pile())
        keys = {str(r["id"]): str(r["key"]) for r in ledger.store.reports()}
        claims = [keys[c.report] + i[len(c.report) :] for i, c in ledger.store.claims().items()]
        incidents = ledger.incidents()
    mentions = [f"{keys[m.rsplit('#', 1)[0]]}#{m.rsplit('#', 1)[1]}" for i in incidents for m in i.mentions]
    known = {
        "kind": [*KINDS],
        "incident": [i.id for i in incidents],
        "other": [i.id for i in incidents],
        "report": [*keys.values()],
        "claim": claims,
        "mention": mentions,
        "policy": ["minmax", "ccc"],
        "measure": ["persons_arrested"],
        "best": ["41"],
        "start": ["3"],
        "end": ["9"],
        "add": ["3-9"],
        "words": ["arrested"],
        "seen": ["0.0"],
    }
    asks = Nonsense(seed, known)
    with visiting(Settings(ledger_url)) as visitor:
        visitor.come_in()
        for _ in range(REQUESTS // 2):
            path, asked = asks.address()
            answer = visitor.get(path, params=asked)
            assert answer.status_code < 500, (path, asked)
            form = asks.form()
            answer = visitor.send("/decide", form)
            assert answer.status_code < 500, form
