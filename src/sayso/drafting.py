"""A draft becomes ready to be kept: what it names is looked up, its payload checked, its words anchored."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Any

from sayso.codebook.lexicon import Lexicon
from sayso.errors import NotFoundError, RefusedError
from sayso.ledger import Store
from sayso.model.claim import Claim
from sayso.model.decision import KINDS, Anchor, Draft
from sayso.model.rows import incident_of
from sayso.reconciling.policies import policy as policy_named
from sayso.ruling import anchoring, fields
from sayso.ruling.standing import Rulings
from sayso.ruling.verdicts import told

# An incident is known by so many of its mentions, those with most claims first.
_FEW = 5
_STANDINGS = fields.CHOICES["standing"]


@dataclass(frozen=True, slots=True)
class Ready:
    """A decision to be appended; `concerns` are the ids and `incidents` the incidents that it bears on."""

    subject: str
    value: str = ""
    payload: dict[str, Any] = field(default_factory=dict)
    anchors: tuple[Anchor, ...] = ()
    concerns: frozenset[str] = frozenset()
    incidents: frozenset[str] = frozenset()


class Drafting:
    """Makes drafts ready against what one ledger holds."""

    def __init__(self, store: Store, lexicon: Lexicon) -> None:
        self.store, self.lexicon = store, lexicon

    def ready(self, draft: Draft) -> Ready:
        """The decision that a draft asks for; raises RefusedError or NotFoundError."""
        if draft.kind not in KINDS:
            raise RefusedError("kind-unknown", f"{draft.kind!r} is no decision", hint=f"kinds are {', '.join(KINDS)}")
        if not draft.by.strip():
            raise RefusedError("nobody-decides", "nobody is said to decide", hint="give a name with `by`")
        return getattr(self, f"_{draft.kind}")(draft)  # type: ignore[no-any-return]

    # -- on claims

    def _accept(self, draft: Draft) -> Ready:
        claim = self._claim(draft)
        return self._on_claim(claim, {})

    _reject = _accept

    def _correct(self, draft: Draft) -> Ready:
        claim = self._claim(draft)
        wanted = fields.checked(draft.payload.get("fields", {}), self.lexicon.measures)
        row = claim.row()
        return self._on_claim(claim, {"fields": wanted, "seen": {name: row[name] for name in wanted}})

    def _move(self, draft: Draft) -> Ready:
        claim = self._claim(draft)
        into = self._into(draft)
        return self._on_claim(claim, {} if into else {"fields": {"incident": ""}}, into)

    def _add(self, draft: Draft) -> Ready:
        report, start, end = (draft.payload.get(k) for k in ("report", "start", "end"))
        key = self.store.key_of(str(report))
        text = self.store.text(str(report))
        if not (isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= len(text)):
            raise RefusedError(
                "span-wrong", f"{start}..{end} is no span of the report", where=str(report), hint="count code points"
            )
        wanted = draft.payload.get("text")
        if wanted is not None and wanted != text[start:end]:
            raise RefusedError("span-wrong", f"{text[start:end]!r} stands there, not {wanted!r}", where=str(report))
        values = fields.checked(draft.payload.get("fields", {}), self.lexicon.measures)
        edition = self.store.editions([str(key)])[str(key)]
        anchor = anchoring.on_span(str(report), text, start, end, str(key), edition["source"])
        into = self._into(draft)
        anchors = (anchor, *([into] if into else []))
        concerns, incidents = self._around(anchors)
        return Ready(f"{report}:{start}:{end}", text[start:end], {"fields": values}, anchors, concerns, incidents)

    def _into(self, draft: Draft) -> Anchor | None:
        """The mention that a claim is to belong to."""
        if draft.mentions:
            return self._mentions(draft.mentions[:1], "into")[0]
        if draft.incidents:
            return self._of_incident(draft.incidents[0], "into")[0]
        return None

    def _claim(self, draft: Draft) -> Claim:
        if len(draft.claims) != 1:
            raise RefusedError("claim-missing", f"{draft.kind} is on one claim", hint="name it")
        found = self.store.claims(draft.claims).get(draft.claims[0])
        if found is None:
            raise NotFoundError("claim-unknown", f"the ledger has no claim {draft.claims[0]!r}", where=self.store.url)
        return found

    def _on_claim(self, claim: Claim, payload: dict[str, Any], into: Anchor | None = None) -> Ready:
        own = self._claim_anchor(claim)
        value = claim.best if claim.best is not None else claim.low
        anchors = (own, *([into] if into else []))
        concerns, incidents = self._around(anchors)
        if into is None:
            # two people may rule on two claims of one incident
            concerns, incidents = frozenset([claim.id]), frozenset()
        return Ready(claim.id, "" if value is None else f"{value:g}", payload, anchors, concerns, incidents)

    def _claim_anchor(self, claim: Claim) -> Anchor:
        key = str(self.store.key_of(claim.report))
        return anchoring.on_claim(claim, key, self.store.editions([key])[key]["source"])

    # -- on mentions and incidents

    def _same(self, draft: Draft) -> Ready:
        if len(set(draft.mentions)) != 2:
            raise RefusedError("pair-missing", f"{draft.kind} is on two mentions", hint="name both")
        return self._linked(self._mentions(draft.mentions, ""), draft.mentions)

    _different = _unsure = _same

    def _merge(self, draft: Draft) -> Ready:
        incidents = {self.store.resolve(i) for i in draft.incidents}
        incidents |= set(self.store.incidents_of(draft.mentions).values())
        if len(incidents) < 2:
            raise RefusedError("merge-of-one", "a merge needs two incidents", hint="name another")
        members = sorted(self._members(incidents))
        return self._linked(self._mentions(members, ""), sorted(incidents))

    def _split(self, draft: Draft) -> Ready:
        if len(draft.incidents) != 1:
            raise RefusedError("incident-missing", "a split is of one incident", hint="name it")
        incident = self.store.resolve(draft.incidents[0])
        members = self._members([incident])
        reports = set(draft.payload.get("reports", ()))
        out = {m for m in members if m in draft.mentions or m.rsplit("#", 1)[0] in reports}
        if not out or out == members:
            raise RefusedError("split-of-nothing", "some of the incident must leave and some must stay", where=incident)
        anchors = self._mentions(sorted(out), "out") + self._mentions(sorted(members - out), "rest")
        return self._linked(anchors, [incident])

    def _linked(self, anchors: list[Anchor], named: Iterable[str]) -> Ready:
        concerns, incidents = self._around(anchors)
        return Ready("\n".join(named), "", {}, tuple(anchors), concerns, incidents)

    def _members(self, incidents: Iterable[str]) -> set[str]:
        return set(self.store.mentions(self.store.members(incidents)))

    def _mentions(self, ids: Iterable[str], role: str) -> list[Anchor]:
        """Anchors of mentions, in the order of their names."""
        wanted = list(ids)
        found = self.store.mentions(wanted)
        for m in wanted:
            if m not in found:
                raise NotFoundError("mention-unknown", f"the ledger has no mention {m!r}", where=self.store.url)
        keys = self.store.report_keys_of(wanted)
        editions = self.store.editions(keys.values())
        made = []
        for report in sorted({m.report for m in found.values()}):
            key = keys[report]
            text, claims = self.store.text(report), {c.id: c for c in self.store.claims_as_read(key)}
            made += [
                anchoring.on_mention(m, claims, text, key, editions[key]["source"], role)
                for m in found.values()
                if m.report == report
            ]
        return sorted(made, key=lambda a: wanted.index(str(a.attached)))

    def _of_incident(self, incident: str, role: str = "") -> list[Anchor]:
        """Anchors of the mentions by which an incident is known."""
        known = self.store.resolve(incident)
        found = self.store.mentions(self.store.members([known]))
        ranked = sorted(found.values(), key=lambda m: (-len(m.claims), not m.main, -m.weight, m.id))
        return self._mentions([m.id for m in ranked[:_FEW]], role)

    def _around(self, anchors: Iterable[Anchor]) -> tuple[frozenset[str], frozenset[str]]:
        """(claims and mentions, incidents) that anchors lie in."""
        ids = {a.attached for a in anchors if a.attached}
        claims = self.store.claims(ids)
        mentions = {i for i in ids if i not in claims} | {c.incident for c in claims.values() if c.incident}
        incidents = set(self.store.incidents_of(mentions).values())
        members = set(self.store.members(incidents))
        return frozenset(ids | members | set(self.store.claims_of_mentions(members))), frozenset(incidents)

    # -- on figures

    def _adjudicate(self, draft: Draft) -> Ready:
        p = draft.payload
        if p.get("measure") not in self.lexicon.measures:
            raise RefusedError("measure-unknown", f"no codebook declares {p.get('measure')!r}", where="measure")
        if not draft.reason.strip():
            raise RefusedError("reason-missing", "a figure is adjudicated with a reason", hint="say why")
        if p.get("standing", "asserted") not in _STANDINGS:
            raise RefusedError("field-wrong", f"standing: {p['standing']!r} is none", where="standing")
        if "best" not in p:
            raise RefusedError("value-missing", "no value is given", where="best", hint="null leaves it unknown")
        values = fields.checked(
            {k: p[k] for k in ("low", "best", "high", "qualifier", "group", "as_of") if k in p and p[k] is not None}
            or {"best": None},
            self.lexicon.measures,
        )
        bounds = [v for v in (values.get("low"), values.get("best"), values.get("high")) if v is not None]
        if bounds != sorted(bounds):
            raise RefusedError("field-wrong", "low, best and high are not in order", where="best")
        payload = {"standing": p.get("standing", "asserted"), "measure": p["measure"], "best": None, **values}
        ready = self._on_incident(draft, payload)
        # by which it is noticed that more was told later
        key = (payload["measure"], payload.get("group") or "", payload["standing"], payload.get("as_of") or "")
        row = self.store.incident_rows([ready.subject])[ready.subject]
        of_it = [f for f in incident_of(row).findings if f.key == key]
        return replace(ready, payload={**payload, "told": sum(map(told, of_it))})

    def _policy(self, draft: Draft) -> Ready:
        policy_named(str(draft.payload.get("policy")))
        measure = draft.payload.get("measure")
        if measure is not None and measure not in self.lexicon.measures:
            raise RefusedError("measure-unknown", f"no codebook declares {measure!r}", where="measure")
        payload = {"policy": draft.payload["policy"], **({"measure": measure} if measure else {})}
        return self._on_incident(draft, payload)

    def _on_incident(self, draft: Draft, payload: dict[str, Any]) -> Ready:
        if len(draft.incidents) != 1:
            raise RefusedError("incident-missing", f"{draft.kind} is on one incident", hint="name it")
        anchors = self._of_incident(draft.incidents[0])
        concerns, incidents = self._around(anchors)
        return Ready(self.store.resolve(draft.incidents[0]), "", payload, tuple(anchors), concerns, incidents)

    # -- on tasks, and the rest

    def _assign(self, draft: Draft) -> Ready:
        row = next((t for t in self.store.task_rows() if t["id"] == draft.task), None)
        if row is None:
            raise NotFoundError("task-unknown", f"the ledger has no task {draft.task}", where=self.store.url)
        if draft.kind == "settle" and not draft.reason.strip():
            raise RefusedError("reason-missing", "a task is settled with a reason", hint="say why")
        payload = {"kind": row["kind"], "subject": row["subject"]}
        if draft.kind == "assign":
            payload["to"] = str(draft.payload.get("to") or "").strip()
        else:
            payload["detail"] = digest(row["detail"])
        if row["incident"]:
            return self._on_incident(_named(draft, row["incident"]), payload)
        return Ready(f"{row['kind']}\n{row['subject']}", "", payload)

    _settle = _reopen = _assign

    def _note(self, draft: Draft) -> Ready:
        if not draft.reason.strip():
            raise RefusedError("note-empty", "the note says nothing", hint="write it as the reason")
        if draft.claims:
            return self._on_claim(self._claim(draft), {})
        if draft.mentions:
            return self._linked(self._mentions(draft.mentions, ""), draft.mentions)
        return self._on_incident(draft, {})

    def _undo(self, draft: Draft) -> Ready:
        standing = Rulings.of(self.store.decisions())
        every = {d.id: d for d in self.store.decisions()}
        if draft.decision is None:
            claim = self._claim(draft)
            of = [d for d in standing.decisions if claim.id in d.attached(role="") and d.kind != "note"]
            if not of:
                raise RefusedError("nothing-to-undo", "nobody ruled on the claim", where=claim.id)
            return self._on_claim(claim, {"of": [d.id for d in of]})
        if (found := every.get(draft.decision)) is None:
            raise NotFoundError(
                "decision-unknown", f"the ledger has no decision {draft.decision!r}", where=self.store.url
            )
        concerns, incidents = self._around(found.anchors)
        return Ready(found.id, "", {"of": [found.id]}, (), concerns, incidents)


def digest(detail: str) -> str:
    """What a task's detail is known by, without its words."""
    return sha256(detail.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _named(draft: Draft, incident: str) -> Draft:
    return replace(draft, incidents=(incident,))
