"""Rows of a ledger put through a redaction: what was read in a report stays, its words change letter for letter."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, String, func, insert, select, update

from sayso.ledger import tables
from sayso.ledger.anchors import source_mark
from sayso.ledger.database import plain
from sayso.ledger.listed import list_all
from sayso.ledger.migrations import now
from sayso.ledger.originals import Originals
from sayso.ledger.reports import REPORT_FIELDS
from sayso.ledger.rulings import mark_decided, rename_in_decisions
from sayso.model.claim import Claim
from sayso.model.mention import Mention
from sayso.model.report import Report

# Where words of reports are left outside of what was read in them: table, its key, its columns with words.
_WORDED = (
    (tables.decisions, "seq", ("by", "subject", "value", "reason", "payload")),
    (tables.changes, "seq", ("detail",)),
    (tables.tasks, "id", ("subject", "detail")),
    (tables.incidents, "seq", ("row",)),
    (tables.tombstones, "key", ("reason",)),
)
Redact = Callable[[str], str]
_WORD = re.compile(r"\w+(?:['’-]\w+)*")


@dataclass(frozen=True, slots=True)
class Kept:
    """A report as a ledger holds it, with the id that it was given and what it was read with."""

    report: Report
    given_id: str
    read_with: str


class Redacting(Originals):
    """Takes words out of what a ledger holds."""

    def kept_reports(self, may_hold: Callable[[Report], bool]) -> Iterator[Kept]:
        """The reports in which some words are to be looked for, in order of ids; each may be changed when it is given."""
        r = tables.reports
        with self.reading() as c:
            keys = [str(row.key) for row in c.execute(select(r).order_by(r.c.id)) if may_hold(_report(row))]
            for key in keys:
                row = c.execute(select(r).where(r.c.key == key)).one()
                yield Kept(_report(row), str(row.given_id), str(row.read_with))

    def put_redacted(
        self,
        kept: Kept,
        masked: Report,
        redact: Redact,
        is_part: Callable[[str], bool],
        keys_of: Callable[[Mention], Sequence[str]],
    ) -> str:
        """Keep a report in its masked form with all that was read in it, put through the same redaction; its id.

        `is_part` tells words of a name, whatever their case; `keys_of` by which keys a mention meets others, for some
        were made of words.
        """
        t, key, old = tables, kept.report.key, kept.report.id
        with self.writing() as c:
            claims = _claims_as_read(c, key)
            mentions = c.execute(select(t.mentions.c.row).where(t.mentions.c.report_key == key)).scalars().all()
            statements = json.loads(
                c.execute(select(t.statements.c.rows).where(t.statements.c.report_key == key)).scalar() or "[]"
            )
            names = json.loads(c.execute(select(t.names.c.rows).where(t.names.c.report_key == key)).scalar() or "{}")
            bands = list(c.execute(select(t.copy_bands.c.band).where(t.copy_bands.c.report_key == key)).scalars())
            new = self._id_for(c, masked.id, key)
            through = _Through(redact, old, new)
            self._forget_original(c, key)
            gone = _words(kept.report) - _words(masked)
            told = [_mention(through(json.loads(row)), gone, is_part) for row in mentions]
            self.put(
                replace(masked, id=new),
                through(kept.given_id),
                kept.read_with,
                [Claim.from_row(through(row)) for row in claims],
                told,
                {m.id: keys_of(m) for m in told},
                through(statements),
                through(names),
                bands,
                renamed=through,
            )
            mark = source_mark(replace(masked, id=new).source)
            c.execute(update(t.anchors).where(t.anchors.c.report_key == key).values(source=mark))
            if new != old:
                _rename(c, old, new)
        return new

    def redact(self, redact: Redact) -> None:
        """Put all words that people and settling have left through a redaction."""
        with self.writing() as c:
            for table, key, columns in _WORDED:
                for row in c.execute(select(table.c[key], *(table.c[name] for name in columns))).all():
                    values = {name: redact(getattr(row, name)) for name in columns if getattr(row, name)}
                    if any(values[name] != getattr(row, name) for name in values):
                        c.execute(update(table).where(table.c[key] == row[0]).values(values))
            a = tables.anchors
            for row in c.execute(select(a)).all():
                values = {name: redact(getattr(row, name)) for name in ("report", "text", "quote")}
                if any(values[name] != getattr(row, name) for name in values):
                    c.execute(update(a).where(a.c.decision == row.decision, a.c.number == row.number).values(values))
            mark_decided(c)
            list_all(c)

    def put_erased_name(self, marks: Iterable[str], reason: str) -> None:
        """Remember the marks of a name that no later report may bring back."""
        with self.writing() as c:
            for mark in sorted(set(marks) - self.erased_names()):
                c.execute(insert(tables.tombstones), [{"key": mark, "at": now(), "reason": reason}])

    def erased_names(self) -> frozenset[str]:
        """The marks of names that were erased."""
        t = tables.tombstones
        with self.reading() as c:
            return frozenset(map(str, c.execute(select(t.c.key).where(t.c.key.like("name:%"))).scalars()))

    def texts_of_all_columns(self) -> Iterator[tuple[str, str]]:
        """Every text that the ledger holds, with the name of its column; of JSON the text as it is kept."""
        with self.reading() as c:
            for table in tables.metadata.sorted_tables:
                for column in table.c:
                    if isinstance(column.type, String):
                        for value in c.execute(select(column)).scalars():
                            if value:
                                yield f"{table.name}.{column.name}", str(value)


def _rename(c: Connection, old: str, new: str) -> None:
    """Let decisions, the change feed and tasks know a report by another id."""
    k = tables.tasks
    rename_in_decisions(c, old, new)
    rename_in_changes(c, old, new)
    c.execute(update(k).where(k.c.kind == "minor", k.c.subject == old).values(subject=new))


def _claims_as_read(c: Connection, key: str) -> list[dict[str, Any]]:
    """What was read: claims are corrected again after a redaction, from decisions that passed it too."""
    t = tables.claims
    read = func.coalesce(t.c.reading, t.c.row)
    return [json.loads(x) for x in c.execute(select(read).where(t.c.report_key == key, read != "")).scalars()]


def rename_in_changes(c: Connection, old: str, new: str) -> None:
    """Let the change feed know a report by another id."""
    f = tables.changes
    for row in c.execute(select(f.c.seq, f.c.detail)).all():
        detail = json.loads(row.detail)
        if old in detail.get("reports", []):
            detail["reports"] = [new if i == old else i for i in detail["reports"]]
            c.execute(update(f).where(f.c.seq == row.seq).values(detail=plain(detail)))


class _Through:
    """Puts values through a redaction, wherever words stand in them; ids keep to the report's new id."""

    def __init__(self, redact: Redact, old: str, new: str) -> None:
        self.redact, self.old, self.new = redact, old, new

    def __call__(self, value: Any) -> Any:
        if isinstance(value, str):
            if value == self.old or value.startswith((f"{self.old}:", f"{self.old}#")):
                return self.new + value[len(self.old) :]
            return self.redact(value)
        if isinstance(value, list):
            return [self(v) for v in value]
        return {k: self(v) for k, v in value.items()} if isinstance(value, dict) else value


def _report(row: Any) -> Report:
    kept = {name: getattr(row, name) for name in REPORT_FIELDS}
    return Report(id=row.id, text=row.text, notes=tuple(json.loads(row.notes)), known_as=row.key, **kept)


def _words(report: Report) -> set[str]:
    said = f"{report.text}\n{report.title or ''}"
    return {w for match in _WORD.findall(said.lower()) for w in (match, *re.split(r"['’-]", match))}


def _mention(row: dict[str, Any], gone: set[str], is_part: Callable[[str], bool]) -> Mention:
    """A mention without the words that stood in a name."""
    row["words"] = [w for w in row["words"] if w not in gone and not is_part(w) and any(c.isalnum() for c in w)]
    for key in ("names", "phrases"):
        row[key] = [n for n in row.get(key, ()) if all(w not in gone and not is_part(w) for w in n.split())]
    return Mention.from_row(row)
