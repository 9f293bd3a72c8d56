"""Double coding as pages show it: samples, the words of one item, agreement, and what is left to settle."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from starlette.datastructures import FormData

from sayso.coding import IS_CLAIM, Difference, FieldAgreement, Item
from sayso.errors import NotFoundError
from sayso.exhibiting.exhibit import Exhibit
from sayso.model.decision import Draft
from sayso.reviewing.addresses import Addresses, claim_named
from sayso.reviewing.desk import Desk
from sayso.reviewing.drafts import NUMBERS, number_of

# What a second reader is asked for; what is left empty says that the words tell none.
ASKED = ("measure", "low", "best", "high", "qualifier", "standing", "scope", "group", "speaker")


@dataclass(frozen=True, slots=True)
class Sample:
    """A sample with how many of its claims each reader has coded."""

    name: str
    size: int
    by: str
    coded: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Words:
    """The number to be coded in its sentence, and nothing of what anybody made of it but this reader."""

    claim: str
    before: str
    number: str
    after: str
    page: str
    own: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class Dispute:
    """A field that readers coded differently, with the words that it is about."""

    words: Words
    field: str
    values: tuple[tuple[str, str], ...]


def samples(desk: Desk) -> list[Sample]:
    """All samples, the latest first."""
    rulings = desk.ledger.rulings
    found = []
    for d in rulings.of_kind("sample"):
        name = str(d.payload["name"])
        own: dict[str, set[str]] = {}
        for coded in rulings.of_kind("code"):
            if coded.payload.get("sample") == name:
                own.setdefault(coded.by, set()).update(coded.attached())
        counted = tuple((reader, len(claims)) for reader, claims in sorted(own.items()))
        found.append(Sample(name, len(d.attached()), d.by, counted))
    return found[::-1]


def item(desk: Desk, sample: str, number: int | None) -> dict[str, Any]:
    """One item of a sample to be coded by this person: the one asked for, else the first that is not coded yet."""
    items = desk.ledger.to_code(sample, by=desk.person.name)
    if not items:
        raise NotFoundError("sample-empty", "none of its words are in the ledger", where=sample)
    left = [k for k, i in enumerate(items, 1) if i.own is None]
    at = number if number is not None else (left[0] if left else len(items))
    if not 1 <= at <= len(items):
        raise NotFoundError("item-unknown", f"the sample has {len(items)} items", where=f"{sample} {at}")
    return {
        "sample": sample,
        "at": at,
        "size": len(items),
        "left": len(left),
        "words": _words(desk, [items[at - 1]])[items[at - 1].claim],
    }


def results(desk: Desk, sample: str, *, machine: bool) -> dict[str, Any]:
    """How far readers agree, and what they differ on; only for who has coded all of it, and for admins."""
    items = desk.ledger.to_code(sample, by=desk.person.name)
    left = sum(i.own is None for i in items)
    if left and not (desk.house.settings.alone or desk.person.may("admin")):
        return {"sample": sample, "left": left, "agreement": [], "disputes": [], "machine": machine, "size": len(items)}
    agreement: Sequence[FieldAgreement] = desk.ledger.agreement(sample, machine=machine)
    # who speaks is told in names: to be settled by those who may see them
    found = [d for d in desk.ledger.differences(sample) if desk.person.sees_names or d.field != "speaker"]
    by_claim = {i.claim: i for i in items}
    words = _words(desk, [by_claim[d.claim] for d in found if d.claim in by_claim])
    disputes = [_dispute(d, words[d.claim]) for d in found if d.claim in words]
    return {
        "sample": sample,
        "left": left,
        "size": len(items),
        "agreement": agreement,
        "disputes": disputes,
        "machine": machine,
    }


def _dispute(d: Difference, words: Words) -> Dispute:
    return Dispute(words, d.field, tuple((reader, _shown(value)) for reader, value in d.values.items()))


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return "a figure" if value else "no figure"
    return "" if value is None else f"{value:.15g}" if isinstance(value, float) else str(value)


def _words(desk: Desk, items: Sequence[Item]) -> dict[str, Words]:
    exhibit = desk.exhibit()
    addresses = Addresses.of(desk.ledger.store, {i.report for i in items})
    found = {}
    for i in items:
        before, number, after = _cut(i, exhibit)
        page = addresses.claim_page(i.claim)
        found[i.claim] = Words(addresses.claim(i.claim), before, number, after, page, i.own)
    return found


def _cut(i: Item, exhibit: Exhibit) -> tuple[str, str, str]:
    """The sentence before, at and after the number."""
    spans = ((i.sentence[0], i.start), (i.start, i.end), (i.end, i.sentence[1]))
    if exhibit.masked:
        gate = exhibit.gate(i.report)
        before, number, after = (gate.evidence(*span).text for span in spans)
        return before, number, after
    text = exhibit.text(i.report)
    before, number, after = (text[slice(*span)] for span in spans)
    return before, number, after


def reading(desk: Desk, sample: str, form: FormData) -> Draft:
    """What a reader made of an item."""
    claim = claim_named(desk.ledger.store, str(form.get("claim") or ""))
    if form.get(IS_CLAIM) == "no":
        fields: dict[str, Any] = {IS_CLAIM: False}
    else:
        fields = {name: _value(name, str(form.get(name) or "").strip()) for name in ASKED}
    return Draft("code", desk.person.name, claims=(claim,), payload={"sample": sample, "fields": fields})


def _value(name: str, words: str) -> Any:
    return number_of(name, words) if name in NUMBERS else words or None
