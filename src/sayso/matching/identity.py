"""Ids of incidents: minted at first sight and kept; on a merge the oldest stays, on a split the largest part."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from sayso.model.mention import Mention


def identify(
    made: Sequence[Sequence[str]],
    before: Mapping[str, str],
    ages: Mapping[str, int],
    mentions: Mapping[str, Mention],
    taken: Callable[[str], bool],
    former: Callable[[], Mapping[str, str]] = dict,
) -> tuple[dict[str, list[str]], dict[str, str]]:
    """(id -> members, id merged away -> id that stayed) for new clusters, given where the mentions were before.

    `former` tells ids that were merged away, by the mark of the mentions that they meant: they come back only with that
    very meaning. It is asked where something is split.
    """
    heirs: dict[int, list[str]] = {}
    weight: dict[str, Counter[int]] = {}
    for k, members in enumerate(made):
        for m in members:
            if m in before:
                weight.setdefault(before[m], Counter())[k] += 1 + len(mentions[m].claims)
    for old in sorted(weight, key=lambda o: (ages.get(o, 0), o)):
        best = min(weight[old], key=lambda k: (-weight[old][k], sorted(made[k])))
        heirs.setdefault(best, []).append(old)
    ids: dict[str, list[str]] = {}
    redirects: dict[str, str] = {}
    used: set[str] = set()
    for k in sorted(range(len(made)), key=lambda k: sorted(made[k])):
        members = sorted(made[k])
        heads = heirs.get(k, [])
        again = former().get(meaning(members)) if not heads and any(m in before for m in members) else None
        if heads:
            keep = min(heads, key=lambda o: (ages.get(o, 0), o))
            redirects.update({o: keep for o in heads if o != keep})
        elif again is not None and again not in ids:
            keep = again
        else:
            keep = mint([mentions[m] for m in members], lambda ident: ident in used or taken(ident))
            used.add(keep)
        ids[keep] = members
    return ids, redirects


def meaning(members: Iterable[str]) -> str:
    """What an id means, without its words: a mark of the mentions."""
    return hashlib.sha256("\n".join(sorted(members)).encode()).hexdigest()[:24]


def mint(members: Sequence[Mention], taken: Callable[[str], bool]) -> str:
    """An id of day and kind with a mark that keeps it single; no name stands in it, for ids leave in public exports."""
    days = Counter(m.begin for m in members if (m.begin and m.precision == "day") or (m.begin and m.begin == m.finish))
    first = min(members, key=lambda m: (-days[m.begin or ""], not m.main, m.begin or "9999", m.id))
    kind = first.event.split("_")[0]
    mark = hashlib.sha256("\n".join(sorted(m.id for m in members)).encode()).hexdigest()
    words = [first.begin or "undated", kind]
    stem = "-".join(re.sub(r"[^a-z0-9]+", "-", w).strip("-") for w in words if w)
    size = 4
    while taken(f"{stem}-{mark[:size]}"):
        size += 1
    return f"{stem}-{mark[:size]}"
