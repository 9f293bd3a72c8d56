"""Decisions find their words again: after each reading, in new versions of a report, and in ledgers they are taken into."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from sayso.ledger import Store
from sayso.model.claim import Claim
from sayso.model.decision import ON_CLAIMS, Anchor, Decision
from sayso.model.mention import Mention
from sayso.ruling import anchoring, fields
from sayso.ruling.anchoring import ADDED
from sayso.ruling.standing import Rulings

# The decisions by which claims are others than what was read.
_AMENDING = frozenset(["correct", "move", "add"])


class Attaching:
    """Attaches the decisions of one ledger to its claims and mentions, and keeps claims as persons corrected them."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def renew(self, keys: Iterable[str]) -> None:
        """Find the words of decisions again in reports that were read anew, and in other versions of these."""
        wanted = set(keys)
        if not self.store.decisions():
            return
        editions = self.store.editions(wanted)
        hung = self.store.anchored_in([*wanted, *editions], [e["source"] for e in editions.values()])
        if not hung:
            return
        self._attach(hung, editions)
        # a claim that was moved here stands in a report that nobody read anew
        own = {decision for decision, _, _ in hung}
        anchors = [a for d in self.store.decisions() if d.id in own for a in d.anchors]
        claims = self.store.keys_of_claims(a.attached for a in anchors if a.attached)
        touched = self.amend({*wanted, *editions, *(a.report_key for a in anchors), *claims.values()})
        self.store.mark_pending(touched)
        self.report_lost()

    def renew_all(self, decisions: Iterable[Decision]) -> set[str]:
        """Find the words of these decisions, wherever they are, and let claims be as persons have them.

        The mentions come back whose claims are others than before.
        """
        own = {d.id: d.kind for d in decisions}
        hung = [(d.id, k, a) for d in self.store.decisions() if d.id in own for k, a in enumerate(d.anchors)]
        editions = self.store.editions({a.report_key for _, _, a in hung})
        if unknown := {a.source for _, _, a in hung if a.source and a.report_key not in editions}:
            editions.update(self.store.editions(self.store.keys_of_sources(unknown)))
        self._attach(hung, editions)
        changed = {a.source for decision, _, a in hung if own[decision] in _AMENDING}
        touched = self.amend(key for key, edition in editions.items() if edition["source"] in changed)
        self.report_lost()
        return touched

    def renew_erased(self) -> None:
        """Let claims be without what decisions hung on words of reports that are erased."""
        self.store.mark_pending(
            self.renew_all(d for d in self.store.decisions() if any(a.what == "erased" for a in d.anchors))
        )

    def _attach(self, hung: Iterable[tuple[str, int, Anchor]], editions: Mapping[str, dict[str, Any]]) -> None:
        reports = _Reports(self.store, editions)
        whole = (d for d in self.store.decisions() if all(a.what != "erased" for a in d.anchors))
        on = {d.id: d.subject for d in whole if d.kind in ON_CLAIMS and d.kind != "add"}
        found: dict[tuple[str, int], str | None] = {}
        for decision, number, anchor in hung:
            if anchor.what != "erased":
                # of several claims of the same words the one is meant that the person saw, wherever it hung since
                seen = on.get(decision) if anchor.what in ("claim", "added") else None
                # as whoever decided knew it, whatever the reports came to since and in which order
                now = reports.attached(decision, replace(anchor, attached=seen or anchor.called or anchor.attached))
                if now != anchor.attached:
                    found[decision, number] = now
        self.store.attach(found)

    def amend(self, keys: Iterable[str]) -> set[str]:
        """Keep the claims of some reports as persons corrected them; the mentions that this bears on come back."""
        rulings = Rulings.of(self.store.decisions())
        corrections = rulings.corrections
        touched: set[str] = set()
        for key, edition in sorted(self.store.editions(keys).items()):
            read = self.store.claims_as_read(key)
            claims = [fields.corrected(c, corrections[c.id]) if c.id in corrections else c for c in read]
            ours = {
                a.attached: a
                for d in rulings.of_kind("add")
                for a in d.anchors
                if a.what == "span" and a.attached and a.attached.startswith(f"{edition['id']}:")
            }
            added = []
            if ours:
                text = self.store.text(edition["id"])
                for ident, anchor in sorted(ours.items()):
                    spot = _Reports.spot(anchor, key, text)
                    if spot is not None:
                        added.append(fields.added(ident, edition["id"], spot, text, corrections.get(ident, {})))
            touched |= self.store.amend(key, claims, added)
        return touched

    def report_lost(self) -> None:
        """Let there be a task for each decision that stands and lost its words, and for each that others contradict."""
        rulings = Rulings.of(self.store.decisions())
        lost = {d.id: _lost(d) for d in rulings.decisions if any(_is_lost(a) for a in d.anchors)}
        self.store.put_ledger_tasks("lost", lost)
        by_id = {d.id: d for d in rulings.decisions}
        contradicted = {}
        for old, new in rulings.links.contradicted.items():
            first, later = by_id[old], by_id[new]
            contradicted[old] = (
                f"“{first.kind}” of {first.by} ({first.at[:10]}) contradicts the later “{later.kind}” of {later.by} "
                f"({later.at[:10]}), which stands"
            )
        self.store.put_ledger_tasks("contradiction", contradicted)


def _is_lost(anchor: Anchor) -> bool:
    return anchor.what != "erased" and anchor.attached is None


def _lost(d: Decision) -> str:
    gone = [a for a in d.anchors if _is_lost(a)]
    reports = ", ".join(sorted({a.report for a in gone}))
    words = "; ".join(dict.fromkeys(f"“{' '.join(a.text.split())}”" for a in gone if a.text))
    return f"“{d.kind}” of {d.by} ({d.at[:10]}) lost its words{f' {words}' if words else ''} in {reports}"


def _by(decision: str) -> str:
    """How the id of the claim ends that a decision added."""
    return f"{ADDED}{decision[:6]}"


class _Reports:
    """What reports hold, each read once while anchors are looked for in them."""

    def __init__(self, store: Store, editions: Mapping[str, dict[str, Any]]) -> None:
        self._store, self._editions = store, editions
        self._held: dict[str, tuple[str, list[Claim], list[Mention]]] = {}
        self._added: dict[tuple[str, int, int], list[str]] = {}
        for d in store.decisions():
            for a in d.anchors:
                if a.what == "span":
                    self._added.setdefault((a.report_key, a.start, a.end), []).append(d.id)

    def attached(self, decision: str, anchor: Anchor) -> str | None:
        """The claim or mention on which the words of an anchor lie today."""
        key = self._speaking(anchor)
        if key is None:
            return None
        text, claims, mentions = self._of(key)
        spot = self.spot(anchor, key, text)
        if spot is None:
            return None
        if anchor.what == "added":
            made = self._added.get((anchor.report_key, anchor.start, anchor.end), [])
            # two people may have made claims of the same words
            meant = [d for d in made if (anchor.attached or "").endswith(_by(d))] or made
            return self._ident(key, spot, meant[-1]) if meant else None
        if anchor.what == "claim":
            return anchoring.claim_again(anchor, spot, claims)
        if anchor.what == "mention":
            return anchoring.mention_again(anchor, spot, mentions, {c.id: c for c in claims})
        return self._ident(key, spot, decision)

    def _ident(self, key: str, spot: tuple[int, int], decision: str) -> str:
        """The id of a claim that a person added."""
        return f"{self._editions[key]['id']}:{spot[0]}:{_by(decision)}"

    @staticmethod
    def spot(anchor: Anchor, key: str, text: str) -> tuple[int, int] | None:
        """Where the words of an anchor stand in a report."""
        return (anchor.start, anchor.end) if key == anchor.report_key else anchoring.spot_in(anchor, text)

    def _speaking(self, anchor: Anchor) -> str | None:
        """The report in which to look: that of the anchor, else the version of it that speaks."""
        own = self._editions.get(anchor.report_key)
        if own is not None and own["speaks"]:
            return anchor.report_key
        source = own["source"] if own is not None else anchor.source
        return next((k for k, e in sorted(self._editions.items()) if e["speaks"] and e["source"] == source), None)

    def _of(self, key: str) -> tuple[str, list[Claim], list[Mention]]:
        if key not in self._held:
            text = self._store.text(self._editions[key]["id"])
            read = self._store.claims_as_read(key)
            self._held[key] = text, read, self._store.mentions_of(key)
        return self._held[key]
