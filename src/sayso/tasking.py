"""What waits for a person: tasks with who has them and how they were settled, and pairs of mentions that are uncertain."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sayso.drafting import digest
from sayso.errors import InputError
from sayso.ledger import Store
from sayso.matching.reasons import weights
from sayso.model.decision import ON_TASKS, Decision
from sayso.model.finding import Task
from sayso.model.mention import Mention
from sayso.model.report import Report
from sayso.ruling.links import pair
from sayso.ruling.standing import Rulings

_OF_AGE = 18
# "Milo Tarnfeld, 16," and "15-year-old Ada Quill": how a report gives the age with the name.
_AGE_BEHIND = re.compile(r",?\s\(?(\d{1,2})(?=[,.;)]|\s?$)")
_AGE_BEFORE = re.compile(r"\b(\d{1,2})-\w+-\w+\s+(?:\w+\s+)?$")
_NEAR = 40
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
    rows = store.task_rows(incident)
    if incident is not None:
        # what hangs on a decision or a report is a task of the incident that this is of
        rows += [row for row in store.task_rows("") if row["kind"] != "unread"]
    told_in = store.incidents_of_reports(str(row["subject"]) for row in rows if row["kind"] == "minor")
    found = [_task(store, row, rulings, told_in) for row in rows]
    return [t for t in found if (t.open or settled) and incident in (None, t.incident)]


def _task(store: Store, row: Mapping[str, Any], rulings: Rulings, told_in: Mapping[str, str]) -> Task:
    """A task as people left it; one that was settled is open again where what is wrong has changed since."""
    own = [d for d in rulings.of_kind(*ON_TASKS) if _is_of(d, row, store)]
    assigned = next((d.payload["to"] for d in reversed(own) if d.kind == "assign"), None)
    last = settled_by(own, row)
    return Task(
        id=int(row["id"]),
        kind=str(row["kind"]),
        incident=str(row["incident"]) or told_in.get(str(row["subject"])) or _incident_of(store, row, rulings),
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
    # one that hung on words of an erased report no longer says what it settled
    ruled = [d for d in rulings.of_kind("settle", "reopen") if "subject" in d.payload]

    def is_settled(row: Mapping[str, Any]) -> bool:
        return settled_by([d for d in ruled if _is_of(d, row, store)], row) is not None

    store.settle_tasks(is_settled, [(d.payload["kind"], d.payload["subject"]) for d in ruled])


def _is_of(d: Decision, row: Mapping[str, Any], store: Store) -> bool:
    if (d.payload.get("kind"), d.payload.get("subject")) != (row["kind"], row["subject"]):
        return False
    own = d.attached(what="mention")[:1]
    return not row["incident"] or row["incident"] in store.incidents_of(own).values()


def _incident_of(store: Store, row: Mapping[str, Any], rulings: Rulings) -> str:
    if row["kind"] not in ("contradiction", "lost"):
        return ""
    d = next((d for d in rulings.decisions if d.id == row["subject"]), None)
    held = sorted(store.incidents_of(d.attached(what="mention")).values()) if d else []
    return held[0] if held else ""


def note_unread(store: Store, bad: Iterable[InputError], read: Collection[str]) -> None:
    """Let each input that could not be read be a task; one that was read since is none."""
    wanted = {e.where: f"{e.reference}: {e.what}" for e in bad if e.where}
    open_ones = {str(row["subject"]) for row in store.task_rows("", kind="unread")}
    done = sorted(s for s in open_ones - set(wanted) if s in read)
    if wanted or done:
        store.add_ledger_tasks("unread", wanted, done)


def note_minors(store: Store, report: Report, entities: Iterable[tuple[int, int, str]]) -> None:
    """Let there be a task for a report that may name somebody under age; the name does not stand in it."""
    ages = young(report.text, list(entities))
    if not ages and not store.task_rows("", kind="minor", subject=report.id):
        return
    told = f"it may name somebody under {_OF_AGE}: {', '.join(f'aged {a}' for a in ages)}"
    store.add_ledger_tasks("minor", {report.id: told} if ages else {}, [] if ages else [report.id])


def young(text: str, entities: Sequence[tuple[int, int, str]]) -> list[int]:
    """Ages under 18 that stand right beside the name of a person.

    >>> text = "Milo Tarnfeld, 16, and 15-year-old Ada Quill fled; Ulf Brandt, 44, did not."
    >>> young(text, [(0, 13, "PERSON"), (15, 17, "DATE"), (23, 34, "DATE"), (35, 44, "PERSON"), (51, 61, "PERSON")])
    [16, 15]
    """
    ages = []
    for start, end, kind in entities:
        if kind == "PERSON":
            found = _AGE_BEHIND.match(text, end) or _AGE_BEFORE.search(text, max(0, start - _NEAR), start)
            if found and int(found[1]) < _OF_AGE:
                ages.append(int(found[1]))
    return ages


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
