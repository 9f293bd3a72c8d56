"""Decisions as the lines of a file, and back from them: whatever is no decision is named and left out."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from sayso.codebook.lexicon import Lexicon
from sayso.errors import InputError, SaysoError
from sayso.model.decision import KINDS, Anchor, Decision
from sayso.model.finding import POLICIES
from sayso.ruling.fields import Known, checked, coded

_WORDS = ("id", "at", "by", "kind", "subject", "value", "reason")
_ANCHOR = ("what", "role", "report_key", "source", "report", "text", "quote")
# a NUL as JSON writes it, and no backslash before these letters
_NUL = re.compile(r"(?<!\\)(?:\\\\)*\\u0000")
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z")
FIGURE = ("low", "best", "high", "qualifier", "group", "as_of", "measure", "standing")
_TEXTS = {
    "policy": ("policy",),
    "adjudicate": ("measure",),
    "assign": ("kind", "subject", "to"),
    "sample": ("name", "seed"),
    "code": ("sample",),
    "settle": ("kind", "subject", "detail"),
    "reopen": ("kind", "subject"),
}
_KINDS_OF_ANCHORS = ("claim", "mention", "span", "added", "erased")


def decisions_out(decisions: Iterable[Decision]) -> Iterator[str]:
    """Decisions as lines, each with its end."""
    for d in decisions:
        yield json.dumps(d.row(), ensure_ascii=False, sort_keys=True) + "\n"


def decisions_in(lines: str, where: str, lexicon: Lexicon) -> Iterator[Decision | InputError]:
    """The decisions of `sayso decisions export`, one a line."""
    known = replace(Known.of(lexicon), measures=None)
    for number, line in enumerate(lines.split("\n"), 1):
        if line.strip():
            yield _decision(line, f"{where}:{number}", known)


def _decision(line: str, where: str, known: Known) -> Decision | InputError:
    try:
        row = json.loads(line)
    except ValueError:
        return InputError("decision-not-json", "the line is no JSON", where=where)
    wrong = _wrong(row, known)
    if wrong:
        return InputError("decision-wrong", wrong, where=where, hint="`sayso decisions export` writes such lines")
    anchors = tuple(
        Anchor(**{name: a[name] for name in (*_ANCHOR, "start", "end")}, attached=a.get("called"))
        for a in row["anchors"]
    )
    return Decision(seq=0, payload=row["payload"], anchors=anchors, **{name: row[name] for name in _WORDS})


def _wrong(row: Any, known: Known) -> str:
    """What is wrong with a row, "" for nothing."""
    if not isinstance(row, dict) or row.get("schema") != 1:
        return "the line is no decision"
    if _NUL.search(json.dumps(row)):
        return "a decision holds no NUL"
    if any(not isinstance(row.get(name), str) for name in _WORDS) or not row["id"]:
        return f"a decision has {', '.join(_WORDS)} as text"
    if not row["by"].strip():
        return "nobody is said to have decided"
    if row["kind"] not in KINDS:
        return f"{row['kind']!r} is no kind of decision"
    if not _TIME.fullmatch(row["at"]) or row["at"] > _tomorrow():
        return f"{row['at']!r} is no time at which it can have been made"
    if not isinstance(row.get("payload"), dict) or not isinstance(row.get("anchors"), list):
        return "a decision has a payload and anchors"
    wrong = _wrong_payload(row["kind"], row["payload"], known)
    return wrong or next((words for a in row["anchors"] if (words := _wrong_anchor(a))), "")


def _tomorrow() -> str:
    """Clocks differ, but not by more than a day: whatever is later would stand before all decisions to come."""
    return (datetime.now(UTC) + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _wrong_payload(kind: str, payload: dict[str, Any], known: Known) -> str:
    """What is wrong with what a kind of decision needs; names of measures are those of codebooks that may not be here."""
    try:
        if kind == "code":
            coded(payload["fields"], known)
        elif "fields" in payload and payload["fields"] != {"incident": ""}:
            checked(payload["fields"], known)
        if kind == "adjudicate":
            checked({k: payload[k] for k in payload if k in FIGURE} or {"best": 0}, known)
    except (SaysoError, AttributeError, KeyError, TypeError) as error:
        return str(error)
    texts = _TEXTS.get(kind, ())
    if any(not isinstance(payload.get(name), str) for name in texts):
        return f"a decision of this kind has {', '.join(texts)}"
    if kind == "policy" and payload["policy"] not in POLICIES:
        return f"there is no policy {payload['policy']!r}"
    of = payload.get("of", [])
    if not isinstance(of, list) or not all(isinstance(i, str) for i in of):
        return "an undo tells what it undoes"
    return ""


def _wrong_anchor(a: Any) -> str:
    if not isinstance(a, dict) or any(not isinstance(a.get(name), str) for name in _ANCHOR):
        return f"an anchor has {', '.join(_ANCHOR)} as text"
    if not isinstance(a.get("called"), str | None):
        return "an anchor is called by an id"
    if a["what"] not in _KINDS_OF_ANCHORS:
        return f"{a['what']!r} is no kind of anchor"
    start, end = a.get("start"), a.get("end")
    if type(start) is not int or type(end) is not int or not 0 <= start <= end < 2**31:
        return "an anchor has start and end as numbers"
    return ""
