"""A draft becomes ready to be kept: what it names is looked up, its payload checked, its words anchored."""

from __future__ import annotations

from dataclasses import replace

from sayso.coding import sample_of
from sayso.drafting.lookup import Lookup, Ready, digest
from sayso.errors import NotFoundError, RefusedError
from sayso.model.decision import KINDS, ON_CLAIMS, Anchor, Draft
from sayso.model.rows import incident_of
from sayso.reconciling.policies import policy as policy_named
from sayso.ruling import anchoring, fields
from sayso.ruling.fields import Known
from sayso.ruling.standing import Rulings
from sayso.ruling.verdicts import told
from sayso.sampling import drawn

_ON_ONE_CLAIM = ("accept", "reject", "correct")
_STANDINGS = fields.CHOICES["standing"]


class Drafting(Lookup):
    """Makes drafts ready against what one ledger holds."""

    def ready(self, draft: Draft) -> Ready:
        """The decision that a draft asks for; raises RefusedError or NotFoundError."""
        if draft.kind not in KINDS:
            raise RefusedError("kind-unknown", f"{draft.kind!r} is no decision", hint=f"kinds are {', '.join(KINDS)}")
        if not draft.by.strip():
            raise RefusedError("nobody-decides", "nobody is said to decide", hint="give a name with `by`")
        return getattr(self, f"_{draft.kind}")(draft)  # type: ignore[no-any-return]

    # -- on claims

    def _accept(self, draft: Draft) -> Ready:
        claim = self.claim(draft)
        return self.on_claim(claim, {})

    _reject = _accept

    def _correct(self, draft: Draft) -> Ready:
        claim = self.claim(draft)
        wanted = fields.checked(draft.payload.get("fields", {}), Known.of(self.lexicon))
        row = claim.row()
        return self.on_claim(claim, {"fields": wanted, "seen": {name: row[name] for name in wanted}})

    def _move(self, draft: Draft) -> Ready:
        claim = self.claim(draft)
        into = self._into(draft)
        return self.on_claim(claim, {} if into else {"fields": {"incident": ""}}, into)

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
            raise RefusedError("span-wrong", f"{wanted!r} is not what stands there", where=str(report))
        values = fields.checked(draft.payload.get("fields", {}), Known.of(self.lexicon))
        edition = self.store.editions([str(key)])[str(key)]
        anchor = anchoring.on_span(str(report), text, start, end, str(key), edition["source"])
        into = self._into(draft)
        anchors = (anchor, *([into] if into else []))
        concerns, incidents = self.around(anchors)
        return Ready(f"{report}:{start}:{end}", text[start:end], {"fields": values}, anchors, concerns, incidents)

    def _into(self, draft: Draft) -> Anchor | None:
        """The mention that a claim is to belong to."""
        if draft.mentions:
            return self.mentions(draft.mentions[:1], "into")[0]
        if draft.incidents:
            return self.of_incident(draft.incidents[0], "into")[0]
        return None

    # -- on mentions and incidents

    def _same(self, draft: Draft) -> Ready:
        if len(set(draft.mentions)) != 2:
            raise RefusedError("pair-missing", f"{draft.kind} is on two mentions", hint="name both")
        return self.linked(self.mentions(draft.mentions, ""), draft.mentions)

    _different = _unsure = _same

    def _merge(self, draft: Draft) -> Ready:
        incidents = {self.store.resolve(i) for i in draft.incidents}
        incidents |= set(self.store.incidents_of(draft.mentions).values())
        if len(incidents) < 2:
            raise RefusedError("merge-of-one", "a merge needs two incidents", hint="name another")
        members = sorted(self.members(incidents))
        return self.linked(self.mentions(members, ""), sorted(incidents))

    def _split(self, draft: Draft) -> Ready:
        if len(draft.incidents) != 1:
            raise RefusedError("incident-missing", "a split is of one incident", hint="name it")
        incident = self.store.resolve(draft.incidents[0])
        members = self.members([incident])
        reports = {str(r) for r in draft.payload.get("reports") or ()}
        for name in sorted({*reports, *draft.mentions} - members - {m.rsplit("#", 1)[0] for m in members}):
            raise NotFoundError("not-in-incident", f"nothing of {name!r} is in the incident", where=incident)
        out = {m for m in members if m in draft.mentions or m.rsplit("#", 1)[0] in reports}
        if not out or out == members:
            raise RefusedError("split-of-nothing", "some of the incident must leave and some must stay", where=incident)
        anchors = self.mentions(sorted(out), "out") + self.mentions(sorted(members - out), "rest")
        return self.linked(anchors, [incident])

    # -- on figures

    def _adjudicate(self, draft: Draft) -> Ready:
        p = draft.payload
        if str(p.get("measure")) not in self.lexicon.measures:
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
            Known.of(self.lexicon),
        )
        bounds = [v for v in (values.get("low"), values.get("best"), values.get("high")) if v is not None]
        if bounds != sorted(bounds):
            raise RefusedError("field-wrong", "low, best and high are not in order", where="best")
        payload = {"standing": p.get("standing", "asserted"), "measure": p["measure"], "best": None, **values}
        ready = self.on_incident(draft, payload)
        # by which it is noticed that more was told later
        key = (payload["measure"], payload.get("group") or "", payload["standing"], payload.get("as_of") or "")
        row = self.store.incident_rows([ready.subject])[ready.subject]
        of_it = [f for f in incident_of(row).findings if f.key == key]
        return replace(ready, payload={**payload, "told": sum(map(told, of_it))})

    def _policy(self, draft: Draft) -> Ready:
        policy_named(str(draft.payload.get("policy")))
        measure = draft.payload.get("measure")
        if measure is not None and str(measure) not in self.lexicon.measures:
            raise RefusedError("measure-unknown", f"no codebook declares {measure!r}", where="measure")
        payload = {"policy": draft.payload["policy"], **({"measure": measure} if measure else {})}
        return self.on_incident(draft, payload)

    # -- on tasks, and the rest

    def _assign(self, draft: Draft) -> Ready:
        row = next((t for t in self.store.task_rows() if t["id"] == draft.task), None)
        if row is None:
            raise NotFoundError("task-unknown", f"the ledger has no task {draft.task}", where=self.store.shown)
        if draft.kind == "settle" and not draft.reason.strip():
            raise RefusedError("reason-missing", "a task is settled with a reason", hint="say why")
        payload = {"kind": row["kind"], "subject": row["subject"]}
        if draft.kind == "assign":
            payload["to"] = str(draft.payload.get("to") or "").strip()
        else:
            payload["detail"] = digest(row["detail"])
        if row["incident"]:
            ready = self.on_incident(replace(draft, incidents=(row["incident"],)), payload)
            return replace(ready, concerns=frozenset(), incidents=frozenset())
        return Ready(f"{row['kind']}\n{row['subject']}", "", payload)

    _settle = _reopen = _assign

    def _sample(self, draft: Draft) -> Ready:
        name, size = draft.payload.get("name"), draft.payload.get("size")
        if not isinstance(name, str) or not name.strip() or type(size) is not int or size < 1:
            raise RefusedError("sample-wrong", "a sample has a name and a size", hint="for example 50")
        taken = Rulings.of(self.store.decisions()).of_kind("sample")
        if any(d.payload["name"] == name for d in taken):
            raise RefusedError("sample-known", f"there is a sample {name!r}", where=name, hint="take another name")
        seed = str(draft.payload.get("seed", name))
        claims = self.store.claims()
        chosen = drawn(claims.values(), self.store.keys_of_claims(claims), seed, size)
        if not chosen:
            raise RefusedError("sample-empty", "the ledger has no claims to draw from", where=self.store.shown)
        anchors = tuple(self.claim_anchor(c) for c in chosen)
        return Ready(name, "", {"name": name, "seed": seed, "size": size}, anchors)

    def _code(self, draft: Draft) -> Ready:
        claim, name = self.claim(draft), str(draft.payload.get("sample"))
        if claim.id not in sample_of(Rulings.of(self.store.decisions()), name).attached():
            raise RefusedError("claim-not-drawn", f"the claim is not in the sample {name!r}", where=claim.id)
        values = fields.coded(draft.payload.get("fields", {}), Known.of(self.lexicon))
        return Ready(claim.id, "", {"sample": name, "fields": values}, (self.claim_anchor(claim),))

    def _note(self, draft: Draft) -> Ready:
        if not draft.reason.strip():
            raise RefusedError("note-empty", "the note says nothing", hint="write it as the reason")
        if draft.claims:
            return self.on_claim(self.claim(draft), {})
        if draft.mentions:
            ready = self.linked(self.mentions(draft.mentions, ""), draft.mentions)
        else:
            ready = self.on_incident(draft, {})
        # a note takes nothing away from what others did
        return replace(ready, concerns=frozenset(), incidents=frozenset())

    def _undo(self, draft: Draft) -> Ready:
        standing = Rulings.of(self.store.decisions())
        every = {d.id: d for d in self.store.decisions()}
        if draft.decision is None:
            claim = self.claim(draft)
            of = [d for d in standing.of_kind(*ON_CLAIMS) if claim.id in d.attached(role="")]
            if not of:
                raise RefusedError("nothing-to-undo", "nobody ruled on the claim", where=claim.id)
            return self.on_claim(claim, {"of": [d.id for d in of]})
        if (found := every.get(draft.decision)) is None:
            raise NotFoundError(
                "decision-unknown", f"the ledger has no decision {draft.decision!r}", where=self.store.shown
            )
        if found.kind in _ON_ONE_CLAIM:
            return Ready(found.id, "", {"of": [found.id]}, (), frozenset(found.attached()))
        concerns, incidents = self.around(found.anchors)
        return Ready(found.id, "", {"of": [found.id]}, (), concerns, incidents)
