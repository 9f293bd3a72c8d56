"""Decisions in the words in which pages tell of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sayso.model.decision import Decision
from sayso.pipeline import Ledger

# How readers are told of whoever decided: names of reviewers and their reasons stay among them.
REVIEWER = "a reviewer"
_VERBS = {
    "accept": "accepted",
    "reject": "rejected",
    "correct": "corrected",
    "move": "moved",
    "add": "added a claim",
    "same": "ruled that two mentions are one event",
    "different": "ruled that two mentions are two events",
    "unsure": "could not tell whether two mentions are one event",
    "merge": "merged incidents",
    "split": "split the incident",
    "adjudicate": "adjudicated",
    "policy": "set the policy",
    "note": "noted",
    "undo": "undid a decision",
    "sample": "drew a sample to be read twice",
    "code": "read a second time",
    "assign": "assigned a task",
    "settle": "settled a task",
    "reopen": "opened a task again",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One decision as a line of history; `undone` is who took it back."""

    id: str
    at: str
    by: str
    kind: str
    words: str
    undone: str | None


def chronicle(ledger: Ledger, decisions: Iterable[Decision]) -> list[Entry]:
    """Decisions as lines, the latest first."""
    gone = ledger.undone()
    taken_back = {undo.id for undo in gone.values()}
    # without quotes: these are words of other reports than the undo's own
    kinds = {d.id: _VERBS.get(d.kind, d.kind) for d in ledger.store.decisions()} if taken_back else {}

    def told(d: Decision) -> str:
        of = [kinds[i] for i in d.payload.get("of", ()) if i in kinds] if d.id in taken_back else []
        return f"{in_words(d)}: {'; '.join(of)}" if of else in_words(d)

    return [
        Entry(d.id, d.at[:16].replace("T", " "), d.by, d.kind, told(d), gone[d.id].by if d.id in gone else None)
        for d in sorted(decisions, key=lambda d: d.order, reverse=True)
    ]


def discreet(d: Decision) -> Decision:
    """A decision as readers are told of it: not by whom, for whom, or why."""
    payload = {**d.payload, "to": ""} if d.kind == "assign" else d.payload
    return replace(d, by=REVIEWER, reason="", payload=payload)


def in_words(d: Decision) -> str:
    """A decision as what follows the name of whoever made it."""
    quote = next((a.text for a in d.anchors if a.what in ("claim", "added", "span") and d.kind != "sample"), "")
    said = verb(d.kind, d.payload, d.reason, " ".join(quote.split()))
    return f"{said} (its words are erased)" if d.anchors and all(a.what == "erased" for a in d.anchors) else said


def verb(kind: str, payload: Mapping[str, Any], reason: str = "", quote: str = "") -> str:
    """What is done, with the words that it is done to, the values and the reason.

    >>> verb("policy", {"policy": "minmax"}, "two sides report"), verb("accept", {}, quote="about 680")
    ('set the policy: minmax – two sides report', 'accepted “about 680”')
    """
    said = _VERBS.get(kind, kind)
    if quote:
        said += f" “{quote}”"
    if what := _values(kind, payload):
        said += f": {what}"
    return said + (f" – {reason}" if reason else "")


def _values(kind: str, payload: Mapping[str, Any]) -> str:
    if kind in ("correct", "add", "move"):
        before = payload.get("seen", {})
        return "; ".join(
            f"{name.replace('_', ' ')} {_plain(before[name])} → {_plain(value)}"
            if name in before
            else f"{name.replace('_', ' ')} {_plain(value)}"
            for name, value in payload.get("fields", {}).items()
        )
    if kind == "adjudicate":
        best = payload.get("best")
        return f"{str(payload.get('measure', '')).replace('_', ' ')} {'unknown' if best is None else f'{best:,}'}"
    if kind == "sample":
        return f"{payload.get('name', '')}, {payload.get('size', '')} figures"
    if kind == "policy":
        return str(payload.get("policy", ""))
    if kind in ("settle", "reopen"):
        # the subject of other kinds may be a report
        named = ("kind", "subject") if payload.get("kind") == "conflict" else ("kind",)
        return " ".join(str(payload[k]) for k in named if k in payload).replace("_", " ")
    return str(payload.get("to", "")) if kind == "assign" else ""


def _plain(value: Any) -> str:
    if isinstance(value, Mapping):
        return str(value.get("text") or value.get("name") or value.get("start") or "–")
    return "–" if value is None or value == "" else str(value)
