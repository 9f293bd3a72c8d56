"""Where forms send decisions: their effect shown before they are made, and what others did meanwhile told, not overwritten."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from sayso.effects import Effect, IncidentChange
from sayso.errors import StaleError
from sayso.exhibiting import wording
from sayso.exhibiting.evidence import report_of
from sayso.model.decision import Draft
from sayso.model.finding import Finding
from sayso.model.incident import Incident
from sayso.model.rows import incident_of
from sayso.pipeline import Ledger
from sayso.reviewing import chronicle
from sayso.reviewing.desk import Coding, Desk
from sayso.reviewing.drafts import draft_of
from sayso.reviewing.forms import FIELD as TOKEN

router = APIRouter(include_in_schema=False)
# What reaches beyond one claim is made only after its effect was seen.
_WEIGHTY = frozenset(["merge", "split", "adjudicate", "policy", "move"])
# What the form itself asks for, and must not be handed on to the next.
_OF_THE_FORM = frozenset([TOKEN, "step", "force"])
_FEW = 3


@dataclass(frozen=True, slots=True)
class Seen:
    """An incident that a decision changes, as this person may see it."""

    change: IncidentChange
    before: str
    title: str
    figures: tuple[tuple[str, Finding | None, Finding | None], ...]
    same: int


async def _sent(request: Request) -> FormData:
    return await request.form()


@router.post("/decide")
def decide(desk: Coding, form: Annotated[FormData, Depends(_sent)]) -> Response:
    """Show what a decision would change, or make it."""
    draft = draft_of(desk.ledger, form, desk.person.name)
    step = form.get("step") or ("show" if draft.kind in _WEIGHTY else "make")
    kept = [(k, str(v)) for k, v in form.multi_items() if k not in _OF_THE_FORM]
    back = _back(form)
    if step == "show":
        effect = seen(desk, desk.ledger.effect(draft))
        return desk.page("effect.html", effect=effect, draft=draft, kept=kept, back=back, words=_words(draft))
    try:
        notice, made = _made(desk.ledger, draft)
        notice = shown(desk, notice, draft)
    except StaleError as error:
        return desk.page(
            "stale.html",
            status=409,
            what=shown(desk, error.what, draft),
            draft=draft,
            kept=kept,
            back=back,
            words=_words(draft),
        )
    return desk.back(back.replace("{made}", made), notice)


def shown(desk: Desk, words: str, draft: Draft) -> str:
    """Words that quote reports and people, as this person may see them."""
    exhibit = desk.exhibit()
    if not exhibit.masked:
        return words
    reports = sorted({report_of(c) for c in draft.claims} | {m.rsplit("#", 1)[0] for m in draft.mentions})
    return desk.house.briefs.masked(words, reports, exhibit)


def _back(form: FormData) -> str:
    """The page of ours that a form was sent from; no other is led to."""
    path = str(form.get("back") or "/")
    return path if path.startswith("/") and not path.startswith(("//", "/\\")) else "/"


def _words(draft: Draft) -> str:
    """What is decided, before it has words of its own."""
    return chronicle.verb(draft.kind, draft.payload, draft.reason)


def _made(ledger: Ledger, draft: Draft) -> tuple[str, str]:
    """Make a decision; what it did in words, and its id."""
    concerned = _concerned(ledger, draft)
    before = ledger.store.incident_rows(concerned)
    made = ledger.make(draft)
    after = ledger.store.incident_rows(concerned)
    moved = [words for i in sorted(concerned & after.keys()) for words in _moved(ledger, before[i], after[i])]
    said = f"You {chronicle.in_words(made)}."
    if moved:
        more = f" and {len(moved) - _FEW} more" if len(moved) > _FEW else ""
        return f"{said} That changed {'; '.join(moved[:_FEW])}{more}.", made.id
    return f"{said} No figure changed.", made.id


def _concerned(ledger: Ledger, draft: Draft) -> set[str]:
    """The incidents that a decision bears on, as far as they are there before it is made."""
    store = ledger.store
    ids = {*draft.claims, *(ledger.decision(draft.decision).attached() if draft.decision else ())}
    claims = store.claims(ids)
    mentions = {*(i for i in ids if i not in claims), *draft.mentions}
    mentions |= {c.incident for c in claims.values() if c.incident}
    return {*store.incidents_of(mentions).values(), *(store.resolve(i) for i in draft.incidents)}


def _moved(ledger: Ledger, before: dict[str, object], after: dict[str, object]) -> Iterable[str]:
    """The figures of an incident that are others now, in words."""
    old, new = incident_of(before), incident_of(after)
    ours, theirs = ({f.key: f for f in i.findings} for i in (old, new))
    for key in sorted({*ours, *theirs}):
        a, b = ours.get(key), theirs.get(key)
        either = a or b
        if either is not None and not _is_same(a, b):
            yield f"{wording.label(either, ledger.lexicon)}: {_figure(a)} → {_figure(b)}"


def _figure(f: Finding | None) -> str:
    if f is None:
        return "nothing told"
    return f"{wording.best(f)}{wording.unit(f)} ({wording.low(f)} to {wording.high(f)}, {f.verdict})"


def _is_same(a: Finding | None, b: Finding | None) -> bool:
    return a is not None and b is not None and _values(a) == _values(b) and a.reviewed == b.reviewed


def _values(f: Finding) -> tuple[object, ...]:
    return (f.low, f.low_open, f.best, f.high, f.high_open, f.verdict)


def seen(desk: Desk, effect: Effect) -> list[Seen]:
    """An effect as a person may see it."""
    exhibit = desk.exhibit()

    def titled(i: Incident | None) -> str:
        shown = exhibit.headed(i) if i is not None else None
        return f"{shown.title}, {wording.days(shown)}" if shown is not None else ""

    found = []
    for change in effect.incidents:
        others = [f for f in change.figures if not _is_same(f.before, f.after)]
        figures = tuple(
            (wording.label(either, desk.ledger.lexicon), f.before, f.after)
            for f in others
            if (either := f.after or f.before) is not None
        )
        before, after = titled(change.before), titled(change.after)
        same = len(change.figures) - len(others)
        found.append(Seen(change, before, after or before or change.incident, figures, same))
    return found
