"""Decisions as forms send them: fields of a form become a draft, and nothing is taken that nobody changed."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from starlette.datastructures import FormData

from sayso.atlas.gazetteer import Entry, gazetteer
from sayso.errors import RefusedError
from sayso.model.claim import Claim
from sayso.model.decision import Draft
from sayso.pipeline import Ledger
from sayso.reviewing.addresses import claim_named, mention_named
from sayso.ruling.fields import FIELDS

# A field of a claim on a form is called so, with its name behind; what the person saw there stands in `was`.
FIELD, WAS = "f.", "was"
NUMBERS = ("low", "best", "high")
# Parts of `when` and `where` that a form has fields of their own for.
PARTS = ("when.start", "when.end", "where.name")


def draft_of(ledger: Ledger, form: FormData, by: str) -> Draft:
    """The decision that a form asks for; raises RefusedError for what cannot be read."""
    kind = _text(form, "kind")
    store = ledger.store
    return Draft(
        kind,
        by,
        _text(form, "reason"),
        claims=tuple(claim_named(store, str(n)) for n in form.getlist("claim") if n),
        mentions=tuple(mention_named(store, str(n)) for n in form.getlist("mention") if n),
        incidents=(_text(form, "other"),) if _text(form, "other") else _incidents(form),
        decision=_text(form, "decision") or None,
        task=int(_text(form, "task")) if _text(form, "task").isdigit() else None,
        payload=_PAYLOADS[kind](ledger, form) if kind in _PAYLOADS else {},
        seen=_text(form, "seen") or None,
        force=_text(form, "force") == "yes",
    )


def _incidents(form: FormData) -> tuple[str, ...]:
    return tuple(dict.fromkeys(str(i) for i in form.getlist("incident") if i))


def _text(form: FormData, name: str) -> str:
    return str(form.get(name) or "").strip()


def _corrected(_: Ledger, form: FormData) -> dict[str, Any]:
    """Of a claim the fields that differ from what the person saw."""
    try:
        was = json.loads(_text(form, WAS) or "{}")
    except ValueError:
        was = {}
    return {"fields": _fields(form, was if isinstance(was, dict) else {})}


def _fields(form: FormData, was: Mapping[str, Any]) -> dict[str, Any]:
    sent = {str(k)[len(FIELD) :]: str(v).strip() for k, v in form.items() if str(k).startswith(FIELD)}
    changed = {k: v for k, v in sent.items() if v != str(was.get(k, ""))}
    found: dict[str, Any] = {k: _value(k, v) for k, v in changed.items() if k not in PARTS}
    if "best" in found:
        # bounds that were the number itself follow it: who corrects 40 to 41 need not write it three times
        found |= {k: found["best"] for k in ("low", "high") if k not in changed and _is_number(was, k)}
    if any(k.startswith("when.") for k in changed):
        found["when"] = _when(sent)
    if "where.name" in changed:
        found["where"] = where_of(sent["where.name"])
    return found


def _is_number(was: Mapping[str, Any], bound: str) -> bool:
    return bool(was.get("best")) and was.get(bound) == was["best"]


def _value(name: str, value: str) -> Any:
    if name in NUMBERS:
        return number_of(name, value)
    if name == "superseded":
        return value == "yes"
    return value or None


def number_of(name: str, words: str) -> int | float | None:
    """A number as people write it, None where nothing is written; raises RefusedError.

    >>> number_of("best", "1,200"), number_of("best", "2.5"), number_of("best", "")
    (1200, 2.5, None)
    """
    plain = words.replace(",", "").replace(" ", "")
    if not plain:
        return None
    try:
        value = float(plain)
        whole = value == int(value)
    except (ValueError, OverflowError):
        raise RefusedError(
            "field-wrong", f"{name}: {words!r} is no number", where=name, hint="write digits, as in 1,200 or 2.5"
        ) from None
    return int(value) if whole else value


def _when(sent: Mapping[str, str]) -> dict[str, Any] | None:
    start = sent.get("when.start", "")
    end = sent.get("when.end", "") or start
    if not start and not end:
        return None
    precision = "day" if start == end else "unknown"
    return {
        "text": start if start == end else f"{start} to {end}",
        "start": start or end,
        "end": end,
        "precision": precision,
    }


def where_of(name: str) -> dict[str, Any] | None:
    """A place by its name, with where it lies if the gazetteer knows it: "Dayton, Ohio".

    >>> found = where_of("Dayton, Ohio")
    >>> found["id"], found["admin1"], where_of("The old mill").get("id")
    ('geonames:4509884', 'Ohio', None)
    """
    if not name:
        return None
    first, *rest = [part.strip() for part in name.split(",")]
    found = [e for e in gazetteer().find(first) if all(_lies_in(e, r) for r in rest)]
    if not found:
        return {"text": name, "name": name, "precision": "unknown"}
    e = found[0]
    return {
        "text": name,
        "name": e.name,
        "admin1": e.admin1,
        "country": e.country,
        "id": e.id,
        "lat": e.lat,
        "lon": e.lon,
        "precision": e.precision,
        "kind": e.sort or e.kind,
    }


def _lies_in(place: Entry, name: str) -> bool:
    country = gazetteer().country(place.country)
    around = [place.admin1, place.admin1_code, place.country, country.name if country is not None else None]
    return name.lower() in [a.lower() for a in around if a]


def _adjudicated(_: Ledger, form: FormData) -> dict[str, Any]:
    values: dict[str, Any] = {name: number_of(name, _text(form, name)) for name in NUMBERS}
    names = ("group", "standing", "as_of")
    return {
        "measure": _text(form, "measure"),
        "best": values["best"],
        **{k: v for k, v in values.items() if k != "best" and v is not None},
        **{k: _text(form, k) for k in names if _text(form, k)},
    }


def _policy(_: Ledger, form: FormData) -> dict[str, Any]:
    measure = _text(form, "measure")
    return {"policy": _text(form, "policy"), **({"measure": measure} if measure else {})}


def _added(ledger: Ledger, form: FormData) -> dict[str, Any]:
    start, end = _text(form, "start"), _text(form, "end")
    if not (start.isdigit() and end.isdigit()):
        raise RefusedError("span-wrong", "no words are marked", hint="select them in the text, or write them down")
    return {
        "report": str(ledger.store.paper(_text(form, "report"))["id"]),
        "start": int(start),
        "end": int(end),
        "fields": {k: v for k, v in _fields(form, {}).items() if v not in (None, False)},
    }


_PAYLOADS: dict[str, Callable[[Ledger, FormData], dict[str, Any]]] = {
    "correct": _corrected,
    "adjudicate": _adjudicated,
    "policy": _policy,
    "add": _added,
    "assign": lambda _, form: {"to": _text(form, "to")},
}


def fields_of(claim: Claim) -> dict[str, str]:
    """The fields of a claim as a form shows them."""
    row = claim.row()
    when, where = row["when"] or {}, row["where"] or {}
    # no other: the id of a report may be somebody's name
    found = {k: _shown(k, row[k]) for k in FIELDS if k not in _DEEP}
    found["superseded"] = "yes" if claim.superseded else "no"
    found["when.start"], found["when.end"] = str(when.get("start") or ""), str(when.get("end") or "")
    found["where.name"] = ", ".join(str(p) for p in _place_words(where))
    return found


_DEEP = frozenset(["when", "where", "superseded"])


def _shown(name: str, value: Any) -> str:
    if value is None:
        return ""
    return f"{value:.15g}" if name in NUMBERS else str(value)


def _place_words(where: Mapping[str, Any]) -> list[str]:
    name, admin1 = where.get("name"), where.get("admin1")
    return [p for p in (name, admin1 if admin1 != name else None) if p]
