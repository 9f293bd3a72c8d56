"""The door of people's decisions into a ledger: made, foretold, undone, listed, taken in from a file.

Everything that a person does to the record is a `Draft`; `Ledger.make` makes a `Decision` of it, `Ledger.effect` tells
what it would change without writing, and both refuse it where others changed meanwhile what the person saw.

| kind | names | payload | what it does |
|---|---|---|---|
| accept, reject | a claim | | the claim counts as confirmed, or not at all |
| correct | a claim | `fields` (see `ruling.fields.FIELDS`) | the claim has these values; what was read is kept beside |
| move | a claim; an incident or mention | | the claim is counted there; with neither it belongs to no incident |
| add | an incident, a mention or nothing | `report`, `start`, `end` (code points), `fields` | words of a report become a claim |
| same, different, unsure | two mentions | | they are one event whatever the score, never one, or nobody can say |
| merge | incidents, or mentions of several | | all their mentions are one event |
| split | an incident; mentions that leave | or `reports` that leave | what leaves and what stays are two events |
| adjudicate | an incident | `measure`, `best`, and if wanted `low`, `high`, `qualifier`, `group`, `standing`, `as_of` | the figure is this |
| policy | an incident | `policy`, and if wanted `measure` | its figures are made by this policy |
| assign, settle, reopen | a task | `to`: the person | a settled task comes back when what is wrong changes |
| note | a claim, a mention or an incident | | the reason is kept as a note |
| undo | a decision | | as if it had not been made; an undo can be undone |
| sample, code | see `coding` | | claims drawn to be read by a second person; such a reading |

Decisions hang on words of reports (`Anchor`), so they hold after any rebuild, in any order of reports, in any ledger of
the same reports. Of two that contradict one another the later stands; the older becomes a task.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cached_property

from sayso.attaching import Attaching
from sayso.codebook.lexicon import Lexicon
from sayso.coding import Difference, FieldAgreement, Item, agreement, differences, readings, to_code
from sayso.drafting import Drafting, Ready
from sayso.effects import Effect, effect_of
from sayso.erasing import Names
from sayso.errors import NotFoundError, RefusedError, StaleError
from sayso.ledger import Store
from sayso.model.decision import ON_CLAIMS, ON_FINDINGS, ON_LINKS, ON_TASKS, Decision, Draft
from sayso.model.finding import Task
from sayso.model.incident import Incident
from sayso.ruling.standing import Latest, Rulings, undone
from sayso.settling import Settling
from sayso.tasking import MARGIN, UncertainPair, tasks, tend, uncertain_pairs

_MENTIONS = "mention"


class Deciding:
    """What a ledger does with people's decisions."""

    store: Store
    lexicon: Lexicon

    def reconciled(self, incident: Incident, policy: str | None = None) -> Incident:
        """An incident with findings and checks under a policy, else as persons and codebooks have it."""
        raise NotImplementedError

    @cached_property
    def _latest(self) -> Latest:
        return Latest(self.store.decisions)

    @property
    def rulings(self) -> Rulings:
        """The decisions that stand now."""
        return self._latest()

    def decide(
        self, claim: str, verdict: str, *, by: str, reason: str = "", seen: str | None = None, force: bool = False
    ) -> Decision:
        """Rule on a claim: accept, reject or undo (all that was ruled on it); kept for ever, and the findings follow."""
        if verdict not in ("accept", "reject", "undo"):
            raise RefusedError("verdict-unknown", f"{verdict!r} is no verdict", hint="write accept, reject or undo")
        return self.make(Draft(verdict, by, reason, claims=(claim,), seen=seen, force=force))

    def make(self, draft: Draft) -> Decision:
        """Make a decision: kept, attached and settled in one transaction, or refused.

        Raises RefusedError for what makes no sense, NotFoundError for ids that are not there, StaleError where others
        changed what the person saw.
        """
        with self.store.writing():
            made = self._apply(draft)
        return next(d for d in self.store.decisions() if d.id == made.id)

    def effect(self, draft: Draft) -> Effect:
        """Which incidents and figures a decision would change, and how; nothing is written."""
        return self._tried(lambda: self._apply(replace(draft, by=draft.by or "nobody", force=True)))

    def effect_of_taking(self, decisions: Iterable[Decision]) -> Effect:
        """Which incidents and figures decisions of another ledger would change, and how; nothing is written."""
        return self._tried(lambda: self.take(decisions))

    def _tried(self, done: Callable[[], object]) -> Effect:
        with self.store.trying():
            position = self.store.position()
            done()
            changed = self.store.changes_after(position[1])
            after = self.store.incident_rows({str(row["incident"]) for row in changed})
        return effect_of(changed, self.store.incident_rows({str(row["incident"]) for row in changed}), after)

    def _apply(self, draft: Draft) -> Decision:
        ready = Drafting(self.store, self.lexicon).ready(draft)
        if draft.seen is not None and not draft.force:
            self._refuse_if_stale(draft, ready)
        words = (draft.by.strip(), draft.kind, ready.subject, ready.value, draft.reason.strip())
        (asked,) = Names(self.store).cleaned([Decision(0, "", "", *words, ready.payload, ready.anchors)])
        made = self.store.append_decision(asked)
        position = self.store.position()[1]
        self._follow([made])
        tend(self.store, self.rulings)
        self.store.tell_cause(position, made.id, made.by)
        return made

    def _follow(self, decisions: Sequence[Decision]) -> None:
        """Let claims and links be as decisions have them; the incidents that they bear on follow."""
        of = {ident for d in decisions if d.kind == "undo" for ident in d.payload.get("of", ())}
        concerned = [*decisions, *(d for d in self.store.decisions() if d.id in of)]
        # an undo of an undo bears on what that had undone
        again = {ident for d in concerned if d.kind == "undo" for ident in d.payload.get("of", ())} - of
        concerned += [d for d in self.store.decisions() if d.id in again]
        touched = Attaching(self.store).renew_all(concerned)
        now = {d.id: d for d in self.store.decisions()}
        linked = {m for d in concerned if d.kind in ON_LINKS for m in now[d.id].attached(what=_MENTIONS)}
        ruled = [now[d.id] for d in concerned if d.kind in (*ON_CLAIMS, *ON_FINDINGS)]
        claims = self.store.claims(i for d in ruled for i in d.attached())
        touched |= {c.incident for c in claims.values() if c.incident}
        touched |= {m for d in ruled for m in d.attached(what=_MENTIONS)}
        settling = Settling(self.store, self.lexicon, self.reconciled)
        if linked:
            # whatever was together before, that an undone link may part
            settling.cluster(linked | set(self.store.members(self.store.incidents_of(linked).values())))
        settling.reckon(set(self.store.incidents_of(touched).values()))

    def revision(self) -> str:
        """Where the ledger stands, to be handed in as `seen` with what a person decides on what was shown then."""
        decided, changed = self.store.position()
        return f"{decided}.{changed}"

    def _refuse_if_stale(self, draft: Draft, ready: Ready) -> None:
        try:
            decided, changed = map(int, str(draft.seen).split("."))
        except ValueError:
            raise RefusedError(
                "revision-unknown", f"{draft.seen!r} is no revision", hint="hand in what `Ledger.revision` gave"
            ) from None
        others = [
            f"{d.by} ruled “{d.kind}” at {d.at[:19]}Z" + (f": {d.reason}" if d.reason else "")
            for d in self.store.decisions_after(decided)
            if d.by != draft.by.strip()
            and (not ready.concerns.isdisjoint(d.attached()) or _on_one_task(d, draft, ready))
        ]
        for row in self.store.changes_after(changed):
            if row["incident"] in ready.incidents and row.get("by") != draft.by.strip():
                who = f" by {row['by']}" if row.get("by") else ""
                others.append(f"{row['incident']} was {row['kind']}{who} at {row['at']}")
        if others:
            raise StaleError(
                "stale-edit",
                "others changed this since you saw it: " + "; ".join(dict.fromkeys(others)),
                where=", ".join(sorted(ready.incidents)),
                hint="look at it again; nothing of theirs or yours is lost",
            )

    def history(self, *, claim: str | None = None, incident: str | None = None) -> list[Decision]:
        """All decisions, or those on a claim or on an incident with its claims, oldest first, undone ones too."""
        found = list(self.store.decisions())
        if claim is not None or incident is not None:
            # who reads a second time must not see how others read
            found = [d for d in found if d.kind != "code"]
        if claim is not None:
            return _with_undos([d for d in found if claim in d.attached() or claim == d.subject], found)
        if incident is None:
            return found
        known = self.store.resolve(incident)
        mentions = {m for m, i in self.store.members([known]).items() if i == known}
        own = mentions | set(self.store.claims_of_mentions(mentions))
        return _with_undos([d for d in found if not own.isdisjoint(d.attached())], found)

    def tasks(self, incident: str | None = None, *, settled: bool = False) -> list[Task]:
        """What waits for a person, of one incident or of all, by number; with `settled` also what is done."""
        known = None if incident is None else self.store.resolve(incident)
        return tasks(self.store, self.rulings, incident=known, settled=settled)

    def uncertain(self, *, margin: int = MARGIN, limit: int | None = 100) -> list[UncertainPair]:
        """The queue of pairs of mentions that may be one event, the most uncertain first."""
        return uncertain_pairs(self.store, self.rulings, margin=margin, limit=limit)

    def to_code(self, sample: str, *, by: str) -> list[Item]:
        """The claims of a sample as a second reader sees them: the words, and what this reader made of them before."""
        return to_code(self.store, self.rulings, sample, by)

    def agreement(self, sample: str, *, machine: bool = False) -> list[FieldAgreement]:
        """How far the readers of a sample agree, field by field; with `machine` it counts as one of them."""
        return agreement(readings(self.store, self.rulings, sample, machine=machine))

    def differences(self, sample: str) -> list[Difference]:
        """What the readers of a sample coded differently, to be settled by corrections with a reason."""
        return differences(readings(self.store, self.rulings, sample))

    def undone(self) -> dict[str, Decision]:
        """Decision -> the undo that took it back."""
        return undone(self.store.decisions())

    def decision(self, ident: str) -> Decision:
        """One decision by its id; raises NotFoundError."""
        for d in self.store.decisions():
            if d.id == ident:
                return d
        raise NotFoundError(
            "decision-unknown",
            f"the ledger has no decision {ident!r}",
            where=self.store.shown,
            hint="`sayso decisions list` lists them",
        )

    def take(self, decisions: Iterable[Decision]) -> tuple[int, list[Decision]]:
        """Take in decisions of another ledger: (how many were new, those of them whose words are not here).

        What is known already is passed over, so taking in twice changes nothing.
        """
        with self.store.writing():
            fresh = self.store.take_decisions(Names(self.store).cleaned(decisions))
            if fresh:
                self._follow(fresh)
                tend(self.store, self.rulings)
        ids = {d.id for d in fresh}
        now = [d for d in self.store.decisions() if d.id in ids]
        return len(fresh), [d for d in now if any(a.what != "erased" and a.attached is None for a in d.anchors)]


def _on_one_task(d: Decision, draft: Draft, ready: Ready) -> bool:
    """Whether a decision is on the very task that a draft is on."""
    if d.kind not in ON_TASKS or draft.kind not in ON_TASKS:
        return False
    same = all(d.payload.get(name) == ready.payload.get(name) for name in ("kind", "subject"))
    return same and d.attached(what=_MENTIONS)[:1] == [a.attached for a in ready.anchors][:1]


def _with_undos(some: Sequence[Decision], every: Sequence[Decision]) -> list[Decision]:
    """Decisions with what undid them."""
    ids = {d.id for d in some}
    for d in every:
        if d.kind == "undo" and not ids.isdisjoint(d.payload.get("of", ())):
            ids.add(d.id)
    return [d for d in every if d.id in ids]
