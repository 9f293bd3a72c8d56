"""Waiting mentions become incidents: copies found, pairs compared, clusters made, ids kept, all written at once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import Any

from sayso.codebook.lexicon import Lexicon
from sayso.ledger import Store
from sayso.matching import assembly, clusters, comparisons, copies, identity
from sayso.matching.reasons import weights
from sayso.model.incident import Incident
from sayso.model.mention import Mention
from sayso.reconciling.problems import essence, problems
from sayso.ruling.standing import Latest

_AT_A_TIME = 300
_COMPARED_AT_A_TIME = 100


class Settling:
    """Settles the mentions of one ledger; `reconciled` gives an incident its findings."""

    def __init__(self, store: Store, lexicon: Lexicon, reconciled: Callable[[Incident], Incident]) -> None:
        self.store = store
        self.lexicon = lexicon
        self._reconciled = reconciled
        self.rulings = Latest(store.decisions)
        self.domain = comparisons.Domain.of(lexicon)
        self.threshold = weights()["threshold"]["join"]

    def settle(self, pending: list[str]) -> None:
        """Match waiting mentions with all that may tell of the same, and write the incidents that come of it.

        No more is in memory at once than the mentions of some blocks.
        """
        pending = self._match_copies(pending)
        self._compare(pending)
        self.cluster(pending, waiting=pending)

    def cluster(self, mentions: Iterable[str], waiting: Collection[str] = ()) -> None:
        """Make the clusters anew in which some mentions lie, of the pairs that were compared, and write the incidents.

        Those that were `waiting` wait no longer.
        """
        wanted = sorted(set(mentions))
        links = self.rulings().links
        edges, speaking = self._reached(wanted)
        edges += [(m, n) for group in links.within(speaking)[0] for m, n in pairwise(group)]
        silent = [m for m in wanted if m not in speaking]
        blocks = [*clusters.components(speaking, edges), *([m] for m in silent)]
        before = self.store.incidents_of([*speaking, *silent])
        for some in clusters.batches(blocks, before, _AT_A_TIME):
            self._settle_blocks(some, set(waiting))

    def _reached(self, pending: Sequence[str]) -> tuple[list[tuple[str, str]], set[str]]:
        """The pairs that tie mentions into blocks, and all mentions that speak in the blocks of the waiting ones.

        Whoever shares an incident with them is reached too: an incident is written as a whole.
        """
        mates = self.rulings().links.mates()
        nodes: set[str] = set()
        front = set(pending)
        while front:
            edges = self.store.edges(nodes | front, self.threshold, mates)
            nodes |= front | {m for pair in edges for m in pair}
            nodes |= {n for m in nodes for n in mates.get(m, ())}
            front = set(self.store.members(self.store.incidents_of(nodes).values())) - nodes
        speaking = self.store.speaking(nodes)
        return [pair for pair in edges if speaking.issuperset(pair)], speaking

    def _settle_blocks(self, blocks: Sequence[list[str]], waiting: Collection[str]) -> None:
        """Cluster the mentions of some whole blocks, and write what comes of it."""
        every = [m for block in blocks for m in block]
        mentions, scores = self.store.mentions(every), self.store.scores(every)
        links = self.rulings().links

        def score(a: str, b: str) -> int:
            known = scores.get((a, b))
            if known is None:
                known = comparisons.compare(mentions[a], mentions[b], self.domain, telling=False).score
            return known

        made = []
        for block in blocks:
            if block[0] in mentions:
                required, forbidden = links.within(block)
                made += clusters.cluster(block, score, self.threshold, forbidden, required)
        self._keep(every, made, mentions, [m for m in every if m in waiting])

    def reckon(self, incidents: Iterable[str]) -> None:
        """Reconcile incidents anew whose mentions stay what they are."""
        held = self.store.members(incidents)
        speaking = self.store.mentions(held)
        ids: dict[str, list[str]] = {}
        for m in speaking:
            ids.setdefault(held[m], []).append(m)
        if ids:
            self._write(ids, speaking, held)

    def _match_copies(self, pending: list[str]) -> list[str]:
        """Find near-copies of the new reports; all mentions of a group of copies are settled together."""
        fresh = self.store.report_keys_of(pending)
        pairs = sorted(self.store.copy_candidates(fresh.values()))
        alike: list[tuple[str, str, float]] = []
        for at in range(0, len(pairs), _AT_A_TIME):
            some = pairs[at : at + _AT_A_TIME]
            texts = self.store.texts({k for pair in some for k in pair})
            pieces = {k: copies.shingles(t) for k, t in texts.items()}
            near = [(a, b) for a, b in some if copies.near_copies(pieces[a], pieces[b])]
            alike += [(a, b, copies.similarity(pieces[a], pieces[b])) for a, b in near]
        self.store.put_copies(alike)
        touched = self.store.copies_of({k for a, b, _ in alike for k in (a, b)})
        return sorted(set(pending) | set(self.store.mentions_of_reports(touched))) if touched else pending

    def _compare(self, pending: Sequence[str]) -> None:
        """Compare the waiting mentions with all that share a key with them, some at a time to bound what is in memory.

        Those of one time follow one another: they share most of what they are compared with.
        """
        self.store.drop_pairs(pending)
        done: set[str] = set()
        known: dict[str, Mention] = {}
        ordered = self.store.by_last_key(pending)
        for at in range(0, len(ordered), _COMPARED_AT_A_TIME):
            batch = ordered[at : at + _COMPARED_AT_A_TIME]
            pairs = {pair for pair in self.store.candidates(batch) if not done.intersection(pair)}
            wanted = {m for pair in pairs for m in pair}
            known = {m: known[m] for m in wanted & known.keys()} | self.store.mentions(wanted - known.keys())
            rows = []
            for a, b in sorted(pairs):
                if a in known and b in known:
                    found = comparisons.compare(known[a], known[b], self.domain)
                    rows.append((a, b, found.score, [r.row() for r in found.reasons]))
            self.store.put_pairs(rows)
            done.update(batch)

    def _keep(
        self, wanted: Sequence[str], made: list[list[str]], speaking: Mapping[str, Mention], settled: Sequence[str]
    ) -> None:
        """Give clusters their incident ids, reconcile them, and write the record."""
        before = self.store.incidents_of({m for c in made for m in c} | set(wanted))
        before = {**self.store.members(set(before.values())), **before}
        ages = self.store.incident_ages(set(before.values()))
        taken, former = self.store.is_taken, cache(self.store.former_incidents)
        ids, redirects = identity.identify(made, before, ages, speaking, taken, former)
        self._write(ids, speaking, before, redirects, settled)

    def _write(
        self,
        ids: Mapping[str, Sequence[str]],
        speaking: Mapping[str, Mention],
        before: Mapping[str, str],
        redirects: Mapping[str, str] | None = None,
        settled: Sequence[str] = (),
    ) -> None:
        """Write incidents with their findings and tasks, and tell of them in the change feed."""
        redirects = redirects or {}
        rows: dict[str, dict[str, Any]] = {}
        tasks: dict[str, list[tuple[str, str, str]]] = {}
        feed: list[tuple[str, str, dict[str, Any]]] = []
        old = self.store.incident_rows(ids)
        for ident, members in sorted(ids.items()):
            incident = self._reconciled(assembly.assemble(ident, [speaking[m] for m in members], self.lexicon))
            rows[ident] = incident.row()
            tasks[ident] = problems(incident, self.store.claims_of_mentions(members))
            if ident not in old:
                parted = sorted({before[m] for m in members if m in before} & set(ids) - {ident})
                feed.append((ident, "made", {"reports": [r.report for r in incident.reports]}))
                feed += [(whole, "split", {"into": ident}) for whole in parted]
            elif essence(old[ident]) != essence(rows[ident]):
                feed.append((ident, "changed", {"reports": [r.report for r in incident.reports]}))
        gone = set(before.values()) - set(ids) - set(redirects)
        feed += [(a, "merged", {"into": b}) for a, b in sorted(redirects.items())]
        feed += [(g, "ended", {}) for g in sorted(gone)]
        held = {m: i for i, ms in ids.items() for m in ms}
        meant = {i: identity.meaning(m for m, own in before.items() if own == i) for i in {*redirects, *gone}}
        self.store.put_record(rows, held, redirects, gone, settled, feed, tasks, meant)
