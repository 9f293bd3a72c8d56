"""What a list of incidents can be asked for, in an address; and the page of it that answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, Literal
from urllib.parse import urlencode

from pydantic import BaseModel, BeforeValidator, Field

from sayso.exhibiting import wording
from sayso.ledger.listing import Sieve
from sayso.model.finding import Finding
from sayso.model.incident import Incident
from sayso.model.rows import incident_of
from sayso.reviewing.briefs import Brief
from sayso.reviewing.desk import Desk

PER_PAGE = 40
_MOST_PAGES = 100_000
# A field that was left empty in a form asks for nothing.
_blank = BeforeValidator(lambda value: None if value == "" else value)
Words = Annotated[Annotated[str, Field(max_length=200)] | None, _blank]
Day = Annotated[Annotated[str, Field(pattern=r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$")] | None, _blank]
Count = Annotated[Annotated[int, Field(ge=0, le=1_000_000)] | None, _blank]


class Listed(BaseModel):
    """Filters, order and page of a list of incidents; a field that is not given leaves nothing out."""

    type: Words = None
    after: Day = None
    before: Day = None
    place: Words = None
    measure: Words = None
    verdict: Words = None
    origins: Count = None
    tasks: Annotated[bool | None, _blank] = None
    sort: Literal["day", "-day", "-reports", "-origins", "-tasks"] = "day"
    page: Annotated[int, Field(ge=1, le=_MOST_PAGES)] = 1

    def sieve(self) -> Sieve:
        """What the ledger is asked for. A year or month that bounds above means its last day."""
        before = self.before and (self.before + "-12-31"[3 * (len(self.before) > 4) :])[:10]
        return Sieve(
            self.type, self.after, before, self.place, self.measure, self.verdict, self.origins, bool(self.tasks)
        )

    def address(self, **changed: Any) -> str:
        """The same list with something changed."""
        values = {**self.model_dump(exclude_defaults=True), **changed}
        return "/incidents?" + urlencode({k: v for k, v in values.items() if v is not None})


@dataclass(frozen=True, slots=True)
class Line:
    """An incident as the list shows it."""

    incident: Incident
    brief: Brief
    figure: Finding | None
    tasks: int


def lines(desk: Desk, idents: list[str]) -> list[Line]:
    """Incidents as lists show them, in this order."""
    store = desk.ledger.store
    rows = store.incident_rows(idents)
    listed = [incident_of(rows[ident]) for ident in idents if ident in rows]
    briefs = desk.house.briefs.of(listed, desk.exhibit())
    tasks = store.open_tasks(idents)
    lexicon = desk.ledger.lexicon
    return [
        Line(i, b, wording.foremost(i.findings, lexicon), tasks.get(i.id, 0))
        for i, b in zip(listed, briefs, strict=True)
    ]


def listed_page(desk: Desk, asked: Listed) -> dict[str, Any]:
    """A page of the list, and what the page shows beside it."""
    store, sieve = desk.ledger.store, asked.sieve()
    found = store.listed(sieve, asked.sort, start=PER_PAGE * (asked.page - 1), limit=PER_PAGE)
    count = store.count_listed(sieve)
    return {
        "asked": asked,
        "lines": lines(desk, found),
        "count": count,
        "pages": max(1, -(-count // PER_PAGE)),
        "kinds": store.kinds_listed(),
    }
