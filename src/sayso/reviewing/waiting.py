"""Tasks as the list shows them: each with its incident, what is wrong in words, and who has it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Any, Literal
from urllib.parse import urlencode

from pydantic import BaseModel, Field

from sayso.exhibiting import wording
from sayso.model.finding import SAYS, Check, Task
from sayso.model.rows import incident_of
from sayso.reviewing.asking import Words
from sayso.reviewing.chronicle import REVIEWER
from sayso.reviewing.desk import Desk

PER_PAGE = 30
# What these tell of is who decided, and in which words.
_OF_DECISIONS = ("contradiction", "lost")
_MOST_PAGES = 100_000


class Asked(BaseModel):
    """Which tasks are wanted."""

    kind: Words = None
    incident: Words = None
    whose: Literal["", "mine", "nobodys"] = ""
    settled: Literal["", "yes"] = ""
    page: Annotated[int, Field(ge=1, le=_MOST_PAGES)] = 1

    def address(self, **changed: Any) -> str:
        """The same list with something changed."""
        values = {**self.model_dump(exclude_defaults=True), **changed}
        return "/tasks" + ("?" + urlencode(values) if values else "")


@dataclass(frozen=True, slots=True)
class Line:
    """One task."""

    task: Task
    title: str
    days: str
    subject: str
    detail: str
    who: str


def page(desk: Desk, asked: Asked) -> dict[str, Any]:
    """A page of tasks, and what the page shows beside it."""
    every = desk.ledger.tasks(asked.incident, settled=asked.settled == "yes")
    mine = desk.person.name
    whose = {"": None, "mine": mine, "nobodys": ""}[asked.whose]
    wanted = [t for t in every if whose is None or (t.assigned or "") == whose]
    kinds = Counter(t.kind for t in wanted)
    listed = [t for t in wanted if asked.kind in (None, t.kind)]
    first = PER_PAGE * (asked.page - 1)
    return {
        "lines": lines(desk, listed[first : first + PER_PAGE]),
        "count": len(listed),
        "pages": max(1, -(-len(listed) // PER_PAGE)),
        "kinds": dict(sorted(kinds.items())),
        "people": people(desk),
        "seen": desk.ledger.revision(),
    }


def people(desk: Desk) -> list[str]:
    """Who may be given a task: all who may decide."""
    found = {a.name for a in desk.ledger.store.accounts() if a.role != "reader"}
    return sorted(found | ({desk.person.name} if desk.person.may("coder") else set()))


def lines(desk: Desk, tasks: Sequence[Task]) -> list[Line]:
    """Tasks as they are shown."""
    rows = desk.ledger.store.incident_rows({t.incident for t in tasks if t.incident})
    incidents = {ident: incident_of(row) for ident, row in rows.items()}
    exhibit = desk.exhibit()
    held = list(incidents.values())
    titles = {i.id: b.title for i, b in zip(held, desk.house.briefs.of(held, exhibit), strict=True)}
    found = []
    for t in tasks:
        i = incidents.get(t.incident)
        subject, detail, who = _words(desk, t)
        if exhibit.masked:
            reports = [r.report for r in i.reports] if i is not None else []
            subject, detail, who = (desk.house.briefs.masked(w, reports, exhibit) for w in (subject, detail, who))
            t = _discreet(desk, t, reports)
        if desk.person.role == "reader" and t.kind in _OF_DECISIONS:
            detail = ""
        found.append(Line(t, titles.get(t.incident, ""), wording.days(i) if i else "", subject, detail, who))
    return found


def _discreet(desk: Desk, task: Task, reports: Sequence[str]) -> Task:
    """A task without names in the reason for which it was settled; who has it or settled it is no reader's business."""
    if desk.person.role == "reader":
        someone = REVIEWER if task.settled_by else None
        return replace(task, assigned=REVIEWER if task.assigned else None, settled_by=someone, settled_why=None)
    why = desk.house.briefs.masked(task.settled_why or "", reports, desk.exhibit())
    return replace(task, settled_why=why or None)


def _words(desk: Desk, task: Task) -> tuple[str, str, str]:
    """What a task is about, what is wrong, and on whose say-so."""
    lexicon = desk.ledger.lexicon
    if task.kind == "identity":
        check = Check(task.subject, "fails", task.detail)
        return "", wording.check(check, lexicon), wording.who(check, lexicon)
    measure, _, rest = task.subject.partition(" ")
    rule = lexicon.measures.get(measure)
    subject = (f"{rule.label} {rest}".strip()) if rule is not None else task.subject
    detail, _, who = task.detail.partition(SAYS)
    return subject, detail.strip(" ;"), who
