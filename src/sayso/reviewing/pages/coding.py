"""Double coding: samples are drawn, coded blind, and what readers differ on is settled."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Form, Query
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from sayso.model.decision import Draft
from sayso.reviewing import second
from sayso.reviewing.desk import Coding
from sayso.ruling.fields import CHOICES

router = APIRouter(prefix="/coding", include_in_schema=False)
Name = Annotated[str, Query(min_length=1, max_length=60)]
_MOST = 500


async def _sent(request: Request) -> FormData:
    return await request.form()


@router.get("")
def coding(desk: Coding) -> Response:
    """All samples, and the form to draw one."""
    return desk.page("coding.html", samples=second.samples(desk))


@router.post("/draw")
def draw(
    desk: Coding,
    name: Annotated[str, Form(min_length=1, max_length=60)],
    size: Annotated[int, Form(ge=1, le=_MOST)],
    seed: Annotated[str, Form(max_length=60)] = "",
) -> Response:
    """Draw a sample."""
    payload = {"name": name, "size": size, **({"seed": seed} if seed else {})}
    desk.ledger.make(Draft("sample", desk.person.name, payload=payload))
    return desk.back("/coding", f"“{name}” is drawn.")


@router.get("/item")
def item(desk: Coding, sample: Name, at: Annotated[int | None, Query(ge=1, le=_MOST)] = None) -> Response:
    """One item, blind."""
    measures = sorted(desk.ledger.lexicon.measures.items(), key=lambda m: m[1].label)
    return desk.page("item.html", **second.item(desk, sample, at), measures=measures, choices=CHOICES)


@router.post("/item")
def code(
    desk: Coding,
    sample: Name,
    at: Annotated[int, Query(ge=1, le=_MOST)],
    form: Annotated[FormData, Depends(_sent)],
) -> Response:
    """Keep what a reader made of an item, and go on to the next."""
    desk.ledger.make(second.reading(desk, sample, form))
    shown = second.item(desk, sample, None)
    if not shown["left"]:
        return desk.back("/coding/results?" + urlencode({"sample": sample}), "You have coded all of it.")
    return desk.back("/coding/item?" + urlencode({"sample": sample, "at": shown["at"]}), f"Item {at} is kept.")


@router.get("/results")
def results(desk: Coding, sample: Name, machine: bool = False) -> Response:
    """Agreement and differences, once this person has coded all."""
    return desk.page("agreement.html", **second.results(desk, sample, machine=machine))
