"""Double coding: a sample of claims read a second time, blind, and how far the readers agree, field by field.

A sample is drawn by a seed from all claims that have a measure, the same in every ledger of the same reports. Whoever
codes sees the words alone (`to_code`): not what the machine or anybody else made of them, nor how sure it was. A
reading is a `Draft("code", by=…, claims=(claim,), payload={"sample": name, "fields": {…}})`; fields that a reader leaves
out are not compared, `{"is_claim": False}` says that the words are no figure. Who has ruled on a claim of the record
counts as its first reader. Differences are settled by an ordinary correction, with a reason.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from sayso.errors import NotFoundError
from sayso.ledger import Store
from sayso.model.decision import Decision
from sayso.ruling.standing import Rulings

IS_CLAIM = "is_claim"
COMPARED = (
    IS_CLAIM,
    "measure",
    "best",
    "low",
    "high",
    "qualifier",
    "standing",
    "scope",
    "group",
    "counter",
    "speaker",
    "speaker_role",
    "via",
)
MACHINE = "the machine"
Readings = dict[str, dict[str, dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Item:
    """Words to be coded: the number in its sentence, and what this reader made of it before, if anything."""

    claim: str
    report: str
    start: int
    end: int
    text: str
    sentence: tuple[int, int]
    own: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class FieldAgreement:
    """How far readers agree on one field: over so many claims that at least two coded, how many of them all coded alike.

    `alpha` is Krippendorff's, `kappa` Cohen's (the mean over pairs of readers); None where it is not defined, as where
    every reading is the same.
    """

    field: str
    readers: tuple[str, ...]
    claims: int
    alike: int
    alpha: float | None
    kappa: float | None


@dataclass(frozen=True, slots=True)
class Difference:
    """A field of a claim that readers coded differently."""

    claim: str
    field: str
    values: dict[str, Any]


def sample_of(rulings: Rulings, name: str) -> Decision:
    """The sample of that name; raises NotFoundError."""
    for d in rulings.of_kind("sample"):
        if d.payload.get("name") == name:
            return d
    raise NotFoundError("sample-unknown", f"there is no sample {name!r}", hint="draw one first")


def to_code(store: Store, rulings: Rulings, name: str, by: str) -> list[Item]:
    """The claims of a sample as words alone, in an order that tells nothing."""
    ids = sample_of(rulings, name).attached()
    own = _coded(rulings, name).get(by, {})
    claims = store.claims(ids)
    return [
        Item(i, c.report, c.start, c.end, c.text, c.sentence, own.get(i))
        for i in ids
        if (c := claims.get(i)) is not None
    ]


def readings(store: Store, rulings: Rulings, name: str, *, machine: bool = False) -> Readings:
    """Reader -> claim -> fields, of a sample: who coded it, and who ruled on its claims in the record."""
    ids = sample_of(rulings, name).attached()
    found = _reviewed(store, rulings, ids)
    for reader, own in _coded(rulings, name).items():
        found.setdefault(reader, {}).update(own)
    if machine:
        read = {c.id: c for key in set(store.keys_of_claims(ids).values()) for c in store.claims_as_read(key)}
        found[MACHINE] = {i: _fields(read[i].row()) for i in ids if i in read}
    return dict(sorted(found.items()))


def _coded(rulings: Rulings, name: str) -> Readings:
    found: Readings = {}
    for d in rulings.of_kind("code"):
        if d.payload.get("sample") == name:
            for claim in d.attached():
                found.setdefault(d.by, {})[claim] = {IS_CLAIM: True, **d.payload["fields"]}
    return found


def _reviewed(store: Store, rulings: Rulings, ids: Sequence[str]) -> Readings:
    claims = store.claims(ids)
    found: Readings = {}
    for ident, d in rulings.verdicts.items():
        if ident in claims:
            told = {IS_CLAIM: False} if d.kind == "reject" else _fields(claims[ident].row())
            found.setdefault(d.by, {})[ident] = told
    return found


def _fields(row: Mapping[str, Any]) -> dict[str, Any]:
    return {IS_CLAIM: True, **{name: row[name] for name in COMPARED if name != IS_CLAIM}}


def agreement(found: Readings) -> list[FieldAgreement]:
    """How far readers agree on each field that at least two of them coded for some claim."""
    made = []
    for field in COMPARED:
        values = _values(found, field)
        shared = {i: own for i, own in values.items() if len(own) > 1}
        if shared:
            readers = tuple(sorted({reader for own in shared.values() for reader in own}))
            alike = sum(len(set(own.values())) == 1 for own in shared.values())
            made.append(FieldAgreement(field, readers, len(shared), alike, _alpha(shared), _kappa(shared, readers)))
    return made


def differences(found: Readings) -> list[Difference]:
    """What readers coded differently, by claim and field."""
    return [
        # as it was written: what is chosen of these becomes the claim's own
        Difference(
            claim, field, {reader: _written(found[reader][claim][field], v) for reader, v in sorted(own.items())}
        )
        for field in COMPARED
        for claim, own in sorted(_values(found, field).items())
        if len(set(own.values())) > 1
    ]


def _written(value: Any, text: str) -> Any:
    return value if isinstance(value, str) else json.loads(text)


def _values(found: Readings, field: str) -> dict[str, dict[str, str]]:
    """Claim -> reader -> the value as text; words but for case and spaces, numbers but for how they are written."""
    values: dict[str, dict[str, str]] = {}
    for reader, own in found.items():
        for claim, fields in own.items():
            if field in fields and (field == IS_CLAIM or fields.get(IS_CLAIM, True)):
                values.setdefault(claim, {})[reader] = _text(fields[field])
    return values


def _text(value: Any) -> str:
    if isinstance(value, str):
        return json.dumps(" ".join(value.lower().split()))
    if isinstance(value, float) and value.is_integer():
        return json.dumps(int(value))
    return json.dumps(value)


def _rows(shared: Mapping[str, Mapping[str, str]], readers: Iterable[str]) -> list[tuple[str, str, str]]:
    wanted = set(readers)
    return [(r, i, v) for i, own in sorted(shared.items()) for r, v in sorted(own.items()) if r in wanted]


def _alpha(shared: Mapping[str, Mapping[str, str]]) -> float | None:
    from nltk.metrics.agreement import AnnotationTask

    rows = _rows(shared, {r for own in shared.values() for r in own})
    if len({v for _, _, v in rows}) < 2:
        return None
    return round(float(AnnotationTask(data=rows).alpha()), 4)


def _kappa(shared: Mapping[str, Mapping[str, str]], readers: Sequence[str]) -> float | None:
    from nltk.metrics.agreement import AnnotationTask

    found = []
    for pair in combinations(readers, 2):
        both = {i: own for i, own in shared.items() if set(pair) <= set(own)}
        rows = _rows(both, pair)
        if len({v for _, _, v in rows}) > 1:
            found.append(float(AnnotationTask(data=rows).kappa()))
    return round(sum(found) / len(found), 4) if found else None
