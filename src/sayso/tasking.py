"""What waits for a person: tasks with who has them and how they were settled, and pairs of mentions that are uncertain."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sayso.drafting import digest
from sayso.ledger import Store
from sayso.matching.reasons import weights
from sayso.model.decision import ON_TASKS, Decision
from sayso.model.finding import Task
from sayso.model.mention import Mention
from sayso.ruling.links import pair
from sayso.ruling.standing import Rulings

# So many points from the threshold a score leaves it open whether two mentions are one event.
MARGIN = 6


@dataclass(frozen=True, slots=True)
class UncertainPair:
    """Two mentions that may or may not be one event: score, threshold, reasons for and against, where they are now."""

    a: Mention
    b: Mention
    score: int
    threshold: int
    reasons: tuple[dict[str, Any], ...]
    incident_a: str
    incident_b: str

    def row(self) -> dict[str, Any]:
        """The pair as plain JSON values."""
        return {
            "schema": 1,
            "a": self.a.id,
            "b": self.b.id,
            "score": self.score,
            "threshold": self.threshold,
            "reasons": list(self.reasons),
            "incident_a": self.incident_a,
            "incident_b": self.incident_b,
        }


def tasks(store: Store, rulings: Rulings, *, incident: str | None = None, settled: bool = False) -> list[Task]:
    """Tasks by number: those that are open, or with `settled` all that ever were."""
    found = [_task(store, row, rulings) for row in store.task_rows(incident)]
    if incident is not None:
        # what hangs on a decision is a task of the incident that the decision is on
        found += [
            t
            for t in (_task(store, r, rulings) for r in store.task_rows("", kind="contradiction"))
            if t.incident == incident
        ]
    return [t for t in found if t.open or settled]


def _task(store: Store, row: Mapping[str, Any], rulings: Rulings) -> Task:
    """A task as people left it; one that was settled is open again where what is wrong has changed since."""
    own = [d for d in rulings.of_kind(*ON_TASKS) if _is_of(d, row, store)]
    assigned = next((d.payload["to"] for d in reversed(own) if d.kind == "assign"), None)
    last = settled_by(own, row)
    return Task(
        id=int(row["id"]),
        kind=str(row["kind"]),
        incident=str(row["incident"]) or _incident_of_decision(store, row, rulings),
        subject=str(row["subject"]),
        detail=str(row["detail"]),
        open=bool(row["open"]),
        assigned=assigned or None,
        settled_by=last.by if last else None,
        settled_why=last.reason if last else None,
    )


def settled_by(own: Sequence[Decision], row: Mapping[str, Any]) -> Decision | None:
    """The decision that settled a task, if what is wrong is still what was settled then."""
    last = next((d for d in reversed(own) if d.kind in ("settle", "reopen")), None)
    done = last is not None and last.kind == "settle" and last.payload.get("detail") == digest(str(row["detail"]))
    return last if done else None


def tend(store: Store, rulings: Rulings) -> None:
    """Let tasks be open or settled as people left them."""
    ruled = rulings.of_kind("settle", "reopen")

    def is_settled(row: Mapping[str, Any]) -> bool:
        return settled_by([d for d in ruled if _is_of(d, row, store)], row) is not None

    store.settle_tasks(is_settled, [(d.payload["kind"], d.payload["subject"]) for d in ruled])


def _is_of(d: Decision, row: Mapping[str, Any], store: Store) -> bool:
    if (d.payload.get("kind"), d.payload.get("subject")) != (row["kind"], row["subject"]):
        return False
    own = d.attached(what="mention")[:1]
    return not row["incident"] or row["incident"] in store.incidents_of(own).values()


def _incident_of_decision(store: Store, row: Mapping[str, Any], rulings: Rulings) -> str:
    if row["kind"] not in ("contradiction", "lost"):
        return ""
    d = next((d for d in rulings.decisions if d.id == row["subject"]), None)
    held = sorted(store.incidents_of(d.attached(what="mention")).values()) if d else []
    return held[0] if held else ""


def uncertain_pairs(
    store: Store, rulings: Rulings, *, margin: int = MARGIN, limit: int | None = 100
) -> list[UncertainPair]:
    """Pairs whose score lies close to the threshold, which nobody ruled on, the closest first; one for two incidents."""
    threshold = weights()["threshold"]["join"]
    links = rulings.links
    mates = links.mates()
    ruled = {pair(own[0], own[1]) for d in rulings.of_kind("unsure") if len(own := d.attached(what="mention")) > 1}
    near = store.near_pairs(threshold - margin, threshold + margin)
    held = store.incidents_of({m for a, b, _ in near for m in (a, b)})
    best: dict[tuple[str, str], tuple[str, str, int]] = {}
    for a, b, score in sorted(near, key=lambda n: (abs(n[2] - threshold), n[0], n[1])):
        if (
            pair(a, b) in ruled
            or pair(a, b) in links.forbidden
            or b in mates.get(a, ())
            or a not in held
            or b not in held
        ):
            continue
        if held[a] == held[b] and score >= threshold:
            continue
        key = pair(held[a], held[b]) if held[a] != held[b] else (a, b)
        best.setdefault(key, (a, b, score))
    chosen = sorted(best.values(), key=lambda n: (abs(n[2] - threshold), n[0], n[1]))[:limit]
    known = store.mentions({m for a, b, _ in chosen for m in (a, b)})
    return [
        UncertainPair(known[a], known[b], s, threshold, tuple(store.reasons(a, b)), held[a], held[b])
        for a, b, s in chosen
        if a in known and b in known
    ]
